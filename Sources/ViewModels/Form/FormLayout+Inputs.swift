// How each way of input looks, and where its cursor stands.

import Markup
import VitallyModel

extension FormLayout {
  /// An input of one line; notes where its cursor is.
  mutating func line(
    _ cell: FormCell, x: Int, width: Int, focus: Bool, isNew: Bool, _ field: Field?,
    placeholder: String? = nil, role: TextRole = .value
  ) -> [Span] {
    switch cell.input {
    case .line(let editor):
      let text = editor.text
      if focus {
        let (shown, column) = editor.visible(columns: width, form.measure)
        content.cursor = FormContent.Place(line: content.lines.count, column: x + column)
        let fill = max(0, width - columns(shown))
        return [Span(shown, .plain), Span(String(repeating: "_", count: fill), .dim)]
      }
      if text.isEmpty {
        return [Span(padded(placeholder ?? emptyText(field), to: width), .placeholder)]
      }
      return [Span(padded(text, to: width), role)]
    case .option(let option):
      if focus { content.cursor = FormContent.Place(line: content.lines.count, column: x) }
      let label = option.label.isEmpty ? "–" : option.label
      return [Span(padded(focus ? "\(label) v" : label, to: width), focus ? .plain : role)]
    case .records(let records):
      if focus { content.cursor = FormContent.Place(line: content.lines.count, column: x) }
      return names(records, width: width, focus: focus)
    case .fixed(let reason):
      let shown = cell.base.text.flatMap { cell.kind == .text ? $0 : nil } ?? fixedText(cell)
      let note = reason.isEmpty ? "" : "  (\(reason))"
      return [Span(padded(shown + note, to: width), .dim)]
    case .text: return []
    }
  }

  func fixedText(_ cell: FormCell) -> String {
    formatter.value(Field("", "", cell.kind), cell.base).text
  }

  func names(_ records: RecordInput, width: Int, focus: Bool) -> [Span] {
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

  /// What stands in an empty field.
  func emptyText(_ field: Field?) -> String {
    guard let field, form.isNew, field.isFilledIn else { return "–" }
    return field.kind == .moment ? "now" : "given by vitty"
  }

  func textState(_ cell: FormCell, _ editor: TextEditor) -> String {
    if cell.appendsTo != nil { return "what is typed is added below" }
    return editor.isEmpty ? "empty" : editor.paragraphCount.counted("line")
  }

  /// The lines of a long text around its cursor.
  mutating func text(_ editor: TextEditor, hasFocus: Bool) {
    let most = hasFocus ? max(5, height - 10) : 4
    let shown = min(most, max(hasFocus ? 3 : 1, editor.lineCount))
    let cursor = editor.cursor
    let first =
      hasFocus ? max(0, min(cursor.line - shown / 2, editor.lineCount - shown)) : 0
    for number in first..<first + shown {
      let text = number < editor.lineCount ? String(editor.line(number)) : ""
      if hasFocus, number == cursor.line {
        content.cursor = FormContent.Place(
          line: content.lines.count, column: min(Self.gutter + cursor.column, width - 1))
      }
      content.lines.append(StyledLine([Span("   "), Span(text, hasFocus ? .plain : .value)]))
    }
    if !hasFocus, editor.lineCount > shown {
      content.lines.append(StyledLine("   …", .dim))
    }
  }

  /// The formatted body that stays as it is.
  mutating func above(_ cell: FormCell) {
    guard let preview = cell.preview else { return }
    let lines = wrapped(preview, .dim, width: width - 5)
    content.lines += lines.prefix(6).map { indented($0, by: 4) }
    if lines.count > 6 { content.lines.append(StyledLine("    …", .dim)) }
  }
}

extension LineEditor {
  /// The part of the line around the cursor that fits, and the column of the cursor in it.
  func visible(columns width: Int, _ measure: TextMeasure) -> (text: String, column: Int) {
    let before = textBeforeCursor
    var start = before.endIndex
    var column = 0
    while start > before.startIndex {
      let previous = before.index(before: start)
      let columns = measure.columns(before[previous..<start])
      if column + columns >= max(1, width) { break }
      column += columns
      start = previous
    }
    var shown = String(before[start...])
    var used = column
    for character in textAfterCursor {
      used += measure.columns(String(character)[...])
      if used > width { break }
      shown.append(character)
    }
    return (shown, column)
  }
}
