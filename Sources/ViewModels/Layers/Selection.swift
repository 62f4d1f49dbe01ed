// Which row of many is selected. Every list that is all in memory selects the same way.

/// A selected row.
struct Selection: Equatable, Sendable {
  /// The number of the row, 0 where there is none.
  private(set) var row = 0

  /// Selects the row so much further down, at most to an end.
  mutating func move(by distance: Int, of count: Int) { select(row + distance, of: count) }

  /// Selects a row, or the one nearest to it.
  mutating func select(_ row: Int, of count: Int) { self.row = max(0, min(row, count - 1)) }

  /// After the rows have changed: the selection stays on its row, wherever that is now, or else
  /// near its place.
  mutating func follow(to row: Int?, of count: Int) { select(row ?? self.row, of: count) }

  /// The first row in sight on a page of so many lines, as near to `top` as keeps a row in sight.
  static func top(_ top: Int, keeping row: Int, height: Int, of count: Int) -> Int {
    max(0, min(max(min(top, row), row - height + 1), count - height))
  }
}
