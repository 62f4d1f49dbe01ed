// Bodies as Markdown and back: what is written, what is kept, what is named before it is lost.

import Markup
import TestSupport
import Testing

@Suite struct MarkdownBodyTests {
  // MARK: Markdown as HTML

  @Test(arguments: [
    ("", ""),
    (" \n\n ", ""),
    ("Call back", "<p>Call back</p>"),
    ("Hi\nthere", "<p>Hi<br>there</p>"),
    ("a\n\nb", "<p>a</p><p>b</p>"),
    ("a\n\n\nb", "<p>a</p><p><br></p><p>b</p>"),
    ("a  \nb\\\nc", "<p>a<br>b<br>c</p>"),
    ("**bold** and __bold__", "<p><strong>bold</strong> and <strong>bold</strong></p>"),
    ("*it* and _it_", "<p><em>it</em> and <em>it</em></p>"),
    ("***both***", "<p><strong><em>both</em></strong></p>"),
    ("un*frigging*believable", "<p>un<em>frigging</em>believable</p>"),
    ("`a < b`", "<p><code>a &lt; b</code></p>"),
    ("<u>under **b**</u>", "<p><u>under <strong>b</strong></u></p>"),
    ("[text](https://a.example)", "<p><a href=\"https://a.example\">text</a></p>"),
    (
      "see https://a.example/x_y.",
      "<p>see <a href=\"https://a.example/x_y\">https://a.example/x_y</a>.</p>"
    ),
    ("www.a.example", "<p><a href=\"https://www.a.example\">www.a.example</a></p>"),
    ("<jo@a.example>", "<p><a href=\"mailto:jo@a.example\">jo@a.example</a></p>"),
    ("![pic](https://a.example/i.png)", "<p><img src=\"https://a.example/i.png\" alt=\"pic\"></p>"),
    ("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
    ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    ("a\n- b", "<p>a</p><ul><li>b</li></ul>"),
    ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    ("- [ ] a\n- [x] b", "<ul><li>[ ] a</li><li>[x] b</li></ul>"),
    ("3. c\n4. d", "<p>3. c</p><p>4. d</p>"),
    ("- a\nend", "<ul><li>a</li></ul><p>end</p>"),
    (
      "- a\n  b\n- c\n\n  d\nend",
      "<ul><li><p>a<br>b</p></li><li><p>c</p><p>d</p></li></ul><p>end</p>"
    ),
    (
      "We signed in\n2024. It renews\nin May",
      "<p>We signed in<br>2024. It renews<br>in May</p>"
    ),
    ("````\n```\n- a\nb\n````", "<p><code>```<br>-\u{A0}a<br>b</code></p>"),
    ("price 5*3*2=30, 2*x*y", "<p>price 5*3*2=30, 2*x*y</p>"),
    (
      "`5*3*2`\n```\n- a\n5*3*2\n```",
      "<p><code>5*3*2</code></p><p><code>-\u{A0}a<br>5*3*2</code></p>"
    ),
    ("R&D < Q&A, 2 * 3*", "<p>R&amp;D &lt; Q&amp;A, 2 * 3*</p>"),
    ("user_name_x", "<p>user_name_x</p>"),
    ("{{account.traits.plan}}", "<p>{{account.traits.plan}}</p>"),
    ("a\tb", "<p>a    b</p>"),
  ])
  func `Markdown is written as the HTML that the server keeps`(markdown: String, html: String) {
    #expect(MarkdownBody.html(markdown) == html)
  }

  @Test(arguments: [
    ("# Next steps", "<p><strong>Next steps</strong></p>"),
    ("Next\n====", "<p><strong>Next</strong></p>"),
    ("> a\n> b", "<p>\u{A0}\u{A0}\u{A0}\u{A0}a<br>\u{A0}\u{A0}\u{A0}\u{A0}b</p>"),
    ("```\nx\n  y\n```", "<p><code>x<br>\u{A0}\u{A0}y</code></p>"),
    ("    indented", "<p>\u{A0}\u{A0}\u{A0}\u{A0}indented</p>"),
    ("---", "<p>———</p>"),
    ("~~gone~~", "<p>~~gone~~</p>"),
    ("| a | b |\n|---|---|\n| c | d |", "<p>| a | b |<br>|---|---|<br>| c | d |</p>"),
  ])
  func `what the server would drop becomes what it keeps`(markdown: String, html: String) {
    #expect(MarkdownBody.html(markdown) == html)
  }

  @Test(arguments: [
    ("a <b> c", "<p>a &lt;b&gt; c</p>"),
    ("<b>a<b>b", "<p>&lt;b&gt;a&lt;b&gt;b</p>"),
    ("**a** *i* <b>\nc", "<p><strong>a</strong> <em>i</em> &lt;b&gt;<br>c</p>"),
    ("**a <strong>b** c", "<p><strong>a &lt;strong&gt;b</strong> c</p>"),
    ("</u> *a* <u>", "<p>&lt;/u&gt; <em>a</em> &lt;u&gt;</p>"),
    ("<customer>", "<p>&lt;customer&gt;</p>"),
    ("<script>x()</script>", "<p>&lt;script&gt;x()&lt;/script&gt;</p>"),
    ("<h1>a</h1>", "<p>&lt;h1&gt;a&lt;/h1&gt;</p>"),
    ("<!-- hidden -->", "<p>&lt;!-- hidden --&gt;</p>"),
    ("<img src=x onerror=y>", "<p>&lt;img src=x onerror=y&gt;</p>"),
    ("[x](javascript:y)", "<p>x (javascript:y)</p>"),
    ("<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>"),
  ])
  func `a tag that would not survive is text`(markdown: String, html: String) {
    #expect(MarkdownBody.html(markdown) == html)
  }

  // MARK: HTML as Markdown

  @Test(arguments: [
    ("", ""),
    ("<p>Hi<br/>there</p>\n<p>you</p>", "Hi\nthere\n\nyou"),
    (
      "<p>R&amp;D! user_name, 2 * 3 * 4, #1, 5 &lt; 6 &gt; 4</p>",
      "R&D! user_name, 2 * 3 * 4, #1, 5 < 6 > 4"
    ),
    ("<p>1. a</p><p>- b</p><p># c</p><p>&gt; d</p>", "1\\. a\n\n\\- b\n\n\\# c\n\n\\> d"),
    (
      "<p>*a* _b_ `c` [d](e) &amp;amp; &lt;b&gt;</p>",
      "\\*a\\* \\_b\\_ \\`c\\` [d\\](e) \\&amp; \\<b>"
    ),
    ("<p>un<em>frigging</em>believable</p>", "un*frigging*believable"),
    ("<p>a <strong>b </strong>c</p>", "a **b** c"),
    ("<p><strong>\"q\"</strong>word</p>", "<strong>\"q\"</strong>word"),
    (
      "<p><u>x</u> <img src=\"https://a.example/i\" width=\"10\"></p>",
      "<u>x</u> <img src=\"https://a.example/i\" width=\"10\">"
    ),
    ("<p><a href='https://a.example/x'>https://a.example/x</a> ok</p>", "https://a.example/x ok"),
    ("<p><a href='https://a.example/(x) y'>t</a></p>", "[t](<https://a.example/(x) y>)"),
    (
      "<p>See <a href='https://a.example/x'>https://a.example/x</a>, (<a href='https://www.b.example'>www.b.example</a>).</p>",
      "See https://a.example/x, (www.b.example)."
    ),
    (
      "<p>a<a href='https://a.example'>https://a.example</a></p>",
      "a[https://a.example](https://a.example)"
    ),
    ("<p><b>a</b><br><br>b</p>", "**a**<br>\nb"),
    ("<p>Plan &#150; Ana&#146;s &#8364;5</p>", "Plan – Ana’s €5"),
    ("<p><code>a`b</code></p>", "``a`b``"),
    ("<ul><li>a<ol><li>b</li></ol></li></ul><ul><li>c</li></ul>", "- a\n  1. b\n\n* c"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    ("a<br>b<br><br>c", "a\nb\n\nc"),
    ("one\ntwo\n\n  three", "one\ntwo\n\n\u{A0}\u{A0}three"),
    ("<p>a &check; &nbsp;b</p>", "a ✓ \u{A0}b"),
  ])
  func `a body reads as a person would write it`(html: String, markdown: String) {
    #expect(MarkdownBody.editing(html) == .markdown(markdown))
  }

  @Test(arguments: [
    "<p><b>a</b> <i>b</i></p>",
    "<p><b>a</b> <strong>b</strong> <i>c</i> <em>d</em></p>",
    "<div>a</div><div><br></div><div><b>b</b></div><ul><li>c</li></ul><div>d</div>",
    "<div><p>a</p><p>b</p></div>",
    "<p>a</p><div>b</div><p>c</p>",
    "<p>a</p><div><p>b</p><ul><li>c</li></ul></div><p>d</p>",
    "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>",
    "<ul><li><p>a</p></li></ul>",
    "<nl><li>a</li></nl>",
    "<p><a href=\"https://a.example\" target=\"_blank\">a</a></p>",
    "<p><a href=\"https://a.example\" target=\"_blank\">a</a> <a href=\"https://b.example\">b</a></p>",
    "<p><a name=\"top\"></a>a</p>",
    "<p><img src=\"https://a.example/i.png\" alt=\"a *b*\" width=\"1\" height=\"2\"></p>",
    "<p>a</p><p><br></p><p><br></p><p>b</p>",
    "<p>a<br><br>b</p>",
    "<p><a href=\"https://a.example/?a=1&amp;copy=2&amp;lt;=3\">a</a></p>",
    "<p><strong>a<br>b</strong></p>",
    "<p><a href=\"https://a.example\" name=\"n\">a</a><br><br><a href=\"https://a.example\" name=\"m\">b</a></p>",
    "<p><u><strong>a</strong></u><code>b</code></p>",
  ])
  func `a body keeps its own tags`(html: String) throws {
    #expect(try roundTrip(html) == html)
  }

  @Test func `links that end and begin with a line break can be edited`() throws {
    let link = "<a href=\"https://a.example\" name=\"n\">"
    let html = "<p>\(link)a<br></a> \(link)<br>b</a></p>"
    #expect(ShownText.lines(of: try roundTrip(html)) == ShownText.lines(of: html))
  }

  private func roundTrip(_ html: String) throws -> String {
    guard case .markdown(let markdown) = MarkdownBody.editing(html) else {
      throw NotEditable(html: html)
    }
    return MarkdownBody.html(markdown, like: html)
  }

  private struct NotEditable: Error {
    var html: String
  }

  @Test func `an edit changes only what was edited`() throws {
    // Given a body that somebody has written with other tags than vitty's
    let html = "<div>Met <b>Ana</b></div><div><br></div><ul><li><i>Quote</i></li></ul>"
    guard case .markdown(let markdown) = MarkdownBody.editing(html) else {
      throw NotEditable(html: html)
    }
    // When a word is added
    let edited = markdown.replacing("Quote", with: "Quote** sent**").replacing(
      "** sent**", with: " sent")
    // Then only that is new
    #expect(
      MarkdownBody.html(edited, like: html)
        == "<div>Met <b>Ana</b></div><div><br></div><ul><li><i>Quote sent</i></li></ul>")
  }

  @Test(arguments: 0..<500)
  func `any body survives there and back with its text and marks`(seed: UInt64) throws {
    // Given a body of everything that the server keeps
    var bodies = BodyGenerator(seed: seed)
    let html = bodies.body()
    // When it becomes Markdown and HTML again
    let back = try roundTrip(html)
    // Then every letter is there with its marks, on the same lines and in the same lists
    #expect(ShownText.lines(of: back) == ShownText.lines(of: html), "\(html)\n\(back)")
    // And from then on nothing changes any more
    #expect(try roundTrip(back) == back)
  }

  @Test(arguments: 0..<200)
  func `any text is shown as it was typed`(seed: UInt64) {
    // Given plain text of pieces that mean something in Markdown and HTML
    var random = SeededRandom(seed: seed)
    let pieces = [
      "\n", "\n\n", " ", "a", "word", "<", ">", "&", ";", "*", "**", "_", "`", "#", "-", "1.", "[",
      "](", ")", "!", "\\", "<p>", "<br>", "&amp;", "&nbsp;", "é", "👍🏽", "<!--", "-->", "\"", "=",
      "{{", "}}", "~~~", "|", "- ", "+ ", "> ",
    ]
    let text = (0..<20).compactMap { _ in pieces.randomElement(using: &random) }.joined()
    // When it is taken for Markdown that shows it
    let html = MarkdownBody.html(MarkdownBody.markdown(ofText: text))
    // Then a reader sees the same words
    let shown = HTMLReader.read(html).blocks.flatMap(\.spans).map(\.text).joined()
    #expect(shown.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace }, "\(html)")
  }

  // MARK: Losses

  @Test(arguments: [
    ("<table><tbody><tr><td>a</table>", "1 table"),
    ("<tr><td>a", "1 table"),
    ("<h1>a</h1><h3>b</h3>", "2 headings"),
    ("<p style='color: red'>a</p>", "styles"),
    ("<p class=x>a</p>", "styles"),
    ("<span>a</span><font>b</font>", "colours or fonts"),
    ("<blockquote>a</blockquote>", "1 quote"),
    ("<pre>a</pre>", "1 preformatted text"),
    ("a <!-- <h1> --> b", "1 comment"),
    ("<!doctype html><p>a", "a document type"),
    ("<html><body><p>a</p></body></html>", "a whole page"),
    ("<sub>a</sub>", "<sub>"),
    ("<o:p>a</o:p>", "<o:p>"),
    ("<p id=x>a", "the attribute id"),
    ("<a href='x' onclick='y()'>a</a>", "the attribute onclick"),
    ("<a href='x>a</a>", "an unclosed tag"),
    ("<img src='data:image/png;base64,AA=='>", "1 embedded image"),
    ("<a href=' JavaScript:x()'>a</a>", "1 unusual link"),
    ("<h1>a</h1><h2>b</h2><table></table>", "2 headings and 1 table"),
    (
      "<table><tr><td></table><h1>a</h1><p style=x>c</p><pre>d</pre><hr>",
      "1 table, 1 heading, styles, 1 preformatted text and 1 rule"
    ),
  ])
  func `what the server would drop is named and counted`(html: String, words: String) {
    guard case .lossy(_, let losses) = MarkdownBody.editing(html) else {
      Issue.record("\(html) is edited without a word")
      return
    }
    #expect(losses == words)
  }

  @Test func `what is left of a body with losses can be read`() {
    let html =
      "<h2>Plan</h2><table><tr><td>a<td>b<tr><td>c<td><p>d</p></table><blockquote>q</blockquote><pre>x\n y</pre>"
    #expect(
      MarkdownBody.editing(html)
        == .lossy(
          "## Plan\n\na | b\nc | d\n\n> q\n\n```\nx\n y\n```",
          losses: "1 heading, 1 table, 1 quote and 1 preformatted text"))
  }

  @Test(arguments: [
    // A reply in Gmail
    (
      "<div>Yes.</div><div><br></div><div>Ana wrote:</div><blockquote>a<br>b<div>c</div></blockquote>",
      "Yes.\n\nAna wrote:\n\n> a<br>b\n> c",
      "<div>Yes.</div><div><br></div><div>Ana wrote:</div><div>\u{A0}\u{A0}\u{A0}\u{A0}a<br>\u{A0}\u{A0}\u{A0}\u{A0}b</div><div>\u{A0}\u{A0}\u{A0}\u{A0}c</div>"
    ),
    // A heading that Markdown can't say
    (
      "<h1>a<br>b</h1><h2></h2><h3># c #</h3>", "**a\nb**\n\n**# c #**",
      "<p><strong>a<br>b</strong></p><p><strong># c #</strong></p>"
    ),
  ])
  func `what is left can be edited where Markdown can't say what was there`(
    html: String, markdown: String, sent: String
  ) {
    guard case .lossy(markdown, _) = MarkdownBody.editing(html) else {
      Issue.record("\(MarkdownBody.editing(html))")
      return
    }
    #expect(MarkdownBody.html(markdown, like: html) == sent)
  }

  @Test func `a body that is nested without end is refused by name`() {
    let html = String(repeating: "<div><ul><li>", count: 50_000)
    #expect(MarkdownBody.editing(html) == .refused("is nested too deeply to edit here"))
  }

  // MARK: Size

  @Test(arguments: [
    "<b>x</b>", "<ul><li>a</li></ul>", "<p>a", "<br>", "<", "*a ", "<b>",
    "<b>&nbsp;</b><i>&nbsp;</i>",
    "<a href='https://a.example'>https://a.example</a>", "<li>x", "[](", "`", "_a",
    "<a href=x></a>", "&amp;", "</p>", "<p><br></p>", "\\",
  ])
  func `a body of very many pieces is read in time that grows with it alone`(piece: String) {
    let html = "<p>" + String(repeating: piece, count: 200_000 / piece.utf8.count)
    let editing = MarkdownBody.editing(html)
    if case .markdown(let markdown) = editing { _ = MarkdownBody.html(markdown, like: html) }
  }

  @Test(arguments: ["<b>", "<a href=x>", "<?", "<![CDATA[", "<!A ", "<b>*a</b>* "])
  func `so is Markdown with very many tags that nothing ends`(piece: String) {
    let count = 200_000 / piece.utf8.count
    let html = MarkdownBody.html(String(repeating: piece, count: count))
    #expect(html.utf8.count > 200_000)
  }
}
