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
  private(set) var keys: [UInt32] = []
  /// Until when each was open: see the table `record`.
  private(set) var openUntil: [Int64] = []
  /// The folded titles.
  private(set) var names = TextColumn()
  /// The letters in each of them.
  private var letters: [LetterSet] = []

  /// An empty table.
  init(_ resource: Resource, version: Int) {
    self.resource = resource
    self.version = version
  }

  /// How many rows there are.
  var count: Int { keys.count }

  /// Adds a row, whose key comes after all others.
  mutating func append(_ key: UInt32, openUntil: Int64, name: String) {
    keys.append(key)
    self.openUntil.append(openUntil)
    names.append(name)
    letters.append(LetterSet(name))
  }

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

  /// The rows whose names have all of these letters, in whatever order.
  func rows(with wanted: LetterSet) -> RowSet {
    letters.withUnsafeBufferPointer { letters in
      RowSet(count: count) { letters[$0].isSuperset(of: wanted) }
    }
  }

  /// The next version of the table, of which some rows were read anew.
  func spliced(_ splice: Splice, _ found: ColumnTable) -> ColumnTable {
    var table = ColumnTable(resource, version: found.version)
    table.keys = splice.keys
    table.openUntil = splice.values(openUntil, found.openUntil)
    table.names = splice.texts(names, found.names)
    table.letters = splice.values(letters, found.letters)
    return table
  }
}
