// Writes a body as the HTML that the server keeps.

/// Writes HTML. What the server would drop becomes what comes closest among what it keeps: a heading
/// a bold line, a quote indented text.
struct BodyHTMLWriter {
  private let style: BodyStyle
  private var html = ""
  /// How many quotes are open.
  private var quotes = 0

  /// The HTML of a body, in the style of the one before.
  static func html(_ body: Body, _ style: BodyStyle) -> String {
    var writer = BodyHTMLWriter(style: style)
    if style.isWrapped, !body.blocks.isEmpty { writer.html += "<div>" }
    writer.write(body.blocks, in: .body)
    if style.isWrapped, !body.blocks.isEmpty { writer.html += "</div>" }
    return writer.html
  }

  private init(style: BodyStyle) {
    self.style = style
  }

  // MARK: Blocks

  private mutating func write(_ blocks: [BodyBlock], in place: BodyBlock.Place) {
    for block in blocks { write(block, in: place) }
  }

  private mutating func write(_ block: BodyBlock, in place: BodyBlock.Place) {
    switch block {
    case .paragraph(let runs): text(runs, in: "p")
    case .line(let runs) where place == .item:
      text(runs, in: style.hasItemParagraphs ? "p" : nil)
    case .line(let runs): text(runs, in: "div")
    case .heading(_, let runs): text(runs.map { $0.marked(style.strong) }, in: textTag)
    case .list(let list): write(list)
    case .quote(let blocks):
      quotes += 1
      write(blocks, in: .other)
      quotes -= 1
    case .code(let code): write(code: code)
    case .rule: text([BodyRun(content: .text("———"))], in: textTag)
    case .division(let blocks):
      html += "<div>"
      write(blocks, in: .other)
      html += "</div>"
    }
  }

  /// The tag of a text on its own.
  private var textTag: String { style.hasDivLines ? "div" : "p" }

  /// Writes a text. An empty one gets a line break, since it would have no height.
  private mutating func text(_ runs: [BodyRun], in tag: String?) {
    if let tag { html += "<\(tag)>" }
    var runs = runs
    if quotes > 0 { runs = indented(runs) }
    if runs.isEmpty || runs.last?.content == .lineBreak { runs.append(.lineBreak) }
    write(runs)
    if let tag { html += "</\(tag)>" }
  }

  /// Begins each line with blanks that HTML keeps.
  private func indented(_ runs: [BodyRun]) -> [BodyRun] {
    let blanks = BodyRun(content: .text(String(repeating: "\u{A0}", count: 4 * quotes)))
    return [blanks] + runs.flatMap { $0.content == .lineBreak ? [$0, blanks] : [$0] }
  }

  private mutating func write(_ list: BodyList) {
    let tag =
      switch list.kind {
      case .bullets: "ul"
      case .numbers: "ol"
      case .other: "nl"
      }
    html += "<\(tag)>"
    for item in list.items {
      html += "<li>"
      write(item, in: .item)
      html += "</li>"
    }
    html += "</\(tag)>"
  }

  /// Lines of code, with blanks that HTML keeps.
  private mutating func write(code: String) {
    var runs: [BodyRun] = []
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      if !runs.isEmpty { runs.append(.lineBreak) }
      guard !line.isEmpty else { continue }
      let kept = line.replacing("\t", with: "    ").replacing(" ", with: "\u{A0}")
      runs.append(BodyRun(content: .text(String(kept)), marks: .code))
    }
    text(runs, in: textTag)
  }

  // MARK: Runs

  /// What is open around the text that is being written.
  fileprivate enum Open: Equatable {
    case link(BodyTag)
    case mark(BodyMarks)
  }

  private mutating func write(_ runs: [BodyRun]) {
    var open: [Open] = []
    let runs = BodyRun.joined(BodyRun.withPlainBlanks(runs))
    var breaks = 0
    for run in runs {
      if run.isBreak {
        breaks += 1
        continue
      }
      let wanted = run.opened
      // A break inside of a marked text doesn't end the marks.
      let lasting = open.prefix { wanted.contains($0) }.count
      while breaks > 0, open.count > lasting { close(open.removeLast()) }
      writeBreaks(&breaks)
      let kept = open.prefix { wanted.contains($0) }
      while open.count > kept.count { close(open.removeLast()) }
      for part in wanted where !open.contains(part) {
        start(part)
        open.append(part)
      }
      write(run.content)
    }
    while let last = open.popLast() { close(last) }
    writeBreaks(&breaks)
  }

  private mutating func writeBreaks(_ count: inout Int) {
    for _ in 0..<count { html += "<br>" }
    count = 0
  }

  private mutating func write(_ content: BodyRun.Content) {
    switch content {
    case .text(let text): html += text.escapedForHTML
    case .lineBreak: html += "<br>"
    case .image(let tag): html += tag.html
    }
  }

  private mutating func start(_ part: Open) {
    switch part {
    case .link(let tag): html += tag.html
    case .mark(let mark):
      for tag in BodyMarks.tags where tag.mark == mark { html += "<\(tag.name)>" }
    }
  }

  private mutating func close(_ part: Open) {
    switch part {
    case .link: html += "</a>"
    case .mark(let mark):
      for tag in BodyMarks.tags where tag.mark == mark { html += "</\(tag.name)>" }
    }
  }
}

extension BodyRun {
  fileprivate var isBreak: Bool { content == .lineBreak }

  fileprivate func marked(_ mark: BodyMarks) -> BodyRun {
    guard content != .lineBreak else { return self }
    var run = self
    run.marks.formUnion(mark)
    return run
  }

  /// What is open around it, from the outside to the inside.
  fileprivate var opened: [BodyHTMLWriter.Open] {
    var opened: [BodyHTMLWriter.Open] = link.map { [.link($0)] } ?? []
    for tag in BodyMarks.tags where marks.contains(tag.mark) { opened.append(.mark(tag.mark)) }
    return opened
  }
}

extension BodyTag {
  /// The start tag.
  var html: String {
    "<" + name
      + attributes.map {
        " \($0.name)=\"\($0.value.escapedForHTML.replacing("\"", with: "&quot;"))\""
      }.joined() + ">"
  }
}

extension String {
  /// The text with `&`, `<` and `>` escaped.
  var escapedForHTML: String {
    guard utf8.contains(where: \.isEscapedInHTML) else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count + 16)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isEscapedInHTML: Bool {
    switch self {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
    default: false
    }
  }
}
