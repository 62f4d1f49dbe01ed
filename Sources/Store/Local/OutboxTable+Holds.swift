// Changes that are held back for a moment before they are sent, so that they can be taken back for
// nothing. A hold is a moment on disk: it outlives a crash, and every process knows of it.

import GRDB
import VitallyModel

extension OutboxTable {
  /// Whether a change is not held back, with the moment as `?1`. A clock that was set back behind the
  /// change's own time ends its hold: it would last for as long as the clock was wrong.
  static func isFree(_ table: String) -> String {
    """
    (\(table).held_until IS NULL OR \(table).held_until <= ?1 OR \(table).created_at > ?1)
    """
  }

  /// Ends all holds: what waits may be sent at once. What the user has paused stays so.
  func endHolds() throws(StoreError) {
    try local.write { db in
      try db.execute(
        sql: "UPDATE change SET held_until = NULL WHERE held_until IS NOT NULL AND held_until < ?",
        arguments: [Change.untilResumed.milliseconds])
    }
  }

  /// Holds those of these changes back that wait, until the user lets them go on; or lets them go.
  /// What is being sent just now is held back if that fails. Returns what waits.
  func pause(_ ids: [ChangeID], _ isPaused: Bool) throws(StoreError) -> [Change] {
    try local.write { db in
      var changes: [Change] = []
      for id in ids {
        try db.run(
          "UPDATE change SET held_until = ? WHERE id = ? AND state IN ('waiting', 'sending')",
          [isPaused ? Change.untilResumed.milliseconds : nil, id])
        if let change = try Self.change(id, db), change.state == .waiting { changes.append(change) }
      }
      return changes
    }
  }

  /// Ends the holds of what has to be sent before a change, which would have to wait for them: at
  /// once if it is not held back itself, otherwise those that would last longer than its own.
  static func endHolds(before new: NewChange, heldUntil: Moment?, _ db: Database) throws {
    let made = dependencies(of: new)?.split(separator: "\n").map(String.init) ?? []
    for ref in [new.ref.description] + made {
      let statement = try db.cachedStatement(
        sql: """
          UPDATE change SET held_until = ?1
          WHERE ref = ?2 AND state = 'waiting' AND held_until > ifnull(?1, 0)
          """)
      try statement.execute(arguments: [heldUntil?.milliseconds, ref])
    }
  }
}
