// Addresses that stand in a text as they are.

import Markup
import Testing

@Suite struct BareAddressTests {
  @Test(arguments: [
    ("see https://x.example/a now", "https://x.example/a"),
    ("(http://x.example)", "http://x.example"),
    ("at www.x.example/b, too", "https://www.x.example/b"),
    ("HTTPS://X.example.", "HTTPS://X.example"),
    ("https://x.example/a_(b)", "https://x.example/a_(b)"),
    ("<https://x.example/?q=1>", "https://x.example/?q=1"),
    ("https://x.example/ä?b=c#d!", "https://x.example/ä?b=c#d"),
    ("ask dana.lee+vitty@mail.x.example, please", "mailto:dana.lee+vitty@mail.x.example"),
    ("Dana<dana@x.example>.", "mailto:dana@x.example"),
    ("(o'neil@x.example)", "mailto:o'neil@x.example"),
  ])
  func `an address is a link in every kind of text, which reads as before`(
    text: String, target: String
  ) {
    for styled in [
      HTMLReader.read(text), HTMLReader.read("<p>\(text)</p>"), PlainText.styled(text),
    ] {
      #expect(styled.links.map(\.target) == [target])
      #expect(styled.shown() == text)
      #expect(styled.blocks.flatMap(\.spans).contains { $0.role == .link && $0.link == 1 })
    }
  }

  @Test(arguments: [
    "www", "www.", "http://", "https://?x", "awww.x", "a//b", "ftp://x.example", "wwww",
    "@dana", "a@b", "dana@x.", "a@@x.example", "@x.example", "3@4.5", "a@b@c.example",
  ])
  func `what is no address is none`(text: String) {
    #expect(HTMLReader.read(text).links.isEmpty && PlainText.styled(text).links.isEmpty)
  }

  @Test func `links are numbered through, one for each address`() {
    let html =
      "<p>https://x.example/a <a href='https://x.example/b'>https://x.example/c</a> "
      + "and https://x.example/a, www.x.example</p>"
    let text = HTMLReader.read(html, firstLink: 3)
    #expect(text.links.map(\.number) == [3, 4, 5])
    #expect(
      text.links.map(\.title) == ["https://x.example/a", "https://x.example/c", "www.x.example"])
  }
}
