// The search in packed texts and the change of packed rows, compared with the same on plain arrays.

import TestSupport
import Testing

@testable import Store

struct TextColumnTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `A word is found in exactly the texts that contain it, however they lie in memory`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let texts = (0..<10_000).map { _ in Self.text(0...40, &random) }
    var column = TextColumn()
    for text in texts { column.append(text) }

    for _ in 0..<60 {
      let word = Self.text(1...5, &random)
      let share = Int.random(in: 1...20, using: &random)
      let rows = RowSet(count: texts.count) { $0 % share == 0 }
      let found = Array(try column.rows(holding: word, among: rows))
      let expected = texts.indices.filter { $0 % share == 0 && texts[$0].contains(word) }
      #expect(found == expected, "\(word)")
    }
  }

  /// Few letters, so that most words are found, one of them of two bytes.
  private static func text(_ length: ClosedRange<Int>, _ random: inout SeededRandom) -> String {
    String(
      (0..<Int.random(in: length, using: &random)).map { _ in
        "aabbcñ ".randomElement(using: &random) ?? "a"
      })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Rows that were read again take the places of their keys`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var plain: [UInt32: String] = [:]
    var (keys, texts) = ([UInt32](), TextColumn())
    for round in 0..<200 {
      // When some keys were touched, and some of those are still there
      let touched = Set((0..<20).map { _ in UInt32.random(in: 0..<100, using: &random) }).sorted()
      let found = touched.filter { _ in random.chance(0.6) }
      var read = TextColumn()
      for key in touched { plain[key] = nil }
      for key in found {
        plain[key] = "\(key) in \(round)"
        read.append("\(key) in \(round)")
      }
      let splice = Splice(keys, touched: touched, found: found)
      (keys, texts) = (splice.keys, splice.texts(texts, read))

      #expect(keys == plain.keys.sorted())
      #expect((0..<texts.count).map { texts[$0] } == keys.map { plain[$0] })
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 1000])
  func `Sets of rows combine as sets of numbers do`(count: Int) {
    let threes = RowSet(count: count) { $0 % 3 == 0 }
    var both = threes
    both.formIntersection(RowSet(count: count) { $0 % 2 == 0 })
    var either = threes
    either.formUnion(RowSet(count: count) { $0 % 2 == 0 })

    #expect(Array(both) == (0..<count).filter { $0 % 6 == 0 })
    #expect(Array(either) == (0..<count).filter { $0 % 3 == 0 || $0 % 2 == 0 })
    #expect(Array(threes.inverted) == (0..<count).filter { $0 % 3 != 0 })
    #expect(RowSet(count: count, isFull: true).size == count)
    #expect(RowSet(count: count, isFull: true).inverted.size == 0)
  }
}
