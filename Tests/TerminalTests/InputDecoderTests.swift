// Bytes into events, however they are cut.

import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  private let start = ContinuousClock.now

  /// Decodes batches of text that arrive at these milliseconds.
  private func decode(_ batches: (Int, String)...) -> [TerminalEvent] {
    var decoder = InputDecoder()
    return batches.flatMap { time, text in
      decoder.decode(text.utf8.map(RawInput.byte), at: start + .milliseconds(time))
    }
  }

  private func keys(_ keys: Key...) -> [TerminalEvent] {
    keys.map(TerminalEvent.key)
  }

  @Test func `plain bytes are keys`() {
    #expect(
      decode((0, "aZ ?"))
        == keys(.character("a"), .character("Z"), .character(" "), .character("?")))
    #expect(decode((0, "\t\r\n\u{8}\u{7F}")) == keys(.tab, .enter, .enter, .backspace, .backspace))
    #expect(
      decode((0, "\u{0}\u{1}\u{1A}\u{1C}\u{1F}"))
        == keys(.control(" "), .control("a"), .control("z"), .control("\\"), .control("_")))
  }

  @Test(arguments: [
    ("[A", Key.up), ("OA", .up), ("[B", .down), ("OC", .right), ("[D", .left), ("[H", .home),
    ("OF", .end), ("[1~", .home), ("[4~", .end), ("[7~", .home), ("[8~", .end), ("[2~", .insert),
    ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown), ("[Z", .backTab), ("OP", .function(1)),
    ("OS", .function(4)), ("[15~", .function(5)), ("[24~", .function(12)),
    ("[15;2~", .function(17)), ("[1;5A", .controlUp), ("[1;5B", .controlDown),
    ("[1;5C", .controlRight), ("[1;5D", .controlLeft), ("[1;5H", .controlHome),
    ("[5;5~", .controlPageUp), ("[6;5~", .controlPageDown), ("[1;2A", .shiftUp),
    ("[1;2D", .shiftLeft), ("[1;9A", .up), ("OM", .enter), ("Oj", .character("*")),
    ("Oq", .character("1")),
  ])
  func `a sequence is a key, whole or cut at any byte`(sequence: String, key: Key) {
    let whole = "\u{1B}" + sequence
    #expect(decode((0, whole)) == keys(key))
    for cut in 2..<whole.utf8.count {
      let head = String(whole.prefix(cut))
      let tail = String(whole.dropFirst(cut))
      #expect(decode((0, head), (100, tail)) == keys(key))
    }
    // Cut after its escape, that was told as Esc already.
    #expect(decode((0, "\u{1B}"), (200, sequence)) == keys(.escape, key))
    #expect(decode((0, "\u{1B}x" + whole + "j")) == keys(.alt("x"), key, .character("j")))
  }

  @Test func `an escape alone is Esc at once`() {
    #expect(decode((0, "\u{1B}")) == keys(.escape))
    #expect(decode((0, "\u{1B}"), (10, "j")) == keys(.escape, .character("j")))
    #expect(decode((0, "\u{1B}\u{1B}")) == keys(.escape, .escape))
    #expect(decode((0, "\u{1B}\u{1B}[A")) == keys(.escape, .up))
  }

  @Test func `a bracket long after Esc is a bracket`() {
    #expect(decode((0, "\u{1B}"), (250, "[")) == keys(.escape, .character("[")))
  }

  @Test func `a bracket soon after Esc is one, too, if nothing follows`() {
    // Given Esc and a bracket 100 ms later
    var decoder = InputDecoder()
    _ = decoder.decode([.byte(0x1B)], at: start)
    let early = decoder.decode([.byte(0x5B)], at: start + .milliseconds(100))
    #expect(early.isEmpty)
    // When the time is over that the decoder asked for
    let deadline = decoder.deadline
    #expect(deadline == start + .milliseconds(350))
    let late = decoder.decode([], at: start + .milliseconds(350))
    // Then it was typed
    #expect(late == keys(.character("[")))
    #expect(decoder.deadline == nil)
  }

  @Test func `a wait that ends early loses nothing`() {
    var decoder = InputDecoder()
    _ = decoder.decode([.byte(0x1B), .byte(0x5B)], at: start)
    #expect(decoder.decode([], at: start + .milliseconds(100)).isEmpty)
    #expect(decoder.deadline == start + .milliseconds(250))
    #expect(decoder.decode([], at: start + .milliseconds(250)) == keys(.alt("[")))
  }

  @Test func `half a sequence that is never finished is dropped`() {
    #expect(decode((0, "\u{1B}[1;5"), (300, "j")) == keys(.character("j")))
    #expect(decode((0, "\u{1B}[1\u{1B}[A")) == keys(.up))
    #expect(decode((0, "\u{1B}[99z"), (1, "j")) == keys(.character("j")))
    let endless = String(repeating: "1", count: 100)
    #expect(decode((0, "\u{1B}[" + endless), (1, "\u{1B}[A")).last == .key(.up))
  }

  @Test func `Alt is an escape and a character at once`() {
    #expect(decode((0, "\u{1B}x\u{1B}X\u{1B} ")) == keys(.alt("x"), .alt("X"), .alt(" ")))
    #expect(decode((0, "\u{1B}\r\u{1B}\u{7F}")) == keys(.alt("\r"), .alt("\u{7F}")))
    #expect(decode((0, "\u{1B}\u{1}")) == keys(.escape, .control("a")))
  }

  @Test func `UTF-8 is put together across batches`() {
    var decoder = InputDecoder()
    let bytes = Array("é漢😀".utf8).map(RawInput.byte)
    let events = bytes.flatMap { decoder.decode([$0], at: start) }
    #expect(events == keys(.character("é"), .character("漢"), .character("😀")))
  }

  @Test func `invalid bytes vanish and eat nothing`() {
    var decoder = InputDecoder()
    let bytes: [UInt8] = [0xE9, 0x6A, 0xFF, 0x80, 0xC3, 0xC3, 0xA9, 0xC2, 0x9B, 0xED, 0xA0, 0x80]
    #expect(
      decoder.decode(bytes.map(RawInput.byte), at: start) == keys(.character("j"), .character("é")))
  }

  @Test func `a key that curses knows ends what is unfinished`() {
    var decoder = InputDecoder()
    #expect(decoder.decode([.byte(0x1B), .key(.up)], at: start) == keys(.escape, .up))
    #expect(
      decoder.decode([.byte(0x1B), .byte(0x5B), .key(.up)], at: start) == keys(.alt("["), .up))
    #expect(decoder.deadline == nil)
  }

  @Test func `reports are events`() {
    #expect(decode((0, "\u{1B}[0n")) == [.report("[0n")])
    #expect(decode((0, "\u{1B}[12;40R")) == [.report("[12;40R")])
    #expect(decode((0, "\u{1B}[?62;22c")) == [.report("[?62;22c")])
    #expect(decode((0, "\u{1B}[I\u{1B}[O")) == [])
  }
}
