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
