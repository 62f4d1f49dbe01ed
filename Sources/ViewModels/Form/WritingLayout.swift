// Lays out a form while its body is being written: the text has the whole height, and the other
// fields one line.

import Markup
import VitallyModel

/// The layout of a form whose cursor is in a body.
struct WritingLayout {
  /// From this width on the preview is beside the text.
  private static let roomForTwo = 110

  private var form: FormViewModel
  private let now: Now
  private let width: Int
  private let height: Int
  /// The lines above and below the text. What is sent is in them, so that they are made once.
  private var around = (head: [StyledLine](), foot: [StyledLine]())

  init(_ form: FormViewModel, width: Int, height: Int, now: Now) {
    self.form = form
    self.width = max(20, width)
    self.height = max(1, height)
    self.now = now
    around = (head, foot)
  }

  /// Whether there is room for something beside the text.
  static func isWide(_ width: Int) -> Bool { width >= roomForTwo }

  /// The width at which the text wraps.
  static func textWidth(_ width: Int, hasNeighbour: Bool) -> Int {
    max(10, (hasNeighbour && isWide(width) ? width / 2 - 1 : width) - 2)
  }

  /// The lines that are left for the text.
  var room: Int { max(1, height - around.head.count - around.foot.count) }

  /// The page of the form, which has been scrolled since.
  mutating func page(of scrolled: FormViewModel) -> Page {
    form = scrolled
    var page = Page()
    (page.head, page.foot) = around
    guard case .text(let editor)? = form.focusedCell?.input else { return page }
    if isBeside {
      page.lines = beside(textLines(editor, room), neighbour(editor, room))
      page.cursor = cursor(editor)
    } else if form.beside == nil || Self.isWide(width) {
      page.lines = textLines(editor, room)
      page.cursor = cursor(editor)
    } else {
      page.lines = neighbour(editor, room).map { $0.indented(by: 1) }
    }
    return page
  }

  /// Whether something stands beside the text.
  private var isBeside: Bool { form.beside != nil && Self.isWide(width) }

  /// What stands beside the text, or in its place.
  private func neighbour(_ editor: TextEditor, _ room: Int) -> [StyledLine] {
    switch form.beside {
    case .preview? where Self.isWide(width): form.preview.lines(room, of: editor)
    case .preview?: form.preview.lines(from: form.previewTop, room)
    case .brief?: form.call?.lines(from: form.previewTop, room) ?? []
    case nil: []
    }
  }

  // MARK: Around the text

  private var head: [StyledLine] {
    let what = form.schema.singular
    let linked = form.linkedTitle
    let new = form.call.map { "Log a call as a \($0.kind.rawValue)" } ?? "New \(what)"
    let title =
      form.isNew ? new + (linked.isEmpty ? "" : " for \(linked)") : "Edit \(what): \(form.title)"
    let note = "  " + state
    let shown = form.measure.cut(" " + title, to: max(1, width - form.measure.columns(of: note)))
    let counts = form.counts
    var lines = [StyledLine([Span(shown, .title), Span(note, counts.wrong > 0 ? .bad : .dim)])]
    lines += form.refusals.flatMap {
      form.measure.wrapped([Span("! \($0)", .error)], to: width - 2)
    }
    .map { $0.indented(by: 1) }
    lines.append(others)
    lines.append(rule)
    return lines
  }

  private var state: String {
    if form.isSaving { return "saving…" }
    if form.counts.wrong > 0 { return "\(form.counts.wrong) to fix" }
    if let call = form.call { return "on the phone \(call.minutes(now: now)) min" }
    if form.counts.changed > 0, !form.isNew { return "\(form.counts.changed) changed" }
    return form.fetchedAt.map { form.isNew ? "" : "loaded \(DateText(now: now).clock($0))" } ?? ""
  }

  /// The line above the text and what is beside it, with what each of them is.
  private var rule: StyledLine {
    let label = "> \(label) "
    guard let beside = form.beside else { return StyledLine(ruled(label, width), .border) }
    let name =
      switch beside {
      case .preview: "What its reader sees "
      case .brief: "Brief "
      }
    guard isBeside else { return StyledLine(ruled("── \(name)", width), .border) }
    let left = width / 2 - 1
    return StyledLine(
      ruled(label, left) + "┬" + ruled("─ \(name)", width - left - 1), .border)
  }

  /// What the text is called; for one of an object, such as a message, also which one that is.
  private var label: String {
    guard let row = form.focusedRow else { return "" }
    guard let part = row.part else { return row.field.label }
    let known = part.index == 0 ? form.base[part.list.path.text]?.array?.count ?? 0 : 0
    return "\(row.field.label)  \(part.heading)" + (known > 0 ? ", \(known) there already" : "")
  }

  private func ruled(_ start: String, _ width: Int) -> String {
    start + String(repeating: "─", count: max(0, width - form.measure.columns(of: start)))
  }

  /// The fields before the text that have a value, in one line, as many as there is room for.
  private var others: StyledLine {
    var spans = [Span(" ")]
    var room = width - 1
    for row in form.rows.prefix(form.focus.row)
    where row.value.takesFocus && row.part == form.focusedRow?.part {
      let value = form.shortText(of: row, now: now)
      guard !value.isEmpty else { continue }
      room -= form.measure.columns(of: row.field.label + value) + 4
      guard room >= 0 else { break }
      spans += [Span(row.field.label + " ", .label), Span(value + "   ", .value)]
    }
    return StyledLine(spans)
  }

  private var foot: [StyledLine] { troubles + [sending] }

  private var troubles: [StyledLine] {
    guard let row = form.focusedRow else { return [] }
    return [row.value.problem, row.refusal].compactMap(\.self)
      .flatMap { form.measure.wrapped([Span("! \($0)", .error)], to: width - 2) }
      .map { $0.indented(by: 1) }
  }

  /// What will be sent, in a line.
  private var sending: StyledLine {
    let count = form.isUnbegun ? 0 : form.sendingCount(now: now)
    guard count > 0 else { return StyledLine(" Nothing to send yet.", .dim) }
    let what =
      form.isNew ? "new \(form.schema.singular)" : "update of this \(form.schema.singular)"
    return StyledLine([
      Span(" WILL SEND", .heading), Span("  \(what), \(count.counted("field"))", .plain),
    ])
  }

  // MARK: The text

  private func cursor(_ editor: TextEditor) -> Page.Place {
    let cursor = editor.cursor
    let width = Self.textWidth(width, hasNeighbour: form.beside != nil)
    return Page.Place(
      line: cursor.line - form.textTop, column: min(1 + cursor.column, width + 1))
  }

  private func textLines(_ editor: TextEditor, _ room: Int) -> [StyledLine] {
    let end = min(editor.lineCount, form.textTop + room)
    guard form.textTop < end else { return [] }
    return editor.styledLines(form.textTop..<end).map { StyledLine([Span(" ")] + $0) }
  }

  private func beside(_ text: [StyledLine], _ preview: [StyledLine]) -> [StyledLine] {
    let left = width / 2 - 1
    return (0..<max(text.count, preview.count)).map { number in
      let line = number < text.count ? text[number] : StyledLine()
      let blanks = max(0, left - form.measure.columns(of: line.text))
      let right = number < preview.count ? preview[number].spans : []
      return StyledLine(
        line.spans + [Span(String(repeating: " ", count: blanks)), Span("│ ", .border)] + right)
    }
  }
}

extension TextEditor {
  /// Some wrapped lines with the marks of their Markdown styled. Each line as typed is read once.
  func styledLines(_ numbers: Range<Int>) -> [[Span]] {
    var last: (paragraph: Int, parts: [HighlightedPart])?
    return numbers.map { number in
      let range = wrapped.range(ofLine: number)
      let paragraph = range.lowerBound.paragraph
      let text = wrapped.paragraphs[paragraph].text
      let parts =
        last?.paragraph == paragraph ? last?.parts ?? [] : MarkdownHighlight.parts(of: text)
      last = (paragraph, parts)
      let offsets = range.lowerBound.offset..<range.upperBound.offset
      return parts.compactMap { part in
        let shown = part.range.clamped(to: offsets)
        guard !shown.isEmpty else { return nil }
        let start = text.index(at: shown.lowerBound)
        return Span(String(text[start..<text.index(at: shown.upperBound)]), part.role)
      }
    }
  }
}
