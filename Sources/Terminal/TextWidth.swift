// How many columns a text takes, and texts fitted to columns. Nothing else may measure text.
// Everything here is a sum over glyphs, so that it agrees with what a surface draws.

/// Columns of text.
public enum TextWidth {
  /// Where padding leaves the text.
  public enum Alignment: Sendable {
    /// Blanks on the right.
    case left
    /// Blanks on the left.
    case right
  }

  /// The columns that a text takes.
  public static func columns(_ text: some StringProtocol) -> Int {
    if isPrintableASCII(text) { return text.utf8.count }
    return GlyphReader(text).reduce(0) { $0 + $1.width }
  }

  /// The columns before an index: where the cursor of an editor stands.
  public static func columns(_ text: String, upTo index: String.Index) -> Int {
    columns(text[..<index])
  }

  /// As much of a text as fits, ending with the ellipsis if something is missing.
  public static func truncated(
    _ text: String, to columns: Int, ellipsis: String = "…"
  ) -> String {
    if self.columns(text) <= columns { return text }
    let mark = self.columns(ellipsis)
    if mark > columns { return String(prefix(of: text, columns: columns)) }
    return prefix(of: text, columns: columns - mark) + ellipsis
  }

  /// A text of exactly so many columns: cut if it is longer, blanks if it is shorter.
  public static func padded(
    _ text: String, to columns: Int, align: Alignment = .left
  ) -> String {
    let fitting = truncated(text, to: columns)
    let blanks = String(repeating: " ", count: max(0, columns - self.columns(fitting)))
    return align == .left ? fitting + blanks : blanks + fitting
  }

  /// A text in lines of at most so many columns: broken between words, or inside a word that is
  /// longer than a line. Newlines are kept as breaks; blanks at a break are dropped.
  /// A wide character still gets its line if there is only one column.
  public static func wrapped(_ text: String, to columns: Int) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.flatMap { paragraph in
      var wrapper = LineWrapper(paragraph, columns: max(1, columns))
      return wrapper.lines()
    }
  }

  private static func prefix(of text: String, columns: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    for glyph in GlyphReader(text) {
      used += glyph.width
      if used > columns { break }
      end = glyph.range.upperBound
    }
    return text[..<end]
  }

  private static func isPrintableASCII(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}
