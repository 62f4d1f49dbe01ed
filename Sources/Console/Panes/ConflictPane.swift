// Draws a conflict: a row a field with the values of both sides, and the selected one in full.

import Markup
import Terminal
import ViewModels
import VitallyModel

struct ConflictPane {
  private let conflict: ConflictViewModel
  private let shared: Shared

  /// Columns of the field's name, of a value, and of what will be sent.
  private struct Columns {
    let label: Int
    let value: Int
    let decision: Int

    init(width: Int) {
      label = max(10, min(24, width / 5))
      decision = max(10, min(24, width / 7))
      value = max(6, (width - 2 - label - decision) / 3)
    }
  }

  init(_ conflict: ConflictViewModel, _ shared: Shared) {
    self.conflict = conflict
    self.shared = shared
  }

  func draw(on canvas: inout Canvas, in body: Rect) {
    canvas.fill(body, .plain)
    guard conflict.isLoaded else { return }
    let (head, rest) = body.splitTop(min(2, body.height))
    let columns = Columns(width: body.width)
    draw(
      "Somebody else has changed the same fields. Nothing was sent.", .warning, line: 0,
      on: &canvas, in: head)
    drawHeadings(columns, on: &canvas, in: head)
    let (table, below) = rest.splitTop(min(conflict.rows.count, max(1, rest.height - 10)))
    drawRows(columns, on: &canvas, in: table)
    let gap = body.height < 14 ? 0 : 1
    draw(conflict.summary(shared.keys), .info, line: gap, on: &canvas, in: below)
    drawInFull(on: &canvas, in: below.splitTop(min(1 + 2 * gap, below.height)).rest)
  }

  private func draw(
    _ text: String, _ role: TextRole, line: Int, on canvas: inout Canvas, in area: Rect
  ) {
    canvas.draw(
      TextWidth.truncated(text, to: max(0, area.width - 2)), role, x: area.x + 1, y: area.y + line,
      within: area)
  }

  // MARK: The table

  private func drawHeadings(_ columns: Columns, on canvas: inout Canvas, in head: Rect) {
    let titles = ConflictRow.Side.allCases.map { ($0.title, TextRole.label) }
    drawLine(
      ("Field", .label), titles, ("Send", .label), columns, on: &canvas, in: head.splitTop(1).rest)
  }

  private func drawRows(_ columns: Columns, on canvas: inout Canvas, in table: Rect) {
    let top = max(0, conflict.selected - table.height + 1)
    for (index, row) in conflict.rows.dropFirst(top).prefix(table.height).enumerated() {
      let line = Rect(x: table.x, y: table.y + index, width: table.width, height: 1)
      let values = ConflictRow.Side.allCases.map { side in
        let value = conflict.text(row.value(side), of: row, now: shared.now)
        return (value.text, row.choice == .side(side) ? TextRole.strong : value.role)
      }
      let decision = conflict.decision(row, now: shared.now)
      drawLine(
        (row.field.label, row.isSettled ? .dim : .plain), values,
        (decision.marked, decision.role), columns, on: &canvas, in: line)
      if top + index == conflict.selected {
        canvas.draw(">", .plain, x: line.x, y: line.y, within: line)
        canvas.mark(line, .selected)
      }
    }
  }

  private func drawLine(
    _ label: (String, TextRole), _ values: [(String, TextRole)], _ decision: (String, TextRole),
    _ columns: Columns, on canvas: inout Canvas, in line: Rect
  ) {
    var x = line.x + 2
    let cells =
      [(label, columns.label)] + values.map { ($0, columns.value) } + [(decision, columns.decision)]
    for ((text, role), width) in cells {
      canvas.draw(TextWidth.truncated(text, to: width - 1), role, x: x, y: line.y, within: line)
      x += width
    }
  }

  // MARK: The selected field

  private func drawInFull(on canvas: inout Canvas, in area: Rect) {
    guard let row = conflict.row else { return }
    draw(row.field.label, .heading, line: 0, on: &canvas, in: area)
    var values = ConflictRow.Side.allCases.map { ($0.title, row.value($0)) }
    if case .typed(let typed)? = row.choice { values.append(("to be sent", typed)) }
    var text = area.splitTop(min(1, area.height)).rest
    let share = max(1, text.height / values.count)
    for (title, value) in values {
      let used = drawInFull(
        title, conflict.fullText(value, of: row, now: shared.now), share: share, on: &canvas,
        in: text)
      text = text.splitTop(min(used, text.height)).rest
    }
  }

  /// Draws a value in at most its share of lines; returns how many it took.
  private func drawInFull(
    _ title: String, _ value: Formatted, share: Int, on canvas: inout Canvas, in area: Rect
  ) -> Int {
    let indent = 19
    let lines = TextWidth.wrapped(value.text, to: max(1, area.width - indent - 1))
    canvas.draw(title, .label, x: area.x + 1, y: area.y, within: area)
    for (index, line) in lines.prefix(share).enumerated() {
      let isCut = index == share - 1 && lines.count > share
      canvas.draw(
        isCut ? TextWidth.truncated(line + "…", to: area.width - indent) : String(line),
        value.role, x: area.x + indent, y: area.y + index, within: area)
    }
    return min(share, lines.count)
  }
}
