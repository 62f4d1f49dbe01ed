// Encodes collection and index in a UUID, so that millions of records need no table of ids. Knows
// nothing about the records themselves.

/// Maps (collection, index) to a UUID in the form of version 4, and back.
struct SampleID: Sendable {
  /// Indices from here on are records created while the server runs.
  static let firstMade = 1 << 36

  private static let mask: UInt64 = 1 << 48 - 1
  private static let multiplier: UInt64 = 0x9E37_79B9_7F4B
  private static let inverse = inverse(of: multiplier)
  private static let digits = Array("0123456789abcdef".utf8)
  let seed: UInt64

  /// The id of a record.
  func text(_ collection: Collection, _ index: Int) -> String {
    let name = UInt64(collection.rawValue) << 40 | UInt64(index)
    return text(low: Self.scramble(name))
  }

  /// The index of a record; nil when the id is not one that `text` gives for this collection.
  func index(_ collection: Collection, _ id: String) -> Int? {
    guard id.utf8.count == 36, let low = UInt64(id.suffix(12), radix: 16) else { return nil }
    let name = Self.unscramble(low)
    guard name >> 40 == UInt64(collection.rawValue), text(low: low) == id.lowercased() else {
      return nil
    }
    return Int(name & (1 << 40 - 1))
  }

  /// Formats a UUID from 48 significant bits and 74 derived from them.
  private func text(low: UInt64) -> String {
    var dice = Dice(seed: seed, .accounts, Int(low), salt: 7)
    let high = dice.next() & ~0xF000 | 0x4000
    let middle = dice.next() & 0x3FFF | 0x8000
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for place in 0..<32 {
      if [8, 12, 16, 20].contains(place) { text.append(UInt8(ascii: "-")) }
      let part = place < 16 ? high : middle << 48 | low
      text.append(Self.digits[Int(part >> UInt64(60 - place % 16 * 4) & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Both steps can be undone: multiplying by an odd number, and folding the upper half into the
  /// lower.
  private static func scramble(_ name: UInt64) -> UInt64 {
    let once = name &* multiplier & mask
    return (once ^ once >> 24) &* multiplier & mask
  }

  private static func unscramble(_ scrambled: UInt64) -> UInt64 {
    let once = scrambled &* inverse & mask
    return (once ^ once >> 24) &* inverse & mask
  }

  /// The multiplicative inverse modulo 2^64: each round of Newton's method doubles the number of
  /// correct bits.
  private static func inverse(of odd: UInt64) -> UInt64 {
    (0..<6).reduce(odd) { guess, _ in guess &* (2 &- odd &* guess) }
  }
}

extension String {
  /// Whether this looks like a UUID, of any version and case.
  var isUUID: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } }
  }
}
