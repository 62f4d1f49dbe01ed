// A screen as a value: a grid of cells that is drawn on and then shown by a device.

/// A grid of cells and a cursor position.
public struct Surface: Equatable, Sendable {
  /// Columns and lines.
  public let size: Size
  /// The position of the terminal's cursor; nil hides it.
  public var cursor: Point?
  private var lines: [SurfaceLine]

  /// A blank surface.
  public init(size: Size, style: Style = .plain) {
    self.size = size
    lines = Array(repeating: SurfaceLine(width: size.width, style: style), count: size.height)
  }

  /// The cell at a column and a line, which must be inside the surface.
  public subscript(x: Int, y: Int) -> Cell { lines[y].cells[x] }

  /// Draws one line of text to the right of a point, clipped to `area` and the surface. A wide
  /// character that is cut in half becomes a blank.
  /// - Returns: The columns from the point to the end of the drawn text.
  @discardableResult
  public mutating func draw(
    _ text: some StringProtocol, at point: Point, style: Style = .plain, within area: Rect? = nil
  ) -> Int {
    let clip = clipped(area)
    guard !clip.isEmpty, point.y >= clip.y, point.y < clip.maxY else { return 0 }
    let end = lines[point.y].draw(text, at: point.x, style: style, within: clip.columns)
    return max(0, min(end, clip.maxX) - point.x)
  }

  /// Draws another surface with its first cell at a point, clipped to this one.
  public mutating func draw(_ other: Surface, at point: Point) {
    let clip = Rect(x: point.x, y: point.y, width: other.size.width, height: other.size.height)
      .intersection(Rect(size))
    guard !clip.isEmpty else { return }
    for y in clip.y..<clip.maxY {
      lines[y].draw(other.lines[y - point.y], at: point.x, within: clip.columns)
    }
  }

  /// Whether a line is the same on a surface of the same size.
  func hasSameLine(_ y: Int, as other: Surface) -> Bool { lines[y] == other.lines[y] }

  /// Blanks an area.
  public mutating func fill(_ area: Rect, style: Style) {
    fill(area, with: " ", style: style)
  }

  /// Fills an area with a scalar one column wide, for rules and borders.
  public mutating func fill(_ area: Rect, with scalar: Unicode.Scalar, style: Style) {
    let clip = clipped(area)
    for y in clip.y..<clip.maxY { lines[y].fill(clip.columns, with: scalar, style: style) }
  }

  /// Changes the style of an area but not its text, for a selection bar.
  public mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let clip = clipped(area)
    for y in clip.y..<clip.maxY { lines[y].restyle(clip.columns, change) }
  }

  /// The text of each line, blanks included.
  public func text() -> [String] {
    (0..<size.height).map { y in
      var line = String.UnicodeScalarView()
      for x in 0..<size.width where self[x, y].width > 0 {
        line.append(self[x, y].scalar)
        line.append(contentsOf: self[x, y].marks.scalars)
      }
      return String(line)
    }
  }

  private func clipped(_ area: Rect?) -> Rect {
    area?.intersection(Rect(size)) ?? Rect(size)
  }
}

extension Rect {
  /// Its columns.
  fileprivate var columns: Range<Int> { x..<maxX }
}
