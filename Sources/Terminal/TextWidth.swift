// Measures text in columns, by the same glyphs that a surface draws.

/// The width of text. All measuring of text goes through here.
public enum TextWidth {
  /// The columns that a text takes.
  public static func columns(_ text: some StringProtocol) -> Int {
    if isPrintableASCII(text) { return text.utf8.count }
    return GlyphReader(text).reduce(0) { $0 + $1.width }
  }

  /// The columns before an index, such as the cursor of an editor.
  public static func columns(_ text: String, upTo index: String.Index) -> Int {
    columns(text[..<index])
  }

  /// A fast check; false also if the bytes are not contiguous.
  private static func isPrintableASCII(_ text: some StringProtocol) -> Bool {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
    return isPlain ?? false
  }
}
