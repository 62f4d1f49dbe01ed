// Reads what a table holds in memory from the cache: everything, or what has changed since a
// version.

import GRDB
import VitallyModel

struct ColumnReader {
  private let db: Database
  private let resource: Resource

  init(_ resource: Resource, _ db: Database) {
    self.db = db
    self.resource = resource
  }

  /// More touched records than this are not looked up one by one: reading all takes no longer.
  private static let fewRecords = 2000

  /// The table of a version.
  func table(version: Int) throws -> ColumnTable {
    let rows = try SQLRequest<Row>(literal: "\(entries) ORDER BY record").fetchCursor(db)
    return try table(version: version, rows)
  }

  /// A table after a change.
  struct Update {
    var table: ColumnTable
    /// How its rows come about from those of the earlier table.
    var splice: Splice
    /// The rows that were read.
    var found: ColumnTable
  }

  /// What has become of a table in a later version; nil if it has to be read as a whole.
  func update(of old: ColumnTable, to version: Int) throws -> Update? {
    guard let touched = try touched(since: old.version, now: version) else { return nil }
    let rows = try SQLRequest<Row>(
      literal: "\(entries) AND record IN \(touched) ORDER BY record"
    ).fetchCursor(db)
    let found = try table(version: version, rows)
    let splice = Splice(old.keys, touched: try touched.map(RowKey.packed), found: found.keys)
    return Update(table: old.spliced(splice, found), splice: splice, found: found)
  }

  /// The values of a field for all rows of a table.
  func column(_ field: Field, of table: ColumnTable) throws -> FieldColumn {
    guard let kept = Self.kept[field.path] else {
      return try columns([field], of: table).first ?? FieldColumn(field)
    }
    let all = table.count > Self.fewRecords
    return try keptColumn(kept, FieldColumn(field), all ? nil : table.keys, of: table)
  }

  /// The values of fields that stand in bodies, for all rows of a table, in one pass.
  func columns(_ fields: [Field], of table: ColumnTable) throws -> [FieldColumn] {
    var columns = fields.map { FieldColumn($0) }
    var known = fields.map { _ in [String: UInt32]() }
    var count = 0
    func skip(to end: Int) {
      guard count < end else { return }
      for index in columns.indices {
        for _ in count..<end { columns[index].append(.none, &known[index]) }
      }
      count = end
    }
    let all = table.count > Self.fewRecords
    try SortOrders.eachBody(
      of: resource, with: fields, keys: all ? nil : table.keys.map(Int64.init), db
    ) { key, _, _, body in
      let place = try RowKey.packed(key)
      if count % 4096 == 0 { try Task.checkCancellation() }
      var next = count
      while next < table.count, table.keys[next] < place { next += 1 }
      skip(to: next)
      guard count < table.count, table.keys[count] == place else { return }
      for (index, field) in fields.enumerated() {
        columns[index].append(ColumnValue(field, in: body), &known[index])
      }
      count += 1
    }
    skip(to: table.count)
    return columns
  }

  /// Whether a field has to be read from bodies.
  static func isInBodies(_ field: Field) -> Bool { kept[field.path] == nil }

  /// Fields that the table `record` has a column for, in an index that is quicker to read than all
  /// bodies.
  private static let kept: [FieldPath: String] = ["email": "email", "externalId": "external_id"]

  private func keptColumn(
    _ name: String, _ empty: FieldColumn, _ keys: [UInt32]?, of table: ColumnTable
  ) throws -> FieldColumn {
    let places = keys.map { keys in " AND key IN (\(keys.map(String.init).joined(separator: ",")))"
    }
    let cursor = try Row.fetchCursor(
      db,
      sql: "SELECT key, \(name) FROM record WHERE resource = ? AND \(name) IS NOT NULL"
        + (places ?? ""),
      arguments: [resource.rawValue])
    var found: [UInt32: String] = [:]
    while let row = try cursor.next() {
      found[try RowKey.packed(row[0])] = (row[1] as String).folded
    }
    var column = empty
    var known: [String: UInt32] = [:]
    for key in table.keys {
      if column.count % 4096 == 0 { try Task.checkCancellation() }
      column.append(ColumnValue(text: found[key]), &known)
    }
    return column
  }

  /// The rows of records whose id on the server begins with a text.
  func rows(of table: ColumnTable, idFrom start: String) throws -> RowSet {
    // No id has a letter after `~`.
    let keys = SQLRequest<Int64>(
      literal: """
        SELECT key FROM record
        WHERE server_id >= \(start) AND server_id < \(start + "~") AND resource = \(resource.rawValue)
        """)
    return try rows(keys, of: table)
  }

  /// The rows of records of which the server does not have everything.
  func pendingRows(of table: ColumnTable) throws -> RowSet {
    let keys = SQLRequest<Int64>(
      literal: """
        SELECT key FROM record
        WHERE (shown IS NOT NULL OR pending IS NOT NULL) AND resource = \(resource.rawValue)
        """)
    return try rows(keys, of: table)
  }

  /// The rows to which open records of a kind belong.
  func parents(of child: Resource, in table: ColumnTable) throws -> RowSet {
    let keys = SQLRequest<Int64>(
      literal: """
        SELECT key FROM record WHERE resource = \(resource.rawValue) AND EXISTS (
          SELECT 1 FROM link CROSS JOIN record AS child ON child.key = link.child
          WHERE link.parent = CASE WHEN record.server_id IS NULL
            THEN 'made:' || record.resource || '/' || record.made_id
            ELSE record.resource || '/' || record.server_id END
          AND link.resource = \(child.rawValue)
          AND child.open_until >= \(Moment.distantFuture.milliseconds))
        """)
    return try rows(keys, of: table)
  }

  private func rows(_ request: SQLRequest<Int64>, of table: ColumnTable) throws -> RowSet {
    var rows = RowSet(count: table.count)
    let cursor = try request.fetchCursor(db)
    var seen = 0
    while let key = try cursor.next() {
      if seen % 4096 == 0 { try Task.checkCancellation() }
      seen += 1
      if let row = table.row(of: try RowKey.packed(key)) { rows.insert(row) }
    }
    return rows
  }

  /// The keys in an order that has been built, of all full records.
  func keys(by order: Int64, descending: Bool) throws -> [UInt32] {
    let ordering: SQL = descending ? Listing.downward : Listing.upward
    let request = SQLRequest<Int64>(
      literal: "SELECT record FROM value WHERE field = \(order) ORDER BY \(ordering)")
    var keys: [UInt32] = []
    let cursor = try request.fetchCursor(db)
    while let key = try cursor.next() { keys.append(try RowKey.packed(key)) }
    return keys
  }

  /// The place of each row of a table in an order that has been built; equal ones have the same.
  func ranks(by order: Int64, descending: Bool, of table: ColumnTable) throws -> [UInt32] {
    let ordering: SQL = descending ? Listing.downward : Listing.upward
    let request = SQLRequest<Row>(
      literal:
        "SELECT record, rank, number, text FROM value WHERE field = \(order) ORDER BY \(ordering)")
    // Records without an entry come last.
    var ranks = [UInt32](repeating: .max, count: table.count)
    var last: (DatabaseValue, DatabaseValue, DatabaseValue)?
    var rank: UInt32 = 0
    let cursor = try request.fetchCursor(db)
    while let entry = try cursor.next() {
      let value: (DatabaseValue, DatabaseValue, DatabaseValue) = (entry[1], entry[2], entry[3])
      if let last, last != value { rank += 1 }
      last = value
      if let row = table.row(of: try RowKey.packed(entry[0])) { ranks[row] = rank }
    }
    return ranks
  }

  /// What the index of the resource's own order says of its full records.
  private var entries: SQL {
    get throws {
      let order = try SortOrders.number(resource, resource.schema.order.path, db) ?? -1
      return "SELECT record, open_until, name FROM value WHERE field = \(order)"
    }
  }

  private func table(version: Int, _ rows: RowCursor) throws -> ColumnTable {
    var table = ColumnTable(resource, version: version)
    while let row = try rows.next() {
      if table.count % 4096 == 0 { try Task.checkCancellation() }
      table.append(try RowKey.packed(row[0]), openUntil: row[1], name: row[2])
    }
    return table
  }

  /// The records that were touched after a version; nil if that is too long ago to know, or they are
  /// many.
  func touched(since version: Int, now: Int) throws -> [Int64]? {
    guard version <= now, now - version <= Cache.keptVersions else { return nil }
    let touched = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT record FROM touched WHERE resource = ? AND number > ? ORDER BY record
          LIMIT \(Self.fewRecords + 1)
          """), arguments: [resource.rawValue, version])
    return touched.count <= Self.fewRecords ? touched : nil
  }
}

/// Keys of rows as they are kept in memory, in half the space.
enum RowKey {
  /// A key in 32 bits. SQLite numbers rows one by one, so that a larger one means damage.
  static func packed(_ key: Int64) throws -> UInt32 {
    guard let packed = UInt32(exactly: key) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a record numbered \(key)")
    }
    return packed
  }
}
