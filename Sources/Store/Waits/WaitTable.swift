// The records that the user has put aside, as they are kept.

import GRDB
import VitallyModel

/// The table `wait` of `local.db`.
struct WaitTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// All waits.
  func all() throws(StoreError) -> [Ref: Wait] {
    try local.read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT ref, until, changed_after FROM wait")
      return Dictionary(
        rows.compactMap { row in Ref(row[0]).map { ($0, Wait(row)) } },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// How long a record waits; nil if it does not.
  func wait(of ref: Ref) throws(StoreError) -> Wait? {
    try local.read { try Self.wait(of: ref, $0) }
  }

  /// Keeps waits, all of them or none; a nil ends one. A record that the server has by now is
  /// called as it is there. Returns how long each waited before.
  func set(_ changes: [WaitChange], at moment: Moment) throws(StoreError) -> [WaitChange] {
    try local.write { db in
      try changes.map { change in
        var before = change
        if change.ref.serverID == nil, let known = try OutboxTable.serverRef(of: change.ref, db) {
          before.ref = known
        }
        before.wait = try Self.wait(of: before.ref, db)
        try Self.set(change.wait, of: before.ref, at: moment, db)
        return before
      }
    }
  }

  /// Ends those of these waits that are still the same. Returns them.
  func end(_ waits: [Ref: Wait]) throws(StoreError) -> [Ref: Wait] {
    guard !waits.isEmpty else { return [:] }
    return try local.write { db in
      try waits.filter { ref, wait in
        try db.run(
          "DELETE FROM wait WHERE ref = ? AND until IS ? AND changed_after IS ?",
          [ref.description, wait.until?.milliseconds, wait.changedAfter?.milliseconds])
        return db.changesCount > 0
      }
    }
  }

  /// Moves on what a record has to be newer than to come back.
  func keepWaiting(_ ref: Ref, changed: Moment) throws(StoreError) {
    try local.write { db in
      try db.run(
        "UPDATE wait SET changed_after = max(changed_after, ?) WHERE ref = ?",
        [changed.milliseconds, ref.description])
    }
  }

  /// Gives a record its new ref, inside a transaction.
  static func rename(_ old: Ref, to ref: Ref, _ db: Database) throws {
    try db.run(
      "UPDATE OR REPLACE wait SET ref = ? WHERE ref = ?", [ref.description, old.description])
  }

  private static func wait(of ref: Ref, _ db: Database) throws -> Wait? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT until, changed_after FROM wait WHERE ref = ?"),
      arguments: [ref.description]
    ).map(Wait.init)
  }

  private static func set(
    _ wait: Wait?, of ref: Ref, at moment: Moment, _ db: Database
  ) throws {
    try db.run("DELETE FROM wait WHERE ref = ?", [ref.description])
    guard let wait else { return }
    try db.run(
      "INSERT INTO wait (ref, until, changed_after, created_at) VALUES (?, ?, ?, ?)",
      [
        ref.description, wait.until?.milliseconds, wait.changedAfter?.milliseconds,
        moment.milliseconds,
      ])
  }
}

extension Wait {
  /// A stored wait.
  init(_ row: Row) {
    self.init(
      until: Moment(stored: row["until"]), changedAfter: Moment(stored: row["changed_after"]))
  }
}
