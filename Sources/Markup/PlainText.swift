// Text without markup: the one line that a list row or a brief shows of a long text, and text
// that never had any. It owns how little of the HTML has to be read for a line.

/// Plain text, and what is plain about HTML.
public enum PlainText {
  /// No entity such as `&nbsp;` is longer; a cut may leave a part of one at the end.
  private static let longestEntity = 32

  /// Text that is no markup, a block for each of its lines.
  public static func styled(_ text: String) -> StyledText {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    return StyledText(blocks: lines.map { Block(spans: $0.isEmpty ? [] : [Span(String($0))]) })
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
