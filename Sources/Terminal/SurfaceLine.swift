// One line of a surface. Lines are drawn, compared and taken over as a whole where they can be: an
// array that two surfaces share costs nothing to copy, and next to nothing to compare.

/// The cells of one line, from left to right.
struct SurfaceLine: Equatable, Sendable {
  private(set) var cells: [Cell]

  /// A blank line.
  init(width: Int, style: Style) {
    cells = Array(repeating: Cell(scalar: " ", style: style), count: width)
  }

  /// Draws text from a column on, clipped to a range inside the line. A wide character that is cut
  /// in half becomes a blank.
  /// - Returns: The column after the drawn text.
  mutating func draw(
    _ text: some StringProtocol, at column: Int, style: Style, within clip: Range<Int>
  ) -> Int {
    var x = column
    for glyph in GlyphReader(text) {
      if x >= clip.upperBound { break }
      let end = x + glyph.width
      if x >= clip.lowerBound, end <= clip.upperBound {
        put(Cell(glyph, style: style), at: x)
      } else if end > clip.lowerBound {
        put(Cell(scalar: " ", style: style), at: max(x, clip.lowerBound))
      }
      x = end
    }
    return x
  }

  /// Draws another line with its first cell at a column, clipped to a range inside this one.
  mutating func draw(_ other: SurfaceLine, at column: Int, within clip: Range<Int>) {
    if clip.isEmpty { return }
    if column == 0, clip == cells.indices, other.cells.count == cells.count {
      cells = other.cells
      return
    }
    let taken = other.cells[clip.lowerBound - column..<clip.upperBound - column]
    if taken[taken.startIndex].width != 0, taken[taken.endIndex - 1].width != 2,
      cells[clip.lowerBound].width != 0, cells[clip.upperBound - 1].width != 2
    {
      cells.replaceSubrange(clip, with: taken)
      return
    }
    for x in clip {
      let cell = other.cells[x - column]
      let isCut = cell.width == 0 ? x == clip.lowerBound : x + Int(cell.width) > clip.upperBound
      if isCut {
        put(Cell(scalar: " ", style: cell.style), at: x)
      } else if cell.width > 0 {
        put(cell, at: x)
      }
    }
  }

  /// Repeats a scalar that is one column wide.
  mutating func fill(_ range: Range<Int>, with scalar: Unicode.Scalar, style: Style) {
    for x in range { put(Cell(scalar: scalar, style: style), at: x) }
  }

  /// Changes the style of a range but not its text.
  mutating func restyle(_ range: Range<Int>, _ change: (inout Style) -> Void) {
    for x in range { change(&cells[x].style) }
  }

  /// Puts a cell into its one or two columns, which must be inside. If it overwrites half of a wide
  /// character, the other half becomes blank.
  private mutating func put(_ cell: Cell, at x: Int) {
    for covered in x..<x + Int(cell.width) {
      switch cells[covered].width {
      case 0: blank(covered - 1)
      case 2: blank(covered + 1)
      default: break
      }
    }
    cells[x] = cell
    if cell.width == 2 { cells[x + 1] = Cell(scalar: " ", width: 0, style: cell.style) }
  }

  private mutating func blank(_ x: Int) {
    cells[x] = Cell(scalar: " ", style: cells[x].style)
  }
}
