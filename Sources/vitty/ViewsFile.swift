// The text of views.toml: a table for each view, in order. A table that can't be read is kept as it
// is and said with its line; the others work.

import TOMLKit
import VitallyModel

/// The saved views of a file.
struct ViewsFile {
  /// One table of the file.
  enum Entry {
    /// A view, with its text as it stands in the file; nil once it was changed.
    case view(SavedView, text: String?)
    /// A view that comes with vitty and was deleted.
    case deleted(SavedView.Shipped)
    /// The columns of a list, with the text as it stands in the file.
    case columns(Resource, [ListColumn], text: String?)
    /// What could not be read.
    case damaged(text: String)
  }

  /// What stands above the first table: comments.
  var head: String
  /// The tables.
  var entries: [Entry] = []
  /// What could not be read, one sentence each.
  private(set) var problems: [String] = []

  /// What vitty writes above the first table of its own file.
  static let comment = """
    # The saved views of this workspace. vitty writes this file when you save, rename, move or delete
    # a view; you may edit it as well. Views for all workspaces: views.toml beside config.toml.

    """

  /// Reads a text.
  /// - Parameter name: The file, as problems name it.
  /// - Parameter source: Where views of the file come from, unless they name a shipped one.
  init(_ text: String, name: String, source: SavedView.Source) {
    head = ""
    var known: Set<String> = []
    for block in Self.blocks(of: text) {
      guard block.isTable else {
        head += block.text
        continue
      }
      do throws(Problem) {
        let entry = try Self.entry(block, source, beside: known)
        entries.append(entry)
        if case .view(let view, _) = entry { known.insert(view.name.folded) }
      } catch {
        entries.append(.damaged(text: block.text))
        problems.append("\(name), line \(error.line): \(error.sentence)")
      }
    }
    let isBlank = head.split(separator: "\n").allSatisfy { line in
      let line = String(line).trimmed
      return line.isEmpty || line.hasPrefix("#")
    }
    if !isBlank { problems.insert("\(name), line 1: views begin with [[view]].", at: 0) }
  }

  /// The views of the file.
  var views: [SavedView] {
    entries.compactMap { if case .view(let view, _) = $0 { view } else { nil } }
  }

  /// The whole text.
  var text: String {
    let tables = entries.map { entry in
      let text =
        switch entry {
        case .view(_, .some(let text)), .columns(_, _, .some(let text)), .damaged(let text): text
        case .view(let view, nil): Self.text(of: view)
        case .columns(let resource, let columns, nil): Self.text(of: columns, resource)
        case .deleted(let shipped):
          Self.heading + Self.line("shipped", shipped.rawValue)
            + "deleted = true\n"
        }
      return text.hasSuffix("\n") ? text : text + "\n"
    }
    // A blank line between tables, whoever wrote them.
    return tables.reduce(head) { all, table in
      all.isEmpty || all.hasSuffix("\n\n") ? all + table : all + "\n" + table
    }
  }

  // MARK: Writing

  private static let heading = "[[view]]\n"

  private static func text(of view: SavedView) -> String {
    guard case .shipped(let shipped) = view.source else {
      return heading + line("name", view.name)
        + line("list", view.resource.schema.plural.lowercased()) + line("filter", view.line)
    }
    let name = view.name == shipped.view.name ? "" : line("name", view.name)
    let filter = view.line == shipped.view.line ? "" : line("filter", view.line)
    return heading + line("shipped", shipped.rawValue) + name + filter
  }

  private static func text(of columns: [ListColumn], _ resource: Resource) -> String {
    let table = TOMLTable()
    table["columns"] = TOMLArray(columns.map(\.text))
    return "[[list]]\n" + line("list", resource.schema.plural.lowercased())
      + table.convert(to: .toml).trimmed + "\n"
  }

  private static func line(_ key: String, _ value: String) -> String {
    let table = TOMLTable()
    table[key] = value
    return String(table.convert(to: .toml).trimmed) + "\n"
  }

  // MARK: Reading

  /// How many views of a file are used: each is counted on the screen that lists them.
  private static let mostViews = 100

  /// Why a table can't be read.
  private struct Problem: Error {
    var line: Int
    var sentence: String
  }

  /// A part of the file: what stands above the first table, or one table.
  private struct Block {
    var text = ""
    /// Its first line, from 1.
    var line: Int
    var isTable: Bool
  }

  /// The parts of a text. It is divided before it is read, so that a mistake spoils one table only.
  private static func blocks(of text: String) -> [Block] {
    var blocks = [Block(line: 1, isTable: false)]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if String(line).trimmed.hasPrefix("[") {
        blocks.append(Block(line: index + 1, isTable: true))
      }
      blocks[blocks.count - 1].text += line + "\n"
    }
    // The last line ends without a line feed of its own.
    blocks[blocks.count - 1].text.removeLast()
    return blocks
  }

  /// The keys of a table.
  private struct Table: Decodable {
    var name: String?
    var list: String?
    var filter: String?
    var shipped: String?
    var deleted: Bool?
  }

  /// The keys of a table about a list.
  private struct ListTable: Decodable {
    var list: String
    var columns: [String]
  }

  private struct Tables: Decodable {
    var view: [Table]?
    var list: [ListTable]?
  }

  private static func entry(
    _ block: Block, _ source: SavedView.Source, beside known: Set<String>
  ) throws(Problem) -> Entry {
    let tables = try read(block)
    func problem(_ sentence: String) -> Problem { Problem(line: block.line, sentence: sentence) }
    if let list = tables.list?.first { return try columns(of: list, block, problem) }
    guard let table = tables.view?.first else { throw problem("Views begin with [[view]].") }
    if let id = table.shipped {
      guard let shipped = SavedView.Shipped(rawValue: id), source == .own else {
        let all = SavedView.Shipped.allCases.map(\.rawValue)
        let near = Spelling.nearest(to: id, among: all).map { " Did you mean “\($0)”?" } ?? ""
        throw problem("No view “\(id)” comes with vitty." + near)
      }
      if table.deleted == true { return .deleted(shipped) }
      var view = shipped.view
      view.name = table.name?.trimmed ?? view.name
      view.line = table.filter?.trimmed ?? view.line
      return .view(try checked(view, beside: known, problem), text: block.text)
    }
    guard let name = table.name?.trimmed else { throw problem("The view has no name.") }
    guard let list = table.list else {
      throw problem("“\(name)” needs a list, such as list = \"accounts\".")
    }
    let resource = try resource(listed: list, problem)
    let view = SavedView(name, resource, table.filter?.trimmed ?? "", source: source)
    return .view(try checked(view, beside: known, problem), text: block.text)
  }

  private static func columns(
    of table: ListTable, _ block: Block, _ problem: (String) -> Problem
  ) throws(Problem) -> Entry {
    let resource = try resource(listed: table.list, problem)
    guard !table.columns.isEmpty else { throw problem("A list needs a column.") }
    return .columns(resource, table.columns.map { ListColumn($0) }, text: block.text)
  }

  private static func resource(
    listed name: String, _ problem: (String) -> Problem
  ) throws(Problem) -> Resource {
    if let resource = Resource(listed: name) { return resource }
    let all = Resource.browsable.map { $0.schema.plural.lowercased() }
    let near = Spelling.nearest(to: name, among: all).map { " Did you mean “\($0)”?" } ?? ""
    throw problem("There is no list “\(name)”." + near)
  }

  private static func checked(
    _ view: SavedView, beside known: Set<String>, _ problem: (String) -> Problem
  ) throws(Problem) -> SavedView {
    if view.name.isEmpty { throw problem("The view has no name.") }
    if view.name.contains(where: \.isNewline) || view.line.contains(where: \.isNewline) {
      throw problem("A name and a filter are one line each.")
    }
    guard known.count < mostViews else {
      throw problem("There are more than \(mostViews) views: “\(view.name)” is left out.")
    }
    if known.contains(view.name.folded) {
      throw problem("There is another view “\(view.name)”.")
    }
    return view
  }

  private static func read(_ block: Block) throws(Problem) -> Tables {
    do {
      return try TOMLDecoder(strictDecoding: true).decode(Tables.self, from: block.text)
    } catch let error as TOMLParseError {
      throw Problem(
        line: block.line + max(0, error.source.begin.line - 1), sentence: error.description)
    } catch let error as UnexpectedKeysError {
      let names = error.keys.keys.sorted().joined(separator: ", ")
      throw Problem(line: block.line, sentence: "A view has no setting “\(names)”.")
    } catch {
      throw Problem(
        line: block.line,
        sentence: "A view is [[view]] with name, list and filter, each of them text in quotes.")
    }
  }
}

extension Resource {
  /// The resource whose list has a name: `accounts`, `NPS responses`, also in the singular.
  fileprivate init?(listed name: String) {
    let wanted = name.trimmed.folded
    let found = Resource.browsable.first { resource in
      let schema = resource.schema
      let names = [schema.plural, schema.singular, schema.tabTitle, resource.rawValue]
      return names.contains { $0.folded == wanted }
    }
    guard let found else { return nil }
    self = found
  }
}
