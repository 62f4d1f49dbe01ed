// Lays out a form line by line: labels, inputs and the cursor in them, previous values, problems,
// and what will be sent.

import Markup
import VitallyModel

struct FormLayout {
  private let form: FormViewModel
  private let now: Now
  private let width: Int
  private let height: Int
  private let formatter: RecordFormatter
  private var content = Page()

  /// The columns before a label: the cursor mark and the mark of required fields.
  private static let gutter = 3

  init(_ form: FormViewModel, width: Int, height: Int, now: Now) {
    self.form = form
    self.now = now
    self.width = max(20, width)
    self.height = max(1, height)
    formatter = RecordFormatter(now: now, names: form.names)
  }

  /// The lines of a form, scrolled so that the cursor is visible.
  func lines(from top: Int) -> Page {
    var layout = self
    layout.write()
    layout.content.top = top
    layout.content.keepInSight(height: layout.bodyHeight)
    return layout.content
  }

  /// The lines available for rows.
  private var bodyHeight: Int { max(1, height - content.head.count - content.foot.count) }

  /// The width at which long text wraps.
  static func textWidth(_ width: Int) -> Int { max(10, max(20, width) - gutter - 1) }

  private var labelWidth: Int { max(10, min(18, width / 4)) }
  private var valueX: Int { Self.gutter + labelWidth + 1 }

  private mutating func write() {
    content.head = head
    content.foot = FormFoot(form, width: width, height: height, now: now).lines
    var hasTraits = false
    for (index, row) in form.rows.enumerated() {
      if row.isTrait, !hasTraits, !form.isBox {
        content.lines.append(StyledLine("   Traits", .heading))
        hasTraits = true
      }
      if index > 0, form.rows[index - 1].part != row.part {
        content.lines.append(StyledLine())
        // Some fields of the record are called as those of the object above.
        if row.part == nil, !row.isTrait {
          content.lines.append(StyledLine("   \(form.schema.singular.capitalizedFirst)", .heading))
        }
      }
      if let part = row.part, index == 0 || form.rows[index - 1].part != part {
        heading(part, isLeftOut: form.isLeftOut(row))
      }
      let first = content.lines.count
      let focus = index == form.focus.row ? form.focus.cell : nil
      if row.isTrait { write(trait: row, focus: focus) } else { write(row, focus: focus) }
      if focus != nil { content.focused = first..<content.lines.count }
    }
  }

  /// The heading of an object of a list: how many there are already, and which new one it is.
  private mutating func heading(_ part: FormRow.Part, isLeftOut: Bool) {
    let known = part.index == 0 ? form.base[part.list.path.text]?.array?.count ?? 0 : 0
    let notes = [
      known > 0 ? "\(known) there already" : "", isLeftOut ? "not sent while it is empty" : "",
    ]
    let note = notes.filter { !$0.isEmpty }.joined(separator: "; ")
    content.lines.append(
      StyledLine([Span("   \(part.heading)  ", .heading), Span(note, .dim)]))
  }

  // MARK: Head

  private var head: [StyledLine] {
    let what = form.schema.singular
    if form.isBox { return [StyledLine(" \(form.title)", .title)] + refusalLines }
    let linked = form.linkedTitle
    let title = form.isNew ? (linked.isEmpty ? "" : " for \(linked)") : ": \(form.title)"
    let counts = form.counts
    var state: [String] = []
    if counts.changed > 0, !form.isNew { state.append("\(counts.changed) changed") }
    if counts.wrong > 0 { state.append("\(counts.wrong) to fix") }
    if form.isSaving { state = ["saving…"] }
    if state.isEmpty, let fetchedAt = form.fetchedAt, !form.isNew {
      state = ["loaded \(DateText(now: now).clock(fetchedAt))"]
    }
    // If space is short, the title is cut: the note on problems stays complete.
    let note = state.isEmpty ? "" : "  " + state.joined(separator: ", ")
    let heading = cut(
      " \(form.isNew ? "New" : "Edit") \(what)\(title)", to: max(1, width - columns(note)))
    let spans = [Span(heading, .title), Span(note, counts.wrong > 0 ? .bad : .dim)]
    return [StyledLine(spans)] + refusalLines
  }

  private var refusalLines: [StyledLine] {
    form.refusals.flatMap { wrapped("! \($0)", .error, width: width - 2) }
      .map { $0.indented(by: 1) }
  }

  // MARK: Rows

  private mutating func write(_ row: FormRow, focus: Int?) {
    let cell = row.value
    let lead = lead(row.field.label, isRequired: form.isRequired(row), hasFocus: focus != nil)
    if case .text(let editor) = cell.input {
      content.lines.append(StyledLine(lead + [Span("  " + textState(cell, editor), .dim)]))
      above(cell)
      text(editor, hasFocus: focus != nil)
    } else if let reason = cell.obstacle {
      content.lines.append(StyledLine(lead))
      if focus != nil {
        content.cursor = Page.Place(line: content.lines.count - 1, column: valueX)
      }
      above(cell)
      if !reason.isEmpty {
        content.lines += wrapped(reason, .dim, width: width - 5).map { $0.indented(by: 4) }
      }
    } else {
      let (input, was) = areas(of: row)
      var spans = lead
      let band = band(of: row)
      spans += line(
        cell, x: valueX, width: band.isEmpty ? input : min(input, 6), focus: focus != nil,
        isNew: form.isNew || row.part != nil, row.field)
      if !band.isEmpty { spans.append(Span(padded("  " + band, to: max(0, input - 6)), .dim)) }
      if let was, was.fits { spans.append(Span("  " + was.text, .dim)) }
      content.lines.append(StyledLine(spans))
      if let was, !was.fits { below(was.text, .dim) }
      if let doubt = form.doubt(about: row) { below(doubt, .warning) }
    }
    troubles(row, cell)
  }

  /// What a score that is being typed says; empty for other fields, and until it is one.
  private func band(of row: FormRow) -> String {
    guard row.field.sense == .npsScore, case .line = row.value.input,
      case .success(.number(let digits)) = row.value.read(now: now), let score = Double(digits)
    else { return "" }
    return NPSBand(score).rawValue
  }

  private mutating func write(trait row: FormRow, focus: Int?) {
    let kindWidth = 10
    let keyWidth = labelWidth
    let valueX = Self.gutter + keyWidth + 1 + kindWidth + 1
    var spans = lead("", isRequired: false, hasFocus: focus != nil, width: 0)
    spans += line(
      row.cells[0], x: Self.gutter, width: keyWidth, focus: focus == 0, isNew: true, nil,
      placeholder: "new trait")
    spans.append(Span(" "))
    spans += line(
      row.cells[1], x: Self.gutter + keyWidth + 1, width: kindWidth, focus: focus == 1, isNew: true,
      nil, role: .dim)
    spans.append(Span(" "))
    let cell = row.value
    if row.isRemoval, focus != 2 {
      spans.append(Span("removed", .warning))
      content.lines.append(StyledLine(spans))
      if let old = old(row) { below("was \(old)", .dim) }
    } else if case .text(let editor) = cell.input {
      spans.append(Span(textState(cell, editor), .dim))
      content.lines.append(StyledLine(spans))
      text(editor, hasFocus: focus == 2)
    } else {
      let room = max(8, width - valueX)
      let old = old(row)
      let fits = room >= 44 && old != nil
      spans += line(
        cell, x: valueX, width: fits ? room - 22 : room, focus: focus == 2, isNew: form.isNew,
        row.field)
      if let old, fits { spans.append(Span("  " + cut("was \(old)", to: 20), .dim)) }
      content.lines.append(StyledLine(spans))
      if let old, !fits { below(cut("was \(old)", to: width - self.valueX - 1), .dim) }
    }
    if let owner = row.owner, row.isTouched || focus != nil {
      below("comes from \(owner): its next sync may overwrite this", .warning)
    }
    for cell in row.cells.dropLast() {
      if let problem = cell.problem { below("! " + problem, .error) }
    }
    troubles(row, cell)
  }

  private func lead(
    _ label: String, isRequired: Bool, hasFocus: Bool, width: Int? = nil
  ) -> [Span] {
    let room = width ?? labelWidth
    var spans = [
      Span(hasFocus ? ">" : " ", .key), Span(isRequired ? "* " : "  ", .warning),
    ]
    if room > 0 { spans.append(Span(padded(label, to: room) + " ", hasFocus ? .strong : .label)) }
    return spans
  }

  /// Divides the columns beside a label between the input and the previous value.
  private func areas(of row: FormRow) -> (input: Int, was: (text: String, fits: Bool)?) {
    let room = max(8, width - valueX)
    guard let old = old(row) else { return (room, nil) }
    let text = "was \(old)"
    if room < 50 { return (room, (cut(text, to: room - 1), false)) }
    return (room - 26, (cut(text, to: 24), true))
  }

  /// The previous value, if the input has changed.
  private func old(_ row: FormRow) -> String? {
    guard !form.isNew, row.isTouched, !row.value.base.isBlank, !row.field.onlyGrows else {
      return nil
    }
    if let summary = row.value.summary { return summary }
    var field = row.field
    field.kind = row.value.kind
    return formatter.value(field, row.value.base).text
  }

  private mutating func troubles(_ row: FormRow, _ cell: FormCell) {
    if let problem = cell.problem { below("! " + problem, .error) }
    if let refusal = row.refusal { below("! " + refusal, .error) }
  }

  private mutating func below(_ text: String, _ role: TextRole) {
    content.lines += wrapped(text, role, width: width - valueX - 1)
      .map { $0.indented(by: valueX) }
  }

  // MARK: Inputs

  /// Writes a one-line input and notes the position of its cursor.
  private mutating func line(
    _ cell: FormCell, x: Int, width: Int, focus: Bool, isNew: Bool, _ field: Field?,
    placeholder: String? = nil, role: TextRole = .value
  ) -> [Span] {
    switch cell.input {
    case .line(let editor):
      let text = editor.text
      if focus {
        let (shown, column) = editor.visible(columns: width, form.measure)
        content.cursor = Page.Place(line: content.lines.count, column: x + column)
        let fill = max(0, width - columns(shown))
        let role: TextRole = editor.isSelected ? .selected : .plain
        return [Span(shown, role), Span(String(repeating: "_", count: fill), .dim)]
      }
      if text.isEmpty {
        return [
          Span(padded(placeholder ?? emptyText(field, isNew: isNew), to: width), .placeholder)
        ]
      }
      return [Span(padded(text, to: width), role)]
    case .option(let option):
      if focus { content.cursor = Page.Place(line: content.lines.count, column: x) }
      let label = option.label.isEmpty ? "–" : option.label
      return [Span(padded(focus ? "\(label) v" : label, to: width), focus ? .plain : role)]
    case .records(let records):
      if focus { content.cursor = Page.Place(line: content.lines.count, column: x) }
      return names(records, width: width, focus: focus)
    case .fixed(let reason):
      let shown = cell.base.text.flatMap { cell.kind == .text ? $0 : nil } ?? fixedText(cell)
      let note = reason.isEmpty ? "" : "  (\(reason))"
      return [Span(padded(shown + note, to: width), .dim)]
    case .text, .locked: return []
    }
  }

  private func fixedText(_ cell: FormCell) -> String {
    formatter.value(Field("", "", cell.kind), cell.base).text
  }

  private func names(_ records: RecordInput, width: Int, focus: Bool) -> [Span] {
    let kept = records.kept.map { formatter.name(NamedRef($0)) }.joined(separator: ", ")
    let chosen = records.chosen.map { formatter.name(NamedRef($0)) }.joined(separator: ", ")
    var text = chosen
    if !kept.isEmpty { text = chosen.isEmpty ? "" : "+ " + chosen }
    if text.isEmpty, kept.isEmpty { text = "–" }
    let head = kept.isEmpty ? "" : kept + (text.isEmpty ? "" : ", ")
    let tail = focus ? " v" : ""
    let whole = cut(head + text, to: max(1, width - tail.count)) + tail
    return [Span(padded(whole, to: width), focus ? .plain : .value)]
  }

  /// The placeholder of an empty field.
  private func emptyText(_ field: Field?, isNew: Bool) -> String {
    guard let field, isNew, field.isFilledIn else { return "–" }
    return field.kind == .moment ? "now" : "filled in automatically"
  }

  private func textState(_ cell: FormCell, _ editor: TextEditor) -> String {
    return editor.isEmpty ? "empty" : editor.paragraphCount.counted("line")
  }

  /// Writes the lines of a long text around its cursor.
  private mutating func text(_ editor: TextEditor, hasFocus: Bool) {
    let most = hasFocus ? max(5, height - 10) : 4
    let shown = min(most, max(hasFocus ? 3 : 1, editor.lineCount))
    let cursor = editor.cursor
    let first =
      hasFocus ? max(0, min(cursor.line - shown / 2, editor.lineCount - shown)) : 0
    for number in first..<first + shown {
      let text = number < editor.lineCount ? String(editor.line(number)) : ""
      if hasFocus, number == cursor.line {
        content.cursor = Page.Place(
          line: content.lines.count, column: min(Self.gutter + cursor.column, width - 1))
      }
      content.lines.append(StyledLine([Span("   "), Span(text, hasFocus ? .plain : .value)]))
    }
    if !hasFocus, editor.lineCount > shown {
      content.lines.append(StyledLine("   …", .dim))
    }
  }

  /// Writes the formatted body that stays as it is.
  private mutating func above(_ cell: FormCell) {
    guard let preview = cell.preview else { return }
    let lines = wrapped(preview, .dim, width: width - 5)
    content.lines += lines.prefix(6).map { $0.indented(by: 4) }
    if lines.count > 6 { content.lines.append(StyledLine("    …", .dim)) }
  }

  // MARK: Columns

  private func columns(_ text: String) -> Int { form.measure.columns(text[...]) }

  private func cut(_ text: String, to width: Int) -> String { form.measure.cut(text, to: width) }

  private func padded(_ text: String, to width: Int) -> String {
    form.measure.padded(text, to: width)
  }

  private func wrapped(_ text: String, _ role: TextRole, width: Int) -> [StyledLine] {
    form.measure.wrapped([Span(text, role)], to: max(8, width))
  }
}

extension FormViewModel {
  /// Lays out the form again.
  mutating func layOut(width: Int, height: Int, now: Now) {
    self.width = width
    self.height = height
    let textWidth = FormLayout.textWidth(width)
    let writing = isWriting ? focus.row : nil
    for index in rows.indices where index != writing { rows[index].value.resize(width: textWidth) }
    if let writing {
      rows[writing].value.resize(
        width: WritingLayout.textWidth(width, hasNeighbour: beside != nil))
      return layOutWriting(width: width, height: height, now: now)
    }
    content = FormLayout(self, width: width, height: height, now: now).lines(from: content.top)
  }
}

extension String {
  /// The text with a capital letter at its beginning.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
