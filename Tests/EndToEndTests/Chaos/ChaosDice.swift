// Chance that can be had again: equal seeds roll alike. Knows nothing of what is rolled for.

/// A source of chance after Steele, Lea and Flood's SplitMix.
struct ChaosDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// One of several choices.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int.random(in: 0..<choices.count, using: &self)]
  }

  /// A number of a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }
}
