// A piece of text with one meaning: the smallest part of styled text.
// It must not know where on the screen it ends up.

/// A piece of text with one meaning. The text holds no newline.
public struct Span: Hashable, Sendable {
  /// The text as it came, control characters included: the terminal makes them harmless.
  public var text: String
  /// What the text means.
  public var role: TextRole
  /// The number of the link that this text belongs to (`Link.number`), if any.
  public var link: Int?

  /// Makes a piece of text that means `role`.
  public init(_ text: String, _ role: TextRole = .plain, link: Int? = nil) {
    self.text = text
    self.role = role
    self.link = link
  }
}

extension Span {
  /// The `[1]` behind a link. Behind text (`spaced`) it begins with a space that does not break, so
  /// that the number stays with the link.
  static func linkNumber(_ number: Int, spaced: Bool) -> Span {
    Span((spaced ? "\u{A0}" : "") + "[\(number)]", .dim, link: number)
  }

  /// Whether this is the `[1]` behind a link and not text of the author's.
  var isLinkNumber: Bool { link != nil && role == .dim }
}

extension [Span] {
  /// Adds a span, to the last one if that means the same.
  mutating func join(_ span: Span) {
    if let last = indices.last, self[last].role == span.role, self[last].link == span.link {
      self[last].text += span.text
    } else {
      append(span)
    }
  }
}
