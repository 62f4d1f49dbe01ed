// What lists are filtered by, of all records of a resource: a value in memory that belongs to one
// version of the cache and never changes.

import VitallyModel

/// The records of a resource as rows, in the order of their keys.
struct ColumnTable: Sendable {
  /// The kind of record.
  let resource: Resource
  /// The version of the resource that it shows.
  let version: Int
  /// The keys of the records.
  var keys: [UInt32] = []
  /// Until when each was open: see the table `record`.
  var openUntil: [Int64] = []
  /// The folded titles.
  var names = TextColumn()

  /// An empty table.
  init(_ resource: Resource, version: Int) {
    self.resource = resource
    self.version = version
  }

  /// How many rows there are.
  var count: Int { keys.count }

  /// The row of a record; nil if it has none.
  func row(of key: UInt32) -> Int? {
    let place = keys.partitioningIndex { $0 >= key }
    return place < keys.count && keys[place] == key ? place : nil
  }

  /// The rows that were open at a moment; all without one.
  func open(from moment: Int64?) -> RowSet {
    guard let moment else { return RowSet(count: count, isFull: true) }
    return openUntil.withUnsafeBufferPointer { openUntil in
      RowSet(count: count) { openUntil[$0] >= moment }
    }
  }

  /// Those of the given rows whose name contains all words.
  func rows(named words: [String], among rows: RowSet) throws -> RowSet {
    try words.reduce(rows) { try names.rows(holding: $1, among: $0) }
  }

  /// The next version of the table, of which some rows were read anew.
  func spliced(_ splice: Splice, _ found: ColumnTable) -> ColumnTable {
    var table = ColumnTable(resource, version: found.version)
    table.keys = splice.keys
    table.openUntil = splice.values(openUntil, found.openUntil)
    table.names = splice.texts(names, found.names)
    return table
  }
}
