// The part of a text around its cursor, for what is made anew with every key.

extension TextEditor {
  /// The start of a list is looked for this many lines further up: an inner item without the outer
  /// ones would be taken for something else.
  private static let mostLinesBack = 100

  /// The part with at least so many bytes before and after the cursor, if there are as many. It
  /// consists of whole lines as typed, except where these are very long.
  func part(reaching reach: Int) -> Range<TextPosition> { start(reach)..<end(reach) }

  private func start(_ reach: Int) -> TextPosition {
    var paragraph = position.paragraph
    var length = position.offset
    if length > 2 * reach { return lineStart(paragraph, length - reach) }
    while paragraph > 0, length < reach {
      paragraph -= 1
      let added = wrapped.paragraphs[paragraph].length
      if added > 2 * reach { return lineStart(paragraph, added - reach + length) }
      length += added + 1
    }
    let top = max(0, paragraph - Self.mostLinesBack)
    while paragraph > top, isInner(paragraph) { paragraph -= 1 }
    return TextPosition(paragraph: paragraph, offset: 0)
  }

  private func end(_ reach: Int) -> TextPosition {
    var paragraph = position.paragraph
    var length = wrapped.paragraphs[paragraph].length - position.offset
    if length > 2 * reach { return lineStart(paragraph, position.offset + reach) }
    while paragraph + 1 < wrapped.paragraphs.count, length < reach {
      paragraph += 1
      let added = wrapped.paragraphs[paragraph].length
      if added > 2 * reach { return lineStart(paragraph, reach - length) }
      length += added + 1
    }
    return wrapped.paragraphEnd(TextPosition(paragraph: paragraph, offset: 0))
  }

  /// Whether a line is empty or indented.
  private func isInner(_ paragraph: Int) -> Bool {
    wrapped.paragraphs[paragraph].text.utf8.first.map { $0 == UInt8(ascii: " ") } ?? true
  }

  /// The start of the wrapped line with an offset.
  private func lineStart(_ paragraph: Int, _ offset: Int) -> TextPosition {
    wrapped.lineStart(wrapped.line(of: TextPosition(paragraph: paragraph, offset: offset)))
  }

  /// The text of a part.
  func text(in part: Range<TextPosition>) -> String { wrapped.text(in: part) }

  /// Where in a part the cursor is, from 0 at its start to 1 at its end.
  func share(of part: Range<TextPosition>) -> Double {
    let before = length(part.lowerBound, position)
    return Double(before) / Double(max(1, before + length(position, part.upperBound)))
  }

  private func length(_ start: TextPosition, _ end: TextPosition) -> Int {
    guard start < end else { return 0 }
    let whole = wrapped.paragraphs[start.paragraph..<end.paragraph].reduce(0) { $0 + $1.length + 1 }
    return whole + end.offset - start.offset
  }
}
