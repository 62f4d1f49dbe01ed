// What becomes of changes on their way to the server: each step is on disk before the next one is
// taken.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension OutboxTable {
  /// How long answered and dropped changes are kept, in seconds.
  private static let keeping: Double = 30 * 86_400

  /// Call only while nothing is being sent: a change still marked as sending, because of a crash or
  /// a disk error, has an unknown outcome. If the user wanted it to be held back, it is.
  func recover() throws(StoreError) {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET state = 'unknown', not_before = NULL WHERE state = 'sending'
          """)
    }
  }

  /// Deletes some of what was finished long ago, in a transaction so short that no other write waits
  /// for it. Returns whether there may be more.
  func forgetOld(at moment: Moment) throws(StoreError) -> Bool {
    try local.write { db in
      try db.execute(
        sql: """
          DELETE FROM change WHERE id IN (
            SELECT id FROM change
            WHERE state IN ('answered', 'dropped') AND created_at < ?
              AND (settled OR state = 'dropped')
            LIMIT 100)
          """,
        arguments: [moment.adding(seconds: -Self.keeping).milliseconds])
      return db.changesCount > 0
    }
  }

  /// Makes all delayed changes due now.
  func makeAllDue() throws(StoreError) {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET not_before = NULL
          WHERE state IN ('waiting', 'unknown') AND not_before IS NOT NULL
          """)
    }
  }

  /// Marks a change as sending, before the request leaves. Returns nil when the user has thrown it
  /// away or paused it meanwhile.
  func markSending(
    _ id: ChangeID, request: JSONObject, at moment: Moment
  ) throws(StoreError) -> Change? {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET state = 'sending', sent_at = ?, attempts = attempts + 1, request = ?,
            held_until = NULL
          WHERE id = ? AND state IN ('waiting', 'unknown')
            AND (held_until IS NULL OR held_until < ?)
          """,
        arguments: [
          moment.milliseconds, request.jsonText, id, Change.untilResumed.milliseconds,
        ])
      return db.changesCount == 0 ? nil : try Self.change(id, db)
    }
  }

  /// Saves what is to be sent of a change in place of what the user has made, since somebody else
  /// has changed the record as well. Returns nil when the user has thrown it away meanwhile.
  func rebase(_ id: ChangeID, as new: NewChange) throws(StoreError) -> Change? {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET fields = ?, base = ? WHERE id = ? AND state IN ('waiting', 'unknown')
          """, arguments: [new.fields.jsonText, new.base.jsonText, id])
      return db.changesCount == 0 ? nil : try Self.change(id, db)
    }
  }

  /// Saves the state of a change after an attempt that failed. One that is still pending stays
  /// paused if the user has paused it meanwhile. Returns nil when they have thrown it away.
  func save(_ change: Change) throws(StoreError) -> Change? {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET state = ?1, not_before = ?2, sent_at = ?3, attempts = ?4, error = ?5,
            held_until = CASE WHEN ?1 IN ('waiting', 'unknown') THEN held_until END
          WHERE id = ?6 AND state IN ('waiting', 'sending', 'unknown')
          """,
        arguments: [
          change.state.rawValue, change.notBefore?.milliseconds, change.sentAt?.milliseconds,
          change.attempts, ChangeError(change).text, change.id,
        ])
      guard db.changesCount > 0 else { return nil }
      if change.needsAttention { try Self.noteFollowers(of: change, Self.waits(for: change), db) }
      if change.state == .refused { try Self.rebase(without: change, db) }
      return try Self.change(change.id, db)
    }
  }

  /// Saves that the server has a change, and the record as it is now. Later changes of the record
  /// start from there, and changes that waited for the record get its id. Returns nil when the user
  /// has thrown it away meanwhile; but a new record that is there is there.
  func markAnswered(
    _ change: Change, by record: Record, at moment: Moment
  ) throws(StoreError) -> Change? {
    try local.write { db in
      try db.execute(
        sql: """
          UPDATE change SET state = 'answered', answer = ?, error = NULL, not_before = NULL,
            held_until = NULL, sent_at = ifnull(sent_at, ?)
          WHERE id = ? AND (state <> 'dropped' OR op = 'create')
          """, arguments: [record.body.jsonText, moment.milliseconds, change.id])
      guard db.changesCount > 0 else { return nil }
      try Self.noteFollowers(of: change, nil, db)
      if change.ref != record.ref { try Self.rename(change.ref, to: record.ref, db) }
      try Self.rebase(after: change, on: record, db)
      return try Self.change(change.id, db) ?? change
    }
  }

  /// The answered changes that the cache may not have yet, with the refs under which they were
  /// sent.
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

  /// Notes that the cache has the answer of a change.
  func settle(_ id: ChangeID) throws(StoreError) {
    try local.write { db in
      try db.execute(sql: "UPDATE change SET settled = 1 WHERE id = ?", arguments: [id])
    }
  }

  /// The records of a resource that answered creates have created.
  func made(_ resource: Resource) throws(StoreError) -> Set<Ref> {
    try local.read { db in
      let created = try Self.changes(
        db, "SELECT * FROM change WHERE resource = ? AND op = 'create' AND state = 'answered'",
        [resource.rawValue])
      return Set(created.map(\.ref))
    }
  }

  /// Later updates of a record were made on top of one that won't happen: they start from its base
  /// values instead.
  static func rebase(without lost: Change, _ db: Database) throws {
    guard lost.new.action == .update else { return }
    try rebase(after: lost, on: Record(ref: lost.ref, body: lost.new.base), db)
  }

  /// Later changes of a record were made on top of this one: once it is answered, the fields they
  /// share with it are compared with the server's answer. For a create, all other changes are later
  /// ones.
  private static func rebase(
    after answered: Change, on record: Record, _ db: Database
  ) throws {
    let later = try changes(
      db, "SELECT * FROM change WHERE ref = ? AND id > ? AND state IN \(open)",
      [record.ref.description, answered.new.action == .create ? 0 : answered.id])
    for change in later {
      let base = change.new.rebased(on: record, for: answered.new.paths).base
      try db.execute(
        sql: "UPDATE change SET base = ? WHERE id = ?", arguments: [base.jsonText, change.id])
    }
  }
}
