// One cell of the screen, holding exactly what curses can show in one.
// How text becomes cells is GlyphReader's affair.

/// A spacing scalar, the marks on it, its width and its style.
public struct Cell: Hashable, Sendable {
  /// The character, without its marks.
  public var scalar: Unicode.Scalar
  /// Accents and the like.
  public var marks: CombiningMarks
  /// 1, or 2 for a wide character; 0 is the right half of the wide one on the left.
  public var width: UInt8
  /// How it looks.
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
