// Moves the history that an earlier vitty kept in `local.db` to its own file, in small steps. Rows
// are deleted only once they are on disk there, so that a crash at any time loses none.

import GRDB
import Synchronization
import VitallyModel

/// What is left of the table `history` of `local.db`.
struct FormerHistory: Sendable {
  /// How many rows are moved in one step: few enough that no other write waits long.
  private static let step = 1_000

  /// Where the rows are.
  let local: LocalDatabase
  /// Where they belong.
  let history: HistoryTable

  /// Moves some rows. Returns whether there may be more.
  func moveSome() throws(StoreError) -> Bool {
    let outcome = history.file.moving.withLock { _ in
      Result { () throws(StoreError) in try move() }
    }
    return try outcome.get()
  }

  private func move() throws(StoreError) -> Bool {
    let points = try local.read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT account, path, at, value FROM history ORDER BY account, path, at LIMIT ?",
        arguments: [Self.step]
      ).map { row in
        HistoryTable.Point(
          account: row["account"], path: row["path"],
          at: Moment(milliseconds: row["at"]), value: row["value"])
      }
    }
    guard !points.isEmpty, history.add(points) else { return false }
    try local.write { db in
      for point in points {
        try db.run(
          "DELETE FROM history WHERE account = ? AND path = ? AND at = ?",
          [point.account, point.path, point.at.milliseconds])
      }
    }
    return true
  }
}
