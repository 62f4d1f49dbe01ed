// What an ampersand in HTML begins: `&amp;`, `&#8364;`, or nothing. The names are libxml2's.

import CLibXML2

/// An ampersand and what belongs to it.
enum HTMLReference {
  /// A character, written in `length` bytes.
  case character(Unicode.Scalar, length: Int)
  /// Just an ampersand.
  case text
  /// Browsers may show a character that is not known here.
  case unclear

  /// No name that a browser knows is longer.
  private static let longestName = 31
  /// No name that browsers take without its semicolon is longer, nor shorter.
  private static let bareNames = 2...6

  /// Reads what the ampersand at the start of `text` begins.
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
  /// Whether browsers show this one for its number. They take other control characters for white
  /// space, or for those of an old code page.
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
