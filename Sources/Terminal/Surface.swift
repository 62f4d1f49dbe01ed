// A screen as a value: a grid of cells that is drawn on and then shown by a device.

/// A grid of cells and a cursor position.
public struct Surface: Equatable, Sendable {
  /// Columns and lines.
  public let size: Size
  /// The position of the terminal's cursor; nil hides it.
  public var cursor: Point?
  private var cells: [Cell]

  /// A blank surface.
  public init(size: Size, style: Style = .plain) {
    self.size = size
    cells = Array(repeating: Cell(scalar: " ", style: style), count: size.width * size.height)
  }

  /// The cell at a column and a line, which must be inside the surface.
  public subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

  /// Draws one line of text to the right of a point, clipped to `area` and the surface. A wide
  /// character that is cut in half becomes a blank.
  /// - Returns: The columns from the point to the end of the drawn text.
  @discardableResult
  public mutating func draw(
    _ text: some StringProtocol, at point: Point, style: Style = .plain, within area: Rect? = nil
  ) -> Int {
    let clip = clipped(area)
    guard !clip.isEmpty, point.y >= clip.y, point.y < clip.maxY else { return 0 }
    var x = point.x
    for glyph in GlyphReader(text) {
      if x >= clip.maxX { break }
      let end = x + glyph.width
      if x >= clip.x, end <= clip.maxX {
        put(Cell(glyph, style: style), x: x, y: point.y)
      } else if end > clip.x {
        put(Cell(scalar: " ", style: style), x: max(x, clip.x), y: point.y)
      }
      x = end
    }
    return max(0, min(x, clip.maxX) - point.x)
  }

  /// Draws another surface with its first cell at a point, clipped to this one.
  public mutating func draw(_ other: Surface, at point: Point) {
    let clip = Rect(x: point.x, y: point.y, width: other.size.width, height: other.size.height)
      .intersection(Rect(size))
    guard !clip.isEmpty else { return }
    for y in clip.y..<clip.maxY {
      for x in clip.x..<clip.maxX {
        let cell = other[x - point.x, y - point.y]
        let isCut = cell.width == 0 ? x == clip.x : x + Int(cell.width) > clip.maxX
        if isCut {
          put(Cell(scalar: " ", style: cell.style), x: x, y: y)
        } else if cell.width > 0 {
          put(cell, x: x, y: y)
        }
      }
    }
  }

  /// Whether a line is the same on a surface of the same size.
  func hasSameLine(_ y: Int, as other: Surface) -> Bool {
    let range = y * size.width..<(y + 1) * size.width
    return cells[range] == other.cells[range]
  }

  /// Blanks an area.
  public mutating func fill(_ area: Rect, style: Style) {
    fill(area, with: " ", style: style)
  }

  /// Fills an area with a scalar one column wide, for rules and borders.
  public mutating func fill(_ area: Rect, with scalar: Unicode.Scalar, style: Style) {
    let clip = clipped(area)
    for y in clip.y..<clip.maxY {
      for x in clip.x..<clip.maxX { put(Cell(scalar: scalar, style: style), x: x, y: y) }
    }
  }

  /// Changes the style of an area but not its text, for a selection bar.
  public mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let clip = clipped(area)
    for y in clip.y..<clip.maxY {
      for x in clip.x..<clip.maxX { change(&cells[y * size.width + x].style) }
    }
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

  /// Puts a cell into its one or two columns, which must be inside. If it overwrites half of a wide
  /// character, the other half becomes blank.
  private mutating func put(_ cell: Cell, x: Int, y: Int) {
    let index = y * size.width + x
    for covered in index..<index + Int(cell.width) {
      switch cells[covered].width {
      case 0: blank(covered - 1)
      case 2: blank(covered + 1)
      default: break
      }
    }
    cells[index] = cell
    if cell.width == 2 { cells[index + 1] = Cell(scalar: " ", width: 0, style: cell.style) }
  }

  private mutating func blank(_ index: Int) {
    cells[index] = Cell(scalar: " ", style: cells[index].style)
  }
}
