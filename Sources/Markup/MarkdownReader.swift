// Reads GitHub-flavoured Markdown into styled text.

/// Reads Markdown for the screen, such as help texts.
///
/// Supports tables, `~~strikethrough~~`, task lists and bare addresses. A newline in a paragraph is
/// a line break, and HTML is shown as typed.
public enum MarkdownReader {
  /// The text of `markdown`. Links are numbered, images are shown by name.
  public static func read(_ markdown: String) -> StyledText {
    var walk = MarkdownWalk()
    let extensions = ["table", "strikethrough", "autolink", "tasklist"]
    guard let document = MarkdownDocument(markdown, extensions: extensions) else {
      return StyledText()
    }
    document.walk(enter: { walk.enter($0) }, leave: { walk.leave($0) })
    return walk.builder.finish()
  }
}

extension MarkdownNode {
  /// The address of a link, if it may be opened.
  fileprivate var target: String? { Link.target(of: address) }
}

/// One walk through a document.
private struct MarkdownWalk {
  var builder = StyledTextBuilder()

  mutating func enter(_ node: MarkdownNode) {
    switch node.type {
    case "paragraph", "table": builder.startParagraph()
    case "heading":
      builder.startParagraph()
      builder.open(.heading)
    case "block_quote": builder.openQuote()
    case "list": builder.openList(from: node.firstNumber)
    case "item": builder.openItem()
    case "tasklist": builder.openItem(box: node.isChecked ? "[x] " : "[ ] ")
    case "code_block": addVerbatim(node.literal, .preformatted, .code)
    case "html_block": addVerbatim(node.literal, .text, .plain)
    case "thematic_break": builder.addRule()
    case "table_header", "table_row": builder.openRow()
    case "table_cell": builder.startCell()
    case "text", "html_inline": builder.add(node.literal)
    case "code": builder.add(node.literal, .code)
    case "softbreak", "linebreak": builder.breakLine()
    case "emph": builder.open(.emphasis)
    case "strong": builder.open(.strong)
    case "strikethrough": builder.open(.strike)
    case "link": if let target = node.target { builder.openLink(to: target) }
    case "image":
      builder.open(.placeholder)
      builder.add(node.hasChildren ? "[image: " : "[image")
    default: break
    }
  }

  mutating func leave(_ node: MarkdownNode) {
    switch node.type {
    case "paragraph", "table": builder.startParagraph()
    case "heading":
      builder.closeRole()
      builder.startParagraph()
    case "block_quote": builder.closeQuote()
    case "list": builder.closeList()
    case "item", "tasklist": builder.closeItem()
    case "table_header", "table_row": builder.closeRow()
    case "emph", "strong", "strikethrough": builder.closeRole()
    case "link": if node.target != nil { builder.closeLink() }
    case "image":
      builder.add("]")
      builder.closeRole()
    default: break
    }
  }

  private mutating func addVerbatim(_ text: String, _ kind: Block.Kind, _ role: TextRole) {
    builder.openVerbatim(kind)
    builder.open(role)
    builder.addVerbatim(text)
    builder.closeRole()
    builder.closeVerbatim()
  }
}
