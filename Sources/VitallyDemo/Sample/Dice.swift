// Repeatable random numbers: the same seed, collection and index always give the same ones. Knows
// nothing about what they decide.

/// A small random number generator (SplitMix64), seeded by what is being generated.
struct Dice {
  private var state: UInt64

  /// `salt` separates independent questions about the same record.
  init(seed: UInt64, _ collection: Collection, _ index: Int, salt: UInt64 = 0) {
    state = seed
    state = next() ^ UInt64(collection.rawValue) << 48 ^ UInt64(truncatingIfNeeded: index)
    state = next() ^ salt
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1.
  mutating func below(_ bound: Int) -> Int {
    Int(next() % UInt64(max(1, bound)))
  }

  /// A number in a closed range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True with a probability in percent.
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// One of the choices, which must not be empty.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[below(choices.count)]
  }
}
