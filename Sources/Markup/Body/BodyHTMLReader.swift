// Reads the HTML of a body. What the server drops is read as what comes closest: a heading as a
// heading, a table as lines.

/// Reads HTML into a body.
struct BodyHTMLReader {
  private var builder: BodyBuilder
  private var text = ""
  private var preformattedDepth = 0
  /// How many cells there are in each open table row.
  private var cells: [Int] = []
  /// For each open link whether the server keeps anything of it.
  private var links: [Bool] = []

  /// What was read.
  struct Result {
    var body: Body
    var style: BodyStyle
    /// Whether something was nested too deeply to be read.
    var isTooDeep: Bool
  }

  /// Reads a whole body.
  static func read(_ html: String, _ tokens: [HTMLToken]) -> Result {
    if tokens.isEmpty {
      return Result(body: Body(blocks: []), style: BodyStyle(), isTooDeep: false)
    }
    if tokens.count == 1, case .text(let source) = tokens[0] {
      let text = String(decoding: HTMLReference.resolved(source), as: UTF8.self)
      return Result(body: plain(lines: text), style: BodyStyle(), isTooDeep: false)
    }
    var style = BodyStyle(tokens)
    var reader = BodyHTMLReader(looseIsLine: style.hasDivLines)
    reader.read(html)
    let isTooDeep = reader.builder.isTooDeep
    var body = reader.builder.finish()
    if body.blocks.count == 1, case .division(let blocks) = body.blocks[0] {
      style.isWrapped = true
      body.blocks = blocks
    }
    style.hasItemParagraphs = body.hasItemParagraphs
    return Result(body: body, style: style, isTooDeep: isTooDeep)
  }

  /// Reads a piece of a body.
  static func blocks(of html: String, looseIsLine: Bool) -> [BodyBlock] {
    var reader = BodyHTMLReader(looseIsLine: looseIsLine)
    reader.read(html)
    return reader.builder.finish().blocks
  }

  /// Reads a body without any tag, in which all white space counts. Blanks at the start of a line
  /// would mean something in Markdown, and nothing in HTML.
  static func plain(lines text: String) -> Body {
    var blocks: [BodyBlock] = []
    var runs: [BodyRun] = []
    var wasEmpty = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var words = line.drop { $0 == " " || $0 == "\t" }
      let indent = line.count - words.count
      while words.last == " " || words.last == "\t" { words.removeLast() }
      if words.isEmpty {
        if !runs.isEmpty {
          blocks.append(.paragraph(runs))
        } else if wasEmpty {
          blocks.append(.paragraph([]))
        }
        runs = []
        wasEmpty = true
        continue
      }
      if !runs.isEmpty { runs.append(.lineBreak) }
      let blanks = String(repeating: "\u{A0}", count: indent)
      runs.append(BodyRun(content: .text(blanks + words)))
      wasEmpty = false
    }
    if !runs.isEmpty { blocks.append(.paragraph(runs)) }
    return Body(blocks: blocks)
  }

  private init(looseIsLine: Bool) {
    builder = BodyBuilder(looseIsLine: looseIsLine)
  }

  private mutating func read(_ html: String) {
    let source = HTMLSource(
      HTMLReference.withKnownNames(html), keeping: AllowList.attributeNames)
    guard let document = HTMLDocument(source.bytes) else { return }
    document.walk(enter: { enter($0) }, leave: { leave($0) })
  }

  // MARK: Nodes

  /// Begins a node; returns whether to read its contents.
  private mutating func enter(_ node: HTMLNode) -> Bool {
    if let text = node.text {
      if preformattedDepth > 0 { self.text += text } else { builder.add(collapsing: text) }
      return false
    }
    guard let name = node.name else { return false }
    if preformattedDepth > 0 {
      if name == "br" { text += "\n" }
      if name == "pre" { preformattedDepth += 1 }
      return true
    }
    switch name {
    case "p": startText(.paragraph)
    case "h1", "h2", "h3", "h4", "h5", "h6": startText(.heading(Int(name.dropFirst()) ?? 1))
    case "div" where cells.isEmpty: builder.open(.division)
    case "ul", "menu", "dir": builder.open(.list(.bullets))
    case "ol": builder.open(.list(.numbers))
    case "nl": builder.open(.list(.other))
    case "li": openItem()
    case "blockquote": builder.open(.quote)
    case "pre": openPreformatted()
    case "hr": builder.add(.rule)
    case "br": if cells.isEmpty { builder.addBreak() } else { builder.add(collapsing: " ") }
    case "table", "dl": if cells.isEmpty { builder.startText(.paragraph) }
    case "tr": startRow()
    case "td", "th": startCell()
    case "a": openLink(tag(node, name))
    case "img": add(image: tag(node, name))
    case "script", "style", "title", "head": return false
    default:
      if let mark = BodyMarks.named(name) {
        builder.open(mark: mark)
      } else if HTMLElement.named[name]?.beginsLine == true {
        startText(.loose)
      }
    }
    return true
  }

  private mutating func leave(_ node: HTMLNode) {
    guard let name = node.name else { return }
    if preformattedDepth > 0, name != "pre" { return }
    switch name {
    case "p", "h1", "h2", "h3", "h4", "h5", "h6": endText()
    case "div" where cells.isEmpty: builder.close()
    case "ul", "menu", "dir", "ol", "nl", "blockquote": builder.close()
    case "li": builder.close { $0 == .item }
    case "pre": closePreformatted()
    case "table", "dl": endText()
    case "tr": _ = cells.popLast()
    case "a": if links.popLast() == true { builder.closeLink() }
    default:
      if BodyMarks.named(name) != nil {
        builder.closeMark()
      } else if HTMLElement.named[name]?.beginsLine == true {
        endText()
      }
    }
  }

  private func tag(_ node: HTMLNode, _ name: String) -> BodyTag {
    let attributes = AllowList.orderedAttributes[name, default: []].compactMap { attribute in
      node.attribute(attribute).map { BodyTag.Attribute(name: attribute, value: $0) }
    }.filter { !["href", "src"].contains($0.name) || AllowList.keepsAddress($0.value) }
    return BodyTag(name: name, attributes: attributes)
  }

  /// Begins a link, unless nothing is left of it.
  private mutating func openLink(_ tag: BodyTag) {
    links.append(!tag.attributes.isEmpty)
    if !tag.attributes.isEmpty { builder.open(link: tag) }
  }

  /// Adds an image; one whose address the server drops is a word.
  private mutating func add(image tag: BodyTag) {
    guard tag["src"] == nil else { return builder.add(image: tag) }
    let name = tag["alt"] ?? ""
    builder.add(name.isEmpty ? "[image]" : "[image: \(name)]")
  }

  // MARK: Texts

  /// Begins a text; in the cell of a table it goes on with that of the row.
  private mutating func startText(_ kind: BodyBuilder.TextKind) {
    if cells.isEmpty { builder.startText(kind) } else { builder.add(collapsing: " ") }
  }

  private mutating func endText() {
    if cells.isEmpty { builder.endText() } else { builder.add(collapsing: " ") }
  }

  private mutating func openItem() {
    builder.open(.item)
  }

  private mutating func openPreformatted() {
    preformattedDepth += 1
    text = ""
  }

  private mutating func closePreformatted() {
    preformattedDepth -= 1
    guard preformattedDepth == 0 else { return }
    // A newline right after <pre> is only source formatting.
    let code = text.first == "\n" ? String(text.dropFirst()) : text
    builder.add(.code(code.last == "\n" ? String(code.dropLast()) : code))
  }

  // MARK: Tables

  private mutating func startRow() {
    if cells.isEmpty, builder.position > 0 { builder.addBreak() }
    cells.append(0)
  }

  private mutating func startCell() {
    guard let row = cells.indices.last else { return }
    if cells[row] > 0 { builder.add(collapsing: " | ") }
    cells[row] += 1
  }
}

extension Body {
  /// Whether the text of list items is in paragraphs, in all of them.
  fileprivate var hasItemParagraphs: Bool {
    var lists = blocks
    var wrapped = false
    while let block = lists.popLast() {
      switch block {
      case .list(let list):
        for block in list.items.joined() {
          if case .line = block { return false }
          if block.isParagraph { wrapped = true }
          lists.append(block)
        }
      case .quote(let blocks), .division(let blocks): lists += blocks
      case .paragraph, .line, .heading, .code, .rule: break
      }
    }
    return wrapped
  }
}
