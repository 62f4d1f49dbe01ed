// Writes a body as Markdown that a person likes to read and edit, with as few escapes as possible.

/// Writes Markdown. What it can't say stands in it as the tag.
struct BodyMarkdownWriter {
  private let style: BodyStyle
  /// The blocks of the body, by number, that are written as HTML.
  private let asHTML: Set<Int>
  private var lines: [String] = []
  /// What the lines of the enclosing items and quotes begin with.
  private var prefix = ""
  /// What the next line begins with instead: the marker of an item.
  private var marker: String?

  /// The Markdown of a body. The blocks of these numbers are written as HTML.
  static func markdown(_ body: Body, _ style: BodyStyle, asHTML: Set<Int> = []) -> String {
    var writer = BodyMarkdownWriter(style: style, asHTML: asHTML)
    writer.write(body.blocks)
    while writer.lines.last?.isEmpty == true { writer.lines.removeLast() }
    return writer.lines.joined(separator: "\n")
  }

  private init(style: BodyStyle, asHTML: Set<Int>) {
    self.style = style
    self.asHTML = asHTML
  }

  // MARK: The body

  /// Writes the blocks of the body. Empty paragraphs are blank lines.
  private mutating func write(_ blocks: [BodyBlock]) {
    var before: BodyBlock?
    var isOtherList = false
    var wasHTML = false
    for (number, block) in blocks.enumerated() {
      if block.isEmptyLine {
        if before != nil { lines.append("") }
        continue
      }
      let isHTML = asHTML.contains(number) || beginsWithTag(block)
      let isNextLine = before.map { isDivLine($0) && isDivLine(block) } ?? false
      if before != nil, isHTML || wasHTML || !isNextLine { lines.append("") }
      isOtherList = before?.listKind == block.listKind && block.listKind != nil && !isOtherList
      if isHTML { writeHTML(block) } else { write(block, isOtherList: isOtherList) }
      before = block
      wasHTML = isHTML
    }
  }

  /// Whether nothing is around what is written but a division.
  private var isAtTop: Bool { prefix.isEmpty && marker == nil }

  /// Whether a line of the body begins with a tag, which may begin a block of HTML.
  private func beginsWithTag(_ block: BodyBlock) -> Bool {
    guard isDivLine(block), let runs = block.runs else { return false }
    return InlineMarkdown.lines(of: runs, style, isOneLine: true)[0].hasPrefix("<")
  }

  /// Whether a block is one of the lines that the body consists of.
  private func isDivLine(_ block: BodyBlock) -> Bool {
    guard style.hasDivLines, case .line = block else { return false }
    return true
  }

  // MARK: Blocks

  private mutating func write(_ block: BodyBlock, isOtherList: Bool = false) {
    switch block {
    case .paragraph(let runs): text(runs)
    case .line(let runs) where style.hasDivLines && (isAtTop || prefix.hasSuffix("> ")):
      text(runs, isOneLine: true)
    case .line(let runs) where !isAtTop: text(runs)
    case .heading(let level, let runs):
      text(runs, lead: String(repeating: "#", count: level) + " ")
    case .list(let list) where list.kind != .other: write(list, isOtherList: isOtherList)
    case .quote(let blocks):
      nest(first: "> ", rest: "> ") { $0.writeInside(blocks, isTight: false) }
    case .code(let code): write(code: code)
    case .rule: line("---")
    case .division(let blocks) where isAtTop:
      line("<div>")
      lines.append("")
      writeInside(blocks, isTight: false)
      lines.append("")
      line("</div>")
    case .line, .list, .division: writeHTML(block)
    }
  }

  /// Writes blocks inside of an item, a quote or a division.
  private mutating func writeInside(_ blocks: [BodyBlock], isTight: Bool) {
    var before: BodyBlock?
    var isOtherList = false
    for block in blocks {
      if let before, !isTight, !(isDivLine(before) && isDivLine(block)) { blankLine() }
      isOtherList = before?.listKind == block.listKind && block.listKind != nil && !isOtherList
      if block.isEmptyLine { line("<br>") } else { write(block, isOtherList: isOtherList) }
      before = block
    }
    if blocks.isEmpty { line("") }
  }

  /// A list that follows another one has other markers, so that it is not taken for its end.
  private mutating func write(_ list: BodyList, isOtherList: Bool) {
    let isTight = list.items.allSatisfy { item in
      !item.contains(where: \.isParagraph)
        || (style.hasItemParagraphs && item.count(where: \.isParagraph) < 2)
    }
    for (index, item) in list.items.enumerated() {
      if index > 0, !isTight { blankLine() }
      let marker =
        switch list.kind {
        case .numbers: "\(index + 1)\(isOtherList ? ")" : ".") "
        case .bullets, .other: isOtherList ? "* " : "- "
        }
      nest(first: marker, rest: String(repeating: " ", count: marker.utf8.count)) {
        $0.writeInside(item, isTight: isTight)
      }
    }
  }

  private mutating func nest(
    first: String, rest: String, _ write: (inout BodyMarkdownWriter) -> Void
  ) {
    let outer = prefix
    marker = (marker ?? outer) + first
    prefix = outer + rest
    write(&self)
    prefix = outer
    marker = nil
  }

  private mutating func write(code: String) {
    let rows = code.split(separator: "\n", omittingEmptySubsequences: false)
    let longest = rows.map { $0.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    line(fence)
    for row in rows { line(String(row)) }
    line(fence)
  }

  /// Writes a block as HTML without blank lines, which would end it.
  private mutating func writeHTML(_ block: BodyBlock) {
    var style = style
    style.isWrapped = false
    let html = BodyHTMLWriter.html(Body(blocks: [block]), style)
    // Only the tags of well-known blocks begin one in front of other tags.
    guard html.hasPrefix("<nl>") else { return line(html) }
    line("<nl>")
    line(String(html.dropFirst("<nl>".count)))
  }

  // MARK: Lines

  private mutating func line(_ text: String) {
    let line = (marker ?? prefix) + text
    marker = nil
    lines.append(line.droppingBlanksAtEnd)
  }

  private mutating func blankLine() {
    marker = nil
    lines.append(prefix.droppingBlanksAtEnd)
  }

  private mutating func text(_ runs: [BodyRun], lead: String = "", isOneLine: Bool = false) {
    let rows = InlineMarkdown.lines(of: runs, style, isOneLine: isOneLine || !lead.isEmpty)
    if lead.isEmpty {
      for row in rows { line(row) }
    } else {
      line(lead + rows.joined())
    }
  }
}

extension BodyBlock {
  fileprivate var listKind: BodyList.Kind? {
    if case .list(let list) = self { list.kind } else { nil }
  }
}

extension String {
  fileprivate var droppingBlanksAtEnd: String {
    guard utf8.last == UInt8(ascii: " ") else { return self }
    var rest = self[...]
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
