// One paragraph, list item, table row or rule of a styled text.

/// A part of a text that begins on its own line. Its two prefixes express its nesting.
public struct Block: Hashable, Sendable {
  /// How a block is laid out.
  public enum Kind: Hashable, Sendable {
    /// Wrapped between words. Without spans it is an empty line.
    case text
    /// All spaces kept, wrapped anywhere.
    case preformatted
    /// A line across the whole width; its spans are not drawn.
    case rule
  }

  /// How the block is laid out.
  public var kind: Kind
  /// The start of the first line: indent and marker, such as `"  • "` or `"> "`.
  public var prefix: String
  /// The start of all other lines.
  public var hangingPrefix: String
  /// The text.
  public var spans: [Span]
  /// The number of the quoted mail that it is a part of; nil for none.
  public var quote: Int?

  /// Makes a block.
  public init(
    kind: Kind = .text, prefix: String = "", hangingPrefix: String = "", spans: [Span] = []
  ) {
    self.kind = kind
    self.prefix = prefix
    self.hangingPrefix = hangingPrefix
    self.spans = spans
  }
}
