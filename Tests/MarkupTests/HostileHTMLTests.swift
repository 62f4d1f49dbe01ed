// HTML that is broken, huge or made to hide something: no text may be lost.

import Markup
import TestSupport
import Testing

@Suite struct HostileHTMLTests {
  private func shown(_ html: String) -> String { HTMLReader.read(html).shown() }

  @Test(arguments: [
    ("", ""),
    ("<p>   \n </p>", ""),
    ("<p>", ""),
    ("<p>a<p>b", "a\n\nb"),
    ("<b>a<i>b", "ab"),
    ("<b><p>x</b>y</p>z", "xy\n\nz"),
    ("a</b></div>b", "ab"),
    ("<p>a</p></body></html><p>b</p>", "a\n\nb"),
    ("<o:p>a</o:p><made-up>b</made-up>", "ab"),
    ("<td>a</td><li>b</li>", "a\n• b"),
    ("<p>a</p\n><p>b", "a\n\nb"),
  ])
  func `broken HTML is read in full`(html: String, expected: String) {
    #expect(shown(html) == expected)
  }

  @Test(arguments: [
    "a < b and c > d", "1<2", "I <3 it", "mail <jo@example.com> now", "see <https://a.example/x>",
    "<", "<>", "</>", "a </ b", "end <b", "x <!-- not ended", "the <script> tag is bad",
    "a <style> of its own", "a <!--> b", "5 <title",
  ])
  func `a bracket that begins no tag is text`(text: String) {
    #expect(shown(text) == text)
    #expect(shown("<p>" + text) == text)
  }

  @Test(arguments: [
    ("<script>var a = '<b>';</script>ok", "ok"),
    ("<STYLE>p { color: red }</STYLE >ok", "ok"),
    ("<html><head><title>T</title><meta charset=x></head><body>ok</body></html>", "ok"),
    ("<!DOCTYPE html><p>ok", "ok"),
    ("<?xml version='1.0'?><p>ok", "ok"),
    ("o<!-- <p>no</p> -->k", "ok"),
    ("<!--[if mso]><p>no</p><![endif]--><![if !mso]>ok<![endif]>", "ok"),
    ("\u{FEFF}<p>ok", "ok"),
  ])
  func `what is not text is left out`(html: String, expected: String) {
    #expect(shown(html) == expected)
  }

  @Test(arguments: [
    ("a &lt;b&gt; &amp;amp; &quot;c&quot;", "a <b> &amp; \"c\""),
    ("&bogus; &eacute;&#x1F600;&#233;", "&bogus; é😀é"),
    ("R&D, AT&T; x&", "R&D, AT&T; x&"),
    ("a\0b", "a b"),
    ("a&#0;b", "ab"),
  ])
  func `entities are read, and unknown ones stay`(html: String, expected: String) {
    #expect(shown("<p>\(html)</p>") == expected)
    #expect(shown(html) == expected)
  }

  @Test func `control and bidi characters are left to the terminal`() {
    #expect(shown("<p>a&#155;b\u{202E}c</p>") == "a\u{9B}b\u{202E}c")
  }

  @Test func `text without a tag keeps its lines and spaces`() {
    let text = "Call notes\n\n\n  1.  price &amp; term\r\n  2.  a < b"
    #expect(shown(text) == "Call notes\n\n\n  1.  price & term\n  2.  a < b")
    #expect(HTMLReader.read(text).text(of: .code).isEmpty)
  }

  @Test(
    arguments: [
      "<b>", "<div>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<font>", "<ol><ol>",
    ],
    [400, 100_000])
  func `any depth of nesting keeps the last word`(opening: String, depth: Int) {
    let text = HTMLReader.read(String(repeating: opening, count: depth) + "last word")
    let last = text.lines(width: 80, columns: testColumns).last?.text
    #expect(last?.hasSuffix("last word") == true)
  }

  @Test(arguments: 0..<200)
  func `no word of random tags is lost`(seed: UInt64) {
    // Given words between tags that open, close and cross each other as they like
    var random = SeededRandom(seed: seed)
    let names = [
      "p", "div", "b", "a href='https://a.example'", "ul", "ol", "li", "blockquote", "pre", "h1",
      "table", "tr", "td", "th", "hr", "br", "dl", "dd", "img", "input type=checkbox", "o:p",
    ]
    var html = ""
    var words: [String] = []
    for number in 0..<60 {
      let name = names.randomElement(using: &random) ?? "p"
      let isEnd = Bool.random(using: &random)
      html += isEnd ? "</\(name.prefix { $0 != " " })>" : "<\(name)>"
      if Bool.random(using: &random) {
        words.append("w\(number)")
        html +=
          ["w\(number)", " w\(number)\n", "&nbsp;w\(number) "].randomElement(using: &random) ?? ""
      }
    }
    // When they are read and laid out
    let lines = HTMLReader.read(html).lines(width: 40, columns: testColumns)
    // Then all words are there in their order
    var rest = lines.map(\.text).joined()[...]
    for word in words {
      let range = rest.firstRange(of: word)
      #expect(range != nil, "\(word) of \(html)")
      rest = range.map { rest[$0.upperBound...] } ?? rest
    }
  }

  @Test func `a number that is too large does not stop a list`() {
    let html = "<ol><li value=\(Int.max)>a<li>b</ol><ol start=99999999999999999999><li>c</ol>"
    #expect(shown(html) == "\(Int.max). a\n\(Int.min). b\n\n1. c")
  }

  @Test func `each level of a deep list keeps its word`() {
    let html = (1...2000).map { "<ul><li>w\($0)" }.joined()
    let words = HTMLReader.read(html).blocks.flatMap(\.spans).map(\.text)
    #expect(words == (1...2000).map { "w\($0)" })
  }

  @Test func `a text of one megabyte is read in full`() {
    let html = (1...20_000).map { "<p>Paragraph number \($0) of a <b>long</b> text</p>" }.joined()
    let text = HTMLReader.read(html + String(repeating: "<p>x", count: 1000) + "<p>end")
    #expect(text.blocks.count == 2 * 21_001 - 1)
    #expect(text.blocks.last?.spans == [Span("end")])
  }

  @Test func `of a text too long for the parser the last line says how much is missing`() {
    let text = HTMLReader.read(String(repeating: "é", count: 4_500_000))
    let shown = text.blocks.first?.spans.first?.text
    #expect(shown?.utf8.count == 8_000_000 || shown?.utf8.count == 7_999_998)
    #expect(text.text(of: .warning).hasSuffix("more bytes are not shown]"))
    let missing = 9_000_000 - (shown?.utf8.count ?? 0)
    #expect(text.text(of: .warning) == "[\(missing) more bytes are not shown]")
  }

  @Test func `a mail from Outlook reads like a letter`() {
    let html = """
      <html xmlns:o="urn:schemas-microsoft-com:office:office">
      <head><meta name=Generator content="Microsoft Word 15">
      <style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style>
      <!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]-->
      </head><body lang=EN-GB link="#0563C1"><div class=WordSection1>
      <p class=MsoNormal><span style='font-size:11.0pt'>Hi Dana,<o:p></o:p></span></p>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p>
      <p class=MsoNormal>the figures<br>are <b><span style='color:red'>late</span></b>.<o:p></o:p></p>
      <ul type=disc><li class=MsoListParagraph>seats: 71&nbsp;of&nbsp;120<o:p></o:p></li></ul>
      <table class=MsoTable><tr><td><p class=MsoNormal>MRR</p></td><td><p>84,000</p></td></tr></table>
      <p class=MsoNormal><a href="https://a.example/r">Report</a></p>
      </div></body></html>
      """
    #expect(
      shown(html) == """
        Hi Dana,

        the figures
        are late.

        • seats: 71 of 120

        MRR | 84,000

        Report [1]
        """)
  }
}
