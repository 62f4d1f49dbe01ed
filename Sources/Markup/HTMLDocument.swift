// A parsed HTML document. The only file that calls the parser of libxml2.
// It must not know what an element means.

import CLibXML2

/// The parser's tables, built once and before any thread parses.
private let parserTables: Void = xmlInitParser()

/// The tree of an HTML text, freed with this value.
struct HTMLDocument: ~Copyable {
  private let document: htmlDocPtr

  /// Parses HTML of any depth. Errors in it are mended; nil only if nothing is left.
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

  /// Visits all nodes in the order of the text, without recursion.
  ///
  /// - Parameters:
  ///   - enter: called before the children of a node; answers whether they are wanted.
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

  /// The name of an element in lower case, or nil if the node is none.
  var name: String? {
    guard node.pointee.type == XML_ELEMENT_NODE else { return nil }
    return Self.string(node.pointee.name)
  }

  /// The text of a text node, or nil if the node is none. Comments are not text.
  var text: String? {
    switch node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: Self.string(node.pointee.content)
    default: nil
    }
  }

  /// Whether nothing stands before the node in its parent.
  var isFirst: Bool { node.pointee.prev == nil }

  /// The value of an attribute, or nil if the element does not have it.
  func attribute(_ name: String) -> String? {
    guard let value = xmlGetProp(node, name) else { return nil }
    defer { vt_xml_free(value) }
    return Self.string(value)
  }

  private static func string(_ bytes: UnsafePointer<xmlChar>?) -> String? {
    bytes.map { String(cString: $0) }
  }
}
