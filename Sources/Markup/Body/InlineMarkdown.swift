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
    for (part, end) in lasting(new, from: index) { start(part, at: index, until: end) }
    switch run.content {
    case .text(let text) where run.marks.contains(.code) && !isTag(.code): output += text
    case .text(let text):
      output += escapes.escaped(
        text, after: output.last, isInLink: run.link != nil,
        before: firstCharacter(after: index))
    case .image(let tag): output += image(tag)
    case .lineBreak: break
    }
  }

  /// Line breaks that follow each other, or end the text, are tags: an empty line would end it.
  private mutating func writeBreak(_ index: Int) {
    let next = runs.indices.contains(index + 1) ? runs[index + 1].content : .lineBreak
    let isEmpty = output.isEmpty
    // What ends here doesn't go on after a tag.
    if isEmpty || next == .lineBreak || isOneLine {
      while let last = open.last, last.until <= index { close(downTo: open.count - 1) }
    }
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

  /// Some parts with their ends: what lasts longest is outside.
  private func lasting(_ parts: [Part], from index: Int) -> [(Part, Int)] {
    let ends = parts.map { ($0, end(of: $0, from: index)) }
    if ends.count < 2 { return ends }
    return ends.enumerated()
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element)
  }

  private func parts(of run: BodyRun) -> [Part] {
    if run.marks.isEmpty, run.link == nil { return [] }
    return (run.link.map { [.link($0)] } ?? [])
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
    if first?.isBlank != false || last?.isBlank != false { return false }
    if before == "*", open.last?.end.hasSuffix("*") != true { return false }
    if let before, !before.isBlank, !before.isSign, first?.isSign == true { return false }
    if let after, !after.isBlank, !after.isSign, last?.isSign == true { return false }
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
      tag["target"] == style.linkTarget, !href.hasNewline
    else { return nil }
    return href
  }

  /// A link whose text is its address, where that would be taken for a link alone; nil for others.
  private func bareLink(_ new: [Part], _ index: Int) -> String? {
    guard case .link(let tag)? = new.first, new.count == 1, let href = plainHref(of: tag),
      case .text(let text) = runs[index].content, text == href || "https://" + text == href,
      end(of: new[0], from: index) == index + 1, isAlone(text, href, index),
      !text.contains(where: { "<>\\".contains($0) }), !MarkdownEscapes.hasReference(text)
    else { return nil }
    guard text.contains(where: { "*_[]`&~!".contains($0) }) else { return text }
    return text == href ? "<\(text)>" : nil
  }

  /// Whether an address is found with the signs of the sentence around it, up to the next blanks.
  private func isAlone(_ text: String, _ href: String, _ index: Int) -> Bool {
    var before = ""
    if let last = output.last, !last.isBlank {
      guard "(\"'“‘«„".contains(last) else { return false }
      before = String(last)
    }
    var after = Substring()
    if index + 1 < runs.count {
      switch runs[index + 1].content {
      case .text(let next) where runs[index + 1].marks.isEmpty && runs[index + 1].link == nil:
        after = next.prefix { !$0.isBlank }
      case .lineBreak: break
      case .text, .image: return false
      }
    }
    guard after.utf8.count < 16, !after.utf8.contains(where: { $0 == UInt8(ascii: "<") }) else {
      return false
    }
    let pieces = BareAddress.pieces(of: before + text + after) ?? []
    let links = pieces.filter { $0.target != nil }
    return links.count == 1 && links[0].target == href && links[0].text == text
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
    if !address.isEmpty, address.utf8.allSatisfy(\.isPlainInAddress) { return address }
    var isPlain = !address.isEmpty && address.first != "<"
    var depth = 0
    for character in address {
      switch character {
      case "(": depth += 1
      case ")": depth -= 1
      default: if character.isBlank || character.isControl { isPlain = false }
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
  var isSign: Bool {
    guard let byte = utf8.first, byte < 0x80 else { return isPunctuation || isSymbol }
    return byte.isSign
  }

  /// Whether it is white space.
  var isBlank: Bool {
    guard let byte = utf8.first, byte < 0x80 else { return isWhitespace }
    return byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }
}

extension String {
  /// Whether it has a line end of any kind.
  fileprivate var hasNewline: Bool {
    utf8.contains { (0x0A...0x0D).contains($0) }
      || (utf8.contains { $0 >= 0x80 } && contains(where: \.isNewline))
  }
}

extension UInt8 {
  /// Whether it stands for itself in the destination of a link.
  fileprivate var isPlainInAddress: Bool {
    switch self {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\\"), UInt8(ascii: "&"):
      false
    default: (0x21...0x7E).contains(self)
    }
  }
}
