// Texts fitted to columns.

import Terminal
import TestSupport
import Testing
import ViewModels

@Suite struct TextMeasureTests {
  private let measure = TextMeasure { TextWidth.columns($0) }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("abcd", 0, ""), ("", 2, ""),
    ("漢字漢", 5, "漢字…"), ("漢字漢", 4, "漢…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ])
  func `a long text is cut between cells`(text: String, columns: Int, expected: String) {
    #expect(measure.cut(text, to: columns) == expected)
  }

  @Test func `padding fills up or cuts`() {
    #expect(measure.padded("ab", to: 4) == "ab  ")
    #expect(measure.padded("漢字漢", to: 4) == "漢… ")
  }

  @Test(arguments: [
    ("the quick fox", 9, ["the quick", "fox"]),
    ("the quick fox", 10, ["the quick", "fox"]),
    ("the  quick fox", 3, ["the", "qui", "ck", "fox"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("a abcdefgh", 3, ["a", "abc", "def", "gh"]),
    ("", 5, [""]),
    ("one\n\ntwo\r\nthree", 9, ["one", "", "two", "three"]),
    ("abc ", 3, ["abc"]),
    ("abc   def", 3, ["abc", "def"]),
    ("  abc def", 5, ["  abc", "def"]),
    ("漢字 漢字漢", 5, ["漢字", "漢字", "漢"]),
    ("a漢字b", 2, ["a", "漢", "字", "b"]),
    ("漢字", 1, ["漢", "字"]),
    ("abc", 0, ["a", "b", "c"]),
  ])
  func `text wraps between words`(text: String, columns: Int, expected: [String]) {
    #expect(measure.wrapped(text, to: columns) == expected)
  }

  @Test func `wrapped lines fit and lose nothing but blanks`() {
    var generator = SeededRandom(seed: 7)
    let pieces = ["a", "bc", "漢", " ", "  ", "e\u{301}", "👍🏽", "\u{200B}", "word", "\t", "\n"]
    for _ in 0..<400 {
      // Given random text
      let text = (0..<30).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let columns = Int.random(in: 2...12, using: &generator)
      // When it is wrapped
      let lines = measure.wrapped(text, to: columns)
      // Then each line fits
      for line in lines { #expect(TextWidth.columns(line) <= columns) }
      // And what is visible is all there
      #expect(visible(lines.joined()) == visible(text))
    }
  }
}

private func visible(_ text: String) -> String {
  String(text.filter { !$0.isWhitespace && $0 != "\u{200B}" })
}
