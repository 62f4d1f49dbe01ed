// Draws a list: headings and rows, or a message if there are none.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct ListPane {
  private let list: ListViewModel
  private let shared: Shared
  private let isFocused: Bool

  init(_ list: ListViewModel, _ shared: Shared, isFocused: Bool) {
    self.list = list
    self.shared = shared
    self.isFocused = isFocused
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let columns = list.columns(width: area.width)
    let (head, body) = area.splitTop(1)
    drawHeadings(columns, on: &canvas, in: head)
    if let sentence = list.emptySentence(shared.keys) {
      for (index, line) in shared.measure.wrapped(sentence, to: body.width - 4).enumerated() {
        canvas.draw(line, .placeholder, x: body.x + 3, y: body.y + 1 + index, within: body)
      }
      return
    }
    let formatter = RecordFormatter(now: shared.now, names: list.window.names)
    for line in 0..<body.height {
      let number = list.top + line
      guard number < list.window.total else { break }
      let (_, rest) = body.splitTop(line)
      let rowArea = rest.splitTop(1).top
      drawRow(number, columns, formatter, on: &canvas, in: rowArea)
    }
  }

  private func drawHeadings(_ columns: [PlacedColumn], on canvas: inout Canvas, in area: Rect) {
    for column in columns {
      var title = column.heading
      if column.field.path == list.query.order.path {
        // At the front, where it is never cut off.
        title = (list.query.order.isDescending ? "v" : "^") + title
      }
      draw(title, .label, column, on: &canvas, in: area)
    }
  }

  private func drawRow(
    _ number: Int, _ columns: [PlacedColumn], _ formatter: RecordFormatter,
    on canvas: inout Canvas, in area: Rect
  ) {
    let isSelected = number == list.selected
    if isSelected { canvas.draw(">", .plain, x: area.x, y: area.y, within: area) }
    if let row = list.row(number) {
      let mark = formatter.mark(row)
      canvas.draw(mark.text, mark.role, x: area.x + 1, y: area.y, within: area)
      for column in columns {
        let value = formatter.cell(column, of: row.record)
        draw(value.text, row.isStub ? .dim : value.role, column, on: &canvas, in: area)
      }
    } else {
      canvas.draw("…", .placeholder, x: area.x + ListViewModel.gutter, y: area.y, within: area)
    }
    if isSelected { canvas.mark(area, isFocused ? .selected : .selectedInactive) }
  }

  private func draw(
    _ text: String, _ role: TextRole, _ column: PlacedColumn, on canvas: inout Canvas, in area: Rect
  ) {
    let fitting = shared.measure.cut(text, to: column.width)
    let blanks = column.isRightAligned ? column.width - TextWidth.columns(fitting) : 0
    canvas.draw(fitting, role, x: area.x + column.x + blanks, y: area.y, within: area)
  }
}
