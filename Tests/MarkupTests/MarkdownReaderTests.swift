// What a reader of a help text sees of each kind of Markdown.

import Markup
import Testing

@Suite struct MarkdownReaderTests {
  private func shown(_ markdown: String) -> String { MarkdownReader.read(markdown).shown() }

  @Test(arguments: [
    ("", ""),
    ("# Head\ntext", "Head\n\ntext"),
    ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
    ("- a\n- b\n  1. c\n  2. d\n\ne", "• a\n• b\n  1. c\n  2. d\n\ne"),
    ("- a\n\n- b\n\n  c", "• a\n• b\n  c"),
    ("7. a\n8. b", "7. a\n8. b"),
    ("- [x] done\n- [ ] to do", "• [x] done\n• [ ] to do"),
    ("> a\n> > b", "> a\n> \n> > b"),
    ("a\n\n---\n\nb", "a\n\n" + String(repeating: "─", count: 60) + "\n\nb"),
    ("```swift\nlet  a\n\n\tb\n```\nc", "let  a\n\n    b\n\nc"),
    ("| a | b |\n|---|---|\n| c | |\n| | d |", "a | b\nc\n| d"),
    ("![a *chart*](x.png) ![](y.png)", "[image: a chart] [image]"),
    ("a\0b", "a\u{FFFD}b"),
  ])
  func `blocks are laid out like those of HTML`(markdown: String, expected: String) {
    #expect(shown(markdown) == expected)
  }

  @Test func `inline marks become roles`() {
    let text = MarkdownReader.read("*a* **b** ~~c~~ `d` ~e~")
    #expect(
      text.blocks.map(\.spans) == [
        [
          Span("a", .emphasis), Span(" "), Span("b", .strong), Span(" "), Span("c", .strike),
          Span(" "), Span("d", .code), Span(" ~e~"),
        ]
      ])
  }

  @Test func `links and bare addresses are numbered, others are plain`() {
    let text = MarkdownReader.read("[a](https://a.example) https://b.example [c](javascript:x)")
    #expect(text.shown() == "a [1] https://b.example [2] c")
    #expect(text.links.map(\.target) == ["https://a.example", "https://b.example"])
  }

  @Test func `HTML is shown as typed`() {
    #expect(shown("a <b>c</b>\n\n<div>\nd\n</div>") == "a <b>c</b>\n\n<div>\nd\n</div>")
  }

  @Test func `deep nesting keeps the last word`() {
    let text = MarkdownReader.read(String(repeating: ">", count: 5000) + " last word")
    #expect(text.shown().hasSuffix("> last word"))
  }
}
