// A long text as wrapped lines, and positions in it. It owns the paragraphs and the numbers of
// their lines, and knows nothing about cursors, undo or commands.

/// A text of paragraphs, all wrapped to the same width.
struct WrappedText: Equatable, Sendable {
  private(set) var paragraphs: [Paragraph]
  /// The number of the first line of each paragraph, and at the end the total number of lines.
  private var firstLines: [Int] = [0]
  private var breaker: LineBreaker

  /// Creates a text whose line breaks are all "\n".
  init(_ text: String, breaker: LineBreaker) {
    self.breaker = breaker
    paragraphs = Self.pieces(of: text).map { Paragraph(String($0), breaker: breaker) }
    numberLines(from: 0)
  }

  /// The whole text.
  var text: String { paragraphs.map(\.text).joined(separator: "\n") }

  /// Whether there is no text.
  var isEmpty: Bool { paragraphs.count == 1 && paragraphs[0].length == 0 }

  /// The width to wrap at, in columns.
  var width: Int {
    get { breaker.width }
    set {
      breaker.width = newValue
      for index in paragraphs.indices { paragraphs[index].wrap(breaker) }
      numberLines(from: 0)
    }
  }

  /// The text of a range.
  func text(in range: Range<TextPosition>) -> String {
    let (start, end) = (range.lowerBound, range.upperBound)
    if start.paragraph == end.paragraph {
      return String(paragraphs[start.paragraph][start.offset..<end.offset])
    }
    let first = paragraphs[start.paragraph]
    let between = paragraphs[start.paragraph + 1..<end.paragraph].map { Substring($0.text) }
    let pieces =
      [first[start.offset..<first.length]] + between
      + [paragraphs[end.paragraph][0..<end.offset]]
    return pieces.joined(separator: "\n")
  }

  /// Replaces a range; returns where the new text ends.
  mutating func replace(_ range: Range<TextPosition>, with new: String) -> TextPosition {
    let (start, end) = (range.lowerBound, range.upperBound)
    let pieces = Self.pieces(of: new)
    if start.paragraph == end.paragraph && pieces.count == 1 {
      let lineCount = paragraphs[start.paragraph].lineCount
      paragraphs[start.paragraph].replace(start.offset..<end.offset, with: new, breaker)
      if paragraphs[start.paragraph].lineCount != lineCount { numberLines(from: start.paragraph) }
    } else {
      replaceParagraphs(from: start, to: end, with: pieces)
      numberLines(from: start.paragraph)
    }
    return TextPosition(
      paragraph: start.paragraph + pieces.count - 1,
      offset: (pieces.count == 1 ? start.offset : 0) + pieces[pieces.count - 1].utf8.count)
  }

  /// Replaces whole paragraphs: the first one keeps its start, and what was after the range follows
  /// the last piece.
  private mutating func replaceParagraphs(
    from start: TextPosition, to end: TextPosition, with pieces: [Substring]
  ) {
    var rest = paragraphs[end.paragraph]
    rest.replace(0..<end.offset, with: "", breaker)
    let length = paragraphs[start.paragraph].length
    paragraphs[start.paragraph].replace(start.offset..<length, with: String(pieces[0]), breaker)
    let added = pieces.dropFirst().map { Paragraph(String($0), breaker: breaker) }
    paragraphs.replaceSubrange(start.paragraph + 1..<end.paragraph + 1, with: added)
    paragraphs[start.paragraph + added.count].append(rest, breaker)
  }

  private mutating func numberLines(from first: Int) {
    firstLines.removeSubrange((first + 1)...)
    for paragraph in paragraphs[first...] {
      firstLines.append(firstLines[firstLines.count - 1] + paragraph.lineCount)
    }
  }

  private static func pieces(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

/// Its lines.
extension WrappedText {
  /// The number of lines; at least one.
  var lineCount: Int { firstLines[paragraphs.count] }

  /// The text of a line.
  func line(_ number: Int) -> Substring {
    let line = range(ofLine: number)
    return paragraphs[line.lowerBound.paragraph][line.lowerBound.offset..<line.upperBound.offset]
  }

  /// The number of the line of a position. Between two lines of a paragraph it is the second one.
  func line(of position: TextPosition) -> Int {
    firstLines[position.paragraph] + paragraphs[position.paragraph].line(at: position.offset)
  }

  /// The columns before a position on its line.
  func column(of position: TextPosition) -> Int {
    let paragraph = paragraphs[position.paragraph]
    let line = paragraph.range(ofLine: paragraph.line(at: position.offset))
    return breaker.measure.columns(paragraph[line.lowerBound..<position.offset])
  }

  /// The last position on a line that is not to the right of a column.
  func position(onLine number: Int, column: Int) -> TextPosition {
    let line = range(ofLine: number)
    let paragraph = paragraphs[line.lowerBound.paragraph]
    let offset = breaker.offset(
      in: paragraph.text, line: line.lowerBound.offset..<line.upperBound.offset, atColumn: column)
    return min(TextPosition(paragraph: line.lowerBound.paragraph, offset: offset), lineEnd(number))
  }

  /// The first position of a line.
  func lineStart(_ number: Int) -> TextPosition { range(ofLine: number).lowerBound }

  /// The last position of a line. If the paragraph goes on, it is before the line's last character,
  /// since the position after that belongs to the next line.
  func lineEnd(_ number: Int) -> TextPosition {
    let end = range(ofLine: number).upperBound
    if end == paragraphEnd(end) { return end }
    return position(before: end) ?? end
  }

  func range(ofLine number: Int) -> Range<TextPosition> {
    let paragraph = firstLines.partitionIndex { $0 > number } - 1
    let range = paragraphs[paragraph].range(ofLine: number - firstLines[paragraph])
    return TextPosition(
      paragraph: paragraph, offset: range.lowerBound)..<TextPosition(
        paragraph: paragraph, offset: range.upperBound)
  }
}

/// Positions by character, word and paragraph. A line break counts as one character and as white
/// space.
extension WrappedText {
  /// The first position.
  var start: TextPosition { TextPosition(paragraph: 0, offset: 0) }

  /// The last position.
  var end: TextPosition {
    TextPosition(paragraph: paragraphs.count - 1, offset: paragraphs[paragraphs.count - 1].length)
  }

  /// The start of a position's paragraph.
  func paragraphStart(_ position: TextPosition) -> TextPosition {
    TextPosition(paragraph: position.paragraph, offset: 0)
  }

  /// The end of a position's paragraph.
  func paragraphEnd(_ position: TextPosition) -> TextPosition {
    TextPosition(
      paragraph: position.paragraph, offset: paragraphs[position.paragraph].length)
  }

  /// One character back; nil at the start.
  func position(before position: TextPosition) -> TextPosition? {
    let paragraph = position.paragraph
    if let offset = paragraphs[paragraph].offset(before: position.offset) {
      return TextPosition(paragraph: paragraph, offset: offset)
    }
    if paragraph == 0 { return nil }
    return TextPosition(paragraph: paragraph - 1, offset: paragraphs[paragraph - 1].length)
  }

  /// One character forward; nil at the end.
  func position(after position: TextPosition) -> TextPosition? {
    let paragraph = position.paragraph
    if let offset = paragraphs[paragraph].offset(after: position.offset) {
      return TextPosition(paragraph: paragraph, offset: offset)
    }
    if paragraph == paragraphs.count - 1 { return nil }
    return TextPosition(paragraph: paragraph + 1, offset: 0)
  }

  /// The position, or if it is inside a character, the end of that.
  func position(notInside position: TextPosition) -> TextPosition {
    let offset = paragraphs[position.paragraph].offset(notInside: position.offset)
    return TextPosition(paragraph: position.paragraph, offset: offset)
  }

  /// The start of the word before a position; the start of the text when there is none.
  func wordStart(before position: TextPosition) -> TextPosition {
    var offset = position.offset
    for paragraph in stride(from: position.paragraph, through: 0, by: -1) {
      if paragraph < position.paragraph { offset = paragraphs[paragraph].length }
      if let start = paragraphs[paragraph].wordStart(before: offset) {
        return TextPosition(paragraph: paragraph, offset: start)
      }
    }
    return start
  }

  /// The end of the word after a position; the end of the text when there is none.
  func wordEnd(after position: TextPosition) -> TextPosition {
    var offset = position.offset
    for paragraph in position.paragraph..<paragraphs.count {
      if let end = paragraphs[paragraph].wordEnd(after: offset) {
        return TextPosition(paragraph: paragraph, offset: end)
      }
      offset = 0
    }
    return end
  }
}

/// A position between two characters of a text.
struct TextPosition: Comparable, Sendable {
  /// The paragraph, counted from zero.
  var paragraph: Int
  /// The UTF-8 offset in the paragraph.
  var offset: Int

  static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.paragraph, left.offset) < (right.paragraph, right.offset)
  }
}
