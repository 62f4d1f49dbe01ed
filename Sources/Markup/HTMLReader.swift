// Reads HTML, however broken, into styled text.

/// Reads the HTML of notes, task descriptions and messages.
///
/// Nesting may be of any depth. Unclosed tags are closed, and a `<` that begins no tag is text. A
/// text without tags keeps its line breaks. Text beyond 8,000,000 bytes is omitted, and a last line
/// says how much.
public enum HTMLReader {
  /// The text of `html`. Links are numbered from `firstLink`, images are shown by name, scripts,
  /// styles and what readers of mail hide are omitted. Quotes of mails are numbered; in a message,
  /// all quotes are.
  public static func read(
    _ html: String, firstLink: Int = 1, isMessage: Bool = false
  ) -> StyledText {
    read(HTMLSource(html), firstLink: firstLink, isMessage: isMessage)
  }

  /// The text of the first `bytes` bytes of `html`, for a partial view. A tag that is cut in two is
  /// omitted.
  public static func read(
    startOf html: String, bytes: Int, firstLink: Int = 1, isMessage: Bool = false
  ) -> StyledText {
    read(HTMLSource(startOf: html, bytes: bytes), firstLink: firstLink, isMessage: isMessage)
  }

  static func read(
    _ source: HTMLSource, firstLink: Int = 1, isMessage: Bool = false
  ) -> StyledText {
    var walk = HTMLWalk(plainText: source.isPlain, firstLink: firstLink, isMessage: isMessage)
    if let document = HTMLDocument(source.bytes) {
      if source.hasTables { walk.layoutTables = LayoutTables(of: document).ids }
      document.walk(enter: { walk.enter($0) }, leave: { walk.leave($0) })
    }
    return walk.finish(omittedBytes: source.omittedBytes)
  }
}

/// One walk through a document.
private struct HTMLWalk {
  /// The tables that only arrange what is in them.
  var layoutTables: Set<UnsafeRawPointer> = []

  private var builder: StyledTextBuilder
  private let isPlain: Bool
  private let isMessage: Bool
  private var preformattedDepth = 0
  /// For each open table whether it only arranges what is in it.
  private var tables: [Bool] = []
  /// The elements with the mark of a quote that are open.
  private var quotes: [UnsafeRawPointer] = []

  init(plainText isPlain: Bool, firstLink: Int, isMessage: Bool) {
    builder = StyledTextBuilder(firstLink: firstLink)
    self.isPlain = isPlain
    self.isMessage = isMessage
  }

  consuming func finish(omittedBytes: Int) -> StyledText {
    if omittedBytes > 0 {
      builder.startParagraph()
      builder.add("[\(omittedBytes) more bytes are not shown]", .warning)
    }
    return builder.finish(countingAllQuotes: isMessage)
  }

  /// Begins a node; returns whether to show its contents.
  mutating func enter(_ node: HTMLNode) -> Bool {
    if let text = node.text {
      add(text, isFirst: node.isFirst)
      return false
    }
    guard let name = node.name else { return false }
    switch node.attribute(HTMLMark.attribute).flatMap(HTMLMark.init) {
    // A whole text that is hidden would be lost.
    case .hidden? where !node.hasMoreText(than: Self.longestHidden): return false
    case .pixel?: return false
    case .quote?:
      quotes.append(node.id)
      builder.openMailQuote()
    case .bullet?:
      addBullet(node)
      return false
    case .hidden?, .layout?, nil: break
    }
    guard let element = HTMLElement.named[name] else { return true }
    switch element {
    case .block: builder.startLine()
    case .paragraph: builder.startParagraph()
    case .heading:
      builder.startParagraph()
      builder.open(.heading)
    case .lineBreak: builder.breakLine()
    case .rule: builder.addRule()
    case .quote: builder.openQuote()
    case .preformatted: openPreformatted()
    case .bulletList: builder.openList(from: nil)
    case .numberedList: builder.openList(from: node.attribute("start").flatMap { Int($0) } ?? 1)
    case .item: builder.openItem(number: node.attribute("value").flatMap { Int($0) })
    case .indented: builder.indent()
    case .table:
      tables.append(layoutTables.contains(node.id))
      builder.startParagraph()
    case .row where isInLayout: builder.startLine()
    case .row: builder.openRow()
    case .cell: startCell()
    case .headerCell:
      startCell()
      builder.open(.strong)
    case .link: if let target = target(of: node) { builder.openLink(to: target) }
    case .image: addImage(node)
    case .checkbox: addCheckbox(node)
    case .inline(let role): builder.open(role)
    case .hidden: return false
    }
    return true
  }

  /// Ends what `enter` began.
  mutating func leave(_ node: HTMLNode) {
    defer {
      if quotes.last == node.id {
        quotes.removeLast()
        builder.closeMailQuote()
      }
    }
    guard let name = node.name, let element = HTMLElement.named[name] else { return }
    if isOmitted(node) { return }
    switch element {
    case .block: builder.startLine()
    case .paragraph: builder.startParagraph()
    case .heading:
      builder.closeRole()
      builder.startParagraph()
    case .quote: builder.closeQuote()
    case .preformatted: closePreformatted()
    case .bulletList, .numberedList: builder.closeList()
    case .item: builder.closeItem()
    case .indented: builder.closeIndent()
    case .table:
      tables.removeLast()
      builder.startParagraph()
    case .row where isInLayout: builder.startLine()
    case .row: builder.closeRow()
    case .link: if target(of: node) != nil { builder.closeLink() }
    case .headerCell, .inline: builder.closeRole()
    case .lineBreak, .rule, .cell, .image, .checkbox, .hidden: break
    }
  }

  /// Whether an element was left out, so that nothing of it was begun.
  private func isOmitted(_ node: HTMLNode) -> Bool {
    switch node.attribute(HTMLMark.attribute).flatMap(HTMLMark.init) {
    case .hidden?: !node.hasMoreText(than: Self.longestHidden)
    case .pixel?, .bullet?: true
    case .quote?, .layout?, nil: false
    }
  }

  /// The most bytes of a text that are hidden.
  private static let longestHidden = 4_000

  private var isInLayout: Bool { tables.last ?? false }

  private mutating func startCell() {
    if isInLayout { builder.startLine() } else { builder.startCell() }
  }

  /// Adds the bullet or number that Word has put before an item, with one blank behind it.
  private mutating func addBullet(_ node: HTMLNode) {
    let text = node.allText(upTo: 40).filter { !$0.isWhitespace && $0 != "\u{A0}" }
    let isNumber = text.contains { $0.isNumber } || text.count > 1
    builder.startLine()
    builder.add((isNumber ? text : "•") + "\u{A0}")
  }

  private mutating func add(_ text: String, isFirst: Bool) {
    if preformattedDepth == 0 {
      builder.add(text)
    } else {
      // A newline right after <pre> is only source formatting.
      let isLayout = isFirst && text.first?.isNewline == true
      builder.addVerbatim(isLayout ? String(text.dropFirst()) : text)
    }
  }

  private mutating func openPreformatted() {
    preformattedDepth += 1
    builder.openVerbatim(isPlain ? .text : .preformatted)
    builder.open(isPlain ? .plain : .code)
  }

  private mutating func closePreformatted() {
    preformattedDepth -= 1
    builder.closeRole()
    builder.closeVerbatim()
    if preformattedDepth > 0 { builder.openVerbatim(.preformatted) }
  }

  private func target(of node: HTMLNode) -> String? {
    node.attribute("href").flatMap { Link.target(of: $0) }
  }

  private mutating func addImage(_ node: HTMLNode) {
    let name = node.attribute("alt") ?? ""
    let size = node.attribute(DataImage.attribute).map { ", \($0)" } ?? ""
    builder.add((name.isEmpty ? "[image" : "[image: \(name)") + size + "]", .placeholder)
  }

  private mutating func addCheckbox(_ node: HTMLNode) {
    guard node.attribute("type")?.lowercased() == "checkbox" else { return }
    builder.add(node.attribute("checked") == nil ? "[ ] " : "[x] ")
  }
}
