// How a text is broken into lines of a width.

import Markup
import Testing

@Suite struct WrappingTests {
  private func lines(_ html: String, width: Int) -> [String] {
    HTMLReader.read(html).lines(width: width, columns: testColumns).map(\.text)
  }

  @Test(arguments: [
    (80, ["The quick brown fox, a-jumping"]),
    (20, ["The quick brown fox,", "a-jumping"]),
    (10, ["The quick", "brown fox,", "a-jumping"]),
    (5, ["The", "quick", "brown", "fox,", "a-jum", "ping"]),
  ])
  func `lines are broken between words, words only where they must`(
    width: Int, expected: [String]
  ) {
    #expect(lines("<p>The quick <b>brown</b> fox, a-jumping</p>", width: width) == expected)
  }

  @Test(arguments: [1, 2, 20, 80])
  func `no text is lost and no line too wide at any width`(width: Int) {
    // Given a text of every kind of block
    let html = """
      <h1>Head line</h1><p>Some <b>bold</b>ly put words, averyveryverylongwordindeed.</p>
      <ol start=99><li>first item<ul><li>second item</ul></ol><blockquote>quoted text</blockquote>
      <pre>let  x =  1</pre><table><tr><td>cell<td>other</table><hr>
      """
    // When it is laid out
    let text = HTMLReader.read(html)
    let lines = text.lines(width: width, columns: testColumns)
    // Then all lines fit
    #expect(lines.allSatisfy { testColumns($0.text[...]) <= width })
    // And all that is not space, prefix or rule is there
    let drawn = lines.flatMap(\.spans).filter { $0.role != .dim && $0.role != .border }
    let written = text.blocks.flatMap(\.spans).filter { $0.role != .dim }
    #expect(letters(of: drawn) == letters(of: written))
  }

  private func letters(of spans: [Span]) -> String {
    spans.map(\.text).joined().filter { $0 != " " }
  }

  @Test(arguments: [0, -5])
  func `a width of nothing counts as one column`(width: Int) {
    #expect(lines("<ul><li>ab</ul>", width: width) == ["a", "b"])
  }

  @Test func `a character wider than the line stands alone on it`() {
    #expect(lines("<p>漢字</p>", width: 1) == ["漢", "字"])
    #expect(lines("<pre>漢字</pre>", width: 1) == ["漢", "字"])
  }

  @Test func `wide characters count as two columns and may be parted anywhere`() {
    #expect(lines("<p>契約 更新は来月です</p>", width: 8) == ["契約 更", "新は来月", "です"])
    #expect(lines("<p>plan更新 now</p>", width: 7) == ["plan更", "新 now"])
  }

  @Test func `a cluster of several scalars is not taken apart`() {
    let family = "👨‍👩‍👧"
    #expect(
      lines("<p>\(family)\(family) é\u{301}x</p>", width: 2) == [family, family, "é\u{301}x"])
  }

  @Test func `a word of several spans is kept together`() {
    #expect(lines("<p>see un<b>break</b>able</p>", width: 11) == ["see", "unbreakable"])
  }

  @Test func `spaces at the end of a line are dropped, within it they stay`() {
    #expect(lines("one   two   three", width: 9) == ["one   two", "three"])
    #expect(lines("  one two", width: 5) == ["  one", "two"])
  }

  @Test func `preformatted lines are broken at the width, spaces and all`() {
    #expect(lines("<pre>ab  cd ef</pre>", width: 4) == ["ab  ", "cd e", "f"])
  }

  @Test func `a prefix takes at most half of the width`() {
    let html = String(repeating: "<blockquote>", count: 8) + "one two"
    #expect(lines(html, width: 9) == ["> > one", "> > two"])
  }

  @Test func `spans keep role and link across lines`() {
    let text = HTMLReader.read("<a href='https://a.example'>one two</a>")
    let lines = text.lines(width: 7, columns: testColumns)
    #expect(
      lines == [
        StyledLine([Span("one", .link, link: 1)]),
        StyledLine([Span("two", .link, link: 1), Span(" [1]", .dim, link: 1)]),
      ])
  }

  @Test func `a line of text is made of one span or none`() {
    #expect(StyledLine("hello", .good).spans == [Span("hello", .good)])
    #expect(StyledLine("").spans.isEmpty)
    #expect(StyledLine([Span("a"), Span("b", .bad)]).text == "ab")
  }
}
