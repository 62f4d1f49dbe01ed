// One paragraph, list item, table row or rule of a styled text.
// It must not know the blocks around it: what nesting does to it stands in its two prefixes.

/// A part of a text that begins on a line of its own.
public struct Block: Hashable, Sendable {
  /// How a block is laid out.
  public enum Kind: Hashable, Sendable {
    /// Broken between words. Without any span it is an empty line.
    case text
    /// Every space kept, broken anywhere.
    case preformatted
    /// A line across the whole width; its spans are not drawn.
    case rule
  }

  /// How the block is laid out.
  public var kind: Kind
  /// What stands before the first line: indent and marker, such as `"  • "` or `"> "`.
  public var prefix: String
  /// What stands before all lines but the first.
  public var hangingPrefix: String
  /// The text.
  public var spans: [Span]

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
