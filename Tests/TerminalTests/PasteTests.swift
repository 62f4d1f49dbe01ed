// A paste is one event, and nothing in it is a key.

import Testing

@testable import Terminal

@Suite struct PasteTests {
  private let start = ContinuousClock.now
  private let paste = "\u{1B}[200~dd\r\nx\ry\u{1B}[Az é\u{1B}[201~"
  private let expected: [TerminalEvent] = [.paste("dd\nx\ny\u{1B}[Az é"), .key(.character("j"))]

  @Test func `a paste is one event, cut at any byte`() {
    let bytes = (paste + "j").utf8.map(RawInput.byte)
    for cut in 2..<bytes.count {
      var decoder = InputDecoder()
      let head = decoder.decode(Array(bytes[..<cut]), at: start)
      let tail = decoder.decode(Array(bytes[cut...]), at: start + .milliseconds(200))
      #expect(head + tail == expected, "cut at \(cut)")
    }
  }

  @Test func `a paste byte by byte is the same`() {
    var decoder = InputDecoder()
    let events = (paste + "j").utf8.flatMap { decoder.decode([.byte($0)], at: start) }
    #expect(events == [.key(.escape)] + expected)
  }

  @Test func `keys inside a paste are dropped`() {
    var decoder = InputDecoder()
    let before = "\u{1B}[200~a".utf8.map(RawInput.byte)
    let after = "b\u{1B}[201~".utf8.map(RawInput.byte)
    #expect(decoder.decode(before + [.key(.up)] + after, at: start) == [.paste("ab")])
  }

  @Test func `a paste whose end is lost ends after two silent seconds`() {
    // Given a paste that goes on after a second
    var decoder = InputDecoder()
    _ = decoder.decode("\u{1B}[200~a".utf8.map(RawInput.byte), at: start)
    _ = decoder.decode([.byte(0x62)], at: start + .seconds(1))
    #expect(decoder.deadline == start + .seconds(3))
    // When nothing comes for two more
    let events = decoder.decode([], at: start + .seconds(3))
    // Then it is over, and keys are keys again
    #expect(events == [.paste("ab")])
    #expect(decoder.decode([.byte(0x6A)], at: start + .seconds(4)) == [.key(.character("j"))])
  }
}
