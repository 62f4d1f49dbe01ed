// Finds the records of all resources that answer to what is typed: by name in the packed tables, by
// the beginnings of mail addresses and ids in the indexes of SQLite.

import GRDB
import VitallyModel

/// One search. It reads bodies of no more records than are shown.
struct JumpSearch {
  private let query: JumpQuery
  private let match: NameMatch
  private let columns: ColumnStore
  private let db: Database
  /// When each record was visited that was lately, 0 for the last one.
  private var visits: [UInt32: Int] = [:]
  private var identified: [UInt32: IdentifiedJumps.Hit] = [:]

  /// How many visits count.
  private static let visitLimit = 50

  /// A search after `visited`, the records visited last, newest first.
  init(_ query: JumpQuery, visited: [Ref], _ columns: ColumnStore, _ db: Database) throws {
    self.query = query
    self.columns = columns
    self.db = db
    match = NameMatch(query.words)
    for ref in visited where Resource.reachable.contains(ref.resource) {
      guard visits.count < Self.visitLimit else { break }
      guard let key: Int64 = try RecordRow.find("key", of: ref, in: db) else { continue }
      let place = visits.count
      visits[try RowKey.packed(key)] = visits[try RowKey.packed(key)] ?? place
    }
  }

  /// The records, best first, and whether there are more.
  mutating func run() throws -> (hits: [JumpHit], hasMore: Bool) {
    let wanted = query.limit + 1
    let keys: [(UInt32, NameRank)]
    if match.isEmpty {
      keys = visits.sorted { $0.value < $1.value }.map { ($0.key, .whole) }
    } else {
      identified = try IdentifiedJumps(query.words, db).hits()
      keys = try found(wanted)
    }
    let hits = try JumpReader(db, query, visits: Set(visits.keys), identified)
      .hits(keys.prefix(query.limit))
    return (hits, keys.count > query.limit)
  }

  /// Who is found by two things counts once, by the better one.
  private func found(_ wanted: Int) throws -> [(UInt32, NameRank)] {
    var first = FirstJumps(limit: wanted + identified.count)
    for (key, hit) in identified {
      first.add(order(hit.rank, hit.isOpen(since: openSince), hit.resource, hit.excess, key))
    }
    let letters = LetterSet(query.words.folded)
    let tables = try Resource.reachable.map { resource in
      let table = try columns.table(resource, db)
      return (table: table, likely: table.rows(with: letters))
    }
    var unnamed: [RowSet] = []
    for (resource, (table, likely)) in tables.enumerated() {
      unnamed.append(try addNames(of: table, resource, among: likely, to: &first))
    }
    if match.allowsLetters, first.sorted.count < wanted {
      for (resource, (table, _)) in tables.enumerated() {
        try addLetters(of: table, among: unnamed[resource], to: &first)
      }
    }
    var seen: Set<UInt32> = []
    return first.sorted.filter { seen.insert($0.key).inserted }.prefix(wanted)
      .map { ($0.key, $0.rank) }
  }

  private var openSince: Int64 { (query.openSince ?? .distantFuture).milliseconds }

  private func order(
    _ rank: NameRank, _ isOpen: Bool, _ resource: Int, _ excess: Int, _ key: UInt32
  ) -> JumpOrder {
    JumpOrder(
      rank, isHidden: !isOpen, visit: visits[key], resource: resource, excess: excess, key: key)
  }

  /// Adds the records whose names have all words; returns the rows of the others.
  private func addNames(
    of table: ColumnTable, _ resource: Int, among likely: RowSet, to first: inout FirstJumps
  ) throws -> RowSet {
    var unnamed = likely
    try table.names.eachText(of: likely) { row, name in
      guard let rank = match.rank(of: name, orBetter: first.weakest) else { return }
      unnamed.remove(row)
      first.add(
        order(rank, table.openUntil[row] >= openSince, resource, name.count, table.keys[row]))
    }
    return unnamed
  }

  /// Adds the records whose names have the letters. How near to each other they are says more than
  /// the resource.
  private func addLetters(
    of table: ColumnTable, among unnamed: RowSet, to first: inout FirstJumps
  ) throws {
    try table.names.eachText(of: unnamed) { row, name in
      guard let spread = match.spread(in: name) else { return }
      first.add(
        order(.letters, table.openUntil[row] >= openSince, 0, spread, table.keys[row]))
    }
  }
}
