// Plain text: excerpts of HTML for list rows and briefs, and text without markup.

/// Plain text and excerpts of HTML.
public enum PlainText {
  /// The longest entity, such as `&nbsp;`. A cut may leave part of one at the end.
  private static let longestEntity = 32

  /// Text without markup, one block per line. Addresses become links, numbered from `firstLink`.
  public static func styled(_ text: String, firstLink: Int = 1) -> StyledText {
    var styled = StyledText()
    var numbers: [String: Int] = [:]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = String(line)
      let pieces = BareAddress.pieces(of: line) ?? [BareAddress(text: line[...], target: nil)]
      let spans = pieces.filter { !$0.text.isEmpty }.map { piece in
        guard let target = piece.target else { return Span(String(piece.text)) }
        let number = numbers[target] ?? firstLink + styled.links.count
        if numbers.updateValue(number, forKey: target) == nil {
          styled.links.append(Link(number: number, title: String(piece.text), target: target))
        }
        return Span(String(piece.text), .link, link: number)
      }
      styled.blocks.append(Block(spans: spans))
    }
    return styled
  }

  /// The first `bytes` bytes of a text without markup, for a partial view.
  public static func styled(startOf text: String, bytes: Int, firstLink: Int = 1) -> StyledText {
    guard bytes < text.utf8.count else { return styled(text, firstLink: firstLink) }
    let end = text.utf8.index(text.startIndex, offsetBy: bytes)
    return styled(String(text[..<end]), firstLink: firstLink)
  }

  /// All text in one line, at most `limit` characters; a longer one ends in "…".
  public static func summary(ofHTML html: String, limit: Int) -> String {
    excerpt(of: html, limit: limit) { text in
      text.blocks.map(\.plainText).filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// The first line with any text, at most `limit` characters; a longer one ends in "…".
  public static func firstLine(ofHTML html: String, limit: Int) -> String {
    excerpt(of: html, limit: limit) { text in
      text.blocks.lazy.map(\.plainText).first { !$0.isEmpty } ?? ""
    }
  }

  /// All lines that have any text.
  public static func lines(ofHTML html: String) -> [String] {
    HTMLReader.read(html).blocks.map(\.plainText).filter { !$0.isEmpty }
  }

  /// Reads increasing parts of the start until there is enough text.
  private static func excerpt(
    of html: String, limit: Int, pick: (StyledText) -> String
  ) -> String {
    var size = 4096
    while true {
      let text = pick(HTMLReader.read(HTMLSource(startOf: html, bytes: size)))
      if size >= html.utf8.count || text.count > limit + longestEntity {
        return text.count > limit ? text.prefix(max(0, limit - 1)) + "…" : text
      }
      size *= 8
    }
  }
}

extension Block {
  /// The text in one line, without prefixes, link numbers and non-breaking spaces.
  fileprivate var plainText: String {
    let text = spans.filter { !$0.isLinkNumber }.map(\.text).joined()
    let words = text.split { $0 == " " || $0 == "\u{A0}" }
    return words.joined(separator: " ")
  }
}
