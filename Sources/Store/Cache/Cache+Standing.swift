// How much of each list is in the cache, and how far its sweep has come.

import GRDB
import VitallyModel

extension Cache {
  /// How a list stands.
  struct Standing: Equatable {
    var status: SyncStatus
    /// How many records are cached.
    var cached: Int
    /// How many records a sweep has fetched that has not ended; nil if it has.
    var fetched: Int?
  }

  /// How lists stand, all at one moment.
  func standings(_ keys: [ListKey]) throws(StoreError) -> [ListKey: Standing] {
    try read { db in
      var standings: [ListKey: Standing] = [:]
      for key in keys {
        let status = try status(key, db)
        standings[key] = Standing(
          status: status, cached: try count(key, db),
          fetched: try fetched(key, isFirst: status.completedAt == nil, db))
      }
      return standings
    }
  }

  /// The resources with their own screen that have not been fetched completely.
  func unfetched(_ db: Database) throws -> [Resource] {
    try Resource.browsable.filter { resource in
      try resource.schema.sweep != nil && status(ListKey(resource), db).completedAt == nil
    }
  }

  private func count(_ key: ListKey, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db,
      sql: key.parent == nil
        ? "SELECT sum(number) FROM tally WHERE resource = ?"
        : "SELECT count(*) FROM link WHERE resource = ? AND parent = ?",
      arguments: StatementArguments(
        [key.resource.rawValue] + [key.parent?.description].compactMap(\.self))) ?? 0
  }

  /// A sweep has ended if all walks of the last one have, unless it is the first: then the list
  /// would be complete.
  private func fetched(_ key: ListKey, isFirst: Bool, _ db: Database) throws -> Int? {
    let walks = try walks(key, db)
    let sweep = walks.map(\.sweep).max()
    guard isFirst || walks.contains(where: { !$0.isDone || $0.sweep != sweep }) else { return nil }
    return walks.filter { $0.sweep == sweep }.reduce(0) { $0 + $1.count }
  }
}
