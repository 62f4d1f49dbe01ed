// A parsed Markdown document; the only file that calls cmark-gfm.

import CCmarkGFM

/// The extensions, registered once and before any thread parses.
private let registeredExtensions: Void = cmark_gfm_core_extensions_ensure_registered()

/// The tree of a Markdown document, freed with this value.
struct MarkdownDocument: ~Copyable {
  private let document: OpaquePointer

  /// Parses Markdown with some of GitHub's extensions, by name.
  init?(_ markdown: String, extensions: [String]) {
    _ = registeredExtensions
    let parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE)
    defer { cmark_parser_free(parser) }
    for name in extensions {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    var markdown = Self.withoutEndless(markdown)
    markdown.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cmark_parser_feed(parser, characters.baseAddress, characters.count)
      }
    }
    guard let document = cmark_parser_finish(parser) else { return nil }
    self.document = document
  }

  /// Of markup without an end only so much is left to the parser, which looks through the whole rest
  /// of the text for the end of each; further ones are escaped.
  private static let mostEndless = 50

  private static func withoutEndless(_ markdown: String) -> String {
    guard markdown.utf8.count > 10_000 else { return markdown }
    let bytes = Array(markdown.utf8)
    let ends = ["?>", "]]>", ">"].map { bytes.lastPlace(of: Array($0.utf8)) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var endless = 0
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "<"), index + 2 < bytes.count {
        let end =
          switch (bytes[index + 1], bytes[index + 2]) {
          case (UInt8(ascii: "?"), _): ends[0]
          case (UInt8(ascii: "!"), UInt8(ascii: "[")): ends[1]
          case (UInt8(ascii: "!"), _): ends[2]
          default: bytes.count
          }
        if end < index { endless += 1 }
        if end < index, endless > mostEndless { result.append(UInt8(ascii: "\\")) }
      }
      result.append(byte)
    }
    return endless > mostEndless ? String(decoding: result, as: UTF8.self) : markdown
  }

  /// The characters of a reference such as `&check;`, by all names that HTML has; nil for a name that
  /// means nothing.
  static func text(ofReference reference: ArraySlice<UInt8>) -> String? {
    let source = String(decoding: reference, as: UTF8.self)
    var text = ""
    guard let document = MarkdownDocument(source, extensions: []) else { return nil }
    document.walk(enter: { if $0.type == "text" { text += $0.literal } }, leave: { _ in })
    return text.isEmpty || text.hasPrefix("&") ? nil : text
  }

  deinit { cmark_node_free(document) }

  /// Visits all nodes in document order, without recursion. Leaves are only entered.
  func walk(enter: (MarkdownNode) -> Void, leave: (MarkdownNode) -> Void) {
    let iterator = cmark_iter_new(document)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      if event == CMARK_EVENT_ENTER {
        enter(MarkdownNode(node))
      } else {
        leave(MarkdownNode(node))
      }
    }
  }
}

/// A node of a document, valid while it is visited.
struct MarkdownNode {
  private let node: OpaquePointer

  fileprivate init(_ node: OpaquePointer) {
    self.node = node
  }

  /// The name of the type: the types of extensions have no constants.
  var type: String { String(cString: cmark_node_get_type_string(node)) }
  /// The text of a leaf.
  var literal: String { string(cmark_node_get_literal(node)) }
  /// The address of a link or an image.
  var address: String { string(cmark_node_get_url(node)) }
  /// Whether it has children.
  var hasChildren: Bool { cmark_node_first_child(node) != nil }
  /// The first number of a list; nil if it has bullets.
  var firstNumber: Int? {
    let isNumbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return isNumbered ? Int(cmark_node_get_list_start(node)) : nil
  }
  /// Whether a task list item is checked.
  var isChecked: Bool { cmark_gfm_extensions_get_tasklist_item_checked(node) }
  /// The level of a heading, from 1 to 6.
  var headingLevel: Int { Int(cmark_node_get_heading_level(node)) }
  /// Whether a block of code is between fences, not indented.
  var isFenced: Bool {
    var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
    return cmark_node_get_fenced(node, &length, &offset, &character) != 0
  }
  /// Whether it is a block of the document itself, not of a list or a quote.
  var isAtTop: Bool {
    cmark_node_parent(node).map { cmark_node_parent($0) == nil } ?? false
  }
  /// Whether it is a paragraph in a list without space between its items.
  var isInTightItem: Bool {
    guard let item = cmark_node_parent(node), let list = cmark_node_parent(item) else {
      return false
    }
    return cmark_node_get_list_tight(list) != 0
  }
  /// The lines that it spans in the source, from 1.
  var firstLine: Int { Int(cmark_node_get_start_line(node)) }

  private func string(_ bytes: UnsafePointer<CChar>?) -> String {
    bytes.map { String(cString: $0) } ?? ""
  }
}

extension [UInt8] {
  /// Where some bytes stand last; -1 if they don't.
  fileprivate func lastPlace(of word: [UInt8]) -> Int {
    guard count >= word.count else { return -1 }
    return (0...count - word.count).last { self[$0..<$0 + word.count].elementsEqual(word) } ?? -1
  }
}
