// A place in a long text. It knows nothing of lines: those come and go with the width.

/// A place between two characters of a text.
struct TextPosition: Comparable, Sendable {
  /// The paragraph, counted from zero.
  var paragraph: Int
  /// The bytes of UTF-8 before it in the paragraph.
  var offset: Int

  static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.paragraph, left.offset) < (right.paragraph, right.offset)
  }
}
