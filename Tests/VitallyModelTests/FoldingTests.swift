// One form for all ways in which a name is written.

import Testing
import VitallyModel

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Bjørk", "bjork"), ("ÅLESJÖ", "alesjo"), ("Łódź", "lodz"), ("Æther", "aether"),
    ("O’Brien", "o'brien"), ("Straße", "strasse"), ("İstanbul ISPARTA", "istanbul isparta"),
    ("Œuvre", "oeuvre"), ("Đorđe", "dorde"), ("Þór", "thor"), ("Ελλάς", "ελλασ"),
    ("Йод", "иод"), ("ＡＢＣ　１２", "abc 12"), ("a–b — c", "a-b - c"), ("ﬁn", "fin"),
    ("Ac\u{200B}me\u{FEFF}", "acme"), ("Big\u{A0}Acme\tAG", "big acme ag"), ("a\u{0}\u{1B}b", "ab"),
  ])
  func `text has the form in which it is typed`(text: String, folded: String) {
    #expect(text.folded == folded)
  }

  @Test(arguments: [
    ("\u{E9}", "e\u{301}"), ("\u{AC01}", "\u{1100}\u{1161}\u{11A8}"),
    ("\u{AC00}", "\u{1100}\u{1161}"),
    ("\u{304C}", "\u{304B}\u{3099}"), ("\u{419}", "\u{418}\u{306}"), ("\u{622}", "\u{627}\u{653}"),
    ("\u{1EC7}", "e\u{323}\u{302}"), ("\u{FF76}\u{FF9E}", "\u{30AC}"),
  ])
  func `a letter in one piece or in several is the same, byte by byte`(one: String, other: String) {
    #expect(Array(one.folded.utf8) == Array(other.folded.utf8))
  }

  @Test func `marks that tell words apart stay`() {
    #expect("が".folded != "か".folded)
    #expect("हिंदी".folded != "हद".folded)
  }

  @Test func `folding twice is folding once, over all of what is written`() {
    for value in 0..<0x2_0000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = String(scalar).folded
      #expect(Array(once.folded.utf8) == Array(once.utf8), "U+\(String(value, radix: 16))")
    }
  }

  @Test func `a text holds words in any order and spelling`() {
    #expect("Café Ålesjö".holds("cafe a"))
    #expect("Café Ålesjö".holds(all: "ALESJO café".searchWords))
    #expect(!"Café".holds("cafes") && "Café".holds(""))
  }

  @Test func `what can't be seen is no name`() {
    for text in ["", "  ", "\u{A0}", "\u{200B}\u{FEFF}", "\u{3164}", "\u{1B}\u{7}"] {
      #expect(!text.isVisible)
    }
    #expect("a".isVisible && "\u{200B}é".isVisible && "👨‍👩‍👧".isVisible)
  }
}
