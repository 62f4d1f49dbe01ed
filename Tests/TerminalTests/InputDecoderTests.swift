// Everything that a terminal can send, and what comes of it.

import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  private let wire = TypedWire()

  private func decode(_ batches: (Int, String)...) -> [TerminalEvent] { wire.decode(batches) }

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
    ("[15;2~", .function(17)), ("[1;2P", .function(13)), ("[25~", .function(13)),
    ("[1;5A", .controlUp), ("[1;5B", .controlDown),
    ("[1;5C", .controlRight), ("[1;5D", .controlLeft), ("[1;5H", .controlHome),
    ("[5;5~", .controlPageUp), ("[6;5~", .controlPageDown), ("[1;2A", .shiftUp),
    ("[1;2D", .shiftLeft), ("[1;6D", .controlLeft), ("[1;2H", .home), ("OM", .enter),
    ("Oj", .character("*")), ("Oq", .character("1")), ("OX", .character("=")),
    // Alt with an arrow, and the Option key of a Mac.
    ("[1;3D", .altLeft), ("[1;3C", .altRight), ("[1;9A", .altUp), ("[1;33B", .altDown),
    ("[3;3~", .altDelete),
    // rxvt and old xterms.
    ("Oa", .controlUp), ("Od", .controlLeft), ("[a", .shiftUp), ("[7$", .home),
    ("[5^", .controlPageUp), ("[3@", .delete), ("O5C", .controlRight),
    // The Linux console.
    ("[[A", .function(1)), ("[[E", .function(5)),
  ])
  func `a sequence is a key, whole or cut at any byte`(sequence: String, key: Key) {
    expectKey("\u{1B}" + sequence, key)
  }

  @Test(arguments: [
    ("[27u", Key.escape), ("[115;5u", .control("s")), ("[27;5;115~", .control("s")),
    ("[13;2u", .enter), ("[27;2;13~", .enter), ("[9;2u", .backTab), ("[9u", .tab),
    ("[127u", .backspace), ("[32;5u", .control(" ")), ("[97u", .character("a")),
    ("[97;2u", .character("A")), ("[228;2u", .character("Ä")), ("[49:33;2u", .character("!")),
    ("[27;2;33~", .character("!")), ("[97;1;228u", .character("ä")), ("[105;5u", .tab),
    ("[109;5u", .enter), ("[115;6u", .control("s")),
    ("[98;3u", .alt("b")), ("[127;3u", .alt("\u{7F}")),
    ("[115;7u", .alt("\u{13}")), ("[97;65u", .character("a")), ("[115;69u", .control("s")),
    ("[57399u", .character("0")), ("[57414u", .enter), ("[57419u", .up),
    ("[57417;5u", .controlLeft),
    ("[57376u", .function(13)), ("[97;1:1u", .character("a")), ("[1;1:2A", .up),
    ("[47;5u", .control("_")),
  ])
  func `a key that is told by its code is that key`(sequence: String, key: Key) {
    expectKey("\u{1B}" + sequence, key)
  }

  private func expectKey(_ whole: String, _ key: Key) {
    #expect(decode((0, whole)) == keys(key))
    for cut in 2..<whole.utf8.count {
      let head = String(whole.prefix(cut))
      let tail = String(whole.dropFirst(cut))
      #expect(decode((0, head), (100, tail)) == keys(key), "cut at \(cut)")
    }
    // Cut after its escape, that was told as Esc already: soon, and later if it comes at once.
    let tail = String(whole.dropFirst())
    #expect(decode((0, "\u{1B}"), (200, tail)) == keys(.escape, key))
    #expect(decode((0, "\u{1B}"), (1500, tail)) == keys(.escape, key))
    #expect(decode((0, "\u{1B}x" + whole + "j")) == keys(.alt("x"), key, .character("j")))
  }

  @Test(arguments: [
    // Keys that are let go, alone, for the window manager, or unknown.
    "[97;1:3u", "[1;1:3A", "[57441u", "[97;9u", "[1;17A", "[99999999999999999999u", "[-5u", "[;;;u",
    "[99z", "[1;3H", "[201~", "[x", "[1;2;3;4;5~", "[5;3~", "[15;3~",
    // The mouse: numbers, bytes, characters of two bytes, rxvt's; the focus.
    "[<0;68;10M", "[<0;68;10m", "[<64;1;1M", "[M DQ", "[M d!", "[M\u{E1}\u{E9}d", "[32;68;10M",
    "[I", "[O", "[tQd", "[TQdQdQd", "[M\u{20}\u{20}\u{20}",
    // Answers of the terminal.
    "]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "]11;rgb:ffff/ffff/ffff\u{7}", "]52;c;ZGRkUQ==\u{7}",
    "]\u{1B}\\", "]lqQd\u{1B}\\", "P>|XTerm(390)\u{1B}\\", "P1$r0m\u{1B}\\", "P1+r544e=64\u{1B}\\",
    "P!|00000000\u{1B}\\", "_Gi=31;OK\u{1B}\\", "^dQ\u{1B}\\", "XdQ\u{1B}\\", "P1$r\n\tq\u{1B}\\",
    "]0;Ä漢😀 dQ\u{1B}\\",
  ])
  func `what is no key is swallowed, whole or cut at any byte`(frame: String) {
    let whole = Array(("\u{1B}" + frame).utf8)
    let expected = keys(.character("j"), .character("k"))
    #expect(wire.decode([(0, [0x6A] + whole + [0x6B])]) == expected)
    for cut in 2..<whole.count {
      let (head, tail) = (Array(whole[..<cut]), Array(whole[cut...]))
      #expect(wire.decode([(0, [0x6A] + head), (200, tail + [0x6B])]) == expected, "cut at \(cut)")
    }
    // Cut after its escape, which was told as Esc.
    #expect(
      wire.decode([(0, [0x6A, 0x1B]), (200, Array(whole.dropFirst()) + [0x6B])])
        == keys(.character("j"), .escape, .character("k")))
  }

  @Test func `the mouse in bytes above ASCII is swallowed`() {
    #expect(
      wire.decode([(0, Array("\u{1B}[M ".utf8) + [0xF0, 0x81, 0x6A])]) == keys(.character("j")))
  }

  @Test func `an escape alone is Esc at once`() {
    #expect(decode((0, "\u{1B}")) == keys(.escape))
    #expect(decode((0, "\u{1B}"), (100, "j")) == keys(.escape, .character("j")))
    #expect(decode((0, "\u{1B}\u{1B}")) == keys(.escape, .escape))
  }

  @Test func `a key directly behind an escape is Alt, for nobody types as fast`() {
    #expect(decode((0, "\u{1B}"), (10, "j")) == keys(.alt("j")))
    #expect(decode((0, "\u{1B}\u{1B}[D")) == keys(.altLeft))
    #expect(decode((0, "\u{1B}\u{1B}[6~")) == [])
    #expect(decode((0, "\u{1B}\u{1B}x")) == keys(.escape, .alt("x")))
  }

  @Test func `over a slow line an escape waits longer`() {
    var decoder = InputDecoder(escapeDelay: .milliseconds(100))
    #expect(decoder.decode([0x1B], at: wire.start).isEmpty)
    #expect(decoder.deadline == wire.start + .milliseconds(100))
    #expect(decoder.decode(Array("[A".utf8), at: wire.start + .milliseconds(90)) == keys(.up))
  }

  @Test func `keys soon after Esc are keys`() {
    #expect(decode((0, "\u{1B}"), (300, "[")) == keys(.escape, .character("[")))
    #expect(decode((0, "\u{1B}"), (100, "[")) == keys(.escape, .character("[")))
    #expect(decode((0, "\u{1B}"), (100, "["), (200, "j")).count == 3)
    #expect(
      decode((0, "\u{1B}"), (100, "]"), (200, "j"))
        == keys(.escape, .character("]"), .character("j")))
  }

  @Test func `a wait that ends early loses nothing`() {
    var decoder = InputDecoder()
    _ = decoder.decode([0x1B, 0x5B], at: wire.start)
    #expect(decoder.decode([], at: wire.start + .milliseconds(100)).isEmpty)
    #expect(decoder.deadline == wire.start + .milliseconds(250))
    #expect(decoder.decode([], at: wire.start + .milliseconds(250)) == keys(.alt("[")))
    #expect(decoder.deadline == nil)
  }

  @Test func `half a sequence that is never finished is dropped`() {
    #expect(decode((0, "\u{1B}[1;5"), (1100, "j")) == keys(.character("j")))
    #expect(decode((0, "\u{1B}[1\u{1B}[A")) == keys(.up))
    #expect(decode((0, "\u{1B}]11;rgb:1e\u{1B}[A")) == keys(.up))
    #expect(decode((0, "\u{1B}]11;rgb:1e"), (2100, "j")) == keys(.character("j")))
    #expect(decode((0, "\u{1B}[M "), (1100, "j")) == keys(.character("j")))
    let endless = String(repeating: "1", count: 10_000)
    #expect(decode((0, "\u{1B}[" + endless), (1, "\u{1B}[A")) == keys(.up))
    #expect(decode((0, "\u{1B}[" + endless + "Mj")) == keys(.character("j")))
  }

  @Test func `an answer without an end swallows five seconds of keys at most`() {
    let batches = [(0, "\u{1B}]11;")] + (1...6).map { ($0 * 1000, "j") }
    #expect(wire.decode(batches) == keys(.character("j"), .character("j")))
  }

  @Test func `Alt is an escape and a character at once`() {
    #expect(decode((0, "\u{1B}x\u{1B}X\u{1B} ")) == keys(.alt("x"), .alt("X"), .alt(" ")))
    #expect(decode((0, "\u{1B}\r\u{1B}\u{7F}")) == keys(.alt("\r"), .alt("\u{7F}")))
    #expect(decode((0, "\u{1B}\u{1}\u{1B}\u{18}")) == keys(.alt("\u{1}"), .alt("\u{18}")))
    #expect(decode((0, "\u{1B}éj")) == keys(.alt("é"), .character("j")))
  }

  @Test func `UTF-8 is put together across batches`() {
    var decoder = InputDecoder()
    let events = Array("é漢😀".utf8).flatMap { decoder.decode([$0], at: wire.start) }
    #expect(events == keys(.character("é"), .character("漢"), .character("😀")))
  }

  @Test func `invalid bytes vanish and eat nothing`() {
    let bytes: [UInt8] = [0xE9, 0x6A, 0xFF, 0x80, 0xC3, 0xC3, 0xA9, 0xC2, 0x9B, 0xED, 0xA0, 0x80]
    #expect(wire.decode([(0, bytes)]) == keys(.character("j"), .character("é")))
  }

  @Test func `reports are events`() {
    #expect(decode((0, "\u{1B}[0n")) == [.report("[0n")])
    #expect(decode((0, "\u{1B}[12;40R")) == [.report("[12;40R")])
    #expect(decode((0, "\u{1B}[?62;22c")) == [.report("[?62;22c")])
    #expect(decode((0, "\u{1B}[?2026;2$y")) == [.report("[?2026;2$y")])
  }
}
