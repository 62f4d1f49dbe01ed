// Builds a styled text while a reader walks a document.

/// Builds a text from what a reader finds, in document order. Handles spaces, empty lines, nesting,
/// table rows and link numbers.
///
/// Line breaks are deferred until text follows, so that nothing begins or ends with empty lines and
/// a table cell can cancel the break before it.
struct StyledTextBuilder {
  private struct OpenList {
    /// The number of the next item; nil in a bulleted list.
    var next: Int?
    var openItems = 0
    var isIndented: Bool
  }

  private struct OpenLink {
    var number: Int
    var title = ""
  }

  private struct OpenRow {
    var cells = 0
    /// The state at the start of the row, to detect an empty row.
    var written: Int
    var pending: Pending
  }

  /// Breaks found since the last text, which take effect before the next.
  private struct Pending {
    /// Line breaks: 1 begins a new line, 2 leave an empty line.
    var breaks = 0
    /// The nesting depth of the breaks, for the prefix of the empty line.
    var depth = 0
    /// The ends of table cells.
    var bars = 0
    /// Whether a table cell has just begun, so that breaks don't count.
    var isCellFresh = false
  }

  private var text = StyledText()
  /// How many marked quotes of mails are open.
  private var quoteDepth = 0
  /// The block that is being written.
  private var block: Block?
  private var kind = Block.Kind.text
  private var roles: [TextRole] = [.plain]
  private var prefixes = PrefixStack()
  private var lists: [OpenList] = []
  private var rows: [OpenRow] = []
  private var openLinks: [OpenLink] = []
  private var numbers: [String: Int] = [:]
  private let firstLink: Int

  /// Spaces since the last text. They are dropped at the end of a line.
  private var space = Span("")
  private var pending = Pending()
  /// How often text was written.
  private var written = 0

  /// A builder whose first link gets this number.
  init(firstLink: Int = 1) {
    self.firstLink = firstLink
  }

  /// Returns the finished text.
  consuming func finish() -> StyledText {
    endBlock()
    return text
  }

  /// Returns the finished text, in which the quotes of mails are numbered.
  consuming func finish(countingAllQuotes countsAll: Bool) -> StyledText {
    var text = finish()
    ReplyQuotes.mark(&text.blocks, countsAll: countsAll)
    return text
  }

  // MARK: Text

  /// Adds text, collapsing runs of spaces and newlines to one space.
  mutating func add(_ string: String) {
    var run = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      guard scalar.isSpace else {
        run.append(scalar)
        continue
      }
      if !run.isEmpty { write(String(run)) }
      run.removeAll(keepingCapacity: true)
      note(space: scalar)
    }
    if !run.isEmpty { write(String(run)) }
  }

  /// Adds text with a role.
  mutating func add(_ string: String, _ role: TextRole) {
    open(role)
    add(string)
    closeRole()
  }

  /// Adds text and keeps its spaces and newlines; a tab becomes four spaces.
  mutating func addVerbatim(_ string: String) {
    let lines = string.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if index > 0 {
        begin()
        endBlock()
      }
      if !line.isEmpty {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        write(columns.joined(separator: "    "))
      }
    }
  }

  private mutating func note(space scalar: Unicode.Scalar) {
    let isAtStart = pending.breaks > 0 || block == nil || pending.isCellFresh
    let isHard = scalar == "\u{A0}"
    guard isHard || (!isAtStart && space.text.last != " ") else { return }
    if space.text.isEmpty {
      space = Span("", roles[roles.count - 1], link: openLinks.last?.number)
    }
    space.text += isHard ? "\u{A0}" : " "
  }

  private mutating func write(_ string: String) {
    guard openLinks.isEmpty, let pieces = BareAddress.pieces(of: string) else {
      return put(string)
    }
    for piece in pieces {
      if let target = piece.target {
        openLink(to: target)
        put(String(piece.text))
        closeBareLink()
      } else {
        put(String(piece.text))
      }
    }
  }

  private mutating func put(_ string: String) {
    if let link = openLinks.indices.last {
      let gap = pending.breaks > 0 || block == nil ? " " : space.text
      openLinks[link].title += openLinks[link].title.isEmpty ? string : gap + string
    }
    write(Span(string, roles[roles.count - 1], link: openLinks.last?.number))
  }

  private mutating func write(_ span: Span) {
    begin()
    if !space.text.isEmpty { block?.spans.join(space) }
    space.text = ""
    block?.spans.join(span)
  }

  /// Applies deferred breaks and bars, and makes sure that a block is open.
  private mutating func begin() {
    if pending.breaks > 0 || block?.kind == .rule { endBlock() }
    if pending.breaks > 1, !text.blocks.isEmpty {
      text.blocks.append(Block(prefix: prefixes.rest(at: pending.depth)))
    }
    if block == nil {
      block = Block(kind: kind, prefix: prefixes.next(), hangingPrefix: prefixes.rest)
      if quoteDepth > 0 { block?.quote = 0 }
    }
    if pending.bars > 0 {
      let isFirst = block?.spans.isEmpty ?? true
      let bar = String(repeating: " | ", count: pending.bars)
      block?.spans.join(Span(isFirst ? String(bar.dropFirst()) : bar, .dim))
    }
    pending = Pending()
    written += 1
  }

  private mutating func endBlock() {
    if let block { text.blocks.append(block) }
    block = nil
  }

  // MARK: Lines and paragraphs

  /// Makes the following text begin on a new line.
  mutating func startLine() { request(breaks: 1) }

  /// Starts a paragraph, preceded by an empty line except in a tight list.
  mutating func startParagraph() { request(breaks: prefixes.isTight ? 1 : 2) }

  /// Adds the author's line break; two in a row leave an empty line.
  mutating func breakLine() { request(breaks: pending.breaks + 1) }

  /// Adds a horizontal rule.
  mutating func addRule() {
    pending.isCellFresh = false
    startParagraph()
    begin()
    block?.kind = .rule
    startParagraph()
  }

  private mutating func request(breaks requested: Int) {
    let isHardSpaceOnly = !space.text.isEmpty && (block == nil || pending.breaks > 0)
    space.text = ""
    guard !pending.isCellFresh else { return }
    pending.depth = pending.breaks == 0 ? prefixes.depth : min(pending.depth, prefixes.depth)
    pending.breaks = min(2, max(pending.breaks + (isHardSpaceOnly ? 1 : 0), requested))
  }

  // MARK: Roles

  /// Gives the following text a role, until `closeRole`. Roles inside a heading or link are
  /// ignored, except for a link in a heading.
  mutating func open(_ role: TextRole) {
    let outer = roles[roles.count - 1]
    let isKept = role != .link && (outer == .heading || outer == .link)
    roles.append(isKept ? outer : role)
  }

  /// Ends the last role.
  mutating func closeRole() { roles.removeLast() }

  /// Begins a link to `target`, until `closeLink`.
  mutating func openLink(to target: String) {
    let number = numbers[target] ?? firstLink + text.links.count
    if numbers.updateValue(number, forKey: target) == nil {
      text.links.append(Link(number: number, title: "", target: target))
    }
    openLinks.append(OpenLink(number: number))
    open(.link)
  }

  /// Ends a link and adds its number.
  mutating func closeLink() {
    closeRole()
    let link = openLinks.removeLast()
    if link.title.isEmpty || block == nil {
      write(.linkNumber(link.number, spaced: false))
    } else {
      block?.spans.join(.linkNumber(link.number, spaced: true))
    }
    let index = link.number - firstLink
    if text.links[index].title.isEmpty {
      text.links[index].title = link.title.isEmpty ? text.links[index].target : link.title
    }
  }

  /// Ends a link whose text is its address, which needs no number.
  private mutating func closeBareLink() {
    closeRole()
    let link = openLinks.removeLast()
    let index = link.number - firstLink
    if text.links[index].title.isEmpty { text.links[index].title = link.title }
  }

  /// Keeps the lines of the following text, laid out as `kind`, until `closeVerbatim`.
  mutating func openVerbatim(_ kind: Block.Kind) {
    startParagraph()
    self.kind = kind
  }

  /// Ends verbatim text.
  mutating func closeVerbatim() {
    startParagraph()
    kind = .text
  }

  // MARK: Nesting

  /// Begins the quote of a mail, until `closeMailQuote`. It looks like any other text.
  mutating func openMailQuote() {
    startLine()
    quoteDepth += 1
  }

  /// Ends the quote of a mail.
  mutating func closeMailQuote() {
    startLine()
    quoteDepth -= 1
  }

  /// Begins a quote, until `closeQuote`.
  mutating func openQuote() {
    startParagraph()
    prefixes.push(marker: "> ", hanging: "> ", isTight: false)
    open(.quote)
  }

  /// Ends a quote.
  mutating func closeQuote() {
    closeRole()
    closePrefix()
    startParagraph()
  }

  /// Begins a list numbered from `first`, or bulleted if nil.
  mutating func openList(from first: Int?) {
    if lists.isEmpty { startParagraph() } else { startLine() }
    let isIndented = lists.last.map { $0.openItems == 0 } ?? false
    if isIndented { prefixes.push(marker: "  ", hanging: "  ", isTight: true) }
    lists.append(OpenList(next: first, isIndented: isIndented))
  }

  /// Ends a list.
  mutating func closeList() {
    if lists.removeLast().isIndented { closePrefix() }
    if lists.isEmpty { startParagraph() } else { startLine() }
  }

  /// Begins a list item, until `closeItem`. `number` overrides the count; `box` is a task's
  /// checkbox.
  mutating func openItem(number: Int? = nil, box: String = "") {
    startLine()
    var marker = "• "
    if let list = lists.indices.last {
      lists[list].openItems += 1
      if let next = lists[list].next {
        marker = "\(number ?? next). "
        lists[list].next = (number ?? next) &+ 1
      }
    }
    indent(marker: marker + box)
  }

  /// Ends a list item.
  mutating func closeItem() {
    if let list = lists.indices.last { lists[list].openItems -= 1 }
    closeIndent()
  }

  /// Indents the following text, until `closeIndent`.
  mutating func indent(marker: String = "  ") {
    startLine()
    let hanging = String(repeating: " ", count: marker.count)
    prefixes.push(marker: marker, hanging: hanging, isTight: true)
  }

  /// Ends an indent.
  mutating func closeIndent() {
    closePrefix()
    startLine()
  }

  private mutating func closePrefix() {
    prefixes.pop()
    pending.depth = min(pending.depth, prefixes.depth)
  }

  // MARK: Tables

  /// Begins a table row, until `closeRow`.
  mutating func openRow() {
    startLine()
    rows.append(OpenRow(written: written, pending: pending))
  }

  /// Begins a cell, on the same line as the previous cell.
  mutating func startCell() {
    guard let row = rows.indices.last else { return startLine() }
    space.text = ""
    if rows[row].cells > 0 {
      pending.bars += 1
      if written > rows[row].written { pending.breaks = 0 }
    }
    pending.isCellFresh = true
    rows[row].cells += 1
  }

  /// Ends a row. Drops empty cells at its end.
  mutating func closeRow() {
    let row = rows.removeLast()
    let isEmpty = written == row.written
    space.text = ""
    pending = isEmpty ? row.pending : Pending(breaks: 1, depth: prefixes.depth)
  }
}

extension Unicode.Scalar {
  /// Whether it is a space, breaking or non-breaking.
  fileprivate var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029: true
    default: false
    }
  }
}
