// Names what the server would drop from a body, in words.

/// Counts the parts of a body that the server does not keep.
struct BodyLosses {
  /// A kind of loss.
  private enum Loss: Hashable {
    /// One of something that can be counted: "1 table", "2 headings".
    case counted(String, String)
    /// Something that is only named: "styles".
    case named(String)
  }

  /// The elements that are dropped, by name; others are named by their tag.
  private static let elements: [String: Loss] = {
    var table: [String: Loss] = [:]
    for (names, loss) in [
      ("table", Loss.counted("table", "tables")),
      ("h1 h2 h3 h4 h5 h6", .counted("heading", "headings")),
      ("blockquote q", .counted("quote", "quotes")),
      ("pre", .counted("preformatted text", "preformatted texts")),
      ("hr", .counted("rule", "rules")), ("input", .counted("check box", "check boxes")),
      ("style", .named("styles")), ("span font", .named("colours or fonts")),
      ("s strike del", .named("strikethrough")), ("script", .named("scripts")),
      ("html head body title meta link", .named("a whole page")),
      ("video audio iframe object embed", .named("embedded media")),
    ] {
      for name in names.split(separator: " ") { table[String(name)] = loss }
    }
    return table
  }()

  /// The parts of a table, which count only without it.
  private static let tableParts = Set(
    "thead tbody tfoot tr td th caption colgroup col".split(separator: " ").map(String.init))

  /// The most kinds of losses that are named.
  private static let limit = 12

  private var order: [Loss] = []
  private var counts: [Loss: Int] = [:]

  /// What the server would drop, such as "2 headings, 1 table and styles"; nil for nothing.
  static func words(for tokens: [HTMLToken]) -> String? {
    var losses = BodyLosses()
    for token in tokens { losses.add(token) }
    return losses.words
  }

  private mutating func add(_ token: HTMLToken) {
    switch token {
    case .text: break
    case .comment: note(.counted("comment", "comments"))
    case .declaration: note(.named("a document type"))
    case .tag(let tag) where !tag.isComplete: note(.named("an unclosed tag"))
    // The loss is told at the start; an end without one shows nothing.
    case .tag(let tag) where tag.isEnd: break
    case .tag(let tag): add(tag)
    }
  }

  private mutating func add(_ tag: HTMLTag) {
    guard let kept = AllowList.orderedAttributes[tag.name] else {
      if Self.tableParts.contains(tag.name) {
        if counts[.counted("table", "tables")] == nil { note(.counted("table", "tables")) }
      } else {
        note(Self.elements[tag.name] ?? .named("<\(tag.name.prefix(20))>"))
      }
      return
    }
    for attribute in tag.attributes {
      if !kept.contains(attribute.name) {
        note(Self.loss(of: attribute.name))
      } else if !AllowList.keepsAddress(attribute) {
        note(
          tag.name == "img"
            ? .counted("embedded image", "embedded images")
            : .counted("unusual link", "unusual links"))
      }
    }
  }

  private static func loss(of attribute: String) -> Loss {
    switch attribute {
    case "style", "class", "align", "dir": .named("styles")
    default: .named("the attribute \(attribute.prefix(20))")
    }
  }

  private mutating func note(_ loss: Loss) {
    if counts.updateValue(counts[loss, default: 0] + 1, forKey: loss) == nil {
      if order.count < Self.limit { order.append(loss) }
    }
  }

  private var words: String? {
    var all = order.map { loss in
      switch loss {
      case .counted(let one, let many):
        counts[loss] == 1 ? "1 \(one)" : "\(counts[loss] ?? 0) \(many)"
      case .named(let words): words
      }
    }
    if counts.count > order.count { all.append("more") }
    guard let last = all.popLast() else { return nil }
    return all.isEmpty ? last : all.joined(separator: ", ") + " and " + last
  }
}
