// Reads the Markdown that somebody has written into a body.

/// Reads Markdown into a body.
///
/// A newline in a paragraph is a line break. Each blank line beyond one is an empty paragraph. Tags
/// that the server keeps count, others are text.
struct BodyMarkdownReader {
  /// A tag that is open in a text.
  private struct OpenTag {
    var name: String
    /// How deeply the text is nested that it stands in.
    var depth: Int
    var tag: BodyBuilder.OpenTag
  }

  private let style: BodyStyle
  private var builder: BodyBuilder
  private var lines: BlankLines
  /// How deeply inline nodes are nested.
  private var depth = 0
  private var openTags: [OpenTag] = []
  /// The text of the image that is being read, and how many are nested.
  private var imageText = ""
  private var imageDepth = 0
  /// The number of the next item in each open list that shows its numbers as text.
  private var numbers: [Int?] = []
  private var pendingNumber: Int?
  /// How many `<div>` are open.
  private var divisions = 0
  /// Whether the block before is text, which decides how many blank lines separate the next one.
  private var wasText = false
  /// Whether the text being read is split at its line breaks.
  private var splitsLines = false

  /// Reads a whole body in the style of the one before.
  static func read(_ markdown: String, _ style: BodyStyle) -> (body: Body, isTooDeep: Bool) {
    let markdown = TypedMarkdown.prepared(markdown)
    var reader = BodyMarkdownReader(style, markdown)
    if let document = MarkdownDocument(markdown, extensions: []) {
      document.walk(enter: { reader.enter($0) }, leave: { reader.leave($0) })
    }
    let isTooDeep = reader.builder.isTooDeep
    return (reader.builder.finish(), isTooDeep)
  }

  private init(_ style: BodyStyle, _ markdown: String) {
    self.style = style
    builder = BodyBuilder(looseIsLine: style.hasDivLines)
    lines = BlankLines(markdown)
  }

  // MARK: Nodes

  private mutating func enter(_ node: MarkdownNode) {
    let type = node.type
    if imageDepth > 0 { return addToImage(node, type) }
    if node.isAtTop { separate(node, isText: type == "paragraph") }
    switch type {
    case "paragraph": startParagraph(node)
    case "heading": builder.startText(.heading(node.headingLevel))
    case "block_quote": builder.open(.quote)
    case "list": openList(node)
    case "item": openItem()
    case "code_block": addCode(node)
    case "html_block": addHTML(node)
    case "thematic_break": builder.add(.rule)
    case "text": add(node.typedLiteral)
    case "code":
      builder.open(mark: .code)
      builder.add(node.typedLiteral)
      builder.closeMark()
    case "html_inline": add(tag: node.typedLiteral)
    case "softbreak", "linebreak": addBreak()
    case "emph": builder.open(mark: style.emphasis)
    case "strong": builder.open(mark: style.strong)
    case "link": openLink(node)
    case "image": imageDepth = 1
    default: break
    }
    if Self.nesting.contains(type) { depth += 1 }
  }

  private static let nesting: Set = ["paragraph", "heading", "emph", "strong", "link"]

  private mutating func leave(_ node: MarkdownNode) {
    let type = node.type
    if imageDepth > 0 {
      if type == "image" { closeImage(node) }
      return
    }
    if Self.nesting.contains(type) {
      takeBackOpenTags()
      depth -= 1
    }
    switch type {
    case "paragraph", "heading": builder.endText()
    case "block_quote": builder.close { $0 == .quote }
    case "list": closeList()
    case "item": if numbers.last.flatMap(\.self) == nil { builder.close { $0 == .item } }
    case "emph", "strong": builder.closeMark()
    case "link": closeLink(node)
    default: break
    }
  }

  // MARK: Blocks

  /// Adds the empty lines before a block of the document.
  private mutating func separate(_ node: MarkdownNode, isText: Bool) {
    let blank = lines.count(before: node.firstLine)
    defer { wasText = isText }
    guard node.firstLine > blank + 1 else { return }
    let separating = style.hasDivLines && isText && wasText ? 0 : 1
    for _ in 0..<max(0, blank - separating) {
      builder.add(style.hasDivLines ? .line([]) : .paragraph([]))
    }
  }

  private mutating func startParagraph(_ node: MarkdownNode) {
    splitsLines =
      style.hasDivLines && (node.isAtTop || [.division, .quote].contains(builder.container))
    let isLine = node.isInTightItem || splitsLines
    let isTextItem = numbers.last.flatMap(\.self) != nil
    if isTextItem || (builder.container == .item && style.hasItemParagraphs) {
      builder.startText(.paragraph)
    } else {
      builder.startText(isLine ? .line : .paragraph)
    }
    if let number = pendingNumber {
      builder.add("\(number). ")
      pendingNumber = nil
    }
  }

  /// The server numbers every list from 1: in one with another first number they become text.
  private mutating func openList(_ node: MarkdownNode) {
    let first = node.firstNumber
    if let first, first != 1 {
      numbers.append(first)
    } else {
      numbers.append(nil)
      builder.open(.list(first == nil ? .bullets : .numbers))
    }
  }

  private mutating func openItem() {
    guard let last = numbers.indices.last, let number = numbers[last] else {
      return builder.open(.item)
    }
    numbers[last] = number + 1
    pendingNumber = number
  }

  private mutating func closeList() {
    if numbers.removeLast() == nil { builder.close { if case .list = $0 { true } else { false } } }
    pendingNumber = nil
  }

  /// Indented text is rarely meant as code: it stays indented.
  private mutating func addCode(_ node: MarkdownNode) {
    var code = node.typedLiteral
    if code.last == "\n" { code.removeLast() }
    guard !node.isFenced else { return builder.add(.code(code)) }
    builder.startText(style.hasDivLines ? .line : .paragraph)
    for (index, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { builder.addBreak() }
      let words = line.drop { $0 == " " }
      guard !words.isEmpty else { continue }
      builder.add(String(repeating: "\u{A0}", count: 4 + line.count - words.count) + words)
    }
    builder.endText()
  }

  /// Adds a block of HTML. A `<div>` alone on its line begins a division, up to its end.
  private mutating func addHTML(_ node: MarkdownNode) {
    let html = node.typedLiteral
    switch html.trimmingSpaces {
    case "<div>" where node.isAtTop:
      divisions += 1
      builder.open(.division)
    case "</div>" where node.isAtTop && divisions > 0:
      divisions -= 1
      builder.close { $0 == .division }
    default:
      let tokens = HTMLToken.tokens(of: html)
      guard tokens.contains(where: \.isKeptTag) else { return addText(html) }
      let kept = tokens.map(\.keptSource).joined()
      for block in BodyHTMLReader.blocks(of: kept, looseIsLine: style.hasDivLines) {
        let isText = builder.container == .item && style.hasItemParagraphs
        builder.add(isText ? block.asParagraph : block)
      }
    }
  }

  /// Adds lines that looked like HTML.
  private mutating func addText(_ text: String) {
    builder.startText(style.hasDivLines ? .line : .paragraph)
    for line in text.split(separator: "\n") {
      if builder.position > 0 { builder.addBreak() }
      add(String(line))
    }
    builder.endText()
  }

  // MARK: Text

  private mutating func add(_ text: String) {
    guard !builder.isInLink, let pieces = BareAddress.pieces(of: text) else {
      return builder.add(text)
    }
    for piece in pieces {
      if let target = piece.target { builder.open(link: link(to: target)) }
      builder.add(String(piece.text))
      if piece.target != nil { builder.closeLink() }
    }
  }

  private mutating func addBreak() {
    guard splitsLines else { return builder.addBreak() }
    builder.endText()
    builder.startText(.line)
  }

  private func link(to address: String) -> BodyTag {
    var tag = BodyTag(name: "a", attributes: [.init(name: "href", value: address)])
    tag["target"] = style.linkTarget
    return tag
  }

  private mutating func openLink(_ node: MarkdownNode) {
    if AllowList.keepsAddress(node.typedAddress) { builder.open(link: link(to: node.typedAddress)) }
  }

  /// Ends a link. An address that the server would drop stays as text.
  private mutating func closeLink(_ node: MarkdownNode) {
    if AllowList.keepsAddress(node.typedAddress) {
      builder.closeLink()
    } else {
      builder.add(" (\(node.typedAddress))")
    }
  }

  // MARK: Images

  private mutating func addToImage(_ node: MarkdownNode, _ type: String) {
    switch type {
    case "image": imageDepth += 1
    case "softbreak", "linebreak": imageText += " "
    default: imageText += node.typedLiteral
    }
  }

  private mutating func closeImage(_ node: MarkdownNode) {
    imageDepth -= 1
    guard imageDepth == 0 else { return }
    if AllowList.keepsAddress(node.typedAddress) {
      var tag = BodyTag(name: "img", attributes: [.init(name: "src", value: node.typedAddress)])
      if !imageText.isEmpty { tag["alt"] = imageText }
      builder.add(image: tag)
    } else {
      builder.add(imageText.isEmpty ? "[image]" : "[image: \(imageText)]")
    }
    imageText = ""
  }

  // MARK: Tags in text

  /// Adds a tag. One that the server drops, and one without its other half, is text.
  private mutating func add(tag source: String) {
    guard case .tag(let tag) = HTMLToken.markup(Array(source.utf8)[...]), AllowList.keeps(tag)
    else { return builder.add(source) }
    switch tag.name {
    case "br" where !tag.isEnd: builder.addBreak()
    case "img" where !tag.isEnd: builder.add(image: tag.kept)
    case "a", "b", "i", "u", "strong", "em", "code":
      if tag.isEnd { close(tag, source) } else { open(tag, source) }
    default: builder.add(source)
    }
  }

  private mutating func open(_ tag: HTMLTag, _ source: String) {
    let open = builder.open(tag: source, mark: .named(tag.name), link: tag.kept)
    openTags.append(OpenTag(name: tag.name, depth: depth, tag: open))
  }

  private mutating func close(_ tag: HTMLTag, _ source: String) {
    guard let open = openTags.last, open.name == tag.name, open.depth == depth else {
      return builder.add(source)
    }
    openTags.removeLast()
    if tag.name == "a" { builder.closeLink() } else { builder.closeMark() }
  }

  /// Turns the tags that were not closed in a text back into text.
  private mutating func takeBackOpenTags() {
    let first = (openTags.lastIndex { $0.depth != depth } ?? -1) + 1
    guard first < openTags.count else { return }
    builder.takeBack(openTags[first...].map(\.tag))
    openTags.removeSubrange(first...)
  }
}

/// Tells how many blank lines there are before a line.
private struct BlankLines {
  /// For each line the number of blank lines up to it.
  private var counts: [Int] = [0]

  init(_ text: String) {
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
      counts.append(isBlank ? counts[counts.count - 1] + 1 : 0)
    }
  }

  /// The blank lines right before a line, numbered from 1.
  func count(before line: Int) -> Int { counts.indices.contains(line - 1) ? counts[line - 1] : 0 }
}

extension HTMLTag {
  /// The tag with the attributes that the server keeps.
  fileprivate var kept: BodyTag {
    let attributes = AllowList.orderedAttributes[name, default: []].compactMap { name in
      self.attributes.first { $0.name == name }.map {
        BodyTag.Attribute(
          name: name, value: String(decoding: HTMLReference.resolved($0.value), as: UTF8.self))
      }
    }
    return BodyTag(name: name, attributes: attributes)
  }
}

extension HTMLToken {
  fileprivate var isKeptTag: Bool {
    if case .tag(let tag) = self { AllowList.keeps(tag) } else { false }
  }

  /// The source, with its bracket escaped if the server would drop the tag.
  fileprivate var keptSource: String {
    let text = String(decoding: source, as: UTF8.self)
    switch self {
    case .text: return text.replacing("<", with: "&lt;")
    case .tag(let tag) where AllowList.keeps(tag): return text
    case .tag, .comment, .declaration: return text.escapedForHTML
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: Substring {
    var rest = self[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest.drop(while: \.isWhitespace)
  }
}

extension MarkdownNode {
  fileprivate var typedLiteral: String { TypedMarkdown.restored(literal) }
  fileprivate var typedAddress: String { TypedMarkdown.restored(address) }
}
