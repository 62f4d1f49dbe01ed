// Reads character references in HTML, such as `&amp;` and `&#8364;`, with libxml2's names.

import CLibXML2

/// The meaning of an ampersand.
enum HTMLReference {
  /// A character, written in `length` bytes.
  case character(Unicode.Scalar, length: Int)
  /// A plain ampersand.
  case text
  /// An unknown reference, for which browsers may show a character.
  case unclear

  /// The longest name that browsers know.
  private static let longestName = 31
  /// The lengths of names that browsers accept without a semicolon.
  private static let bareNames = 2...6

  /// Reads the ampersand at the start of `text`.
  init(_ text: ArraySlice<UInt8>) {
    let rest = text.dropFirst()
    self = rest.first == UInt8(ascii: "#") ? Self.numbered(rest.dropFirst()) : Self.named(rest)
  }

  /// HTML with the references that libxml2 does not know as the characters that browsers show.
  static func withKnownNames(_ html: String) -> String {
    guard html.utf8.contains(UInt8(ascii: "&")) else { return html }
    let bytes = Array(html.utf8)
    var result: [UInt8] = []
    var copied = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") {
      guard case .unclear = HTMLReference(bytes[index...]) else { continue }
      if let (scalar, end) = oldNumber(bytes[index...]) {
        result += bytes[copied..<index]
        result += String(scalar).utf8
        copied = end
        continue
      }
      let name = bytes[index...].prefix(longestName + 2)
        .prefix { $0 != UInt8(ascii: ";") && $0 > UInt8(ascii: " ") }
      guard name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";"),
        let text = MarkdownDocument.text(ofReference: bytes[index...name.endIndex])
      else { continue }
      result += bytes[copied..<index]
      result += text.utf8
      copied = name.endIndex + 1
    }
    guard copied > 0 else { return html }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// What browsers show for a number from 128 to 159, as old programs write dashes and quotes: the
  /// character of the code page 1252; nil for other references. And where it ends.
  private static func oldNumber(_ text: ArraySlice<UInt8>) -> (Unicode.Scalar, end: Int)? {
    guard text.dropFirst().first == UInt8(ascii: "#") else { return nil }
    let digits = text.dropFirst(2).prefix(4).prefix { $0.isLetterOrDigit }
    guard digits.endIndex < text.endIndex, text[digits.endIndex] == UInt8(ascii: ";"),
      let number = Int(String(decoding: digits, as: UTF8.self)), (128..<160).contains(number)
    else { return nil }
    return codePage[number - 128].map { ($0, digits.endIndex + 1) }
  }

  /// The characters from 128 on of the code page 1252; nil for the five that it does not have.
  private static let codePage: [Unicode.Scalar?] = {
    let known = "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ"
    return known.unicodeScalars.map { $0 == "?" ? nil : $0 }
  }()

  /// A text with its references as the characters that they mean. Unclear ones stay as they are.
  static func resolved(_ source: ArraySlice<UInt8>) -> [UInt8] {
    var resolved: [UInt8] = []
    resolved.reserveCapacity(source.count)
    var rest = source
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"), case .character(let scalar, let length) = HTMLReference(rest) {
        resolved += String(scalar).utf8
        rest = rest.dropFirst(length)
      } else {
        resolved.append(byte)
        rest = rest.dropFirst()
      }
    }
    return resolved
  }

  private static func named(_ rest: ArraySlice<UInt8>) -> HTMLReference {
    let name = rest.prefix(longestName).prefix { $0.isLetterOrDigit }
    guard !name.isEmpty else { return .text }
    if rest[name.endIndex...].first == UInt8(ascii: ";") {
      guard let scalar = scalar(named: name) else { return .unclear }
      return .character(scalar, length: name.count + 2)
    }
    let begin = bareNames.contains { length in
      guard length <= name.count, let scalar = scalar(named: name.prefix(length)) else {
        return false
      }
      return scalar.value < 256
    }
    return begin ? .unclear : .text
  }

  private static func numbered(_ rest: ArraySlice<UInt8>) -> HTMLReference {
    let isHex = rest.first == UInt8(ascii: "x") || rest.first == UInt8(ascii: "X")
    let digits = rest.dropFirst(isHex ? 1 : 0).prefix { $0.isLetterOrDigit }
    guard !digits.isEmpty else { return .text }
    guard rest[digits.endIndex...].first == UInt8(ascii: ";"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10),
      let scalar = Unicode.Scalar(value), scalar.isVerbatim
    else { return .unclear }
    return .character(scalar, length: digits.endIndex - rest.startIndex + 3)
  }

  private static func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let entity = (Array(name) + [0]).withUnsafeBufferPointer { htmlEntityLookup($0.baseAddress) }
    return entity.flatMap { Unicode.Scalar($0.pointee.value) }
  }
}

extension Unicode.Scalar {
  /// Whether browsers show this scalar for its number. They treat other control characters as white
  /// space, or as characters of an old code page.
  fileprivate var isVerbatim: Bool {
    self == "\t" || (value >= 0x20 && !(0x7F...0x9F).contains(value))
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
