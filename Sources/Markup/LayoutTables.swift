// Tells the tables that only arrange a mail from those that hold data. The first are read as text,
// of the others each row is a line.

/// Finds the tables of a document that only arrange what is in them.
struct LayoutTables {
  private struct Table {
    let id: UnsafeRawPointer
    var isLayout: Bool
    /// The bytes of text in the cell that is being read.
    var cell = 0
  }

  /// The tables found.
  private(set) var ids: Set<UnsafeRawPointer> = []

  private var open: [Table] = []
  /// A cell with more text is none of a table of data, in bytes.
  private static let longestCell = 400
  /// Elements that arrange text, and don't stand in tables of data.
  private static let arranged: Set = [
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre",
  ]

  /// Looks through a document once.
  init(of document: borrowing HTMLDocument) {
    var tables = LayoutTables()
    document.walk(enter: { tables.enter($0) }, leave: { tables.leave($0) })
    self = tables
  }

  private init() {}

  private mutating func enter(_ node: HTMLNode) -> Bool {
    if let last = open.indices.last, let text = node.text {
      open[last].cell += text.utf8.count
      if open[last].cell > Self.longestCell { open[last].isLayout = true }
      return false
    }
    switch node.name {
    case "table"?:
      // The table around another one arranges it.
      if let last = open.indices.last { open[last].isLayout = true }
      let isMarked = node.attribute(HTMLMark.attribute) == HTMLMark.layout.rawValue
      open.append(Table(id: node.id, isLayout: isMarked))
    case "td"?, "th"?: if let last = open.indices.last { open[last].cell = 0 }
    case let name?:
      if let last = open.indices.last, Self.arranged.contains(name) { open[last].isLayout = true }
    case nil: break
    }
    return true
  }

  private mutating func leave(_ node: HTMLNode) {
    guard node.id == open.last?.id, let table = open.popLast() else { return }
    if table.isLayout { ids.insert(table.id) }
  }
}
