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
    let layout = DrawnRows.Layout(
      columns: columns, width: area.width, today: shared.now.today, zone: shared.now.zone)
    let sheet = canvas.before.rows.sheet(for: layout)
    let top = list.top + canvas.lift(toSee: list.selected - list.top, in: body)
    for line in 0..<body.height {
      let number = top + line
      guard number < list.window.total else { break }
      let (_, rest) = body.splitTop(line)
      drawRow(number, columns, sheet, on: &canvas, in: rest.splitTop(1).top)
    }
    if isFocused {
      let line = canvas.line(width: area.width)
      canvas.before.rows.next = { drawAhead(layout, body.height, on: line, while: $0) }
    }
  }

  /// Draws the rows of the screens before and after this one, those in the direction of travel
  /// first.
  private func drawAhead(
    _ layout: DrawnRows.Layout, _ height: Int, on line: Canvas, while isFree: () -> Bool
  ) {
    let sheet = line.before.rows.sheet(for: layout)
    let below = Array(list.top + height..<list.top + 3 * height)
    let above = Array((max(0, list.top - 2 * height)..<list.top).reversed())
    for number in list.direction > 0 ? below + above : above + below {
      guard let row = list.row(number),
        !line.before.rows.has(row.record.ref, of: list.window, on: sheet)
      else { continue }
      guard isFree() else { return }
      _ = line.before.rows.line(row, of: list.window, on: sheet) {
        drawn(row, layout.columns, on: line)
      }
    }
  }

  private func drawHeadings(_ columns: [PlacedColumn], on canvas: inout Canvas, in area: Rect) {
    for column in columns {
      var title = column.heading
      let orders = [list.query.order] + list.query.thenBy
      if let order = orders.first(where: { $0.path == column.field.path }) {
        // At the front, where it is never cut off.
        title = (order.isDescending ? "v" : "^") + title
      }
      draw(title, .label, column, on: &canvas, in: area)
    }
  }

  private func drawRow(
    _ number: Int, _ columns: [PlacedColumn], _ sheet: Int, on canvas: inout Canvas, in area: Rect
  ) {
    if let group = list.heading(number) {
      let heading = group.heading(width: area.width - 1, shared.measure)
      canvas.draw(heading, x: area.x + 1, y: area.y, within: area)
    } else if let row = list.row(number) {
      let line = canvas.before.rows.line(row, of: list.window, on: sheet) {
        drawn(row, columns, on: canvas.line(width: area.width))
      }
      canvas.surface.draw(line, at: Point(x: area.x, y: area.y))
    } else {
      canvas.draw("…", .placeholder, x: area.x + ListViewModel.gutter, y: area.y, within: area)
    }
    if let row = list.row(number), list.isMarked(row, on: number) {
      canvas.draw(
        "*", .accent, x: area.x + MarkPlace.marked.rawValue, y: area.y, within: area)
    }
    guard number == list.selected else { return }
    canvas.draw(">", .plain, x: area.x, y: area.y, within: area)
    canvas.mark(area, isFocused ? .selected : .selectedInactive)
  }

  /// A row without the cursor, on a line of its own.
  private func drawn(_ row: ListingRow, _ columns: [PlacedColumn], on line: Canvas) -> Surface {
    var line = line
    let area = line.bounds
    let formatter = RecordFormatter(now: shared.now, names: list.window.names)
    let marks = formatter.marks(row)
    let places: [(MarkPlace, Formatted)] = [
      (.sync, marks.sync), (.risk, marks.risk), (.done, marks.done),
    ]
    for (place, mark) in places {
      line.draw(mark.text, mark.role, x: place.rawValue, y: 0, within: area)
    }
    for column in list.columns(columns, for: row.record) {
      let value = formatter.cell(column, of: row)
      draw(value.text, row.isStub ? .dim : value.role, column, on: &line, in: area)
    }
    return line.surface
  }

  private func draw(
    _ text: String, _ role: TextRole, _ column: PlacedColumn, on canvas: inout Canvas, in area: Rect
  ) {
    let fitting = shared.measure.cut(text, to: column.width)
    let blanks = column.isRightAligned ? column.width - TextWidth.columns(fitting) : 0
    canvas.draw(fitting, role, x: area.x + column.x + blanks, y: area.y, within: area)
  }
}
