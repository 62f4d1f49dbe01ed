// Where the cursor of a form goes: from cell to cell, and what is checked as it leaves one.

import VitallyModel

extension FormViewModel {
  /// Puts the cursor into the first cell that takes it.
  mutating func focusFirst() {
    for index in rows.indices {
      if let cell = rows[index].cells.firstIndex(where: \.takesFocus) {
        focus = Focus(index, cell)
        return
      }
    }
  }

  /// Moves the cursor to the value of a field; false when there is no such cell.
  @discardableResult
  mutating func focus(on path: FieldPath) -> Bool {
    guard let index = rows.firstIndex(where: { $0.path == path && $0.value.takesFocus })
    else { return false }
    focus = Focus(index, rows[index].cells.count - 1)
    return true
  }

  /// Moves to the next or the previous cell. Problems in the cell just left are shown.
  mutating func moveFocus(by step: Int, now: Now) {
    let places = rows.indices.flatMap { row in
      rows[row].cells.indices.filter { rows[row].cells[$0].takesFocus }.map { Focus(row, $0) }
    }
    guard let index = places.firstIndex(of: focus) else { return focusFirst() }
    var next = index + step
    // Moving down leads to the value of a trait; its kind is reached from there.
    if step > 0, places.indices.contains(next), rows[places[next].row].isKnownTrait,
      places[next].row != focus.row
    {
      next += 1
    }
    // Wraps around at both ends.
    go(to: places[(next + places.count) % places.count], now: now)
  }

  /// Moves to the same column of the next or the previous row.
  mutating func moveRow(by step: Int, now: Now) {
    var row = focus.row + step
    while rows.indices.contains(row), !rows[row].cells.contains(where: \.takesFocus) { row += step }
    guard rows.indices.contains(row) else { return }
    let cells = rows[row].cells
    let wanted = focusedRow?.isTrait == true && cells.count == 3 ? focus.cell : 0
    let cell =
      cells.indices.contains(wanted) && cells[wanted].takesFocus
      ? wanted : cells.lastIndex(where: \.takesFocus) ?? 0
    go(to: Focus(row, cell), now: now)
  }

  private mutating func go(to place: Focus, now: Now) {
    guard place != focus else { return }
    if let cut = focusedCell?.cut, !cut.isEmpty { self.cut = cut }
    leaveCell(for: place, now: now)
    focus = place
    if !cut.isEmpty { rows[place.row].cells[place.cell].cut = cut }
    dropEmptiedObjects()
  }

  /// Checks what the cursor leaves: the whole row, or within a row only the cell. The name of a new
  /// trait determines its kind.
  private mutating func leaveCell(for place: Focus, now: Now) {
    guard let row = focusedRow else { return }
    if row.isTrait, focus.cell == 0 { nameTrait(focus.row, now: now) }
    let isSameRow = place.row == focus.row
    check(
      focus.row, now: now,
      showsNewIn: isSameRow ? focus.cell..<focus.cell + 1 : row.cells.indices)
  }
}
