// The history of accounts: one row per change of a watched value. The server does not keep it.

import GRDB
import VitallyModel

/// The table `history` of `local.db`.
struct HistoryTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// Adds changed values. A value equal to the last row adds nothing, since a rebuilt cache reports
  /// every value again.
  func add(_ moves: [Cache.Move], at moment: Moment) throws(StoreError) {
    guard !moves.isEmpty else { return }
    try local.write { db in
      for move in moves {
        let account = move.account.description
        let value = move.value.jsonText
        let last = try String.fetchOne(
          db,
          sql: "SELECT value FROM history WHERE account = ? AND path = ? ORDER BY at DESC LIMIT 1",
          arguments: [account, move.path.text])
        guard last != value else { continue }
        try db.execute(
          sql: "INSERT OR REPLACE INTO history (account, path, at, value) VALUES (?, ?, ?, ?)",
          arguments: [account, move.path.text, moment.milliseconds, value])
      }
    }
  }

  /// The past values of an account's field, oldest first.
  func values(
    of account: Ref, _ path: FieldPath
  ) throws(StoreError) -> [(at: Moment, value: JSONValue)] {
    try local.read { db in
      try Row.fetchAll(
        db, sql: "SELECT at, value FROM history WHERE account = ? AND path = ? ORDER BY at",
        arguments: [account.description, path.text]
      ).map { row in
        (Moment(milliseconds: row["at"]), try JSONReader.read(row["value"] as String))
      }
    }
  }
}
