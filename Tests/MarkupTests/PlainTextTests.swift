// The one line that stands for a long text.

import Markup
import Testing

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("", ""),
    ("<p> </p>", ""),
    ("<p>Hi&nbsp;all,</p>\n<ul><li>one\n two</li></ul>", "Hi all, one two"),
    ("see <a href='https://a.example'>this</a>", "see this"),
    ("see <a href='https://a.example'></a> it", "see it"),
    ("plain\ntext", "plain text"),
    ("<p>0123456789</p><p>0123456789</p>", "0123456789 01234567…"),
    ("<p>0123456789</p><p>012345678</p>", "0123456789 012345678"),
  ])
  func `a summary is one line of at most the limit`(html: String, expected: String) {
    #expect(PlainText.summary(ofHTML: html, limit: 20) == expected)
  }

  @Test(arguments: [
    ("<br><p>First <b>line</b></p><p>second</p>", "First line"),
    ("one\ntwo", "one"),
    ("<hr>after", "after"),
    ("", ""),
    ("<p>a line that is too long for the row</p>", "a line that is too …"),
  ])
  func `the first line is the first with any text`(html: String, expected: String) {
    #expect(PlainText.firstLine(ofHTML: html, limit: 20) == expected)
  }

  @Test(arguments: [1, 5000, 100_000, 700_000])
  func `the text is found however much style stands before it`(size: Int) {
    let html = "<style>" + String(repeating: "p{}", count: size) + "</style><p>Hello <b>there</b>"
    #expect(PlainText.summary(ofHTML: html, limit: 80) == "Hello there")
    #expect(PlainText.firstLine(ofHTML: html, limit: 80) == "Hello there")
    #expect(PlainText.firstLine(ofHTML: html, limit: 2) == "H…")
  }

  @Test func `the summary of the start is that of the whole`() {
    // Given texts in which a cut at 4096 bytes falls into a tag, an entity or a character
    for shift in 0..<12 {
      let start = String(repeating: "a", count: 4050 + shift)
      for rest in [
        "<b title='x'>bold</b>", "&nbsp;&eacute;&eacute;&eacute;", "éééééé", "<!-- c -->",
      ] {
        let html = "<i>" + start + String(repeating: rest, count: 20)
        // When the limit lies just before the cut
        let summary = PlainText.summary(ofHTML: html, limit: 4055)
        // Then nothing of the cut shows
        let whole = HTMLReader.read(html).lines(width: 1_000_000, columns: testColumns)[0].text
        #expect(summary == String(whole.prefix(4054)) + "…" || summary == whole)
      }
    }
  }

  @Test(arguments: [-1, 0, 1])
  func `a limit too small for text leaves the mark of a cut`(limit: Int) {
    #expect(PlainText.summary(ofHTML: "hello", limit: limit) == "…")
  }
}
