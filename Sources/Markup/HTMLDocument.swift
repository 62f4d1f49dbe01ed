// A parsed HTML document; the only file that calls libxml2's parser.

import CLibXML2

/// The parser's tables, built once and before any thread parses.
private let parserTables: Void = xmlInitParser()

/// The tree of an HTML document, freed with this value.
struct HTMLDocument: ~Copyable {
  private let document: htmlDocPtr

  /// Parses HTML of any depth. Recovers from errors; nil only if nothing is left.
  init?(_ bytes: [UInt8]) {
    _ = parserTables
    // Without XML_PARSE_HUGE the parser drops all text below a depth of 256.
    let options = [
      HTML_PARSE_RECOVER.rawValue, HTML_PARSE_NOERROR.rawValue, HTML_PARSE_NOWARNING.rawValue,
      HTML_PARSE_NONET.rawValue, HTML_PARSE_COMPACT.rawValue, XML_PARSE_HUGE.rawValue,
    ].reduce(0, |)
    let parsed = bytes.withUnsafeBytes { bytes in
      htmlReadMemory(bytes.baseAddress, Int32(bytes.count), nil, "UTF-8", Int32(options))
    }
    guard let parsed else { return nil }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  /// Visits all nodes in document order, without recursion.
  ///
  /// - Parameters:
  ///   - enter: called before the children of a node; returns whether to visit them.
  ///   - leave: called after the children of a node.
  func walk(enter: (HTMLNode) -> Bool, leave: (HTMLNode) -> Void) {
    guard let root = xmlDocGetRootElement(document) else { return }
    var node = root
    while true {
      if enter(HTMLNode(node)), let child = node.pointee.children {
        node = child
        continue
      }
      leave(HTMLNode(node))
      while node != root, node.pointee.next == nil, let parent = node.pointee.parent {
        node = parent
        leave(HTMLNode(node))
      }
      guard node != root, let next = node.pointee.next else { return }
      node = next
    }
  }
}

/// A node of a document, valid while it is visited.
struct HTMLNode {
  private let node: xmlNodePtr

  fileprivate init(_ node: xmlNodePtr) {
    self.node = node
  }

  /// Tells the node from all others of its document.
  var id: UnsafeRawPointer { UnsafeRawPointer(node) }

  /// The lowercase name of an element; nil for other nodes.
  var name: String? {
    guard node.pointee.type == XML_ELEMENT_NODE else { return nil }
    return Self.string(node.pointee.name)
  }

  /// The text of a text node; nil for other nodes. Comments are not text.
  var text: String? {
    switch node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: Self.string(node.pointee.content)
    default: nil
    }
  }

  /// Whether it contains more bytes of text than this, or many nodes, which are not all looked at.
  func hasMoreText(than limit: Int) -> Bool {
    var rest = limit
    return !visitTexts(steps: 100) { text in
      rest -= text.utf8.count
      return rest >= 0
    }
  }

  /// The start of the text in it.
  func allText(upTo limit: Int) -> String {
    var all = ""
    _ = visitTexts(steps: limit) { text in
      all += text
      return all.utf8.count < limit
    }
    return all
  }

  /// Visits the texts in it until `visit` returns false, or after so many nodes. Returns whether
  /// it has come to the end.
  private func visitTexts(steps: Int, _ visit: (String) -> Bool) -> Bool {
    guard var next = node.pointee.children else { return true }
    for _ in 0..<steps {
      if let text = HTMLNode(next).text, !visit(text) { return false }
      if let child = next.pointee.children, next.pointee.type == XML_ELEMENT_NODE {
        next = child
        continue
      }
      while next.pointee.next == nil, let parent = next.pointee.parent, parent != node {
        next = parent
      }
      guard let sibling = next.pointee.next else { return true }
      next = sibling
    }
    return false
  }

  /// Whether it is the first child of its parent.
  var isFirst: Bool { node.pointee.prev == nil }

  /// The value of an attribute; nil if the element does not have it.
  func attribute(_ name: String) -> String? {
    guard let value = xmlGetProp(node, name) else { return nil }
    defer { vt_xml_free(value) }
    return Self.string(value)
  }

  private static func string(_ bytes: UnsafePointer<xmlChar>?) -> String? {
    bytes.map { String(cString: $0) }
  }
}
