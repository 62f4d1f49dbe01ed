// A position on the screen, in cells from the top left corner.

/// A column and a line, both counted from 0.
public struct Point: Hashable, Sendable {
  /// The column.
  public var x: Int
  /// The line.
  public var y: Int

  /// A point at a column and a line.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}
