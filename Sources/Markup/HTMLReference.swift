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
