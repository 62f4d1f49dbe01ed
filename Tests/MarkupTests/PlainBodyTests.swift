// Which bodies can be edited as plain text, and that nothing of a body is ever lost.

import Markup
import TestSupport
import Testing

@Suite struct PlainBodyTests {
  // MARK: Text as HTML

  @Test(arguments: [
    ("", ""),
    ("Call back", "<p>Call back</p>"),
    ("Hi\nthere", "<p>Hi<br>there</p>"),
    ("a\n\nb", "<p>a</p><p>b</p>"),
    ("a\n\n\nb", "<p>a</p><p><br>b</p>"),
    ("a\n\n\n\nb", "<p>a</p><p><br></p><p>b</p>"),
    ("a\n", "<p>a<br></p>"),
    ("\n\n", "<p><br></p><p></p>"),
    ("a < b & c > d &amp;", "<p>a &lt; b &amp; c &gt; d &amp;amp;</p>"),
    ("a\tb", "<p>a&#9;b</p>"),
    ("a\r\nb\rc", "<p>a<br>b<br>c</p>"),
    ("{{account.traits.plan}}", "<p>{{account.traits.plan}}</p>"),
  ])
  func `text becomes paragraphs and line breaks`(text: String, html: String) {
    #expect(PlainBody.html(text) == html)
  }

  @Test(arguments: [
    "", " ", "\n", "\n\n", "\n\n\n", "\n\n\n\n", "a", "  a  ", "a\n", "a\n\n", "a\n\n\n", "\na",
    "\n\na", "\n\n\na", "a \n b", "a\n\n \n\nb", " \n\n ", "a  b   c", "\t", "a\t\tb", "a \t\nb",
    "<", "<3", "a < b", "<p>", "</p>", "<br>", "<b>bold</b>", "<!-- c -->", "x <!-- no end",
    "&", "&amp;", "&nbsp;", "&amp;amp;", "&#9;", "&#x41;", "AT&T; R&D", "\u{A0}", " \u{A0} ",
    "👩‍👩‍👧", "e\u{301}", "<\u{301}", "&\u{301}", "\u{301}", "\u{FEFF}a", "\u{C}\u{B}", "\0",
    "\u{1B}[0m",
    "\u{2028}", "{{account.traits.plan}}", "\"quoted\" 'text'",
  ])
  func `text is read as it was written`(text: String) {
    expectSame(text)
  }

  @Test(arguments: 0..<400)
  func `any text is read as it was written`(seed: UInt64) {
    // Given text of pieces that mean something in HTML
    var random = SeededRandom(seed: seed)
    let pieces = [
      "\n", "\n", "\n\n", " ", " ", "\t", "a", "word", "<", ">", "&", ";", "p", "br", "/", "<p>",
      "</p>", "<br>", "&amp;", "&nbsp;", "&#9;", "\u{A0}", "é", "👍🏽", "\u{301}", "<!--", "-->",
      "\"", "'", "=", "{{", "}}", "\0", "\u{FEFF}",
    ]
    let length = Int.random(in: 0...25, using: &random)
    let text = (0..<length).compactMap { _ in pieces.randomElement(using: &random) }.joined()
    // When it is written and read, then it is the same
    expectSame(text)
  }

  /// Expects every scalar of a text to survive.
  private func expectSame(_ text: String) {
    guard case .plain(let read) = PlainBody.editing(PlainBody.html(text)) else {
      Issue.record("\(text.debugDescription) was not plain")
      return
    }
    #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
  }

  // MARK: Bodies from elsewhere

  @Test(arguments: [
    ("Call back", "Call back"),
    ("<p>Hi<br/>there</p>\n<p>you</p>", "Hi\nthere\n\nyou"),
    ("a<br>b", "a\nb"),
    ("text<p>para</p>tail", "text\n\npara\n\ntail"),
    ("text <p>para</p> tail ", "text\n\npara\n\ntail"),
    ("x &amp; y&nbsp;z", "x & y\u{A0}z"),
    ("<p>a<p>b", "a\n\nb"),
    ("<P>a<BR>b</P>", "a\nb"),
    ("<p>a</p >\n\t <p >b</p>", "a\n\nb"),
    ("<p>\n  Hello\n  dear\t you\n</p>", "Hello dear you"),
    ("<p>a<br>\n  b \n<br />c</p>", "a\nb\nc"),
    ("<p>a\r\nb</p>\r\n<p>c\rd</p>", "a b\n\nc d"),
    ("<p>a  b </p>", "a  b "),
    ("<p>a</p><p><br></p><p>b</p>", "a\n\n\n\nb"),
    ("<p>a<br></p><p>b</p>", "a\n\nb"),
    ("a<br>\n<p>b</p>", "a\n\nb"),
    ("<p></p>", ""),
    (" <p>a</p> ", "a"),
    ("a</p>b", "a\n\nb"),
    ("</p>a</p></p>", "a"),
    ("a</br>b", "a\nb"),
    ("<p>a</b>b</table></p>", "ab"),
    ("\u{FEFF}<p>a</p>", "a"),
    ("<p>&lt;b&gt; &#65;&#x42; &eacute; &hellip; &#8364; &apos;</p>", "<b> AB é … € '"),
    ("<p>R&D, Q&A, x& &; &# &&amp;</p>", "R&D, Q&A, x& &; &# &&"),
    ("<p>{{account.name}}</p>", "{{account.name}}"),
  ])
  func `a plain body reads as a person sees it`(html: String, text: String) {
    #expect(PlainBody.editing(html) == .plain(text))
  }

  @Test(arguments: [
    ("", ""),
    ("one\ntwo\n\n\n  three  \n", "one\ntwo\n\n\n  three  \n"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("a\tb", "a\tb"),
    ("a &lt; b", "a < b"),
  ])
  func `a body without any tag keeps its lines and blanks`(html: String, text: String) {
    #expect(PlainBody.editing(html) == .plain(text))
  }

  @Test(arguments: [
    "a < b and c > d", "1<2", "I <3 it", "mail <jo@example.com> now", "see <https://a.example/x>",
    "<", "<>", "</>", "end <b", "x <!-- not ended", "the <script> tag is bad",
  ])
  func `a bracket that begins no tag is text`(text: String) {
    #expect(PlainBody.editing(text) == .plain(text))
    #expect(PlainBody.editing("<p>" + text) == .plain(text))
  }

  // MARK: Formatted bodies

  @Test(arguments: [
    "<b>a</b>", "<div>a</div>", "<ul><li>a</ul>", "<ol><li>a</ol>", "<nl><li>a</nl>",
    "<u><i><strong><em><code>a", "<p>a <B>b</B></p>",
    "<a href=\"https://a.example/?x=1&y=2\" target=_blank name='x'>a</a>",
    "<a href='mailto:jo@example.com'>a</a>", "<a href='/here#a:b'>a</a>",
    "<img src='https://a.example/i.png' alt='a > b' width=1 height=2>", "<img>",
    "<a\n href = 'x'\n/>",
  ])
  func `to a body that the server keeps as it is, text can be added`(html: String) {
    #expect(PlainBody.editing(html) == .appendable)
  }

  @Test(arguments: ["&check;", "<p>&NewLine;", "&copy 2024", "&#128;", "&#1", "&#0;", "&#xD800;"])
  func `a reference that browsers may read otherwise is not edited away`(html: String) {
    #expect(PlainBody.editing(html) == .appendable)
  }

  @Test(arguments: [
    ("<table><tbody><tr><td>a</table>", "a table"),
    ("<h1>a</h1><h3>b</h3>", "headings"),
    ("<p style='color: red'>a</p>", "styles"),
    ("<p class=x>a</p>", "styles"),
    ("<span>a</span><font>b</font>", "colours or fonts"),
    ("<blockquote>a</blockquote>", "quotes"),
    ("<pre>a</pre>", "preformatted text"),
    ("a <!-- <h1> --> b", "a comment"),
    ("<!doctype html><p>a", "a document type"),
    ("<?xml version='1.0'?><p>a", "a document type"),
    ("<html><body><p>a</p></body></html>", "a whole page"),
    ("<sub>a</sub>", "<sub>"),
    ("<Made-Up>a", "<made-up>"),
    ("<o:p>a</o:p>", "<o:p>"),
    ("<p id=x>a", "the attribute id"),
    ("<p href='x'>a", "the attribute href"),
    ("<a href='x' onclick='y()'>a</a>", "the attribute onclick"),
    ("<br data-x>", "the attribute data-x"),
    ("<p <b>a", "the attribute <b"),
    ("<p =x>a", "the attribute =x"),
    ("<a href='x>a</a>", "an unclosed tag"),
    ("<img src='data:image/png;base64,AA=='>", "embedded images"),
    ("<a href=' JavaScript:x()'>a</a>", "unusual links"),
    ("<h1>a</h1><table></table>", "headings and a table"),
    (
      "<table><tr><td></table><h1>a</h1><h2>b</h2><p style=x>c</p><pre>d</pre>",
      "a table, headings and styles"
    ),
  ])
  func `what the server would drop is named`(html: String, words: String) {
    #expect(PlainBody.editing(html) == .fixed(words))
  }

  @Test(arguments: [
    ("<b>a</b>", "c & d\n\ne", "<b>a</b><p>c &amp; d</p><p>e</p>"),
    ("<b>a</b>\n", "", "<b>a</b>\n"),
    ("<b>a</b> &check;\t<3 <!--", "-->", "<b>a</b> &check;\t&lt;3 &lt;!--<p>--&gt;</p>"),
    ("<i>a</i> b <c", "d", "<i>a</i> b &lt;c<p>d</p>"),
    ("<img alt='<'>", "d", "<img alt='<'><p>d</p>"),
    ("a &check;\nb\n\n<3", "d", "<p>a &check;<br>b</p><p>&lt;3</p><p>d</p>"),
    ("", "d", "<p>d</p>"),
  ])
  func `text is added below a body that stays as it is`(
    html: String, text: String, expected: String
  ) {
    #expect(PlainBody.appended(text, to: html) == expected)
  }

  // MARK: Size

  @Test(arguments: ["<p>", "<br>", "<p>a", "</p>", "<", "&", "&amp;", "a\n", " ", "\t<p>"])
  func `a plain body of very many pieces is read`(piece: String) {
    let html = String(repeating: piece, count: 150_000 / piece.utf8.count)
    guard case .plain = PlainBody.editing(html) else {
      Issue.record("\(piece) many times over is not plain")
      return
    }
  }

  @Test(arguments: [
    "<b>", "<div><ul>", "</b><b>", "<a href='x'>", "<!-- c -->", "<![if", "<!-", "<!--", "<a<",
    "<p ",
    "<script>", "&a;", "&abcdef", "&#1;", "<table>", "<a href=", "<a '", "<p \"\">",
  ])
  func `no other body of very many pieces is taken for a plain one`(piece: String) {
    let html = String(repeating: piece, count: 150_000 / piece.utf8.count) + "<b -->&check;"
    let editing = PlainBody.editing(html)
    if case .plain = editing { Issue.record("\(piece) many times over is plain") }
    #expect(PlainBody.appended("end", to: html).hasSuffix("<p>end</p>"))
  }

  @Test func `text of one megabyte is read as it was written`() {
    expectSame(String(repeating: "A line & more,\nthen a paragraph\n\n", count: 30_000))
  }

  @Test func `a tag with very many attributes is read`() {
    let many = (0..<100_000).map { " a\($0)='x'" }.joined()
    let words = "the attribute a0, the attribute a1 and the attribute a2"
    #expect(PlainBody.editing("<p\(many)>a") == .fixed(words))
    let same = String(repeating: " href='https://a.example'", count: 100_000)
    #expect(PlainBody.editing("<a\(same)>a") == .appendable)
  }
}
