// One cell of the screen, with exactly what curses can show in a cell.

/// A spacing scalar, its combining marks, its width and its style.
public struct Cell: Hashable, Sendable {
  /// The character, without its marks.
  public var scalar: Unicode.Scalar
  /// Combining marks, such as accents.
  public var marks: CombiningMarks
  /// 1, or 2 for a wide character; 0 for the right half of the wide character to the left.
  public var width: UInt8
  /// Colours and attributes.
  public var style: Style

  /// A cell.
  public init(
    scalar: Unicode.Scalar, marks: CombiningMarks = CombiningMarks(), width: UInt8 = 1,
    style: Style = .plain
  ) {
    self.scalar = scalar
    self.marks = marks
    self.width = width
    self.style = style
  }

  init(_ glyph: Glyph, style: Style) {
    self.init(
      scalar: glyph.scalar, marks: glyph.marks, width: UInt8(glyph.width), style: style)
  }

  /// A plain space.
  public static let blank = Cell(scalar: " ")
}
