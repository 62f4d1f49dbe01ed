// Rolls that are made of random numbers. Knows nothing of what is rolled for.

import TestSupport

extension SeededRandom {
  /// One of several choices.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int.random(in: 0..<choices.count, using: &self)]
  }

  /// A number of a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }
}
