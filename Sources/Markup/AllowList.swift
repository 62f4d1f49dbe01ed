// The HTML that the server keeps in a body, and the names of what it would drop.

/// The elements and attributes that survive on the server.
enum AllowList {
  /// The attributes that are kept, by element.
  private static let attributes: [String: Set<String>] = {
    var table: [String: Set<String>] = [
      "a": ["href", "name", "target"], "img": ["src", "alt", "width", "height"],
    ]
    for name in "p div br ul ol nl li b u i strong em code".split(separator: " ") {
      table[String(name)] = []
    }
    return table
  }()

  /// URL schemes that are kept; addresses without a scheme are kept too.
  private static let schemes: Set = ["http", "https", "mailto", "tel", "ftp"]

  /// The names of elements that are dropped; others are named by their tag.
  private static let elementWords: [String: String] = {
    var table: [String: String] = [:]
    for (names, words) in [
      ("table thead tbody tfoot tr td th caption colgroup col", "a table"),
      ("h1 h2 h3 h4 h5 h6", "headings"), ("style", "styles"),
      ("span font", "colours or fonts"), ("blockquote q", "quotes"),
      ("pre", "preformatted text"), ("s strike del", "strikethrough"), ("hr", "rules"),
      ("script", "scripts"), ("html head body title meta link", "a whole page"),
      ("video audio iframe object embed", "embedded media"), ("input", "check boxes"),
    ] {
      for name in names.split(separator: " ") { table[String(name)] = words }
    }
    return table
  }()

  private static let attributeWords = ["style": "styles", "class": "styles", "align": "styles"]

  /// The most losses that are named.
  private static let limit = 3

  /// What the server would drop, such as "a table, headings and styles"; nil for nothing.
  static func losses(of tokens: [HTMLToken]) -> String? {
    var losses: [String] = []
    for token in tokens where losses.count < limit {
      for loss in Self.losses(of: token) where losses.count < limit && !losses.contains(loss) {
        losses.append(loss)
      }
    }
    guard let last = losses.popLast() else { return nil }
    return losses.isEmpty ? last : losses.joined(separator: ", ") + " and " + last
  }

  private static func losses(of token: HTMLToken) -> [String] {
    switch token {
    case .text: []
    case .comment: ["a comment"]
    case .declaration: ["a document type"]
    case .tag(let tag) where !tag.isComplete: ["an unclosed tag"]
    // The loss is told at the start; an end without one shows nothing.
    case .tag(let tag) where tag.isEnd: []
    case .tag(let tag): losses(of: tag)
    }
  }

  private static func losses(of tag: HTMLTag) -> [String] {
    guard let kept = attributes[tag.name] else {
      return [elementWords[tag.name] ?? "<\(tag.name.prefix(20))>"]
    }
    return tag.attributes.compactMap { attribute in
      guard kept.contains(attribute.name) else {
        return attributeWords[attribute.name] ?? "the attribute \(attribute.name.prefix(20))"
      }
      guard attribute.isAddress, let scheme = attribute.scheme, !schemes.contains(scheme) else {
        return nil
      }
      return tag.name == "img" ? "embedded images" : "unusual links"
    }
  }
}

extension HTMLTag.Attribute {
  fileprivate var isAddress: Bool { name == "href" || name == "src" }

  /// The lowercase URL scheme of the value, such as "https"; nil if it has none.
  fileprivate var scheme: String? {
    let start = value.prefix { !"/?#".utf8.contains($0) }
    guard let colon = start.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = start[..<colon].drop { $0 <= UInt8(ascii: " ") }
    return String(decoding: scheme, as: UTF8.self).lowercased()
  }
}
