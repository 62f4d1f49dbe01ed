// Keeps the tables and columns of the resources that are searched, and brings them up to date when
// they are asked for. They only move on to later states of the cache.

import GRDB
import Synchronization
import VitallyModel

/// The tables in memory. Safe to use from any thread; who asks while a table is read waits for it.
final class ColumnStore: Sendable {
  /// How many orders, columns and links a table has at a time.
  private static let orderLimit = 2
  private static let rankLimit = 3
  private static let columnLimit = 8
  private static let linkLimit = 4
  private static let namedLimit = 4
  private static let parentLimit = 4
  private static let pastLimit = 4

  /// Thrown when another search has moved a table on to a later state of the cache than the one that
  /// is being read: the search begins again, with that state.
  struct Outdated: Error {}

  /// The rows of a table in an order.
  private struct Order {
    var number: Int64
    var isDescending: Bool
    var version: Int
    var rows: [UInt32]
  }

  /// The place of each row in an order, for a version of the table.
  private struct Ranks {
    var number: Int64
    var isDescending: Bool
    var version: Int
    var ranks: [UInt32]
  }

  /// The rows of another table that a column names, for a version of both.
  private struct Links {
    var path: FieldPath
    var versions: [Int]
    var rows: LinkedRows
  }

  /// The rows to which records of another kind belong, for a version of both.
  private struct Parents {
    var child: Resource
    var versions: [Int]
    var rows: RowSet
  }

  /// The rows whose names contain a text, for a version of the table.
  private struct Named {
    var word: String
    var version: Int
    var rows: RowSet
  }

  /// What a field was, for a version of the history.
  private struct Past {
    var path: FieldPath
    var since: Condition.Since
    var version: Int
    var column: PastColumn
  }

  /// What there is of a resource. The last used of each kind is the last one.
  private struct Entry {
    var table: ColumnTable
    var orders: [Order] = []
    var ranks: [Ranks] = []
    var columns: [FieldColumn] = []
    var links: [Links] = []
    var parents: [Parents] = []
    var pasts: [Past] = []
    var named: [Named] = []
  }

  /// The last used one last.
  private let entries = Mutex<[Entry]>([])
  private let texts: TextSearch?
  private let history: HistoryTable?
  /// The records with unfinished forms.
  let draftRefs: @Sendable () throws -> [Ref]

  /// No tables yet. Without a text search there are no conditions on texts, and without a history
  /// none on what has moved.
  init(
    texts: TextSearch? = nil, history: HistoryTable? = nil,
    draftRefs: @escaping @Sendable () throws -> [Ref] = { [] }
  ) {
    self.texts = texts
    self.history = history
    self.draftRefs = draftRefs
  }

  /// The keys of the records, of whatever resource, in whose texts this is. Long texts are on disk.
  func keys(withTexts query: TextQuery) throws -> [Int64] {
    guard let texts else { throw StoreError("There is no text search here.") }
    return try texts.keys(query)
  }

  /// Whether a resource has a table, of whatever version, or tables are being read right now: this
  /// never waits.
  func isReady(for resource: Resource) -> Bool {
    let known = entries.withLockIfAvailable { entries in
      entries.contains { $0.table.resource == resource }
    }
    return known ?? true
  }

  /// The table of a resource, as the database has it.
  func table(_ resource: Resource, _ db: Database) throws -> ColumnTable {
    try use(resource, db) { $0.table }
  }

  /// The table of a resource, with its rows in an order that has been built.
  func table(
    _ resource: Resource, by number: Int64, descending: Bool, _ db: Database
  ) throws -> (table: ColumnTable, rows: [UInt32]) {
    try use(resource, db) { entry in
      let table = entry.table
      let order = try Self.take(
        from: &entry.orders, limit: Self.orderLimit,
        where: { $0.number == number && $0.isDescending == descending },
        isCurrent: { $0.version == table.version },
        make: {
          let keys = try ColumnReader(resource, db).keys(by: number, descending: descending)
          return Order(
            number: number, isDescending: descending, version: table.version,
            rows: keys.compactMap { table.row(of: $0).map(UInt32.init) })
        })
      return (table, order.rows)
    }
  }

  /// The place of each row of a resource's table in an order that has been built.
  func ranks(
    _ resource: Resource, by number: Int64, descending: Bool, _ db: Database
  ) throws -> [UInt32] {
    try use(resource, db) { entry in
      let table = entry.table
      return try Self.take(
        from: &entry.ranks, limit: Self.rankLimit,
        where: { $0.number == number && $0.isDescending == descending },
        isCurrent: { $0.version == table.version },
        make: {
          Ranks(
            number: number, isDescending: descending, version: table.version,
            ranks: try ColumnReader(resource, db)
              .ranks(by: number, descending: descending, of: table))
        }
      ).ranks
    }
  }

  /// Reads the columns of a table that a search is about to use and that are not here yet, in one
  /// pass over the records instead of one for each.
  func prepare(_ fields: [Field], of table: ColumnTable, _ db: Database) throws {
    try entries.withLock { entries in
      let index = try Self.index(of: table, in: entries)
      let missing = fields.filter { field in
        ColumnReader.isInBodies(field) && !entries[index].columns.contains { $0.field == field }
      }
      guard missing.count > 1, fields.count <= Self.columnLimit else { return }
      let read = try ColumnReader(table.resource, db).columns(missing, of: table)
      // Those that are about to be used are not the ones to drop.
      let wanted = Set(fields.map(\.path))
      let known = entries[index].columns
      let kept =
        known.filter { !wanted.contains($0.field.path) }
        + known.filter { fields.contains($0.field) }
      entries[index].columns = (kept + read).suffix(Self.columnLimit)
    }
  }

  /// A column of a table.
  func column(_ field: Field, of table: ColumnTable, _ db: Database) throws -> FieldColumn {
    let read = { try ColumnReader(table.resource, db).column(field, of: table) }
    return try entries.withLock { entries in
      let index = try Self.index(of: table, in: entries)
      return try Self.take(
        from: &entries[index].columns, limit: Self.columnLimit,
        where: { $0.field.path == field.path }, isCurrent: { $0.field == field }, make: read)
    }
  }

  /// The rows of another table that a column of a table names.
  func links(
    of column: FieldColumn, _ table: ColumnTable, to target: ColumnTable, _ db: Database
  ) throws -> LinkedRows {
    let make = {
      Links(
        path: column.field.path, versions: [table.version, target.version],
        rows: try LinkedRows(column, in: target, db))
    }
    return try entries.withLock { entries in
      let index = try Self.index(of: table, in: entries)
      return try Self.take(
        from: &entries[index].links, limit: Self.linkLimit,
        where: { $0.path == column.field.path },
        isCurrent: { $0.versions == [table.version, target.version] }, make: make
      ).rows
    }
  }

  /// The rows of a table to which open records of a kind belong.
  func parents(of child: Resource, in table: ColumnTable, _ db: Database) throws -> RowSet {
    let versions = [table.version, try Cache.version(child, db)]
    let make = {
      Parents(
        child: child, versions: versions,
        rows: try ColumnReader(table.resource, db).parents(of: child, in: table))
    }
    return try entries.withLock { entries in
      let index = try Self.index(of: table, in: entries)
      return try Self.take(
        from: &entries[index].parents, limit: Self.parentLimit, where: { $0.child == child },
        isCurrent: { $0.versions == versions }, make: make
      ).rows
    }
  }

  /// The rows of a table whose names contain a folded text. All lists that are searched for it ask for
  /// the same customers.
  func rows(named word: String, in table: ColumnTable) throws -> RowSet {
    let make = {
      Named(
        word: word, version: table.version,
        rows: try table.rows(named: [word], among: table.open(from: nil)))
    }
    return try entries.withLock { entries in
      let index = try Self.index(of: table, in: entries)
      return try Self.take(
        from: &entries[index].named, limit: Self.namedLimit, where: { $0.word == word },
        isCurrent: { $0.version == table.version }, make: make
      ).rows
    }
  }

  /// How often it was changed what values were.
  var pastVersion: Int { history?.file.pastVersion ?? 0 }

  /// What a field of the records of a table was. The values of a time do not change with the table.
  func past(
    of field: Field, since: Condition.Since, in table: ColumnTable, _ db: Database
  ) throws -> PastColumn {
    guard let history else { throw StoreError("There is no history here.") }
    let version = pastVersion
    let make = {
      let former = try history.values(table.resource, field.path, since: since)
      return Past(
        path: field.path, since: since, version: version,
        column: try PastColumn(former, of: field, table.resource, db))
    }
    return try entries.withLock { entries in
      let index = try Self.index(of: table, in: entries)
      return try Self.take(
        from: &entries[index].pasts, limit: Self.pastLimit,
        where: { $0.path == field.path && $0.since == since },
        isCurrent: { past in
          let isComplete = (try? past.column.isComplete(db)) ?? false
          return past.version == version && isComplete
        }, make: make
      ).column
    }
  }

  // MARK: Keeping up to date

  private func use<Value: Sendable>(
    _ resource: Resource, _ db: Database, _ work: (inout Entry) throws -> Value
  ) throws -> Value {
    let version = try Cache.version(resource, db)
    return try entries.withLock { entries in
      var entry = try Self.entry(resource, version, &entries, db)
      defer { entries.append(entry) }
      return try work(&entry)
    }
  }

  /// Takes out the entry of a resource, with the table of a version. A search that ends early leaves
  /// what there was.
  private static func entry(
    _ resource: Resource, _ version: Int, _ entries: inout [Entry], _ db: Database
  ) throws -> Entry {
    let reader = ColumnReader(resource, db)
    guard let index = entries.firstIndex(where: { $0.table.resource == resource }) else {
      return Entry(table: try reader.table(version: version))
    }
    guard entries[index].table.version <= version else { throw Outdated() }
    if entries[index].table.version < version {
      entries[index] = try updated(entries[index], to: version, reader)
    }
    return entries.remove(at: index)
  }

  private static func updated(
    _ entry: Entry, to version: Int, _ reader: ColumnReader
  ) throws -> Entry {
    guard let next = try reader.update(of: entry.table, to: version) else {
      return Entry(table: try reader.table(version: version))
    }
    var entry = entry
    entry.table = next.table
    entry.columns = try entry.columns.map { column in
      column.spliced(next.splice, try reader.column(column.field, of: next.found))
    }
    return entry
  }

  private static func index(of table: ColumnTable, in entries: [Entry]) throws -> Int {
    let index = entries.firstIndex {
      $0.table.resource == table.resource && $0.table.version == table.version
    }
    guard let index else { throw Outdated() }
    return index
  }

  /// Forgets all tables.
  func forget() { entries.withLock { $0 = [] } }

  /// The element that is asked for, if it is current; otherwise a new one in its place, or in that
  /// of the one that was not used for longest.
  private static func take<Element>(
    from elements: inout [Element], limit: Int, where isWanted: (Element) -> Bool,
    isCurrent: (Element) -> Bool, make: () throws -> Element
  ) throws -> Element {
    var known: Element?
    if let index = elements.firstIndex(where: isWanted) { known = elements.remove(at: index) }
    let element: Element
    if let known, isCurrent(known) { element = known } else { element = try make() }
    if elements.count == limit { elements.removeFirst() }
    elements.append(element)
    return element
  }
}
