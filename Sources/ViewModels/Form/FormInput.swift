// The inputs of a form's cells, and which kind of value gets which. Four serve every kind of field:
// a line, a text, an option, and records that are looked up.

import Markup
import VitallyModel

/// The input of a cell.
enum FormInput: Equatable, Sendable {
  /// One line: text, numbers, dates, tags.
  case line(LineEditor)
  /// Many lines.
  case text(TextEditor)
  /// One of a few values.
  case option(OptionInput)
  /// Records of a resource.
  case records(RecordInput)
  /// A body that the server would not keep as it is.
  case locked(LockedBody)
  /// Read-only; the sentence says why, empty when that is obvious.
  case fixed(String)

  // MARK: Opening

  /// The input for a value of a kind.
  static func opened(
    _ kind: FieldKind, _ base: JSONValue, onlyGrows: Bool, now: Now, measure: TextMeasure
  ) -> FormInput {
    switch kind {
    case .longText(isHTML: true): return body(base.text ?? "", measure)
    case .longText(isHTML: false):
      return .text(TextEditor(base.text ?? "", measure: measure))
    case .text where base.text?.contains(where: \.isNewline) == true:
      return .text(TextEditor(base.text ?? "", measure: measure))
    case .yesNo:
      let options = [(true, "yes"), (false, "no")].map {
        OptionInput.Option(value: .bool($0.0), label: $0.1)
      }
      let selected = base.bool == nil ? .null : base
      return .option(OptionInput(options: options, selected: selected))
    case .choice(let choices): return choice(choices, base)
    case .lookUp, .participants(isMany: false): return records(kind, base, isMany: false)
    case .lookUps, .participants(isMany: true):
      guard onlyGrows else { return records(kind, base, isMany: true) }
      let kept = kind.refs(in: base).map(\.ref)
      let input = RecordInput(resources: kind.resources, isMany: true, kept: kept, chosen: [])
      return .records(input)
    case .traits, .objects: return .fixed("")
    case .text, .email, .url, .number, .day, .moment, .date, .tags, .json:
      return .line(LineEditor(lineText(kind, base, now: now)))
    }
  }

  /// A value as the text of a line.
  private static func lineText(_ kind: FieldKind, _ value: JSONValue, now: Now) -> String {
    if value.isNull { return "" }
    switch kind {
    case .moment, .date:
      switch DayOrMoment(json: value, midnightIsDay: kind != .moment) {
      case .day(let day)?: return DayReader.text(day)
      case .moment(let moment)?: return MomentReader.text(moment, zone: now.zone)
      case nil: return value.text ?? value.jsonText
      }
    case .day:
      if case .string(let text) = value, let day = Day(text) { return DayReader.text(day) }
      return DayOrMoment(json: value).map { DayReader.text($0.day(in: now.zone)) }
        ?? value.text ?? value.jsonText
    case .tags: return TagReader.text(value.array ?? [value])
    case .json: return value.jsonText
    default: return value.text ?? value.jsonText
    }
  }

  private static func body(_ html: String, _ measure: TextMeasure) -> FormInput {
    let editing = MarkdownBody.editing(html)
    if let locked = LockedBody(editing, measure) { return .locked(locked) }
    guard case .markdown(let text) = editing else { return .fixed("") }
    return .text(TextEditor(text, measure: measure))
  }

  /// Moves the cursor of a text one character to the left.
  mutating func moveLeft() {
    guard case .text(var editor) = self else { return }
    self = .fixed("")
    editor.run(.left)
    self = .text(editor)
  }

  /// Begins to edit a locked body; what the server drops of it is already missing.
  mutating func unlock() {
    if case .locked(let body) = self, let editor = body.editor { self = .text(editor) }
  }

  private static func choice(_ choices: [Choice], _ base: JSONValue) -> FormInput {
    var options = choices.map { OptionInput.Option(value: .string($0.value), label: $0.label) }
    if !base.isBlank, !options.contains(where: { $0.value == base }) {
      options.append(OptionInput.Option(value: base, label: base.text ?? base.jsonText))
    }
    return .option(OptionInput(options: options, selected: base.isBlank ? .null : base))
  }

  private static func records(
    _ kind: FieldKind, _ base: JSONValue, isMany: Bool
  ) -> FormInput {
    .records(
      RecordInput(
        resources: kind.resources, isMany: isMany, kept: [], chosen: kind.refs(in: base).map(\.ref))
    )
  }

  // MARK: Drafts

  /// The text or choice, in the form that a draft keeps.
  var typed: JSONValue {
    switch self {
    case .line(let editor): .string(editor.text)
    case .text(let editor): .string(editor.text)
    case .option(let option): option.selected
    case .records(let records): .array(records.chosen.map { .string($0.description) })
    case .locked(let body): body.editor.map { .string($0.text) } ?? .null
    case .fixed: .null
    }
  }

  /// Restores what a draft kept.
  mutating func restore(_ typed: JSONValue) {
    switch self {
    case .line(let editor):
      var editor = editor
      editor.replace(with: typed.text ?? "")
      self = .line(editor)
    case .text(let editor):
      var editor = editor
      editor.replace(with: typed.text ?? "")
      self = .text(editor)
    case .option(var option):
      option.selected = typed
      self = .option(option)
    case .records(var records):
      records.chosen = (typed.array ?? []).compactMap { $0.text.flatMap(Ref.init) }
      self = .records(records)
    case .locked, .fixed: break
    }
  }
}

/// One of a few values, or none.
struct OptionInput: Equatable, Sendable {
  /// One value with its name.
  struct Option: Hashable, Sendable {
    /// The value to send.
    var value: JSONValue
    /// The text on screen.
    var label: String
  }

  /// The options.
  let options: [Option]
  /// Whether the choice can be empty.
  var canBeEmpty = true
  /// The chosen value; null for none.
  var selected: JSONValue

  /// The label of the chosen option.
  var label: String { options.first { $0.value == selected }?.label ?? "" }

  /// Clears the choice if it can be empty.
  mutating func clear() {
    if canBeEmpty { selected = .null }
  }

  /// Chooses the next or the previous option, wrapping around.
  mutating func step(by distance: Int) {
    guard !options.isEmpty else { return }
    let index = options.firstIndex { $0.value == selected }
    let next = index.map { $0 + distance } ?? (distance > 0 ? 0 : options.count - 1)
    selected = options[(next + options.count) % options.count].value
  }
}

/// Records that a field names.
struct RecordInput: Equatable, Sendable {
  /// The resources of the records.
  let resources: [Resource]
  /// Whether there may be several.
  let isMany: Bool
  /// Records that can't be removed: the server only adds to them.
  let kept: [Ref]
  /// The chosen records, in order.
  var chosen: [Ref]

  /// Chooses a record: in place of the one before, or in addition to the others.
  mutating func choose(_ ref: Ref) {
    guard !kept.contains(ref) else { return }
    if !isMany {
      chosen = [ref]
    } else if !chosen.contains(ref) {
      chosen.append(ref)
    }
  }
}
