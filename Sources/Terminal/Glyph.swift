// What one cell will show, before it has a position and a style.

/// A spacing scalar with its marks, and the range of text it stands for.
struct Glyph: Equatable {
  /// The scalar to show.
  var scalar: Unicode.Scalar
  /// Its combining marks.
  var marks = CombiningMarks()
  /// Columns: 1 or 2.
  var width: Int
  /// The range of text, including scalars that are not shown.
  var range: Range<String.Index>
}
