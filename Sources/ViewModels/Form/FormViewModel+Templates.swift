// Templates in a form: chosen for the text at the cursor, or filled in as a new record is begun.

import Markup
import VitallyModel

/// The template with which a new record begins.
struct TemplateRequest: Equatable, Sendable {
  /// The name.
  var name: String
  /// Whether the settings name it, not the user just now.
  var isDefault: Bool
}

/// What a form does with templates.
struct FormTemplates: Equatable, Sendable {
  /// The template with which a new record begins, until it is there; nil for none.
  var wanted: TemplateRequest?
  /// Whether the form waits for the templates.
  var areAwaited = false
  /// The templates that are offered, with what they are filled from.
  var offered: TemplateKit?
  /// The names in braces of which the user has agreed that the server fills them.
  var mayBeFilled: Set<String> = []
}

extension FormViewModel {
  /// Whether the cursor is in a text that a template can be put into.
  var takesTemplate: Bool { focusedCell?.takesTemplate ?? false }

  /// Reads the templates and what they are filled from: the customer that the form names, the record
  /// that it was begun from, and the one that it is about.
  mutating func askForTemplates() -> Outcome {
    templates.areAwaited = true
    let chosen = rows.flatMap { row -> [Ref] in
      guard case .records(let records) = row.value.input, row.part == nil else { return [] }
      return records.kept + records.chosen
    }
    let customers = chosen.filter { Resource.browsable.contains($0.resource) }
    let refs = customers + [parent, isNew ? nil : ref].compactMap(\.self)
    return [.read(.templates, generation: 1, .templates(about: refs))]
  }

  /// Takes the templates: for a picker, or for the one that was asked for beforehand.
  mutating func take(_ kit: TemplateKit, in shared: inout Shared) -> Outcome {
    let wasAwaited = templates.areAwaited
    templates.areAwaited = false
    guard wasAwaited, isEditing else { return [] }
    if let request = templates.wanted {
      templates.wanted = nil
      begin(with: request, kit, in: &shared)
      return []
    }
    if let problem = kit.library.problems.first {
      let others = kit.library.problems.count - 1
      let more = others == 0 ? "" : " \(others.counted("other problem")): see the messages."
      for other in kit.library.problems.dropFirst() { shared.say(other, .warning) }
      shared.say(problem + more, .warning)
    }
    templates.offered = kit
    return .push(.picker(InsertMenu(library: kit.library).picker))
  }

  /// Puts a template into the text with the cursor, and its subject where there is none yet.
  mutating func insert(template name: String, in shared: inout Shared) {
    guard let kit = templates.offered, let template = kit.library.template(name), takesTemplate
    else { return }
    templates.offered = nil
    let filled = filled(template, kit.facts, now: shared.now)
    guard case .text(let editor)? = focusedCell?.input else { return }
    let isFirst = editor.isEmpty
    let gap = isFirst ? "" : editor.cursor.column == 0 ? "\n" : "\n\n"
    _ = insert(gap + filled.body, now: shared.now)
    if isFirst { moveToGap(focus) }
    if let row = subjectRow, rows[row].value.isBlank, !filled.subject.isEmpty {
      rows[row].value.replace(with: filled.subject)
      check(row, now: shared.now)
    }
    say(filled.problems, in: &shared)
  }

  /// Begins a new record with a template. That is not typed: a form which is left at once leaves no
  /// draft behind.
  private mutating func begin(
    with request: TemplateRequest, _ kit: TemplateKit, in shared: inout Shared
  ) {
    guard let template = kit.library.template(request.name) else {
      let broken = kit.library.problems.first { $0.contains("/\(request.name).md ") }
      if let broken {
        shared.say("The template “\(request.name)” is missing: \(broken)", .warning)
        return
      }
      let known = kit.library.templates.prefix(8).map(\.name).joined(separator: ", ")
      let whose = request.isDefault ? " config.toml names it for notes." : ""
      shared.say(
        "There is no template “\(request.name)”.\(whose) There are \(known).", .warning)
      return
    }
    guard let row = rows.firstIndex(where: { $0.value.takesTemplate }),
      case .text(var editor) = rows[row].value.input
    else {
      shared.say("Templates are for long texts: \(schema.plural) have none here.", .warning)
      return
    }
    let filled = filled(template, kit.facts, now: shared.now)
    editor.insert(filled.body)
    rows[row].value.prefill(.text(editor))
    if let row = subjectRow, rows[row].value.isBlank, !filled.subject.isEmpty {
      var line = LineEditor()
      line.insert(filled.subject)
      rows[row].value.prefill(.line(line))
    }
    focus(on: rows[row].path)
    moveToGap(focus)
    say(filled.problems, in: &shared)
  }

  private func filled(_ template: Template, _ facts: TemplateFacts, now: Now) -> FilledTemplate {
    let values = TemplateValues(facts: facts, now: now)
    return template.filled(written: MarkdownBody.markdown(ofText:)) { values[$0] }
  }

  /// The title of a record whose text is the main thing, such as the subject of a note: nil if the
  /// cursor is elsewhere.
  private var subjectRow: Int? {
    guard schema.isProse, let path = schema.titlePaths.first,
      rows.contains(where: { $0.path == schema.summaryPath && $0.value.takesTemplate })
    else { return nil }
    return rows.firstIndex { row in
      guard row.path == path, case .line = row.value.input else { return false }
      return true
    }
  }

  /// Puts the cursor of a text where the first thing is to be written.
  private mutating func moveToGap(_ place: Focus) {
    guard case .text(var editor) = rows[place.row].cells[place.cell].input else { return }
    let gap = (0..<editor.lineCount).first { editor.line($0).isGap }
    editor.moveToStart()
    if let gap {
      _ = editor.moveLine(by: gap)
      editor.run(.end)
    }
    rows[place.row].cells[place.cell].input = .text(editor)
  }

  private func say(_ problems: [String], in shared: inout Shared) {
    guard let first = problems.first else { return }
    let others = problems.count - 1
    for problem in problems.dropFirst() { shared.say(problem, .warning) }
    shared.say(
      first + " It stays in the text."
        + (others == 0
          ? "" : " So \(others == 1 ? "does" : "do") \(others.counted("other name"))."),
      .warning)
  }

  // MARK: Before saving

  /// The names in braces that would be sent, each once: the server fills them.
  var placeholders: [String] {
    var found: [String] = []
    for row in rows where !isLeftOut(row) {
      for cell in row.cells where cell.isTouched {
        switch cell.input {
        case .text, .line:
          let names = Placeholder.all(in: cell.typed.text ?? "").map(\.text)
          found += names.filter { !found.contains($0) }
        case .option, .records, .locked, .fixed: break
        }
      }
    }
    return found
  }
}

extension FormCell {
  /// Whether a template can be put into it: it is a long text in Markdown.
  fileprivate var takesTemplate: Bool {
    if case .text = input, kind == .longText(isHTML: true) { true } else { false }
  }
}

extension Substring {
  /// Whether something is to be written at the end of a line: an item without text, or a label.
  fileprivate var isGap: Bool {
    let line = String(self).trimmed
    return ["-", "*", "+", "- [ ]", "1."].contains(line) || line.hasSuffix(":")
      || line.hasSuffix(":**")
  }
}
