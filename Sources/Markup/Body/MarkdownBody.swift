// Bodies as Markdown to edit, and back as the HTML that the server keeps.

/// How an HTML body can be edited.
public enum BodyEditing: Hashable, Sendable {
  /// The server keeps all of it: this Markdown says the same.
  case markdown(String)
  /// The server would drop parts of it, which `losses` names ("2 headings and 1 table"); this
  /// Markdown is what would be left.
  case lossy(String, losses: String)
  /// It can't be edited as text; the words say why ("is nested too deeply").
  case refused(String)
}

/// Bodies of notes, descriptions and messages as Markdown.
///
/// For every body that is edited as `.markdown(text)`, `html(text, like: body)` shows the same text
/// with the same marks.
public enum MarkdownBody {
  /// The largest body that is edited as text, in bytes.
  private static let maximumBytes = 4_000_000

  /// How a body can be edited without losing anything unasked.
  public static func editing(_ html: String) -> BodyEditing {
    guard html.utf8.count <= maximumBytes else { return .refused("is too long to edit here") }
    let tokens = HTMLToken.tokens(of: html)
    let read = BodyHTMLReader.read(html, tokens)
    if read.isTooDeep { return .refused("is nested too deeply to edit here") }
    let markdown = markdown(of: read.body, read.style)
    guard let losses = BodyLosses.words(for: tokens) else {
      return markdown.map(BodyEditing.markdown) ?? .refused(inexpressible)
    }
    guard let left = markdown ?? markdownOfKept(read.body, read.style) else {
      return .refused(inexpressible)
    }
    return .lossy(left, losses: losses)
  }

  private static let inexpressible = "has formatting that can't be written as text"

  /// The Markdown of what the server would keep of a body; nil if there is none.
  private static func markdownOfKept(_ body: Body, _ style: BodyStyle) -> String? {
    let html = BodyHTMLWriter.html(body, style)
    return markdown(of: BodyHTMLReader.read(html, HTMLToken.tokens(of: html)).body, style)
  }

  /// Markdown as the HTML that the server keeps, with the tags that `body`, the HTML before the
  /// edit, uses. Text alone is paragraphs and line breaks; empty text gives "".
  public static func html(_ markdown: String, like body: String = "") -> String {
    html(markdown, in: style(of: body))
  }

  private static func html(_ markdown: String, in style: BodyStyle) -> String {
    BodyHTMLWriter.html(BodyMarkdownReader.read(markdown, style).body, style)
  }

  /// Plain text as Markdown that shows it as it is.
  public static func markdown(ofText text: String) -> String {
    let source = [UInt8](normalizingLineEndsOf: text)
    let body = BodyHTMLReader.plain(lines: String(decoding: source, as: UTF8.self))
    return BodyMarkdownWriter.markdown(body, BodyStyle())
  }

  /// The habits of a body, in which an edited one is sent.
  public static func style(of html: String) -> BodyStyle {
    guard !html.isEmpty else { return BodyStyle() }
    return BodyHTMLReader.read(html, HTMLToken.tokens(of: html)).style
  }

  /// Markdown that reads as exactly this body; nil if there is none. Blocks for which Markdown's
  /// rules are too tight stand in it as HTML.
  private static func markdown(of body: Body, _ style: BodyStyle) -> String? {
    let markdown = BodyMarkdownWriter.markdown(body, style)
    let back = BodyMarkdownReader.read(markdown, style).body
    if back == body { return markdown }
    let wanted = body.normalized
    if back.normalized == wanted { return markdown }
    let asHTML = Set(body.blocks.indices.filter { !isFaithful(body.blocks[$0], style) })
    let careful = BodyMarkdownWriter.markdown(body, style, asHTML: asHTML)
    return BodyMarkdownReader.read(careful, style).body.normalized == wanted ? careful : nil
  }

  private static func isFaithful(_ block: BodyBlock, _ style: BodyStyle) -> Bool {
    let body = Body(blocks: [block])
    let markdown = BodyMarkdownWriter.markdown(body, style)
    return BodyMarkdownReader.read(markdown, style).body.normalized == body.normalized
  }
}

extension MarkdownBody {
  /// Whether a body has no formatting beyond paragraphs and line breaks.
  public static func isPlain(_ html: String) -> Bool {
    HTMLToken.tokens(of: html).allSatisfy { token in
      switch token {
      case .text: true
      case .tag(let tag): ["p", "br"].contains(tag.name) && tag.attributes.isEmpty
      case .comment, .declaration: false
      }
    }
  }

  /// What a reader sees of Markdown once it is sent.
  public static func preview(_ markdown: String, in style: BodyStyle = BodyStyle()) -> StyledText {
    HTMLReader.read(html(markdown, in: style))
  }

  /// The first line of Markdown that has any text, without its marks.
  public static func firstLine(_ markdown: String, limit: Int) -> String {
    PlainText.firstLine(ofHTML: html(String(markdown.prefix(2_000))), limit: limit)
  }
}
