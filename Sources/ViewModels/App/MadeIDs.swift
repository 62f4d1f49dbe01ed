// Ids for records created locally. Randomness enters once, as a seed, so that the view models stay
// a pure function of their input.

/// A stream of UUIDs.
public struct MadeIDs: Equatable, Sendable {
  private var high: UInt64
  private var low: UInt64

  /// Creates a stream from a seed of two random numbers.
  public init(seed high: UInt64, _ low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The next one, in the form of a random (version 4) UUID.
  public mutating func next() -> String {
    let head = Self.step(&high) & ~0xF000 | 0x4000
    let tail = Self.step(&low) & ~(0b11 << 62) | 0b10 << 62
    let digits = Self.hex(head) + Self.hex(tail)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { range in
      digits.dropFirst(range.lowerBound).prefix(range.count)
    }
    return parts.joined(separator: "-")
  }

  /// SplitMix64: no state repeats before all have occurred.
  private static func step(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
