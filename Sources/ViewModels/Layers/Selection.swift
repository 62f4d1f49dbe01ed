// The selected row of a list. All lists that are entirely in memory use it.

/// A selected row.
struct Selection: Equatable, Sendable {
  /// The index of the row, 0 when there is none.
  private(set) var row = 0

  /// Selects a row further down or up, at most the last or the first.
  mutating func move(by distance: Int, of count: Int) { select(row + distance, of: count) }

  /// Selects a row, or the one nearest to it.
  mutating func select(_ row: Int, of count: Int) { self.row = max(0, min(row, count - 1)) }

  /// Call after the rows have changed: the selection stays on its row if that is still there,
  /// otherwise near its position.
  mutating func follow(to row: Int?, of count: Int) { select(row ?? self.row, of: count) }

  /// The first visible row on a page of `height` lines: as near to `top` as possible with `row`
  /// still visible.
  static func top(_ top: Int, keeping row: Int, height: Int, of count: Int) -> Int {
    max(0, min(max(min(top, row), row - height + 1), count - height))
  }
}
