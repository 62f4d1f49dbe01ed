// Builds a body while a reader walks a document: of HTML or of Markdown.

/// Collects the blocks and runs of a body, in document order.
struct BodyBuilder {
  /// What encloses blocks.
  enum Container: Equatable {
    case body
    case division
    case quote
    case list(BodyList.Kind)
    case item
  }

  /// What a text that is being collected becomes.
  enum TextKind: Equatable {
    /// Text outside of any block.
    case loose
    case paragraph
    case line
    case heading(Int)
  }

  private struct Frame {
    var container: Container
    var blocks: [BodyBlock] = []
    var items: [[BodyBlock]] = []
    /// Whether no tag of its own opened it: it ends where something follows that is not part of it.
    var isImplied = false
  }

  /// Deeper nesting is not followed.
  static let maximumDepth = 40

  /// Whether something was nested too deeply.
  private(set) var isTooDeep = false
  private var frames = [Frame(container: .body)]
  /// How many containers were opened beyond the maximum depth.
  private var ignored = 0
  private var runs: [BodyRun] = []
  private var kind = TextKind.loose
  /// Whether text outside of any block is a line of its own, not a paragraph.
  private let looseIsLine: Bool

  /// The marks of the following text, one entry for each that is open.
  private var marks: [BodyMarks] = []
  private var links: [BodyTag] = []
  /// How many runs there were before each of them.
  private var linkStarts: [Int] = []
  /// How many runs stay as they are, since after them there is a tag that may turn out to be text.
  private var held = 0

  init(looseIsLine: Bool) {
    self.looseIsLine = looseIsLine
  }

  consuming func finish() -> Body {
    endText()
    while frames.count > 1 { closeInnermost() }
    return Body(blocks: frames[0].blocks)
  }

  // MARK: Blocks

  /// How many containers are open.
  var depth: Int { frames.count }

  /// Begins a text, until `endText`.
  mutating func startText(_ kind: TextKind) {
    endText()
    self.kind = kind
  }

  /// Ends the text that is being collected, if any. A line break at its end is not seen, unless it
  /// is all there is.
  mutating func endText() {
    defer {
      runs = []
      held = 0
      kind = .loose
    }
    trimBlanks()
    let hasBreak = runs.last?.content == .lineBreak
    if hasBreak { runs.removeLast() }
    trimBlanks()
    if runs.isEmpty, !hasBreak { return }
    switch kind {
    case .paragraph: append(.paragraph(runs))
    case .line: append(.line(runs))
    case .heading(let level): append(.heading(level, runs))
    case .loose where looseIsLine || container == .item: append(.line(runs))
    case .loose: appendParagraphs()
    }
  }

  /// Adds a block that is complete.
  mutating func add(_ block: BodyBlock) {
    endText()
    append(block)
  }

  private mutating func append(_ block: BodyBlock) {
    enterItem()
    frames[frames.count - 1].blocks.append(block)
  }

  /// Two line breaks in text outside of any block look like the end of a paragraph, and further
  /// ones like empty paragraphs.
  private mutating func appendParagraphs() {
    var paragraph: [BodyRun] = []
    var breaks = 0
    for run in runs {
      if run.content == .lineBreak {
        breaks += 1
        continue
      }
      if breaks == 1 { paragraph.append(.lineBreak) }
      if breaks > 1 {
        append(.paragraph(paragraph))
        for _ in 2..<breaks { append(.paragraph([])) }
        paragraph = []
      }
      breaks = 0
      paragraph.append(run)
    }
    append(.paragraph(paragraph))
  }

  // MARK: Containers

  /// The innermost container.
  var container: Container { frames[frames.count - 1].container }

  /// Opens a container, until `close`.
  mutating func open(_ container: Container) {
    endText()
    guard frames.count < Self.maximumDepth else {
      isTooDeep = true
      ignored += 1
      return
    }
    if container == .item { enterList() } else { enterItem() }
    frames.append(Frame(container: container))
  }

  /// Before an item: what is not in a list begins one.
  private mutating func enterList() {
    if self.container == .item, frames[frames.count - 1].isImplied { closeInnermost() }
    if !isInList { frames.append(Frame(container: .list(.bullets), isImplied: true)) }
  }

  /// Before anything but an item: in a list it goes on with the last item.
  private mutating func enterItem() {
    guard isInList else { return }
    if frames[frames.count - 1].isImplied { return closeInnermost() }
    let last = frames[frames.count - 1].items.popLast() ?? []
    frames.append(Frame(container: .item, blocks: last, isImplied: true))
  }

  private var isInList: Bool { if case .list = container { true } else { false } }

  /// Closes the innermost container.
  mutating func close() {
    endText()
    if ignored > 0 {
      ignored -= 1
      return
    }
    while frames.count > 2, frames[frames.count - 1].isImplied { closeInnermost() }
    closeInnermost()
  }

  private mutating func closeInnermost() {
    guard frames.count > 1 else { return }
    let frame = frames.removeLast()
    switch frame.container {
    case .body: frames.append(frame)
    case .division: closeDivision(frame.blocks)
    case .quote: if !frame.blocks.isEmpty { append(.quote(frame.blocks)) }
    case .item:
      let isEmpty = frame.blocks.allSatisfy(\.isEmptyLine)
      let blocks = isEmpty ? [] : BodyBlock.joiningLines(frame.blocks)
      frames[frames.count - 1].items.append(blocks)
    case .list(let kind):
      if !frame.items.isEmpty { append(.list(BodyList(kind: kind, items: frame.items).evened)) }
    }
  }

  /// Closes containers down to one, which is closed too; nothing if it is not open.
  mutating func close(_ isMeant: (Container) -> Bool) {
    guard ignored == 0 else { return close() }
    endText()
    guard let place = frames.lastIndex(where: { isMeant($0.container) && !$0.isImplied }) else {
      return
    }
    while frames.count > max(1, place) { closeInnermost() }
  }

  /// A `<div>` with text alone is a line.
  private mutating func closeDivision(_ blocks: [BodyBlock]) {
    guard let first = blocks.first else { return }
    switch first {
    case .line(let runs) where blocks.count == 1, .paragraph(let runs) where blocks.count == 1:
      append(.line(runs))
    default: append(.division(blocks))
    }
  }

  // MARK: Text

  /// Adds the text of an HTML document, in which white space counts as one blank, except for
  /// several blanks, which somebody may have typed.
  mutating func add(collapsing text: String) {
    let text = endsWithBlank ? String(text.drop { " \t\n\r".contains($0) }) : text
    guard text.utf8.contains(where: \.isLineSpace) else { return add(text) }
    var bytes: [UInt8] = []
    var blanks: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") || byte.isLineSpace {
        blanks.append(byte)
        continue
      }
      if !blanks.isEmpty {
        bytes += blanks.contains(where: \.isLineSpace) ? [UInt8(ascii: " ")] : blanks
        blanks.removeAll(keepingCapacity: true)
      }
      bytes.append(byte)
    }
    if !blanks.isEmpty {
      bytes += blanks.contains(where: \.isLineSpace) ? [UInt8(ascii: " ")] : blanks
    }
    add(String(decoding: bytes, as: UTF8.self))
  }

  /// Adds text. Blanks at the start of a line are left out.
  mutating func add(_ text: String) {
    var text = text[...]
    if isAtLineStart { text = text.drop { $0 == " " } }
    guard !text.isEmpty else { return }
    append(.text(String(text)))
  }

  /// Adds a line break.
  mutating func addBreak() {
    trimBlanks()
    runs.append(.lineBreak)
  }

  /// Adds an image.
  mutating func add(image: BodyTag) { append(.image(image)) }

  private var isAtLineStart: Bool {
    guard let last = runs.last else { return true }
    return last.content == .lineBreak
  }

  private var endsWithBlank: Bool { runs.last?.text?.utf8.last == UInt8(ascii: " ") }

  private mutating func append(_ content: BodyRun.Content) {
    var run = BodyRun(content: content, link: links.last)
    for mark in marks { run.marks.formUnion(mark) }
    guard case .text(let text) = content, let last = runs.indices.last, last >= held,
      runs[last].marks == run.marks, runs[last].link == run.link,
      case .text(var joined) = runs[last].content
    else { return runs.append(run) }
    // Taken out first, so that a long text is not copied for each piece.
    runs[last].content = .lineBreak
    joined += text
    runs[last].content = .text(joined)
  }

  /// Removes blanks at the end of a line.
  private mutating func trimBlanks() {
    while let last = runs.indices.last, last >= held, let text = runs[last].text, !text.isEmpty {
      guard text.utf8.last == UInt8(ascii: " ") else { return }
      let kept = text.utf8.reversed().drop { $0 == UInt8(ascii: " ") }.reversed()
      runs[last].content = .text(String(decoding: Array(kept), as: UTF8.self))
      if !kept.isEmpty { return }
      runs.removeLast()
    }
  }

  // MARK: Marks

  /// Gives the following text a mark, until `closeMark`.
  mutating func open(mark: BodyMarks) { marks.append(mark) }

  /// Ends the mark that was opened last.
  mutating func closeMark() { _ = marks.popLast() }

  /// Begins a link, until `closeLink`.
  mutating func open(link: BodyTag) {
    links.append(link)
    linkStarts.append(runs.count)
  }

  /// Ends a link. One without text keeps its place.
  mutating func closeLink() {
    guard let link = links.popLast(), let start = linkStarts.popLast() else { return }
    guard !runs.dropFirst(start).contains(where: { $0.link == link }) else { return }
    if runs.last?.link != link { runs.append(BodyRun(content: .text(""), link: link)) }
  }

  /// Begins a mark or a link by a tag that may turn out to be text.
  mutating func open(tag source: String, mark: BodyMarks?, link: BodyTag) -> OpenTag {
    held = runs.count
    if let mark { open(mark: mark) } else { open(link: link) }
    return OpenTag(position: held, source: source, isLink: mark == nil)
  }

  /// How many runs there are.
  var position: Int { runs.count }

  /// Whether text is part of a link.
  var isInLink: Bool { !links.isEmpty }

  /// A tag that begins a mark or a link.
  struct OpenTag {
    /// How many runs there were before it.
    var position: Int
    var source: String
    var isLink: Bool
  }

  /// Takes back the marks and links that were opened last, since nothing has ended them: their tags
  /// become text. All in one pass, so that many of them don't take quadratic time.
  mutating func takeBack(_ tags: [OpenTag]) {
    guard let first = tags.first else { return }
    let taken = marks.suffix(tags.count { !$0.isLink })
    marks.removeLast(taken.count)
    links.removeLast(tags.count { $0.isLink })
    linkStarts.removeLast(linkStarts.count - links.count)
    let outer = marks.reduce(into: BodyMarks()) { $0.formUnion($1) }
    let link = links.last
    var (withMarks, wasLinked) = (BodyMarks(), false)
    var (rest, left) = (tags[...], taken)
    var changed: [BodyRun] = []
    for index in first.position...runs.count {
      while let tag = rest.first, tag.position <= index || index == runs.count {
        changed.append(BodyRun(content: .text(tag.source), marks: outer, link: link))
        rest.removeFirst()
        if tag.isLink { wasLinked = true } else { withMarks.formUnion(left.removeFirst()) }
      }
      guard index < runs.count else { break }
      var run = runs[index]
      run.marks.subtract(withMarks.subtracting(outer))
      if wasLinked { run.link = link }
      changed.append(run)
    }
    runs.replaceSubrange(first.position..., with: changed)
  }
}

extension UInt8 {
  /// Whether it is white space that a line of source may contain beside blanks.
  fileprivate var isLineSpace: Bool { (0x09...0x0D).contains(self) }
}
