// A paste is one event, and nothing in it is a key.

import Testing

@testable import Terminal

@Suite struct PasteTests {
  private let wire = TypedWire()
  private let paste = "\u{1B}[200~dd\r\nx\ry\u{1B}[Az é\u{1B}[201\u{1B}]0;\u{3}\u{1B}[201~"
  private let expected: [TerminalEvent] = [
    .paste("dd\nx\ny\u{1B}[Az é\u{1B}[201\u{1B}]0;\u{3}"), .key(.character("j")),
  ]

  @Test func `a paste is one event, cut at any byte`() {
    let bytes = Array((paste + "j").utf8)
    for cut in 2..<bytes.count {
      let batches = [(0, Array(bytes[..<cut])), (200, Array(bytes[cut...]))]
      #expect(wire.decode(batches) == expected, "cut at \(cut)")
    }
  }

  @Test func `a paste byte by byte is the same`() {
    let batches = (paste + "j").utf8.enumerated().map { ($0.offset * 5, [$0.element]) }
    #expect(wire.decode(batches) == expected)
  }

  @Test func `a paste that stands still never becomes keys`() {
    // Given a paste that is cut anywhere, with five seconds of silence
    let bytes = Array(paste.utf8)
    for cut in 6..<bytes.count {
      // When the rest comes, and a key after it
      let events = wire.decode([
        (0, Array(bytes[..<cut])), (5000, Array(bytes[cut...]) + [0x6A]),
      ])
      // Then all of it was pasted, in two parts
      let texts = events.compactMap { event in
        if case .paste(let text) = event { text } else { nil }
      }
      #expect(events.filter { $0 == .key(.character("j")) }.count == 1, "cut at \(cut)")
      #expect(events.count == texts.count + 1, "cut at \(cut): \(events)")
    }
  }

  @Test func `a paste whose end is lost is handed on after two seconds, and ended by Esc`() {
    let events = wire.decode([(0, "\u{1B}[200~a"), (1000, "b"), (4000, "\u{1B}"), (4500, "j")])
    #expect(events == [.paste("ab"), .key(.character("j"))])
  }

  @Test func `a paste whose end is lost ends by itself after ten more`() {
    let events = wire.decode([(0, "\u{1B}[200~ab"), (12_100, "j")])
    #expect(events == [.paste("ab"), .key(.character("j"))])
  }
}
