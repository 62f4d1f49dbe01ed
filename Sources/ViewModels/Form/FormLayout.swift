// Puts a form together line by line: labels, inputs, what was, what is wrong, and what will be
// sent.

import Markup
import VitallyModel

struct FormLayout {
  let form: FormViewModel
  let now: Now
  let width: Int
  let height: Int
  let formatter: RecordFormatter
  var content = FormContent()

  /// Columns before a label: the mark of the cursor and that of a field that must be given.
  static let gutter = 3

  init(_ form: FormViewModel, width: Int, height: Int, now: Now) {
    self.form = form
    self.now = now
    self.width = max(20, width)
    self.height = max(1, height)
    formatter = RecordFormatter(now: now, names: form.names)
  }

  /// The lines of a form, scrolled so that the cursor is in sight.
  func lines(from top: Int) -> FormContent {
    var layout = self
    layout.write()
    layout.content.top = top
    layout.content.keepInSight(height: layout.bodyHeight)
    return layout.content
  }

  /// The lines that rows have.
  var bodyHeight: Int { max(1, height - content.head.count - content.foot.count) }

  /// Columns at which long text wraps.
  static func textWidth(_ width: Int) -> Int { max(10, max(20, width) - gutter - 1) }

  var labelWidth: Int { max(10, min(18, width / 4)) }
  var valueX: Int { Self.gutter + labelWidth + 1 }

  private mutating func write() {
    content.head = head
    content.foot = foot
    var hasTraits = false
    for (index, row) in form.rows.enumerated() {
      if row.isTrait, !hasTraits, !form.isBox {
        content.lines.append(StyledLine("   Traits", .heading))
        hasTraits = true
      }
      let first = content.lines.count
      let focus = index == form.focus.row ? form.focus.cell : nil
      if row.isTrait { write(trait: row, focus: focus) } else { write(row, focus: focus) }
      if focus != nil { content.focused = first..<content.lines.count }
    }
  }

  // MARK: Head

  private var head: [StyledLine] {
    let what = form.schema.singular
    if form.isBox { return [StyledLine(" \(form.title)", .title)] + refusalLines }
    let title = form.title.isEmpty ? "" : (form.isNew ? " for \(form.title)" : ": \(form.title)")
    let counts = form.counts
    var state: [String] = []
    if counts.changed > 0, !form.isNew { state.append("\(counts.changed) changed") }
    if counts.wrong > 0 { state.append("\(counts.wrong) to fix") }
    if case .saving = form.phase { state = ["saving…"] }
    if state.isEmpty, let fetchedAt = form.fetchedAt, !form.isNew {
      state = ["read \(DateText(now: now).clock(fetchedAt))"]
    }
    // Where there is little room, the name gives way: what is to fix is told in full.
    let note = state.isEmpty ? "" : "  " + state.joined(separator: ", ")
    let heading = cut(
      " \(form.isNew ? "New" : "Edit") \(what)\(title)", to: max(1, width - columns(note)))
    let spans = [Span(heading, .title), Span(note, counts.wrong > 0 ? .bad : .dim)]
    return [StyledLine(spans)] + refusalLines
  }

  private var refusalLines: [StyledLine] {
    form.refusals.flatMap { wrapped("! \($0)", .error, width: width - 2) }
      .map { indented($0, by: 1) }
  }

  // MARK: Rows

  private mutating func write(_ row: FormRow, focus: Int?) {
    let cell = row.value
    let lead = lead(row.field.label, isRequired: form.isRequired(row), hasFocus: focus != nil)
    if case .text(let editor) = cell.input {
      content.lines.append(StyledLine(lead + [Span("  " + textState(cell, editor), .dim)]))
      above(cell)
      text(editor, hasFocus: focus != nil)
    } else if case .fixed(let reason) = cell.input, case .longText = cell.kind {
      content.lines.append(StyledLine(lead))
      above(cell)
      if !reason.isEmpty {
        content.lines += wrapped(reason, .dim, width: width - 5).map { indented($0, by: 4) }
      }
    } else {
      let (input, was) = areas(of: row)
      var spans = lead
      spans += line(
        cell, x: valueX, width: input, focus: focus != nil, isNew: form.isNew, row.field)
      if let was, was.fits { spans.append(Span("  " + was.text, .dim)) }
      content.lines.append(StyledLine(spans))
      if let was, !was.fits { below(was.text, .dim) }
    }
    troubles(row, cell)
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
      spans.append(Span("taken away", .warning))
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
      below("comes from \(owner): its next sync may put its own value back", .warning)
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

  /// How the columns beside a label are divided between the input and what was there before.
  private func areas(of row: FormRow) -> (input: Int, was: (text: String, fits: Bool)?) {
    let room = max(8, width - valueX)
    guard let old = old(row) else { return (room, nil) }
    let text = "was \(old)"
    if room < 50 { return (room, (cut(text, to: room - 1), false)) }
    return (room - 26, (cut(text, to: 24), true))
  }

  /// What was there, where something else is there now.
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
      .map { indented($0, by: valueX) }
  }
}

extension FormViewModel {
  /// Works out what is on screen anew.
  mutating func layOut(width: Int, height: Int, now: Now) {
    self.width = width
    self.height = height
    let textWidth = FormLayout.textWidth(width)
    for index in rows.indices { rows[index].value.resize(width: textWidth) }
    content = FormLayout(self, width: width, height: height, now: now).lines(from: content.top)
  }
}
