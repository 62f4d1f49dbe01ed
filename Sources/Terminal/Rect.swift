// A part of the screen, and how to split it: the basis of all layout.

/// A rectangle of cells. Its sides are never negative; splitting off more than there is gives all.
public struct Rect: Hashable, Sendable {
  /// The leftmost column.
  public var x: Int
  /// The topmost line.
  public var y: Int
  /// Columns.
  public var width: Int
  /// Lines.
  public var height: Int

  /// A rectangle; negative sides become 0.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// A rectangle at the origin with this size.
  public init(_ size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// The top left corner.
  public var origin: Point { Point(x: x, y: y) }
  /// Width and height.
  public var size: Size { Size(width: width, height: height) }
  /// Whether it contains no cells.
  public var isEmpty: Bool { width == 0 || height == 0 }
  /// The first column to the right of it.
  public var maxX: Int { x + width }
  /// The first line below it.
  public var maxY: Int { y + height }

  /// Splits lines off the top.
  public func splitTop(_ lines: Int) -> (top: Rect, rest: Rect) {
    let cut = lines.clamped(to: 0...height)
    return (
      Rect(x: x, y: y, width: width, height: cut),
      Rect(x: x, y: y + cut, width: width, height: height - cut)
    )
  }

  /// Splits lines off the bottom.
  public func splitBottom(_ lines: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = splitTop(height - lines.clamped(to: 0...height))
    return (rest, bottom)
  }

  /// Splits columns off the left.
  public func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let cut = columns.clamped(to: 0...width)
    return (
      Rect(x: x, y: y, width: cut, height: height),
      Rect(x: x + cut, y: y, width: width - cut, height: height)
    )
  }

  /// Splits columns off the right.
  public func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
    let (rest, right) = splitLeft(width - columns.clamped(to: 0...width))
    return (rest, right)
  }

  /// Smaller by `dx` columns on the left and right and `dy` lines above and below.
  public func inset(dx: Int, dy: Int) -> Rect {
    Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
  }

  /// The intersection, which may be empty.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top,
      width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// Whether a point lies inside.
  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
