// Tells tags from brackets that somebody typed: "a < b", "<jo@example.com>", "<3".

/// Finds where tags begin.
struct TagScanner {
  /// Markup that hides all text up to its end. Without an end, a parser would drop the rest.
  private static let hiding = [
    (start: "<!--", end: "-->"), (start: "<script", end: "</script"),
    (start: "<style", end: "</style"), (start: "<title", end: "</title"),
  ].map { (start: Array($0.start.utf8), end: Array($0.end.utf8)) }

  private static let conditions = [Array("<![if".utf8), Array("<![endif".utf8)]

  private let bytes: [UInt8]
  private let isWhole: Bool
  /// The position of the last `>`; -1 for none.
  private let lastClose: Int
  /// The position of the last end of each `hiding` markup, computed on demand; -1 for none.
  private var lastEnds: [Int?]
  /// The position of the `>` that was searched last.
  private var nextClose = -1
  /// Bytes scanned to find the ends of conditional comments, for tests.
  private(set) var steps = 0

  /// Scans HTML. In the start of a longer text (`isWhole` is false) a tag may lack its end.
  init(_ bytes: [UInt8], isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
    lastClose = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
    lastEnds = Self.hiding.map { _ in nil }
  }

  /// The length of a conditional comment at `index`, such as `<![endif]>`, which the parser would
  /// read as text; 0 for none.
  mutating func lengthOfCondition(at index: Int) -> Int {
    guard index < lastClose, Self.conditions.contains(where: { bytes.has($0, at: index) })
    else { return 0 }
    if nextClose < index {
      nextClose = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
      steps += nextClose - index
    }
    let isCondition = nextClose < bytes.count && bytes[nextClose - 1] == UInt8(ascii: "]")
    return isCondition ? nextClose + 1 - index : 0
  }

  /// The position of the end tag of an element; nil if there is none.
  static func end(of name: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let word = Array("</\(name)".utf8)
    return bytes.indices.first { index in
      bytes[index] == word[0] && index + word.count <= bytes.endIndex
        && zip(bytes[index...], word).allSatisfy { $0.lowercased == $1 }
    }
  }

  /// Whether the `<` at `index` begins a tag, a comment or other markup.
  mutating func isTag(at index: Int) -> Bool {
    guard isWhole else { return isMarkup(at: index) }
    guard index < lastClose, isMarkup(at: index) else { return false }
    let hiding = Self.hiding.firstIndex { bytes.has($0.start, at: index) }
    return hiding.map { index + Self.hiding[$0].start.count <= lastEnd(of: $0) } ?? true
  }

  private mutating func lastEnd(of hiding: Int) -> Int {
    if let known = lastEnds[hiding] { return known }
    let end = Self.hiding[hiding].end
    let last = bytes.indices.last { bytes.has(end, at: $0) } ?? -1
    lastEnds[hiding] = last
    return last
  }

  private func isMarkup(at index: Int) -> Bool {
    var next = index + 1
    guard next < bytes.count else { return !isWhole }
    switch bytes[next] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: "/"): next += 1
    default: break
    }
    guard next < bytes.count else { return !isWhole }
    guard bytes[next].isLetter else { return false }
    let end = bytes[next...].firstIndex { !$0.isInName } ?? bytes.count
    guard end < bytes.count else { return !isWhole }
    return bytes[end].endsName && bytes[end - 1] != UInt8(ascii: ":")
  }
}

extension [UInt8] {
  /// Whether the lowercase `word` is at `index`, ignoring case.
  fileprivate func has(_ word: [UInt8], at index: Int) -> Bool {
    guard index + word.count <= count else { return false }
    for offset in word.indices where self[index + offset].lowercased != word[offset] {
      return false
    }
    return true
  }
}

extension UInt8 {
  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 32 : self
  }

  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased)
  }

  /// Whether a tag name may contain this byte: Outlook's begin with `o:`, custom ones have hyphens.
  fileprivate var isInName: Bool {
    isLetter || (UInt8(ascii: "0")...UInt8(ascii: ":")).contains(self)
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
  }

  fileprivate var endsName: Bool {
    self == UInt8(ascii: ">") || self == UInt8(ascii: "/") || self <= UInt8(ascii: " ")
  }
}
