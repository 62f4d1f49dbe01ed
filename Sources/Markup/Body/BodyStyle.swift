// Which of several tags with the same meaning a body uses, so that an edit keeps to them.

/// The habits of a body: what Markdown writes in one way, HTML can write in several.
public struct BodyStyle: Hashable, Sendable {
  /// The tag of `**text**`.
  var strong = BodyMarks.strong
  /// The tag of `*text*`.
  var emphasis = BodyMarks.emphasis
  /// Whether each line is a `<div>`, instead of paragraphs with line breaks.
  var hasDivLines = false
  /// Whether the text of list items is in paragraphs.
  var hasItemParagraphs = false
  /// Whether one `<div>` is around everything.
  var isWrapped = false
  /// The `target` of links.
  var linkTarget: String?

  /// The habits of a new body.
  public init() {}
}

extension BodyStyle {
  /// The habits that the tags of a body tell.
  init(_ tokens: [HTMLToken]) {
    var marks: [BodyMarks] = []
    var targets: Set<String?> = []
    var hasParagraphs = false
    var hasDivisions = false
    var itemDepth = 0
    for case .tag(let tag) in tokens {
      if tag.name == "li" { itemDepth = max(0, itemDepth + (tag.isEnd ? -1 : 1)) }
      guard !tag.isEnd else { continue }
      switch tag.name {
      case "p" where itemDepth == 0: hasParagraphs = true
      case "div": hasDivisions = true
      case "a":
        let target = tag.attributes.first { $0.name == "target" }?.value
        targets.insert(target.map { String(decoding: $0, as: UTF8.self) })
      default: if marks.count < 100, let mark = BodyMarks.named(tag.name) { marks.append(mark) }
      }
    }
    strong = marks.first { $0 == .strong || $0 == .bold } ?? .strong
    emphasis = marks.first { $0 == .emphasis || $0 == .italic } ?? .emphasis
    hasDivLines = hasDivisions && !hasParagraphs
    linkTarget = targets.count == 1 ? targets.first ?? nil : nil
  }
}
