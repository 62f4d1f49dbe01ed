// Writes the text of one block as Markdown: marks, links and images, and text with its escapes.

/// Writes the runs of a block.
struct InlineMarkdown {
  /// A mark or a link that is open.
  private struct Open {
    var part: Part
    /// What closes it.
    var end: String
    /// The number of the run after its last one.
    var until: Int
  }

  private enum Part: Equatable {
    case link(BodyTag)
    case mark(BodyMarks)
  }

  private let runs: [BodyRun]
  private let style: BodyStyle
  private let isOneLine: Bool
  private let escapes: MarkdownEscapes
  private var output = ""
  private var lines: [String] = []
  private var open: [Open] = []

  /// The lines of some runs; one with line breaks as tags if a new line would mean more.
  static func lines(of runs: [BodyRun], _ style: BodyStyle, isOneLine: Bool) -> [String] {
    let runs = BodyRun.joined(BodyRun.withPlainBlanks(runs))
    var writer = InlineMarkdown(runs, style, isOneLine: isOneLine)
    for index in writer.runs.indices { writer.write(index) }
    writer.close(downTo: 0)
    writer.lines.append(writer.output)
    return writer.lines.enumerated().map { number, line in
      let first = number == 0 ? MarkdownEscapes.atStart(of: line, isFirst: true) : line
      if first != line || (number == 0 && !isOneLine) { return first }
      return MarkdownEscapes.atStart(of: line, isFirst: false)
    }
  }

  private init(_ runs: [BodyRun], _ style: BodyStyle, isOneLine: Bool) {
    self.isOneLine = isOneLine
    self.runs = runs
    self.style = style
    escapes = MarkdownEscapes(runs, amongOthers: isOneLine)
  }

  // MARK: Runs

  private mutating func write(_ index: Int) {
    let run = runs[index]
    if case .lineBreak = run.content { return writeBreak(index) }
    let wanted = parts(of: run)
    let kept = open.prefix { wanted.contains($0.part) }.count
    close(downTo: kept)
    let new = wanted.filter { part in !open.contains { $0.part == part } }
    if let link = bareLink(new, index) {
      output += link
      return
    }
    // What lasts longest is outside.
    let lasting = new.map { ($0, end(of: $0, from: index)) }.enumerated()
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element)
    for (part, end) in lasting { start(part, at: index, until: end) }
    switch run.content {
    case .text(let text) where run.marks.contains(.code) && !isTag(.code): output += text
    case .text(let text):
      output += escapes.escaped(
        text, after: output.last, isInLink: run.link != nil,
        before: firstCharacter(after: index), isLast: index == runs.count - 1)
    case .image(let tag): output += image(tag)
    case .lineBreak: break
    }
  }

  /// Line breaks that follow each other, or end the text, are tags: an empty line would end it.
  private mutating func writeBreak(_ index: Int) {
    let next = runs.indices.contains(index + 1) ? runs[index + 1].content : .lineBreak
    let isEmpty = output.isEmpty
    if next == .lineBreak, index == runs.count - 1 {
      close(downTo: 0)
      output += "<br><br>"
    } else if isEmpty || next == .lineBreak || isOneLine {
      output += "<br>"
    } else {
      // Code can't go on after a break.
      if let code = open.firstIndex(where: { $0.part == .mark(.code) }) { close(downTo: code) }
      let after = parts(of: runs[index + 1])
      close(downTo: open.prefix { after.contains($0.part) }.count)
      lines.append(output)
      output = ""
    }
  }

  private func parts(of run: BodyRun) -> [Part] {
    (run.link.map { [.link($0)] } ?? [])
      + BodyMarks.tags.filter { run.marks.contains($0.mark) }.map { .mark($0.mark) }
  }

  /// The number of the run after the last one in a row that has a part.
  private func end(of part: Part, from index: Int) -> Int {
    var end = index + 1
    while end < runs.count, runs[end].content == .lineBreak || parts(of: runs[end]).contains(part) {
      end += 1
    }
    while runs[end - 1].content == .lineBreak { end -= 1 }
    return end
  }

  // MARK: Marks

  private mutating func start(_ part: Part, at index: Int, until end: Int) {
    let (start, close) = delimiters(of: part, index..<end)
    if start == "[", output.last == "!" {
      output.removeLast()
      output += "\\!"
    }
    output += start
    open.append(Open(part: part, end: close, until: end))
  }

  private mutating func close(downTo count: Int) {
    while open.count > count, let last = open.popLast() { output += last.end }
  }

  /// Whether a mark is open as a tag.
  private func isTag(_ mark: BodyMarks) -> Bool {
    open.contains { $0.part == .mark(mark) && $0.end.hasPrefix("<") }
  }

  private func delimiters(of part: Part, _ range: Range<Int>) -> (start: String, end: String) {
    switch part {
    case .link(let tag):
      guard let href = plainHref(of: tag), !isEmptyText(range) else { return (tag.html, "</a>") }
      return ("[", "](\(Self.destination(href)))")
    case .mark(.code):
      if let fence = codeFence(range) { return fence }
    case .mark(style.strong) where canDelimit(range): return ("**", "**")
    case .mark(style.emphasis) where canDelimit(range): return ("*", "*")
    case .mark: break
    }
    let name = BodyMarks.tags.first { .mark($0.mark) == part }?.name ?? ""
    return ("<\(name)>", "</\(name)>")
  }

  private func isEmptyText(_ range: Range<Int>) -> Bool {
    range.count == 1 && runs[range.lowerBound].text?.isEmpty == true
  }

  /// Whether asterisks around some runs are taken for marks: not if a sign is inside of one and a
  /// letter outside of it, nor beside other asterisks.
  private func canDelimit(_ range: Range<Int>) -> Bool {
    let before = output.last
    let after = firstCharacter(after: range.upperBound - 1)
    let first = edge(runs[range.lowerBound], { $0.first })
    let last = edge(runs[range.upperBound - 1], { $0.last })
    if first?.isWhitespace != false || last?.isWhitespace != false { return false }
    if before == "*", open.last?.end.hasSuffix("*") != true { return false }
    if let before, !before.isWhitespace, !before.isSign, first?.isSign == true { return false }
    if let after, !after.isWhitespace, !after.isSign, last?.isSign == true { return false }
    return true
  }

  /// The first or last character of what is written for a run.
  private func edge(_ run: BodyRun, _ pick: (String) -> Character?) -> Character? {
    switch run.content {
    case .text(let text) where run.link == nil && run.marks.isDisjoint(with: [.code, .underline]):
      pick(text)
    // A bracket, a backtick or an angle bracket.
    case .text, .image: "["
    case .lineBreak: nil
    }
  }

  /// The first character after a run; nil at the end of a line.
  private func firstCharacter(after index: Int) -> Character? {
    guard index + 1 < runs.count else { return nil }
    return edge(runs[index + 1]) { $0.first }
  }

  /// The backticks around a piece of code; nil if it is not just text.
  private func codeFence(_ range: Range<Int>) -> (String, String)? {
    guard range.count == 1, let code = runs[range.lowerBound].text, !code.isEmpty else {
      return nil
    }
    let used = Set(code.split { $0 != "`" }.map(\.count))
    let length = (1...).first { !used.contains($0) } ?? 1
    let fence = String(repeating: "`", count: length)
    let isBlank = code.allSatisfy { $0 == " " }
    let isPadded =
      code.first == "`" || code.last == "`" || (code.first == " " && code.last == " " && !isBlank)
    return isPadded ? (fence + " ", " " + fence) : (fence, fence)
  }

  // MARK: Links and images

  /// The address of a link that Markdown can say; nil if it needs its tag.
  private func plainHref(of tag: BodyTag) -> String? {
    guard let href = tag["href"], !href.isEmpty, AllowList.keepsAddress(href), tag["name"] == nil,
      tag["target"] == style.linkTarget, !href.contains(where: \.isNewline)
    else { return nil }
    return href
  }

  /// A link whose text is its address, alone between blanks, as it is; nil for others.
  private func bareLink(_ new: [Part], _ index: Int) -> String? {
    guard case .link(let tag)? = new.first, new.count == 1, let href = plainHref(of: tag),
      case .text(let text) = runs[index].content, end(of: new[0], from: index) == index + 1,
      let pieces = BareAddress.pieces(of: text), pieces.count == 1, pieces[0].target == href,
      text == href, !text.contains(where: { "<>\\".contains($0) }),
      !MarkdownEscapes.hasReference(text)
    else { return nil }
    let before = output.last
    let after = firstCharacter(after: index)
    guard before?.isWhitespace ?? true, after?.isWhitespace ?? true else { return nil }
    return text.contains(where: { "*_[]`&~!".contains($0) }) ? "<\(text)>" : text
  }

  private func image(_ tag: BodyTag) -> String {
    let alt = tag["alt"] ?? ""
    guard let source = tag["src"], !source.isEmpty, !source.contains(where: \.isNewline),
      tag["width"] == nil, tag["height"] == nil, tag["alt"] != "",
      !alt.contains(where: { "[]\\`*_<>&!\n".contains($0) })
    else { return tag.html }
    return "![\(alt)](\(Self.destination(source)))"
  }

  /// An address as the destination of a link.
  private static func destination(_ address: String) -> String {
    var isPlain = !address.isEmpty && address.first != "<"
    var depth = 0
    for character in address {
      switch character {
      case "(": depth += 1
      case ")": depth -= 1
      default: if character.isWhitespace || character.isControl { isPlain = false }
      }
      if depth < 0 { isPlain = false }
    }
    isPlain = isPlain && depth == 0
    var escaped = ""
    for character in address {
      switch character {
      case "\\": escaped += "\\\\"
      case "&": escaped += "&amp;"
      case "<" where !isPlain, ">" where !isPlain: escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
    if !MarkdownEscapes.hasReference(address) { escaped = escaped.replacing("&amp;", with: "&") }
    return isPlain ? escaped : "<\(escaped)>"
  }
}

extension Character {
  /// Whether CommonMark takes it for punctuation beside marks.
  var isSign: Bool { isPunctuation || isSymbol }

  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }
}
