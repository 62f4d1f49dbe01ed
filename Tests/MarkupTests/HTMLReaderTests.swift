// What a reader of a note sees of each kind of HTML.

import Markup
import Testing

@Suite struct HTMLReaderTests {
  private func shown(_ html: String, width: Int = 60) -> String {
    HTMLReader.read(html).shown(width: width)
  }

  // MARK: Paragraphs and lines

  @Test func `an empty line stands between paragraphs, none before the first or after the last`() {
    #expect(shown("\n<p>one</p>\n\n<p>two</p>\n") == "one\n\ntwo")
  }

  @Test func `a div begins a new line without an empty one`() {
    #expect(shown("Hello<div>there</div>you") == "Hello\nthere\nyou")
  }

  @Test(arguments: [
    ("a<br>b", "a\nb"),
    ("a<br><br>b", "a\n\nb"),
    ("a<br/><br/><br/><br/>b", "a\n\nb"),
    ("<p>a<br></p><p>b</p>", "a\n\nb"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    ("<div>a</div><div>&nbsp;</div><div>b</div>", "a\n\nb"),
    ("<br><br>a<br>", "a"),
  ])
  func `line breaks make lines, and two of them an empty one`(html: String, expected: String) {
    #expect(shown(html) == expected)
  }

  @Test func `spaces and newlines of the source are folded`() {
    #expect(shown("<p>\n  one\t two\r\n <b> three</b> </p>") == "one two three")
  }

  @Test func `a hard space is kept and no line is broken at it`() {
    #expect(shown("<p>&nbsp;&nbsp;in by two</p>") == "  in by two")
    #expect(shown("<p>one two&nbsp;three</p>", width: 9) == "one\ntwo three")
  }

  @Test func `no span holds a newline`() {
    let html = "<p>a\u{2028}b\u{85}c</p><pre>e\r\nf\rg\u{2029}h</pre><img alt='i\nj'>"
    let text = HTMLReader.read(html)
    #expect(
      text.blocks.allSatisfy { $0.spans.allSatisfy { !$0.text.contains(where: \.isNewline) } })
    #expect(text.shown() == "a b c\n\ne\nf\ng\nh\n\n[image: i j]")
  }

  @Test func `a heading stands apart and keeps its role whatever stands in it`() {
    let text = HTMLReader.read("before<h2>A <b>bold</b> head</h2>after")
    #expect(text.shown() == "before\n\nA bold head\n\nafter")
    #expect(text.text(of: .heading) == "A bold head")
  }

  @Test func `a rule takes the whole width`() {
    #expect(shown("a<hr>b", width: 5) == "a\n\n─────\n\nb")
  }

  @Test(arguments: [
    ("b", TextRole.strong), ("strong", .strong), ("i", .emphasis), ("em", .emphasis),
    ("u", .underline), ("s", .strike), ("del", .strike), ("code", .code),
  ])
  func `an inline tag gives its text a role`(tag: String, role: TextRole) {
    let text = HTMLReader.read("<p>one <\(tag)>two</\(tag)> three</p>")
    #expect(text.blocks.map(\.spans) == [[Span("one "), Span("two", role), Span(" three")]])
  }

  // MARK: Lists and quotes

  @Test func `lists are indented by nesting`() {
    let html =
      "<ul><li>one<ul><li>deep</li><li>deeper<ol><li>n</li></ol></li></ul></li><li>two</ul>"
    #expect(shown(html) == "• one\n  • deep\n  • deeper\n    1. n\n• two")
  }

  @Test func `numbers begin where the list says`() {
    #expect(shown("<ol start=3><li>c<li value=9>i<li>j</ol>") == "3. c\n9. i\n10. j")
  }

  @Test func `a list right inside a list is indented`() {
    #expect(shown("<ul><li>a</li><ul><li>b</li></ul></ul>") == "• a\n  • b")
  }

  @Test func `paragraphs in an item have no empty lines and the lines hang`() {
    let html = "<ul><li><p>one two three</p><p>four</p></li></ul>"
    #expect(shown(html, width: 9) == "• one two\n  three\n  four")
  }

  @Test func `a list stands apart from the text around it`() {
    #expect(shown("<p>a</p><ul><li>b</ul>c") == "a\n\n• b\n\nc")
  }

  @Test func `terms and what they mean are indented`() {
    #expect(shown("<dl><dt>SSO</dt><dd>single sign-on</dd></dl>") == "SSO\n  single sign-on")
  }

  @Test func `each line of a quote is marked`() {
    let html = "<p>She wrote:</p><blockquote><p>one two</p><p>three</p></blockquote>done"
    #expect(shown(html, width: 7) == "She\nwrote:\n\n> one\n> two\n> \n> three\n\ndone")
  }

  @Test func `quotes nest and hold lists`() {
    let html = "<blockquote>a<blockquote>b<ul><li>c</ul></blockquote></blockquote>"
    #expect(shown(html) == "> a\n> \n> > b\n> > \n> > • c")
  }

  @Test func `preformatted text keeps its spaces and lines`() {
    let text = HTMLReader.read("x<pre>\nif a  {\n\tb\n\n}</pre>y")
    #expect(text.shown() == "x\n\nif a  {\n    b\n\n}\n\ny")
    #expect(text.text(of: .code) == "if a  {/    b/}")
  }

  @Test func `spaces between marks in preformatted text are kept`() {
    #expect(shown("<pre>a<b> </b>c<pre>  d</pre>  e</pre>") == "a c\n\n  d\n\n  e")
  }

  // MARK: Tables

  @Test(arguments: [
    ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a | b\nc | d"),
    ("<table><tr><td><p>a</p></td> <td><div>b</div></td></tr></table>", "a | b"),
    (
      "<table><tr><td></td><td>q1</td></tr><tr><td>x</td><td></td><td>y</td></tr></table>",
      "| q1\nx |  | y"
    ),
    (
      "<table><tr><td>a</td><td>&nbsp;</td></tr><tr><td> </td></tr><tr><td>b</td></tr></table>",
      "a\nb"
    ),
    ("<table><tr><td>a</td><td>b<br>c</td><td>d</td></tr></table>", "a | b\nc | d"),
    (
      "<p>before</p><table><tr><td><p>a</p><p>b</p></td></tr></table>after",
      "before\n\na\n\nb\n\nafter"
    ),
  ])
  func `a table row is a line with bars between the cells`(html: String, expected: String) {
    #expect(shown(html) == expected)
  }

  @Test func `a rule in a cell swallows no text`() {
    let html = "<table><tr><td>a</td><td><hr></td><td>b</td></tr></table>"
    #expect(shown(html, width: 5) == "a\n\n─────\n| b")
  }

  @Test(arguments: [
    // A mark of mail templates
    "<table role=presentation><tr><td>Hello</td><td>Dana</td></tr></table>",
    // Around another table
    "<table><tr><td>Hello</td><td><table><tr><td>Dana</td></tr></table></td></tr></table>",
    // With what is in no table of data
    "<table><tr><td><h1>Hello</h1></td><td>Dana</td></tr></table>",
    "<table><tr><td>Hello</td><td><ul><li>Dana</li></ul></td></tr></table>",
  ]) func `a table that only arranges is read as text`(html: String) {
    let text = shown(html)
    #expect(text.hasPrefix("Hello\n") && text.hasSuffix("Dana") && !text.contains("|"))
  }

  @Test func `a cell with much text makes no row`() {
    let words = String(repeating: "word ", count: 100)
    let text = shown("<table><tr><td>Terms</td><td>\(words)</td></tr></table>")
    #expect(text.hasPrefix("Terms\nword") && !text.contains("|"))
  }

  @Test func `tables inside tables keep all their text`() {
    let inner = "<table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table>"
    let html = "<table><tr><td>logo</td><td>\(inner)</td></tr><tr><td>foot</td></tr></table>"
    #expect(shown(html) == "logo\n\nx | y\nz\n\nfoot")
  }

  // MARK: Links and images

  @Test func `links are numbered, and listed with title and target`() {
    let text = HTMLReader.read(
      "<a href='https://a.example/x'>the <b>plan</b></a>, <a href='mailto:jo@b.example'>Jo</a>, "
        + "<a href=' HTTP://c.example '>c</a>, <a href='https://a.example/x'>again</a>.")
    #expect(text.shown() == "the plan [1], Jo [2], c [3], again [1].")
    #expect(
      text.links == [
        Link(number: 1, title: "the plan", target: "https://a.example/x"),
        Link(number: 2, title: "Jo", target: "mailto:jo@b.example"),
        Link(number: 3, title: "c", target: "HTTP://c.example"),
      ])
    #expect(text.text(of: .link) == "the plan/Jo/c/again")
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:x", "data:text/html,x",
    "file:///etc",
    "#top", "/notes/1", "vbscript:x", "", "ssh://host",
  ])
  func `an address that is not for opening is plain text`(address: String) {
    let text = HTMLReader.read("<a href='\(address)'>press</a> me")
    #expect(text.links.isEmpty)
    #expect(text.blocks.map(\.spans) == [[Span("press me")]])
  }

  @Test func `a target holds no newline`() {
    let text = HTMLReader.read("<a href='htt\nps://a.example/\r\nx'>a</a>")
    #expect(text.links.map(\.target) == ["https://a.example/x"])
  }

  @Test func `a link without text shows its number`() {
    let text = HTMLReader.read("see <a href='https://a.example'></a> now")
    #expect(text.shown() == "see [1] now")
    #expect(text.links.map(\.title) == ["https://a.example"])
  }

  @Test func `a link over several lines has them all in its title`() {
    let text = HTMLReader.read("<a href='https://a.example'><p>one</p><p>two</p></a>three")
    #expect(text.shown() == "one\n\ntwo [1]\n\nthree")
    #expect(text.links.map(\.title) == ["one two"])
    #expect(
      HTMLReader.read("<pre><a href='https://a.example'>x\n</a>y").shown() == "x\n[1]y")
  }

  @Test func `the number of a link stays with its last word`() {
    #expect(shown("<a href='https://a.example'>one two</a>", width: 8) == "one\ntwo [1]")
  }

  @Test func `images are named`() {
    #expect(shown("<img src=x alt='a  chart'> <img src=y>") == "[image: a chart] [image]")
    let linked = HTMLReader.read("<a href='https://a.example'><img alt=logo></a>")
    #expect(linked.shown() == "[image: logo] [1]")
  }

  @Test(arguments: [
    (
      "<img src='data:image/png;base64,\(String(repeating: "A", count: 40_000))' alt=plan>",
      "[image: plan, 30 KB]"
    ),
    ("<img src=' DATA:image/gif;base64,R0lGOD'>", "[image, 21 bytes]"),
    ("a<img src=x width=1 height=1>b", "ab"), ("a<img src=x style='width: 1px'>b", "ab"),
    ("<img src=x width=100 height=10>", "[image]"),
  ]) func `an image in the text is a word with its size, one that only counts is nothing`(
    html: String, expected: String
  ) {
    #expect(shown(html) == expected)
  }

  @Test func `boxes of a task list are shown`() {
    #expect(shown("<input type=checkbox checked>a<br><input type=checkbox> b") == "[x] a\n[ ] b")
  }
}
