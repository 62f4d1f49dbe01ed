// Generates bodies of everything that the server keeps, with text that means something in Markdown.

import TestSupport

struct BodyGenerator {
  private static let words = [
    "alpha", "beta", "R&amp;D", "user_name", "5*3", "*", "_", "**x**", "`", "`tick`", "[", "]",
    "](", "(x)", "&lt;b&gt;", "&amp;amp;", "&amp;copy;", "\\", "\\*", "1.", "2)", "-", "+", "#",
    "##", "&gt;", "===", "---", "~~~", "```", "!", "don't", "\"quoted\"", "e.g.", "jo@example.com",
    "é", "👍🏽", "日本", "&nbsp;", "|", "{{account.name}}", "&lt;3", "x &lt; y", "foo_", "_bar",
    "*em", "em*", "://", ".", "(", ")", "[a]: b", "&lt;", "&amp;",
  ]

  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// A body of one to five parts.
  mutating func body() -> String {
    let style = number(3)
    return (0...number(4)).map { _ in part(style) }.joined()
  }

  private mutating func part(_ style: Int) -> String {
    switch number(8) {
    case 0...3:
      let tag = style == 0 ? "div" : style == 1 ? pick(["p", "div"]) : "p"
      return "<\(tag)>\(text(0))</\(tag)>"
    case 4, 5: return list(0)
    case 6: return style == 0 ? "<div><br></div>" : "<p><br></p>"
    case 7: return "<b>x</b>" + text(0)
    default:
      return style == 1 ? "<div>\(list(0))<p>\(text(0))</p></div>" : pick(["\n", " ", "<p></p>"])
    }
  }

  private mutating func list(_ depth: Int) -> String {
    let tag = pick(["ul", "ol", "ul", "ol", "nl"])
    let items = (0...number(2)).map { _ in
      var item =
        switch number(4) {
        case 0: "<p>\(text(1))</p>"
        case 1: "<p>\(text(1))</p><p>\(text(1))</p>"
        case 2: "<div>\(text(1))</div>"
        default: text(1)
        }
      if depth < 2, number(3) == 0 { item += list(depth + 1) }
      return "<li>\(item)</li>"
    }
    return "<\(tag)>\(items.joined())</\(tag)>"
  }

  private mutating func text(_ depth: Int) -> String {
    (0...number(3)).map { _ in piece(depth) }.joined()
  }

  private mutating func piece(_ depth: Int) -> String {
    switch number(9) {
    case 5 where depth < 3:
      let tag = pick(["b", "i", "u", "strong", "em", "code"])
      return "<\(tag)>\(text(depth + 1))</\(tag)>" + pick(["", " "])
    case 6 where depth < 2: return link()
    case 7: return "<br>"
    case 8:
      return "<img src=\"https://i.example/p.png\""
        + pick(["", " alt=\"pic\"", " alt=\"a*b\"", " width=\"10\""]) + ">"
    default: return pick(Self.words) + pick(["", " ", " ", " ", " \n ", "  "])
    }
  }

  private mutating func link() -> String {
    let address = pick([
      "https://a.example/", "https://a.example/x_y(1)", "mailto:jo@example.com",
      "https://a.example/?a=1&amp;copy=2", "/rel path",
    ])
    let more = pick(["", " target=\"_blank\"", " name=\"n\""])
    return "<a href=\"\(address)\"\(more)>\(text(3))</a>" + pick(["", " "])
  }

  private mutating func number(_ most: Int) -> Int { Int.random(in: 0...most, using: &random) }

  private mutating func pick(_ choices: [String]) -> String { choices[number(choices.count - 1)] }
}
