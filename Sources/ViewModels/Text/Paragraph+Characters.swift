// The characters and words of a paragraph, as a person sees them.

extension Paragraph {
  /// Where the character before an offset starts; nil at the start.
  func offset(before offset: Int) -> Int? {
    offset > 0 ? text.offset(of: text.index(before: text.index(at: offset))) : nil
  }

  /// Where the character at an offset ends; nil at the end.
  func offset(after offset: Int) -> Int? {
    offset < length ? text.offset(of: text.index(after: text.index(at: offset))) : nil
  }

  /// The offset, or the end of the character in whose middle it is.
  func offset(notInside offset: Int) -> Int {
    let index = text.index(at: offset)
    return text.isBetweenCharacters(index) ? offset : text.offset(of: text.index(after: index))
  }

  /// Where the word before an offset starts; nil when there is none.
  func wordStart(before offset: Int) -> Int? {
    let head = self[0..<offset]
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    guard let blank = head[..<last].lastIndex(where: \.isWhitespace) else { return 0 }
    return text.offset(of: text.index(after: blank))
  }

  /// Where the word after an offset ends; nil when there is none.
  func wordEnd(after offset: Int) -> Int? {
    let tail = self[offset..<length]
    guard let first = tail.firstIndex(where: { !$0.isWhitespace }) else { return nil }
    return text.offset(of: tail[first...].firstIndex(where: \.isWhitespace) ?? tail.endIndex)
  }
}
