// Positions in a string as UTF-8 offsets, which are found in constant time.

extension String {
  /// The index at a UTF-8 offset.
  func index(at offset: Int) -> Index { utf8.index(startIndex, offsetBy: offset) }

  /// The UTF-8 offset of an index.
  func offset(of index: Index) -> Int { utf8.distance(from: startIndex, to: index) }

  /// Whether an index is between two characters. Between ASCII it always is, since a paragraph
  /// contains no line break.
  func isBetweenCharacters(_ index: Index) -> Bool {
    if index == startIndex || index == endIndex { return true }
    if utf8[index] < 0x80 && utf8[utf8.index(before: index)] < 0x80 { return true }
    return Index(index, within: self) != nil
  }

  /// Whether a line may be broken at the character at an index.
  func isBlank(at index: Index) -> Bool {
    utf8[index].isBlank && isBetweenCharacters(utf8.index(after: index))
  }

  /// The end of the last blank in a range.
  func endOfLastBlank(in range: Range<Index>) -> Index? {
    var end = range.upperBound
    while end > range.lowerBound {
      let index = utf8.index(before: end)
      if utf8[index].isBlank, isBetweenCharacters(index), isBetweenCharacters(end) { return end }
      end = index
    }
    return nil
  }
}

extension UInt8 {
  /// Whether it is a space or a tab.
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// Whether it is ASCII that isn't a control character.
  var isPrintable: Bool { 0x20..<0x7F ~= self }
}
