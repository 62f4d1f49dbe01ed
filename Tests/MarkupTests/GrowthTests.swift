// The work for a text grows with its length and not faster, whatever it is made of. Nothing is timed:
// what the parser gets and what is gone through is counted.

import Testing

@testable import Markup

@Suite struct GrowthTests {
  @Test func `attributes that show nothing don't reach the parser, however many there are`() {
    // Given tags with 10, and with 40,000 attributes beside the one that counts
    let sizes = [10, 40_000].map { count in
      let attributes = (0..<count).map { "a\($0)=\"1>\"" }.joined(separator: " ")
      let html =
        "<p \(attributes)>See <a \(attributes) href='https://x.example/a?b=\"'>plan</a></p>"
      // Then all is shown and followed as before
      let text = HTMLReader.read(html)
      #expect(text.shown() == "See plan [1]")
      #expect(text.links.map(\.target) == ["https://x.example/a?b=\""])
      return HTMLSource(html).bytes.count
    }
    // And the parser gets the same
    #expect(sizes[0] == sizes[1])
  }

  @Test func `the first of several attributes counts, and those of all shown kinds are kept`() {
    let shown = { (html: String) in HTMLReader.read(html).shown() }
    #expect(shown("<ol x=1 start=3 start=7><li>a<li value='9'>b</ol>") == "3. a\n9. b")
    #expect(shown("<input type=checkbox checked>a<br><input type=checkbox>b") == "[x] a\n[ ] b")
    #expect(shown("<img x=1 alt='a &quot;b&quot;'>") == "[image: a \"b\"]")
    #expect(shown("<a href=https://x.example/>x</a>") == "x [1]")
  }

  @Test(arguments: ["</i>", "</span>", "</div>", "</q>"])
  func `end tags that end nothing don't reach the parser`(end: String) {
    let html = String(repeating: "<b>", count: 1000) + "x" + String(repeating: end, count: 1000)
    let source = String(decoding: HTMLSource(html).bytes, as: UTF8.self)
    #expect(!source.contains("</"))
    #expect(HTMLReader.read(html + "y").shown() == "xy")
  }

  @Test func `whether an end tag ends something is told in as many steps as there are tags`() {
    let steps = [1000, 4000].map { count in
      var open = OpenElements()
      for _ in 0..<count { open.open("div") }
      for _ in 0..<count {
        open.open("b")
        open.open("i")
        _ = open.close("b")
        _ = open.close("i")
        _ = open.close("td")
      }
      return open.steps
    }
    #expect(steps[1] <= steps[0] * 4)
  }

  @Test func `an end tag ends what is open, but not out of a heavier element`() {
    var open = OpenElements()
    for name in ["b", "i"] { open.open(name) }
    let (endsBoth, isOpen) = (open.close("b"), open.close("i"))
    #expect(endsBoth && !isOpen)
    for name in ["b", "div", "p"] { open.open(name) }
    let (endsOutside, endsBlock, endsNow) = (open.close("b"), open.close("div"), open.close("b"))
    #expect(!endsOutside && endsBlock && endsNow)
    for name in ["br", "li", "li"] { open.open(name) }
    let ends = [open.close("li"), open.close("li"), open.close("br")]
    #expect(ends == [true, false, false])
  }

  @Test func `marks for mail programs are looked for in as many steps as there are bytes`() {
    let steps = [1000, 4000].map { count in
      let html = Array((String(repeating: "<![if ", count: count) + ">").utf8)
      var scanner = TagScanner(html, isWhole: true)
      for index in html.indices { _ = scanner.lengthOfCondition(at: index) }
      return scanner.steps
    }
    #expect(steps[1] <= steps[0] * 4 + 4)
  }

  @Test func `a tag whose quote is not closed is text, and so is all behind many of them`() {
    #expect(HTMLReader.read("a <p title=\"b>c</p> d").shown() == "a <p title=\"b>c\n\nd")
    let html = String(repeating: "<p ", count: 100) + "x='>"
    #expect(HTMLReader.read(html).shown(width: 1000) == html)
  }

  @Test func `scripts and comments hold no tags`() {
    #expect(HTMLReader.read("<script>var a = '<b x=\"'</script>ok").shown() == "ok")
    #expect(HTMLReader.read("a<!-- <p x=\" -->b").shown() == "ab")
    #expect(HTMLReader.read("<STYLE>a { b: '<i \"' }</STYLE x>ok").shown() == "ok")
  }
}
