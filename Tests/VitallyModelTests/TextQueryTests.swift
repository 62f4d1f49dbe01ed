// What a word is, and what is looked for when something is typed.

import Testing
import VitallyModel

@Suite struct TextQueryTests {
  @Test(arguments: [
    ("Björk's Łódź-Plan, v2!", ["bjork", "s", "lodz", "plan", "v2"]),
    ("dana@acme.example", ["dana", "acme", "example"]),
    ("東京タワー 会議", ["東", "京", "タ", "ワ", "ー", "会", "議"]),
    ("회의록", ["회", "의", "록"]), ("हिंदी में", ["हिंदी", "में"]), ("\u{1F389} 2026/11", ["2026", "11"]),
    ("", []), ("?! …", []),
  ])
  func `a text has words`(text: String, words: [String]) {
    #expect(text.textWords == words)
  }

  @Test(arguments: [
    "Björk's Łódź-Plan, v2!", "e\u{301}té ﬁn Æther", "東京タワー e會議", "が か\u{3099} ｶﾞ",
    "한국 \u{1112}\u{1161}\u{11AB}", "हिंदी", "a\r\nb\u{200B}c", "İstanbul \u{1F468}\u{200D}\u{1F469}x",
  ])
  func `words have their places in the text as it is written`(text: String) {
    let tokens = text.textTokens
    #expect(tokens.map(\.word) == text.textWords)
    for token in tokens { #expect(String(text[token.range]).textWords == [token.word]) }
  }

  @Test(arguments: [
    ("invoice", ["invoice*"]), ("invoice ", ["invoice*"]), ("eu inv", ["eu", "inv*"]),
    ("eu inv ", ["eu", "inv"]), ("\"net price\" up", ["net price", "up*"]),
    ("\"net pr", ["net pr*"]),
    ("dana@acme", ["dana acme*"]), ("会議", ["会 議"]), ("a\"b\"c", ["a", "b", "c*"]),
    ("AND OR NOT * ( ^ :", ["and", "or", "not"]), ("\"\"", []), (" “ ", []),
  ])
  func `what is typed is words and phrases, never a syntax`(typed: String, terms: [String]) {
    let query = TextQuery(typed)
    #expect(
      query.terms.map { $0.words.joined(separator: " ") + ($0.isOpen ? "*" : "") } == terms)
  }
}
