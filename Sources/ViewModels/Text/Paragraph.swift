// One paragraph of a long text: its characters, its words, and where its lines end. An edit rewraps
// only the lines around it: from two lines before it until a line ends where one ended before.

/// A wrapped paragraph. All offsets are in UTF-8 bytes, which are found in constant time.
struct Paragraph: Equatable, Sendable {
  /// The text, without a line break.
  private(set) var text: String
  /// The lines; the last one ends with the text.
  private var lines: [WrappedLine] = []

  init(_ text: String, breaker: LineBreaker) {
    self.text = text
    wrap(breaker)
  }

  /// The length of the text in bytes.
  var length: Int { text.utf8.count }

  /// The number of lines; at least one.
  var lineCount: Int { lines.count }

  /// The line of an offset. Between two lines it is the second one.
  func line(at offset: Int) -> Int {
    min(lines.partitionIndex { $0.end > offset }, lines.count - 1)
  }

  /// The range of a line.
  func range(ofLine line: Int) -> Range<Int> { start(ofLine: line)..<lines[line].end }

  /// A part of the text.
  subscript(range: Range<Int>) -> Substring {
    text[text.index(at: range.lowerBound)..<text.index(at: range.upperBound)]
  }

  /// Rewraps everything, for a new width.
  mutating func wrap(_ breaker: LineBreaker) {
    lines = [WrappedLine(end: length, columns: 0)]
    wrap(fromLine: 0, untilOneOf: 0, breaker)
  }

  /// Replaces a range.
  mutating func replace(_ range: Range<Int>, with new: String, _ breaker: LineBreaker) {
    let first = line(at: range.lowerBound) - 2
    let next = lines.partitionIndex { $0.end >= range.upperBound }
    text.replaceSubrange(
      text.index(at: range.lowerBound)..<text.index(at: range.upperBound), with: new)
    let growth = new.utf8.count - range.count
    for line in next..<lines.count { lines[line].end += growth }
    wrap(fromLine: max(0, first), untilOneOf: next, breaker)
  }

  /// Appends another paragraph.
  mutating func append(_ other: Paragraph, _ breaker: LineBreaker) {
    let first = lineCount - 3
    let next = lineCount
    let joint = length
    text += other.text
    lines += other.lines.map { WrappedLine(end: $0.end + joint, columns: $0.columns) }
    wrap(fromLine: max(0, first), untilOneOf: next, breaker)
  }

  private func start(ofLine line: Int) -> Int { line == 0 ? 0 : lines[line - 1].end }

  /// Rewraps from a line on, until a line ends where the line `next` or a later one ended before:
  /// the rest is unchanged. It has to begin two lines before an edit, as what is left of a split
  /// word may fit after the spaces before it.
  private mutating func wrap(
    fromLine first: Int, untilOneOf next: Int, _ breaker: LineBreaker
  ) {
    var new: [WrappedLine] = []
    var end = start(ofLine: first)
    var old = next
    repeat {
      let known = knownLine(from: end, near: old, after: next, breaker)
      let line = breaker.line(in: text, from: end, known: known)
      new.append(line)
      end = line.end
      while lines[old].end < end { old += 1 }
    } while lines[old].end != end
    lines.replaceSubrange(first...old, with: new)
  }

  /// What an old line after `edited` tells about the columns from an offset on. When all lines of a
  /// long paragraph shift by a word, only the words that move are measured.
  private func knownLine(
    from offset: Int, near old: Int, after edited: Int, _ breaker: LineBreaker
  ) -> WrappedLine? {
    let isNearStart = offset - start(ofLine: old) < lines[old].end - offset
    let line = isNearStart ? old : old + 1
    guard line > edited, line < lines.count else { return nil }
    let start = start(ofLine: line)
    guard text.isBetweenCharacters(text.index(at: start)) else { return nil }
    var known = lines[line]
    if start < offset {
      known.columns -= breaker.columns(in: text, start..<offset)
    } else {
      known.columns += breaker.columns(in: text, offset..<start)
    }
    return known
  }

  // MARK: Characters and words

  /// The start of the character before an offset; nil at the start.
  func offset(before offset: Int) -> Int? {
    offset > 0 ? text.offset(of: text.index(before: text.index(at: offset))) : nil
  }

  /// The end of the character at an offset; nil at the end.
  func offset(after offset: Int) -> Int? {
    offset < length ? text.offset(of: text.index(after: text.index(at: offset))) : nil
  }

  /// The offset, or if it is inside a character, the end of that.
  func offset(notInside offset: Int) -> Int {
    let index = text.index(at: offset)
    return text.isBetweenCharacters(index) ? offset : text.offset(of: text.index(after: index))
  }

  /// The start of the word before an offset; nil when there is none.
  func wordStart(before offset: Int) -> Int? {
    let head = self[0..<offset]
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    guard let blank = head[..<last].lastIndex(where: \.isWhitespace) else { return 0 }
    return text.offset(of: text.index(after: blank))
  }

  /// The end of the word after an offset; nil when there is none.
  func wordEnd(after offset: Int) -> Int? {
    let tail = self[offset..<length]
    guard let first = tail.firstIndex(where: { !$0.isWhitespace }) else { return nil }
    return text.offset(of: tail[first...].firstIndex(where: \.isWhitespace) ?? tail.endIndex)
  }
}
