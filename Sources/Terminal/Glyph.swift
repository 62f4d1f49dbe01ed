// What one cell will show, before it has a place and a style.
// Made by GlyphReader only.

/// A spacing scalar with its marks, and the piece of text it stands for.
struct Glyph: Equatable {
  /// What is shown.
  var scalar: Unicode.Scalar
  /// What is shown on it.
  var marks = CombiningMarks()
  /// Columns: 1 or 2.
  var width: Int
  /// The piece of text, including what is not shown of it.
  var range: Range<String.Index>
}
