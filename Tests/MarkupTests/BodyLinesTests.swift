// The lines of an HTML body: no tag is cut, and nothing is lost.

import TestSupport
import Testing

@testable import Markup

@Suite struct BodyLinesTests {
  @Test(arguments: [
    ("<p>a<br>b</p><p>c</p>", ["<p>", "a", "<br>", "b", "</p>", "<p>", "c", "</p>"]),
    (
      "<ul><li>a <b>b</b></li>\n <li>c</li></ul>\n",
      ["<ul>", "<li>", "a <b>b</b>", "</li>\n ", "<li>", "c", "</li>", "</ul>\n"]
    ),
    ("a < b & c", ["a < b & c"]), ("", []),
    ("<p title=\"</p>\">a</p>", ["<p title=\"</p>\">", "a", "</p>"]),
  ]) func `lines are what a reader sees, and the tags between`(_ html: String, _ lines: [String]) {
    #expect(BodyLines.lines(of: html, by: .lines) == lines)
  }

  @Test(arguments: [
    (
      "<p>a<br>b</p>\n<ul><li>c</li></ul>d<br>e",
      ["<p>a<br>b</p>\n", "<ul><li>c</li></ul>", "d", "<br>", "e"]
    ),
    ("<div><p>a</p></div><p>b", ["<div><p>a</p></div>", "<p>b"]),
    ("a <b>b<br>c</b> d", ["a <b>b<br>c</b> d"]),
  ]) func `blocks are whole paragraphs and lists`(_ html: String, _ blocks: [String]) {
    #expect(BodyLines.lines(of: html, by: .blocks) == blocks)
  }

  @Test(arguments: [
    ("<p>a<br>b</p><ul><li>c</li></ul>", true), ("<p>a", false), ("a</p>", false),
    ("<b><i>a</b></i>", false), ("<li>a</li>", false), ("<p><p>a</p></p>", false),
    ("<ol><li>a<ul><li>b</li></ul></li></ol>", true), ("<p>a<img src=x></p>", true),
    ("<p>a</p", false), ("</br>", false), ("plain", true),
  ]) func `a body is sound if every element is closed in its place`(_ html: String, _ isSound: Bool)
  {
    #expect(BodyLines.isSound(html) == isSound)
  }

  @Test func `items are whole, with the lists in them`() {
    #expect(
      BodyLines.lines(
        of: "<p>a<br>b</p><ol><li>c<ul><li>d</li></ul></li> <li>e</li></ol>", by: .items)
        == ["<p>a<br>b</p>", "<ol>", "<li>c<ul><li>d</li></ul></li> ", "<li>e</li>", "</ol>"])
  }

  @Test func `how a line is written does not count, what it says does`() {
    #expect(BodyLines.key(of: "a  b\n") == BodyLines.key(of: " a b"))
    #expect(BodyLines.key(of: "<br/>") == BodyLines.key(of: "<BR >\n"))
    #expect(BodyLines.key(of: "<a href='x'>a</a>") == BodyLines.key(of: "<a  href=\"x\">a</a>"))
    #expect(BodyLines.key(of: "<a href='x'>a</a>") != BodyLines.key(of: "<a href='y'>a</a>"))
    #expect(BodyLines.key(of: "<b>a</b>") != BodyLines.key(of: "a"))
    // What says nothing by itself begins with a blank
    #expect(BodyLines.key(of: "<p>").hasPrefix(" "))
    #expect(!BodyLines.key(of: "<img src=x>").hasPrefix(" "))
  }

  @Test func `all lines one after the other are the body again, whatever it is`() {
    var dice = SeededRandom(seed: 5)
    let pieces = [
      "<p>", "</p>", "<br>", "<br/>", "\r\n", " ", "a", "é", "👩‍🚀", "&nbsp;", "<", ">", "<!--", "-->",
      "<ul>", "<li>", "</li>", "</ul>", "<a href=\"<p>\">", "</a>", "<b", "\"", "<script>",
      "</script>",
    ]
    for _ in 0..<500 {
      let html = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
        pieces.randomElement(using: &dice) ?? ""
      }.joined()
      for size in BodyLines.Size.allCases {
        let lines = BodyLines.lines(of: html, by: size)
        #expect(Array(lines.joined().utf8) == Array(html.utf8))
      }
    }
  }

  @Test(arguments: ["<p>a<br>b</p>", "<b>", "</b>", "<div>", "<li>a", "<p "])
  func `a long body is divided at once`(_ piece: String) {
    let html = String(repeating: piece, count: 200_000 / piece.utf8.count)
    #expect(BodyLines.lines(of: html, by: .lines).joined() == html)
    #expect(BodyLines.lines(of: html, by: .blocks).joined() == html)
    _ = BodyLines.isSound(html)
  }
}
