// Recently visited records: lookups and jumps offer them first.

import GRDB
import VitallyModel

/// The table `place` of `local.db`.
struct PlaceTable: Sendable {
  /// How many places are read.
  private static let limit = 50
  /// How many are read of all resources together.
  private static let limitOfAll = 200

  /// The file that holds the table.
  let local: LocalDatabase

  /// Notes that a record was visited. One that has reached the server since is called by its server id.
  func note(_ ref: Ref, at moment: Moment) throws(StoreError) {
    try local.write { db in
      let ref = try OutboxTable.serverRef(of: ref, db) ?? ref
      try db.execute(
        sql: "INSERT OR REPLACE INTO place (ref, visited_at) VALUES (?, ?)",
        arguments: [ref.description, moment.milliseconds])
    }
  }

  /// The last visited records of a resource, newest first.
  func recent(_ resource: Resource) throws(StoreError) -> [Ref] {
    try local.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT ref FROM place WHERE ref LIKE ?1 || '/%' OR ref LIKE 'made:' || ?1 || '/%'
          ORDER BY visited_at DESC LIMIT ?2
          """, arguments: [resource.rawValue, Self.limit]
      ).compactMap(Ref.init)
    }
  }

  /// The last visited records of all resources, newest first.
  func recent() throws(StoreError) -> [Ref] {
    try local.read { db in
      try String.fetchAll(
        db.cachedStatement(sql: "SELECT ref FROM place ORDER BY visited_at DESC LIMIT ?"),
        arguments: [Self.limitOfAll]
      ).compactMap(Ref.init)
    }
  }

  /// Gives a record its new ref, inside a transaction.
  static func rename(_ old: Ref, to ref: Ref, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE OR REPLACE place SET ref = ? WHERE ref = ?",
      arguments: [ref.description, old.description])
  }
}
