// How many columns a text takes. Nothing else may measure text.
// Everything here is a sum over glyphs, so that it agrees with what a surface draws.

/// Columns of text.
public enum TextWidth {
  /// The columns that a text takes.
  public static func columns(_ text: some StringProtocol) -> Int {
    if isPrintableASCII(text) { return text.utf8.count }
    return GlyphReader(text).reduce(0) { $0 + $1.width }
  }

  /// The columns before an index: where the cursor of an editor stands.
  public static func columns(_ text: String, upTo index: String.Index) -> Int {
    columns(text[..<index])
  }

  /// Where this can't be told at a glance, the glyphs are measured.
  private static func isPrintableASCII(_ text: some StringProtocol) -> Bool {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
    return isPlain ?? false
  }
}
