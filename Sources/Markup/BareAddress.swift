// Finds bare addresses in text: `https://…`, `www.…` and `name@example.com`.

/// A piece of text, and its target if it is an address. Where an address ends is a guess:
/// punctuation at the end belongs to the sentence.
struct BareAddress {
  /// The text.
  let text: Substring
  /// The address; nil for other text.
  let target: String?

  /// The pieces of a text in order; nil if it contains no address.
  static func pieces(of text: String) -> [BareAddress]? {
    guard text.utf8.count >= 8, mayHoldOne(text) else { return nil }
    var pieces: [BareAddress] = []
    var start = text.startIndex
    for word in text.split(whereSeparator: \.isWhitespace) {
      guard let (range, target) = address(in: word) else { continue }
      if start < range.lowerBound {
        pieces.append(BareAddress(text: text[start..<range.lowerBound], target: nil))
      }
      pieces.append(BareAddress(text: text[range], target: target))
      start = range.upperBound
    }
    guard !pieces.isEmpty else { return nil }
    if start < text.endIndex { pieces.append(BareAddress(text: text[start...], target: nil)) }
    return pieces
  }

  /// A fast check whether the text may contain an address.
  private static func mayHoldOne(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      let isSlashes = before == UInt8(ascii: "/") && byte == before
      if byte == UInt8(ascii: "@") { return true }
      let isW = (before | 0x20) == UInt8(ascii: "w") && (byte | 0x20) == UInt8(ascii: "w")
      if isSlashes || isW { return true }
      before = byte
    }
    return false
  }

  private static func address(in word: Substring) -> (Range<Substring.Index>, String)? {
    var rest = word.drop { "([{<\"'“‘«„".contains($0) }
    let opened = Set("([".filter { rest.contains($0) })
    while let last = rest.last, isSign(last, opened) { rest.removeLast() }
    let head = rest.prefix(8).lowercased()
    let isBare = head.hasPrefix("www.")
    let scheme = ["https://", "http://"].first { head.hasPrefix($0) }
    guard let length = scheme?.count ?? (isBare ? 4 : nil) else { return mail(in: rest) }
    let host = rest.dropFirst(length).prefix { !"/?#".contains($0) }
    guard host.contains(where: { $0.isLetter || $0.isNumber }), !isBare || host.contains(".")
    else { return nil }
    return (rest.startIndex..<rest.endIndex, isBare ? "https://\(rest)" : String(rest))
  }

  /// The mail address in a word, which may stand in brackets right behind a name.
  private static func mail(in word: Substring) -> (Range<Substring.Index>, String)? {
    guard let at = word.firstIndex(of: "@") else { return nil }
    var start = at
    while start > word.startIndex, isInName(word[word.index(before: start)]) {
      start = word.index(before: start)
    }
    var end = word.index(after: at)
    while end < word.endIndex, isInHost(word[end]) { end = word.index(after: end) }
    while end > at, let last = word[at..<end].last, last == "." || last == "-" {
      end = word.index(before: end)
    }
    let labels = word[at..<end].dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard start < at, labels.count > 1, labels.allSatisfy({ !$0.isEmpty }),
      let top = labels.last, top.count > 1, top.allSatisfy(\.isLetter), word[start] != ".",
      end == word.endIndex || word[end] != "@"
    else { return nil }
    return (start..<end, "mailto:\(word[start..<end])")
  }

  private static func isInName(_ sign: Character) -> Bool {
    isInHost(sign) || "_%+'".contains(sign)
  }

  private static func isInHost(_ sign: Character) -> Bool {
    sign.isASCII && (sign.isLetter || sign.isNumber) || sign == "." || sign == "-"
  }

  /// Whether a character at the end belongs to the sentence. A closing bracket belongs to the
  /// address if it was opened there.
  private static func isSign(_ sign: Character, _ opened: Set<Character>) -> Bool {
    switch sign {
    case ")": !opened.contains("(")
    case "]": !opened.contains("[")
    case ".", ",", ";", ":", "!", "?", ">", "}", "\"", "'", "”", "’", "»", "…": true
    default: false
    }
  }
}
