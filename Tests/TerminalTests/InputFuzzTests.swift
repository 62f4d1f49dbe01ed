// Input that nobody has thought of. VITTY_FUZZ_BYTES=10000000 makes it long.

import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct InputFuzzTests {
  private let wire = TypedWire()
  private let length =
    ProcessInfo.processInfo.environment["VITTY_FUZZ_BYTES"].flatMap(Int.init) ?? 200_000

  @Test func `between two keys a frame is no key, wherever it is cut`() {
    // Given frames that a terminal may send and that are no keys, from a grammar
    var grammar = FrameGrammar(seed: 7)
    var bytes = 0
    while bytes < length {
      let frame = grammar.next()
      bytes += frame.count
      // When one comes between two keys, in up to three pieces
      let whole = [0x6A] + frame + [0x6B]
      let cuts = grammar.cuts(whole)
      let pieces = zip([0] + cuts, cuts + [whole.count]).enumerated().map { index, range in
        (index * 200, Array(whole[range.0..<range.1]))
      }
      let events = wire.decode(pieces)
      // Then exactly these two are pressed
      let keys = events.filter { if case .key = $0 { true } else { false } }
      #expect(
        keys == [.key(.character("j")), .key(.character("k"))],
        "\(String(decoding: frame, as: UTF8.self).debugDescription) cut at \(cuts)")
      if keys.count != 2 { return }
    }
  }

  @Test func `any bytes at any time are survived`() {
    var random = SeededRandom(seed: 11)
    var decoder = InputDecoder()
    var time = wire.start
    var bytes = 0
    while bytes < length {
      let batch = (0..<Int(random.next() % 24)).map { _ in random.nextInputByte() }
      bytes += batch.count
      time += .milliseconds(Int(random.next() % 400))
      _ = decoder.decode(batch, at: time)
    }
    // And after enough silence a key is a key.
    for _ in 0..<3 {
      time += .seconds(20)
      _ = decoder.decode([], at: time)
    }
    #expect(decoder.decode([0x6A], at: time) == [.key(.character("j"))])
  }
}

extension SeededRandom {
  /// Escapes and the characters of sequences come more often than others.
  fileprivate mutating func nextInputByte() -> UInt8 {
    let common = Array("\u{1B}\u{1B}\u{1B}[]OPM;<0123456789~u\\_:$?>\u{7}".utf8)
    return next() % 3 == 0 ? UInt8(next() % 256) : common.randomElement(using: &self) ?? 0
  }
}

/// Frames that are no keys: the mouse in its encodings, answers, pastes, focus, keys let go.
private struct FrameGrammar {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func next() -> [UInt8] {
    switch number(9) {
    case 0: text("\u{1B}[<\(number(130));\(number(500));\(number(200))\(["M", "m"][number(2)])")
    case 1: [0x1B, 0x5B, 0x4D] + (0..<3).map { _ in UInt8(0x20 + number(0x60)) }
    case 2: text("\u{1B}[M \(coordinate())\(coordinate())")
    case 3: text("\u{1B}[\(number(100));\(number(500));\(number(200))M")
    case 4: [0x1B] + text(["]", "P", "_", "^", "X"][number(5)]) + payload() + ending()
    case 5: text("\u{1B}[200~") + payload() + text("\u{1B}[A") + payload() + text("\u{1B}[201~")
    case 6: text(["\u{1B}[I", "\u{1B}[O", "\u{1B}[201~"][number(3)])
    case 7: text("\u{1B}[\(32 + number(90));\(1 + number(4)):3u")
    default: text("\u{1B}[?\(number(3000));\(number(5))\(["$y", "c", "n", "u"][number(4)])")
    }
  }

  /// Up to two places to cut at, none directly behind an escape: that would be Esc.
  mutating func cuts(_ bytes: [UInt8]) -> [Int] {
    let places = (0..<number(3)).map { _ in 1 + number(bytes.count - 1) }
    return Set(places).filter { bytes[$0 - 1] != 0x1B }.sorted()
  }

  private mutating func number(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

  private func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A coordinate in one byte, or beyond column 95 in two.
  private mutating func coordinate() -> String {
    String(Unicode.Scalar(UInt32(0x21 + number(0x600))) ?? "!")
  }

  private mutating func payload() -> [UInt8] {
    (0..<number(40)).map { _ in UInt8(0x20 + number(0x5F)) }
  }

  private mutating func ending() -> [UInt8] { number(2) == 0 ? [0x07] : [0x1B, 0x5C] }
}
