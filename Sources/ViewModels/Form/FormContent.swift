// What a form shows, line by line, ready to be drawn.

public import Markup

/// All that is on screen of a form.
public struct FormContent: Equatable, Sendable {
  /// What is edited and how many fields are changed or wrong.
  public var head: [StyledLine] = []
  /// The rows; those from `top` on are in sight.
  public var lines: [StyledLine] = []
  /// What will be sent.
  public var foot: [StyledLine] = []
  /// The first line in sight.
  public var top = 0
  /// The line and the column of the cursor in `lines`; nil where a cell has none.
  public var cursor: Place?
  /// The lines of the row with the cursor.
  public var focused = 0..<0

  /// A place in the lines.
  public struct Place: Equatable, Sendable {
    /// The number of the line.
    public var line: Int
    /// The column, from 0.
    public var column: Int
  }

  /// Nothing yet.
  public init() {}

  /// Moves what is in sight so that the row with the cursor is, and as much as possible of it.
  mutating func keepInSight(height: Int) {
    top = min(top, focused.lowerBound)
    top = max(top, min(focused.upperBound - height, focused.lowerBound))
    if let cursor { top = max(top, cursor.line - height + 1) }
    top = max(0, min(top, lines.count - height))
    if focused.lowerBound == 0 || (focused.upperBound <= height && top < 2) { top = 0 }
  }
}
