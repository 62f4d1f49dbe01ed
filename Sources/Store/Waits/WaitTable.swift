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

  /// Keeps a wait; nil ends it. Returns the one before.
  func set(_ wait: Wait?, of ref: Ref, at moment: Moment) throws(StoreError) -> Wait? {
    try local.write { db in
      let former = try Row.fetchOne(
        db, sql: "SELECT until, changed_after FROM wait WHERE ref = ?",
        arguments: [ref.description]
      ).map(Wait.init)
      try db.run("DELETE FROM wait WHERE ref = ?", [ref.description])
      if let wait {
        try db.run(
          "INSERT INTO wait (ref, until, changed_after, created_at) VALUES (?, ?, ?, ?)",
          [
            ref.description, wait.until?.milliseconds, wait.changedAfter?.milliseconds,
            moment.milliseconds,
          ])
      }
      return former
    }
  }

  /// Ends waits.
  func end(_ refs: [Ref]) throws(StoreError) {
    guard !refs.isEmpty else { return }
    try local.write { db in
      for ref in refs { try db.run("DELETE FROM wait WHERE ref = ?", [ref.description]) }
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
}

extension Wait {
  /// A stored wait.
  init(_ row: Row) {
    self.init(
      until: Moment(stored: row["until"]), changedAfter: Moment(stored: row["changed_after"]))
  }
}
