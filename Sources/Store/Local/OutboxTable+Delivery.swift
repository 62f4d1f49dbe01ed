// The way of a change to the server, step by step on disk.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension OutboxTable {
  /// How long answered and dropped changes are kept, in seconds.
  static let keeping: Double = 30 * 86_400

  /// While nothing is on its way: what is marked so, by a run that crashed or before the disk
  /// failed, has an unknown outcome.
  func recover() throws(StoreError) {
    try local.write { db in
      try db.execute(
        sql: "UPDATE change SET state = 'unknown', not_before = NULL WHERE state = 'sending'")
    }
  }

  /// Forgets what was finished long ago.
  func forgetOld(at moment: Moment) throws(StoreError) {
    try local.write { db in
      try db.execute(
        sql: """
          DELETE FROM change
          WHERE (state = 'dropped' OR (state = 'answered' AND settled)) AND created_at < ?
          """,
        arguments: [moment.adding(seconds: -Self.keeping).milliseconds])
    }
  }

  /// What can be tried at a moment: of each record its oldest pending change, if it is due and
  /// waits for no other record. A record that is made here must be created first, also by a create
  /// that was mended later than the other changes were made.
  func due(at moment: Moment) throws(StoreError) -> [Change] {
    try local.read { db in
      try Self.changes(
        db,
        """
        SELECT * FROM change AS c
        WHERE state IN ('waiting', 'unknown') AND depends_on IS NULL
          AND (not_before IS NULL OR not_before <= ?)
          AND (op = 'create' OR ref NOT LIKE 'made:%')
          AND NOT EXISTS (
            SELECT 1 FROM change AS earlier
            WHERE earlier.ref = c.ref AND earlier.id < c.id
              AND earlier.state IN ('waiting', 'sending', 'unknown')
              AND (earlier.op = 'create' OR c.op <> 'create'))
        ORDER BY id
        """, [moment.milliseconds])
    }
  }

  /// When the next change that waits for its time is due.
  func nextDue(after moment: Moment) throws(StoreError) -> Moment? {
    try local.read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT min(not_before) FROM change
          WHERE state IN ('waiting', 'unknown') AND not_before > ?
          """, arguments: [moment.milliseconds]
      ).map(Moment.init(milliseconds:))
    }
  }

  /// Makes everything that waits for its time due now.
  func hurry() throws(StoreError) {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET not_before = NULL
          WHERE state IN ('waiting', 'unknown') AND not_before IS NOT NULL
          """)
    }
  }

  /// Marks a change as on its way, before the request leaves. Answers nil when the user has
  /// thrown it away meanwhile.
  func markSending(
    _ id: ChangeID, request: JSONObject, at moment: Moment
  ) throws(StoreError) -> Change? {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET state = 'sending', sent_at = ?, attempts = attempts + 1, request = ?
          WHERE id = ? AND state IN ('waiting', 'unknown')
          """, arguments: [moment.milliseconds, request.jsonText, id])
      return db.changesCount == 0 ? nil : try Self.change(id, db)
    }
  }

  /// Keeps where a change stands after an attempt that did not succeed. Answers nil when the user
  /// has thrown it away meanwhile.
  func save(_ change: Change) throws(StoreError) -> Change? {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET state = ?, not_before = ?, sent_at = ?, attempts = ?, error = ?
          WHERE id = ? AND state IN ('waiting', 'sending', 'unknown')
          """,
        arguments: [
          change.state.rawValue, change.notBefore?.milliseconds, change.sentAt?.milliseconds,
          change.attempts, ChangeError(change).text, change.id,
        ])
      guard db.changesCount > 0 else { return nil }
      if change.state == .refused { try Self.rebase(without: change, db) }
      return try Self.change(change.id, db)
    }
  }

  /// Keeps that the server has a change, and the record as it is now. What follows on the same
  /// record goes on from there, and what waited for it has its id.
  func markAnswered(
    _ change: Change, by record: Record, at moment: Moment
  ) throws(StoreError) -> Change {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET state = 'answered', answer = ?, error = NULL, not_before = NULL,
            sent_at = ifnull(sent_at, ?) WHERE id = ?
          """, arguments: [record.body.jsonText, moment.milliseconds, change.id])
      if change.ref != record.ref { try Self.rename(change.ref, to: record.ref, db) }
      try Self.rebase(after: change, on: record, db)
      return try Self.change(change.id, db) ?? change
    }
  }

  /// The answered changes that the cache may not have yet, with the names of their records
  /// when they were sent.
  func unsettled() throws(StoreError) -> [(change: Change, sentAs: Ref, record: Record)] {
    try local.read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM change WHERE state = 'answered' AND NOT settled ORDER BY id"
      ).compactMap { row in
        guard let change = Change(row: row), let sentAs = Ref(row["ref"] as String),
          let body = JSONObject(jsonText: row["answer"])
        else { return nil }
        return (change, sentAs, Record(ref: change.ref, body: body))
      }
    }
  }

  /// Keeps that the cache has the answer of a change.
  func settle(_ id: ChangeID) throws(StoreError) {
    try local.write { db in
      try db.execute(sql: "UPDATE change SET settled = 1 WHERE id = ?", arguments: [id])
    }
  }

  /// The records of a resource that answered creates have made.
  func made(_ resource: Resource) throws(StoreError) -> Set<Ref> {
    try local.read { db in
      let created = try Self.changes(
        db, "SELECT * FROM change WHERE resource = ? AND op = 'create' AND state = 'answered'",
        [resource.rawValue])
      return Set(created.map(\.ref))
    }
  }

  /// Later updates of a record were made with one in sight that will not happen: they go on from
  /// where that one began.
  static func rebase(without lost: Change, _ db: Database) throws {
    guard lost.new.action == .update else { return }
    try rebase(after: lost, on: Record(ref: lost.ref, body: lost.new.base), db)
  }

  /// Later changes of a record were made with the earlier one in sight: once that is answered,
  /// they are compared with the server's answer, as far as they change the same fields. To a
  /// create all others are later ones.
  private static func rebase(
    after answered: Change, on record: Record, _ db: Database
  ) throws {
    let later = try changes(
      db, "SELECT * FROM change WHERE ref = ? AND id > ? AND state IN \(open)",
      [record.ref.description, answered.new.action == .create ? 0 : answered.id])
    for change in later {
      let base = change.new.base(on: record, for: answered.new.fields)
      try db.execute(
        sql: "UPDATE change SET base = ? WHERE id = ?", arguments: [base.jsonText, change.id])
    }
  }
}
