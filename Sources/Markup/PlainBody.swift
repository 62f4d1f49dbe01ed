// Converts plain text to the HTML of a body, and back.

/// Bodies of notes, task descriptions and messages as plain text.
///
/// For every text without carriage returns, `editing(html(text))` is `.plain(text)`.
public enum PlainBody {
  /// How a body of any size can be edited without losing anything.
  public static func editing(_ html: String) -> BodyEditing {
    let tokens = HTMLToken.tokens(of: html)
    if let losses = AllowList.losses(of: tokens) { return .fixed(losses) }
    return PlainBodyReader.text(of: tokens).map { .plain($0) } ?? .appendable
  }

  /// Plain text as HTML: paragraphs separated by blank lines become `<p>`, line breaks `<br>`; `&`,
  /// `<` and `>` are escaped. Empty text gives "".
  public static func html(_ text: String) -> String {
    let text = [UInt8](normalizingLineEndsOf: text)
    return string(paragraphs(of: text, escaping: escapes))
  }

  /// A formatted body with plain text appended.
  ///
  /// The body stays unchanged, except that a `<` that begins no tag is escaped: it could swallow
  /// what follows. A body without tags gets paragraphs and line breaks for those it shows.
  public static func appended(_ text: String, to html: String) -> String {
    guard !text.isEmpty else { return html }
    let tokens = HTMLToken.tokens(of: html)
    if tokens.count == 1, case .text(let source) = tokens[0] {
      // References are kept: some may be unknown here.
      let escapes = escapes.filter { $0.key != UInt8(ascii: "&") }
      return string(paragraphs(of: Array(source), escaping: escapes)) + Self.html(text)
    }
    let bracket = escapes.filter { $0.key == UInt8(ascii: "<") }
    var body: [UInt8] = []
    for token in tokens {
      if case .text(let source) = token {
        body += escaped(source, by: bracket)
      } else {
        body += token.source
      }
    }
    return string(body) + Self.html(text)
  }

  /// Escapes for bytes that mean something else in HTML. An unescaped tab would become a blank.
  private static let escapes: [UInt8: [UInt8]] = [
    UInt8(ascii: "&"): Array("&amp;".utf8), UInt8(ascii: "<"): Array("&lt;".utf8),
    UInt8(ascii: ">"): Array("&gt;".utf8), UInt8(ascii: "\t"): Array("&#9;".utf8),
    UInt8(ascii: "\n"): Array("<br>".utf8),
  ]

  /// An empty paragraph gets a line break, as in web editors, since it would have no height. The
  /// last one does not: there the break would be read as a typed one.
  private static func paragraphs(
    of text: [UInt8], escaping escapes: [UInt8: [UInt8]]
  ) -> [UInt8] {
    guard !text.isEmpty else { return [] }
    let parts = splitAtBlankLines(text)
    var html: [UInt8] = []
    for (number, part) in parts.enumerated() {
      html += "<p>".utf8
      html += escaped(part, by: escapes)
      if part.isEmpty, number < parts.count - 1 { html += "<br>".utf8 }
      html += "</p>".utf8
    }
    return html
  }

  private static func splitAtBlankLines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    let newline = UInt8(ascii: "\n")
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < text.count - 1 {
      if text[index] == newline, text[index + 1] == newline {
        parts.append(text[start..<index])
        start = index + 2
        index = start
      } else {
        index += 1
      }
    }
    parts.append(text[start...])
    return parts
  }

  private static func escaped(
    _ text: ArraySlice<UInt8>, by escapes: [UInt8: [UInt8]]
  ) -> [UInt8] {
    var html: [UInt8] = []
    html.reserveCapacity(text.count)
    for byte in text {
      if let escape = escapes[byte] { html += escape } else { html.append(byte) }
    }
    return html
  }

  private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
