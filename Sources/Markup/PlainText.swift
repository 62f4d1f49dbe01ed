// Text without markup: the one line that a list row or a brief shows of a long text, and text
// that never had any. It owns how little of the HTML has to be read for a line.

/// Plain text, and what is plain about HTML.
public enum PlainText {
  /// No entity such as `&nbsp;` is longer; a cut may leave a part of one at the end.
  private static let longestEntity = 32

  /// Text that is no markup, a block for each of its lines. Addresses in it are links, numbered from
  /// `firstLink` on.
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

  /// The start of a text that is no markup, of so many bytes: enough for what is seen of it.
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

  /// Reads more and more of the start, until there is enough text or no more to read.
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
  /// The text in one line, without prefix, link numbers and hard spaces.
  fileprivate var plainText: String {
    let text = spans.filter { !$0.isLinkNumber }.map(\.text).joined()
    let words = text.split { $0 == " " || $0 == "\u{A0}" }
    return words.joined(separator: " ")
  }
}
