// The effect of each HTML element on a text.

/// What an element does to the text inside it. Unlisted elements only show their text.
enum HTMLElement {
  /// Begins and ends a line.
  case block
  /// Separated by an empty line before and after.
  case paragraph
  case heading
  case lineBreak
  case rule
  case quote
  case preformatted
  case bulletList
  case numberedList
  case item
  /// Indented.
  case indented
  case table
  case row
  case cell
  case headerCell
  case link
  case image
  case checkbox
  /// Gives the text inside a role.
  case inline(TextRole)
  /// Not shown.
  case hidden

  /// The elements by name.
  static let named: [String: HTMLElement] = {
    var table: [String: HTMLElement] = [
      "br": .lineBreak, "hr": .rule, "blockquote": .quote, "pre": .preformatted,
      "ol": .numberedList, "li": .item, "dd": .indented, "table": .table, "tr": .row, "td": .cell,
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
    ("p dl", .paragraph),
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

extension HTMLElement {
  /// Whether text in it begins on a line of its own.
  var beginsLine: Bool {
    switch self {
    case .block, .paragraph, .heading, .indented: true
    default: false
    }
  }
}
