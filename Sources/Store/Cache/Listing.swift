// A listing query as SQL. One index of the table `value` answers it; bodies are read only for the
// rows on screen. A search among all records of a resource is answered from memory instead.

import GRDB
import VitallyModel

struct Listing {
  let query: ListingQuery
  /// The number of the order, from `SortOrders`.
  let order: Int64

  /// Creates a listing; nil when its sort order has not been built.
  init?(_ query: ListingQuery, _ db: Database) throws {
    guard let order = try SortOrders.number(query.resource, query.order.path, db)
    else { return nil }
    self.query = query
    self.order = order
  }

  /// The row keys of the listing in order, all of them or the first `limit`.
  func keys(_ db: Database, limit: Int = -1) throws -> [Int64] {
    try SQLRequest<Int64>(
      literal: """
        SELECT value.record FROM \(source) WHERE \(condition) ORDER BY \(ordering) LIMIT \(limit)
        """
    ).fetchAll(db)
  }

  /// A number that grows with every change that may concern the listing: a condition may lead to
  /// records of other resources.
  func version(_ db: Database) throws -> Int {
    guard let condition = query.condition else { return try Cache.version(query.resource, db) }
    guard let reach = condition.reach(from: query.resource) else {
      return try Int.fetchOne(db, sql: "SELECT sum(number) FROM version") ?? 0
    }
    return try reach.reduce(0) { try $0 + Cache.version($1, db) }
  }

  /// Whether the listing is a search that is answered from memory: one among all records of a
  /// resource, or one with a condition.
  var isFromMemory: Bool {
    query.condition != nil || !query.thenBy.isEmpty
      || (query.parent == nil && !query.words.searchWords.isEmpty)
  }

  /// The row keys of a search that is answered from memory, in order.
  func keys(_ db: Database, from columns: ColumnStore) throws -> [UInt32] {
    if query.parent != nil {
      let table = try columns.table(query.resource, db)
      let found = try self.rows(of: table, columns, db)
      let rows = try keys(db).compactMap { table.row(of: try RowKey.packed($0)).map(UInt32.init) }
      return try sorted(rows.filter { found[Int($0)] }, columns, db).map { table.keys[Int($0)] }
    }
    let (table, rows) = try columns.table(
      query.resource, by: order, descending: query.order.isDescending, db)
    let found = try table.rows(
      named: query.words.searchWords, among: self.rows(of: table, columns, db))
    return try sorted(rows.filter { found[Int($0)] }, columns, db).map { table.keys[Int($0)] }
  }

  /// Rows that are in the first order, with the others between equal ones.
  private func sorted(
    _ rows: [UInt32], _ columns: ColumnStore, _ db: Database
  ) throws -> [UInt32] {
    if query.thenBy.isEmpty { return rows }
    let orders = try ([query.order] + query.thenBy).compactMap { order -> [UInt32]? in
      guard let number = try SortOrders.number(query.resource, order.path, db) else { return nil }
      return try columns.ranks(query.resource, by: number, descending: order.isDescending, db)
    }
    try Task.checkCancellation()
    let places = rows.enumerated().sorted { left, right in
      for ranks in orders {
        let (mine, other) = (ranks[Int(left.element)], ranks[Int(right.element)])
        if mine != other { return mine < other }
      }
      return left.offset < right.offset
    }
    return places.map(\.element)
  }

  /// Which reasons of the query each of some records meets.
  func reasons(of keys: [Int64], from columns: ColumnStore, _ db: Database) throws -> [[String]] {
    guard !query.reasons.isEmpty, !keys.isEmpty else { return keys.map { _ in [] } }
    let table = try columns.table(query.resource, db)
    var search = ColumnSearch(columns, db, table, of: query.parent)
    let rows = try keys.map { table.row(of: try RowKey.packed($0)) }
    var found = keys.map { _ in [String]() }
    for reason in query.reasons {
      let met = try search.rows(query.resource, reason.condition)
      for (index, row) in rows.enumerated() where row.map({ met[$0] }) == true {
        found[index].append(reason.words)
      }
    }
    return found
  }

  /// The rows that are open and meet the condition.
  private func rows(
    of table: ColumnTable, _ columns: ColumnStore, _ db: Database
  ) throws -> RowSet {
    var rows = table.open(from: openFrom)
    if let condition = query.condition {
      var search = ColumnSearch(columns, db, table, of: query.parent)
      rows.formIntersection(try search.rows(query.resource, condition))
    }
    return rows
  }

  /// How many rows the listing has.
  func count(_ db: Database) throws -> Int {
    let isWhole = query.parent == nil && query.words.searchWords.isEmpty
    return try SQLRequest<Int>(
      literal: isWhole
        ? "SELECT sum(number) FROM tally WHERE \(wholeCondition)"
        : "SELECT count(*) FROM \(source) WHERE \(condition)"
    ).fetchOne(db) ?? 0
  }

  /// Whether a record is in the listing.
  func contains(_ key: Int64, _ db: Database) throws -> Bool {
    try SQLRequest<Int>(
      literal: "SELECT 1 FROM \(source) WHERE \(condition) AND value.record = \(key)"
    ).fetchOne(db) != nil
  }

  private var source: SQL {
    query.parent == nil ? "value" : "link CROSS JOIN value ON value.record = link.child"
  }

  private var condition: SQL {
    var conditions: [SQL] = ["value.field = \(order)"]
    if let parent = query.parent {
      conditions.append(
        "link.parent = \(parent.description) AND link.resource = \(query.resource.rawValue)")
    }
    if let openFrom { conditions.append("value.open_until >= \(openFrom)") }
    for word in query.words.searchWords {
      conditions.append("value.name LIKE \(word.likePattern) ESCAPE '\\'")
    }
    return conditions.joined(separator: " AND ")
  }

  /// The condition on the tally, when there is no search text.
  private var wholeCondition: SQL {
    let all: SQL = "resource = \(query.resource.rawValue)"
    return openFrom.map { "\(all) AND open_until >= \($0)" } ?? all
  }

  /// The earliest `open_until` of the records to show, nil for no limit.
  private var openFrom: Int64? {
    query.showsHidden ? nil : (query.openSince ?? .distantFuture).milliseconds
  }

  private var ordering: SQL { query.order.isDescending ? Self.downward : Self.upward }

  static let upward: SQL =
    "value.rank, value.number, value.text, value.name, value.record"
  static let downward: SQL =
    "value.rank, value.number DESC, value.text DESC, value.name, value.record"
}
