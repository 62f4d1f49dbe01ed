// Reads GitHub-flavoured Markdown into styled text; the only file that calls cmark-gfm.

import CCmarkGFM

/// The extensions, registered once and before any thread parses.
private let registeredExtensions: Void = cmark_gfm_core_extensions_ensure_registered()

/// Reads Markdown: help texts, and what a user writes before it is sent.
///
/// Supports tables, `~~strikethrough~~`, task lists and bare addresses. A newline in a paragraph is
/// a line break, and HTML is shown as typed.
public enum MarkdownReader {
  /// The text of `markdown`. Links are numbered, images are shown by name.
  public static func read(_ markdown: String) -> StyledText {
    var walk = MarkdownWalk()
    guard let document = parse(markdown) else { return StyledText() }
    defer { cmark_node_free(document) }
    let iterator = cmark_iter_new(document)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
      if event == CMARK_EVENT_ENTER {
        walk.enter(MarkdownNode(node))
      } else {
        walk.leave(MarkdownNode(node))
      }
    }
    return walk.builder.finish()
  }

  private static func parse(_ markdown: String) -> OpaquePointer? {
    _ = registeredExtensions
    let parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    var markdown = markdown
    markdown.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cmark_parser_feed(parser, characters.baseAddress, characters.count)
      }
    }
    return cmark_parser_finish(parser)
  }
}

/// A node of a document.
private struct MarkdownNode {
  private let node: OpaquePointer

  init(_ node: OpaquePointer) {
    self.node = node
  }

  /// The name of the type: the types of extensions have no constants.
  var type: String { String(cString: cmark_node_get_type_string(node)) }
  /// The text of a leaf.
  var literal: String { string(cmark_node_get_literal(node)) }
  /// The address of a link, if it may be opened.
  var target: String? { Link.target(of: string(cmark_node_get_url(node))) }
  /// Whether it has children.
  var hasChildren: Bool { cmark_node_first_child(node) != nil }
  /// The first number of a list; nil if it has bullets.
  var firstNumber: Int? {
    let isNumbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return isNumbered ? Int(cmark_node_get_list_start(node)) : nil
  }
  /// Whether a task list item is checked.
  var isChecked: Bool { cmark_gfm_extensions_get_tasklist_item_checked(node) }

  private func string(_ bytes: UnsafePointer<CChar>?) -> String {
    bytes.map { String(cString: $0) } ?? ""
  }
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
