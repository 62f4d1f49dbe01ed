// The table of what each HTML element does to a text.
// It must not know the tree or the builder. An element that is not in it only shows its text.

/// What an element does to the text inside it.
enum HTMLElement {
  /// Begins and ends a line.
  case block
  /// Stands apart from what is before and after it.
  case paragraph
  case heading
  case lineBreak
  case rule
  case quote
  case preformatted
  case bulletList
  case numberedList
  case item
  /// Further to the right.
  case indented
  case row
  case cell
  case headerCell
  case link
  case image
  case checkbox
  /// Gives the text inside a meaning.
  case inline(TextRole)
  /// Is not shown.
  case hidden

  /// The elements by name.
  static let named: [String: HTMLElement] = {
    var table: [String: HTMLElement] = [
      "br": .lineBreak, "hr": .rule, "blockquote": .quote, "pre": .preformatted,
      "ol": .numberedList, "li": .item, "dd": .indented, "tr": .row, "td": .cell,
      "th": .headerCell, "a": .link, "img": .image, "input": .checkbox,
    ]
    for (names, element) in families {
      for name in names.split(separator: " ") {
        table[String(name)] = element
      }
    }
    return table
  }()

  private static let families: [(String, HTMLElement)] = [
    (
      "div section article main header footer nav aside address center form fieldset figure "
        + "figcaption details summary thead tbody tfoot caption dt option legend",
      .block
    ),
    ("p table dl", .paragraph),
    ("h1 h2 h3 h4 h5 h6", .heading),
    ("ul nl menu dir", .bulletList),
    ("b strong", .inline(.strong)),
    ("i em cite var dfn", .inline(.emphasis)),
    ("u ins", .inline(.underline)),
    ("s strike del", .inline(.strike)),
    ("code kbd samp tt", .inline(.code)),
    ("q", .inline(.quote)),
    ("script style title", .hidden),
  ]
}
