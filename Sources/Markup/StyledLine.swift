// One line of styled text, ready to be drawn.

/// One line of text, as pieces with a role each.
public struct StyledLine: Hashable, Sendable {
  /// The pieces, from left to right.
  public var spans: [Span]

  /// Makes a line of pieces.
  public init(_ spans: [Span] = []) {
    self.spans = spans
  }

  /// Makes a line of a single piece, or of none if the text is empty.
  public init(_ text: String, _ role: TextRole = .plain) {
    spans = text.isEmpty ? [] : [Span(text, role)]
  }

  /// The text alone.
  public var text: String { spans.map(\.text).joined() }
}
