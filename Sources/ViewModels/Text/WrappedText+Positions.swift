// From place to place in a long text: by character, word, paragraph. A line break counts as one
// character and as a blank.

extension WrappedText {
  /// The first position.
  var start: TextPosition { TextPosition(paragraph: 0, offset: 0) }

  /// The last position.
  var end: TextPosition {
    TextPosition(paragraph: paragraphs.count - 1, offset: paragraphs[paragraphs.count - 1].length)
  }

  /// Where the paragraph of a position starts.
  func paragraphStart(_ position: TextPosition) -> TextPosition {
    TextPosition(paragraph: position.paragraph, offset: 0)
  }

  /// Where the paragraph of a position ends.
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

  /// The position, or the end of the character in whose middle it is.
  func position(notInside position: TextPosition) -> TextPosition {
    let offset = paragraphs[position.paragraph].offset(notInside: position.offset)
    return TextPosition(paragraph: position.paragraph, offset: offset)
  }

  /// Where the word before a position starts; the start when there is none.
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

  /// Where the word after a position ends; the end when there is none.
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
