// A piece of text with one role: the smallest part of styled text.

/// A piece of text with one role. The text contains no newline.
public struct Span: Hashable, Sendable {
  /// The raw text, including control characters, which the terminal neutralizes.
  public var text: String
  /// The role of the text.
  public var role: TextRole
  /// The number of the link that this text belongs to (`Link.number`), if any.
  public var link: Int?

  /// Makes a piece of text.
  public init(_ text: String, _ role: TextRole = .plain, link: Int? = nil) {
    self.text = text
    self.role = role
    self.link = link
  }
}

extension Span {
  /// The `[1]` after a link. After text (`spaced`) it begins with a non-breaking space, so that the
  /// number stays with the link.
  static func linkNumber(_ number: Int, spaced: Bool) -> Span {
    Span((spaced ? "\u{A0}" : "") + "[\(number)]", .dim, link: number)
  }

  /// Whether this is the `[1]` after a link, not the author's text.
  var isLinkNumber: Bool { link != nil && role == .dim }
}

extension [Span] {
  /// Adds a span, merging it with the last one if they match.
  mutating func join(_ span: Span) {
    if let last = indices.last, self[last].role == span.role, self[last].link == span.link {
      self[last].text += span.text
    } else {
      append(span)
    }
  }
}
