// Prepares what people type for the Markdown parser, which reads two things otherwise than they are
// meant.

/// Markdown as it was typed.
///
/// - A line at the margin ends a list. For the parser it would go on with the last item.
/// - An asterisk beside digits multiplies: `5*3*2` has no italic 3.
struct TypedMarkdown {
  /// What stands for an asterisk that multiplies while the parser reads: a character that nobody
  /// types.
  private static let product = "\u{EDDA}"

  private var lines: [String] = []
  /// Whether the line before is part of a list.
  private var isInList = false
  /// The fence of the block of code that is open; nil outside of one.
  private var fence: Substring?

  /// The Markdown that the parser reads as it is meant.
  static func prepared(_ markdown: String) -> String {
    var typed = markdown
    if typed.utf8.contains(UInt8(ascii: "\t")) { typed = typed.replacing("\t", with: "    ") }
    guard typed.utf8.contains(where: \.mayNeedCare) else { return typed }
    var prepared = TypedMarkdown()
    for line in typed.split(separator: "\n", omittingEmptySubsequences: false) {
      prepared.add(line)
    }
    return prepared.lines.joined(separator: "\n")
  }

  /// A text from the parser as it was typed.
  static func restored(_ text: String) -> String {
    // The first byte of private characters tells most texts apart at once.
    guard text.utf8.contains(0xEE) else { return text }
    return text.replacing(product, with: "*")
  }

  private mutating func add(_ line: Substring) {
    let text = line.drop { $0 == " " }
    if let fence {
      // It is closed by one that is at least as long.
      if Self.fence(of: text).hasPrefix(fence) { self.fence = nil }
      return lines.append(String(line))
    }
    let opened = Self.fence(of: text)
    if opened.count >= 3 {
      fence = opened
      return lines.append(String(line))
    }
    let isItem = Self.isItem(text, anyNumber: isInList || lines.last?.isEmpty != false)
    let isAtMargin = text.startIndex == line.startIndex && !text.isEmpty
    if isInList, !isItem, isAtMargin, lines.last?.isEmpty == false { lines.append("") }
    isInList = isItem || (isInList && !isAtMargin)
    lines.append(Self.withProducts(line))
  }

  /// The backticks or tildes at the start of a line.
  private static func fence(of text: Substring) -> Substring {
    guard let first = text.first, first == "`" || first == "~" else { return "" }
    return text.prefix { $0 == first }
  }

  /// Whether a line begins an item. Within a paragraph only the number 1 does: a sentence may have any
  /// other at the start of a line.
  private static func isItem(_ text: Substring, anyNumber: Bool) -> Bool {
    guard let first = text.utf8.first else { return false }
    var rest = text.utf8.dropFirst()
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let sign = rest.first, sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")") else {
        return false
      }
      guard anyNumber || text.prefix(while: \.isNumber) == "1" else { return false }
      rest = rest.dropFirst()
    } else if first != UInt8(ascii: "-"), first != UInt8(ascii: "+"), first != UInt8(ascii: "*") {
      return false
    }
    return rest.first.map { $0 == UInt8(ascii: " ") } ?? true
  }

  /// A line with `product` for each asterisk that multiplies.
  private static func withProducts(_ line: Substring) -> String {
    guard line.utf8.contains(UInt8(ascii: "*")) else { return String(line) }
    let bytes = Array(line.utf8)
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "*"), index > 0, index + 1 < bytes.count,
        isProduct(bytes[index - 1], bytes[index + 1])
      {
        result += product.utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether an asterisk between two bytes multiplies.
  static func isProduct(_ before: UInt8, _ after: UInt8) -> Bool {
    (before.isDigit && after.isLetterOrDigit) || (after.isDigit && before.isLetterOrDigit)
  }
}

extension UInt8 {
  /// Whether it can begin an item or multiply.
  fileprivate var mayNeedCare: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
      UInt8(ascii: ")"):
      true
    default: false
    }
  }

  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isLetterOrDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self >= 0x80
  }
}
