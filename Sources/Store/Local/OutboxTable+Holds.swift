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
  /// What is being sent just now is held back if that fails. Returns both.
  func pause(_ ids: [ChangeID], _ isPaused: Bool) throws(StoreError) -> [Change] {
    try local.write { db in
      var changes: [Change] = []
      for id in ids {
        try db.run(
          """
          UPDATE change SET held_until = ?, released_by = NULL
          WHERE id = ? AND state IN ('waiting', 'sending', 'unknown')
          """,
          [isPaused ? Change.untilResumed.milliseconds : nil, id])
        if db.changesCount > 0, let change = try Self.change(id, db) { changes.append(change) }
      }
      return changes
    }
  }

  // MARK: Changes that wait for what is held back

  /// Ends the holds of what has to be sent before a change, which would have to wait for them: at
  /// once if it is not held back itself, otherwise those that would last longer than its own. What
  /// the user had paused is noted, so that it can be paused again.
  static func endHolds(before id: ChangeID, _ new: NewChange, heldUntil: Moment?, _ db: Database)
    throws
  {
    let made = dependencies(of: new)?.split(separator: "\n").map(String.init) ?? []
    for ref in [new.ref.description] + made {
      try db.run(
        """
        UPDATE change SET held_until = ?1,
          released_by = CASE held_until WHEN ?3 THEN ?4 ELSE released_by END
        WHERE ref = ?2 AND state IN ('waiting', 'unknown') AND held_until > ifnull(?1, 0)
        """, [heldUntil?.milliseconds, ref, Change.untilResumed.milliseconds, id])
    }
  }

  /// What was paused and goes on because one of these changes would have to wait for it.
  func released(by changes: [Change]) throws(StoreError) -> [Change] {
    let ids = Set(changes.map(\.id))
    return try local.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM change
          WHERE released_by IS NOT NULL AND state IN ('waiting', 'unknown') ORDER BY id
          """
      ).filter { ids.contains($0["released_by"]) }.compactMap(Change.init(row:))
    }
  }

  /// Drops a change. What it has let go is paused again, unless another change waits for it as well.
  /// Returns the ids of what is paused again.
  static func setDropped(_ id: ChangeID, _ db: Database) throws -> [ChangeID] {
    try setState(.dropped, of: id, db)
    let released = try changes(
      db, "SELECT * FROM change WHERE released_by = ? AND state IN ('waiting', 'unknown')", [id])
    var paused: [ChangeID] = []
    for change in released {
      let other = try other(waitingFor: change, db)
      if let other {
        try db.run("UPDATE change SET released_by = ? WHERE id = ?", [other, change.id])
      } else {
        try db.run(
          "UPDATE change SET held_until = ?, released_by = NULL WHERE id = ?",
          [Change.untilResumed.milliseconds, change.id])
        paused.append(change.id)
      }
    }
    return paused
  }

  /// A later change that is not paused and has to wait for this one.
  private static func other(waitingFor change: Change, _ db: Database) throws -> ChangeID? {
    let condition = "id > ? AND state = 'waiting' AND ifnull(held_until, 0) < ?"
    let arguments: StatementArguments = [
      change.id, Change.untilResumed.milliseconds, change.ref.description,
    ]
    if let same = try changes(
      db, "SELECT * FROM change WHERE \(condition) AND ref = ? ORDER BY id LIMIT 1", arguments
    ).first {
      return same.id
    }
    guard change.new.action == .create else { return nil }
    return try changes(
      db,
      """
      SELECT * FROM change WHERE \(condition)
        AND instr(char(10) || depends_on || char(10), char(10) || ? || char(10))
      ORDER BY id LIMIT 1
      """, arguments
    ).first?.id
  }
}
