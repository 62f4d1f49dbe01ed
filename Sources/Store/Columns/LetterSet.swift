// The letters of a text as a set of bits: most names lack one of those that are looked for, and need
// not be read then.

/// The letters and digits of a folded text. Some share a bit: what a set has may not be in the text,
/// but what it lacks is not.
struct LetterSet: OptionSet, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The letters of a folded text.
  init(_ text: String) {
    rawValue = text.utf8.reduce(0) { $0 | Self.bit(of: $1) }
  }

  private static func bit(of byte: UInt8) -> UInt32 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): 1 << UInt32(byte - UInt8(ascii: "a"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 1 << UInt32(26 + byte % 5)
    case 0x80...: 1 << 31
    default: 0
    }
  }
}
