// How well a name answers to what is typed to get there: the same rules for records, lists and
// commands. It reads folded text as bytes, so that a store can ask of many names in one block.

/// How well a name answers to what is typed, best first.
public enum NameRank: Int, CaseIterable, Comparable, Sendable {
  /// It is that.
  case whole
  /// It begins so.
  case beginning
  /// Some of its words begin so, in any order.
  case words
  /// It contains all words.
  case inside
  /// It has their letters in that order, with others between them.
  case letters

  /// Whether it is better.
  public static func < (left: NameRank, right: NameRank) -> Bool { left.rawValue < right.rawValue }

  /// The place among all that match: what is not at hand, such as records that lists hide, comes
  /// after what answers by words as well, and still before what only has the letters.
  public func place(isSetBack: Bool) -> Int {
    switch self {
    case .whole: isSetBack ? 1 : 0
    case .beginning, .words, .inside: rawValue + (isSetBack ? 4 : 1)
    case .letters: isSetBack ? 9 : 8
    }
  }
}

/// What is typed to find a name.
public struct NameMatch: Sendable {
  /// What it is compared with.
  private let whole: [UInt8]
  /// The words, each once and as bytes.
  private let words: [[UInt8]]
  /// Whether letters that stand apart may be meant.
  public let allowsLetters: Bool

  /// Reads what was typed.
  public init(_ typed: String) {
    let words = typed.searchWords
    whole = Array(words.joined(separator: " ").utf8)
    var seen: Set<String> = []
    self.words = words.filter { seen.insert($0).inserted }.map { Array($0.utf8) }
    allowsLetters = !words.isEmpty && words.allSatisfy { $0.unicodeScalars.count > 1 }
  }

  /// Whether nothing is typed.
  public var isEmpty: Bool { words.isEmpty }

  /// How well a folded name answers; nil if it doesn't.
  public func rank(of name: String) -> NameRank? {
    var name = name
    return name.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      return rank(of: bytes, orBetter: .inside) ?? (spread(in: bytes) == nil ? nil : .letters)
    }
  }

  /// How well a folded name answers by words or parts of them; nil if it doesn't, or less well than
  /// `weakest`, which takes less time.
  public func rank(of name: UnsafeRawBufferPointer, orBetter weakest: NameRank) -> NameRank? {
    if Self.stands(whole, at: 0, in: name) {
      return name.count == whole.count ? .whole : .beginning
    }
    guard weakest > .beginning else { return nil }
    var rank = NameRank.words
    for word in words {
      guard let place = Self.place(of: word, in: name) else { return nil }
      if !Self.beginsWord(place, in: name) { rank = .inside }
    }
    return rank
  }

  /// How far the letters of the words are spread in a folded name that has them in order, each word
  /// from the beginning of a word on; nil if it doesn't.
  public func spread(in name: UnsafeRawBufferPointer) -> Int? {
    guard allowsLetters else { return nil }
    var spread = 0
    for word in words {
      guard let length = Self.spread(of: word, in: name) else { return nil }
      spread += length
    }
    return spread
  }

  // MARK: Marks

  /// A title in which is marked what answers to what was typed; nothing where it doesn't.
  public func marked(_ title: String) -> MarkedText {
    var (bytes, owners): ([UInt8], [String.Index]) = ([], [])
    for index in title.indices {
      for byte in String(title[index]).folded.utf8 {
        bytes.append(byte)
        owners.append(index)
      }
    }
    let places = bytes.withUnsafeBytes { self.places(in: $0) }
    let found = Set(places.map { owners[$0] })
    var ranges: [Range<String.Index>] = []
    for index in title.indices where found.contains(index) {
      let end = title.index(after: index)
      if let last = ranges.last, last.upperBound == index {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(index..<end)
      }
    }
    return MarkedText(title, found: ranges)
  }

  /// The bytes of a folded name that answer.
  private func places(in name: UnsafeRawBufferPointer) -> [Int] {
    if isEmpty { return [] }
    if Self.stands(whole, at: 0, in: name) { return Array(whole.indices) }
    let words = words.map { word in
      Self.place(of: word, in: name).map { Array($0..<$0 + word.count) }
    }
    if words.allSatisfy({ $0 != nil }) { return words.flatMap { $0 ?? [] } }
    guard allowsLetters else { return [] }
    let letters = self.words.map { Self.letters(of: $0, in: name) }
    return letters.allSatisfy { $0 != nil } ? letters.flatMap { $0 ?? [] } : []
  }

  // MARK: Bytes

  private static func stands(
    _ word: [UInt8], at place: Int, in name: UnsafeRawBufferPointer
  ) -> Bool {
    guard place + word.count <= name.count else { return false }
    for index in 0..<word.count where name[place + index] != word[index] { return false }
    return true
  }

  /// Where a word stands: at the beginning of a word if it does anywhere. A single letter counts
  /// only there, since most names have it somewhere.
  private static func place(of word: [UInt8], in name: UnsafeRawBufferPointer) -> Int? {
    guard let first = word.first, name.count >= word.count else { return nil }
    var inside: Int?
    for place in 0...name.count - word.count
    where name[place] == first && stands(word, at: place, in: name) {
      if beginsWord(place, in: name) { return place }
      inside = inside ?? place
    }
    return word.count > 1 ? inside : nil
  }

  /// Whether a word begins at a place: what stands before it is neither letter nor digit.
  private static func beginsWord(_ place: Int, in name: UnsafeRawBufferPointer) -> Bool {
    guard place > 0 else { return true }
    switch name[place - 1] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      return false
    default: return true
    }
  }

  /// How many bytes the letters of a word take in a name from the first on.
  private static func spread(of word: [UInt8], in name: UnsafeRawBufferPointer) -> Int? {
    var start: Int?
    let end = eachLetter(of: word, in: name) { start = start ?? $0.lowerBound }
    return end.flatMap { end in start.map { end - $0 } }
  }

  /// The bytes of the letters of a word in a name.
  private static func letters(of word: [UInt8], in name: UnsafeRawBufferPointer) -> [Int]? {
    var places: [Int] = []
    return eachLetter(of: word, in: name) { places += $0 }.map { _ in places }
  }

  /// Goes through the letters of a word in a name; the end of the last, nil if some are missing.
  private static func eachLetter(
    of word: [UInt8], in name: UnsafeRawBufferPointer, _ work: (Range<Int>) -> Void
  ) -> Int? {
    guard let first = word.first, name.count > word.count else { return nil }
    var place = 0
    while place < name.count, name[place] != first || !beginsWord(place, in: name) { place += 1 }
    var letter = 0
    while place < name.count {
      let length = letterLength(name[place])
      if isLetter(word, letter, length, at: place, in: name) {
        letter += length
        work(place..<place + length)
        if letter >= word.count { return place + length }
      }
      place += length
    }
    return nil
  }

  private static func isLetter(
    _ word: [UInt8], _ letter: Int, _ length: Int, at place: Int, in name: UnsafeRawBufferPointer
  ) -> Bool {
    guard letter + length <= word.count, place + length <= name.count else { return false }
    for index in 0..<length where word[letter + index] != name[place + index] { return false }
    return true
  }

  /// How many bytes a letter has by its first one.
  private static func letterLength(_ byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
  }
}
