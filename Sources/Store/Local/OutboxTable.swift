// The outbox on disk: every change that the user has made and the server may not have. It knows
// nothing of how changes are sent.

import GRDB
import VitallyModel

/// The table `change` of `local.db`.
struct OutboxTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// The states in which a change still matters to what the user sees.
  static let open = "('waiting', 'sending', 'unknown', 'refused', 'conflict')"

  // MARK: What the user does

  /// Adds a change, and drops the one that it replaces and the draft that it ends, in one
  /// transaction. A record is made only once.
  func insert(_ new: NewChange, at moment: Moment) throws(StoreError) -> Change {
    try local.write { db in
      let new = try Self.resolved(new, db)
      if let id = new.replaces { try Self.replace(id, by: new, db) }
      if new.action == .create { try Self.ensureIsNew(new.ref, db) }
      if new.endsDraft { try DraftTable.forget(new.ref, db) }
      try db.execute(
        sql: """
          INSERT INTO change (resource, ref, op, fields, base, depends_on, state, created_at)
          VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)
          """,
        arguments: [
          new.ref.resource.rawValue, new.ref.description, new.action.rawValue,
          new.fields.jsonText, new.base.jsonText, Self.dependencies(of: new),
          moment.milliseconds,
        ])
      return Change(id: db.lastInsertedRowID, new: new, createdAt: moment)
    }
  }

  /// Throws a change away with all that can't be without it. What is on its way stays.
  /// Answers every change that has moved.
  func drop(_ id: ChangeID) throws(StoreError) -> [Change] {
    try local.write { db in
      guard let change = try Self.change(id, db) else { throw Self.gone }
      switch change.state {
      case .sending: throw StoreError("The change is on its way: it can't be thrown away now.")
      case .answered, .dropped: throw Self.gone
      case .waiting, .unknown, .refused, .conflict: break
      }
      try Self.discard(change, db)
      var moved = [id]
      if change.new.action == .create {
        moved += try Self.dropFollowers(of: change, db)
      }
      return try moved.compactMap { try Self.change($0, db) }
    }
  }

  /// Puts a change that waits or needs attention in line again, to be tried at once. It is
  /// compared with what it was compared with before.
  func retry(_ id: ChangeID) throws(StoreError) -> Change {
    try local.write { db in
      guard let change = try Self.change(id, db), change.isPending || change.needsAttention
      else { throw Self.gone }
      if change.needsAttention {
        // What was refused has not happened, and who insists on a doubtful create has looked.
        try db.execute(
          sql: "UPDATE change SET state = 'waiting', sent_at = NULL, error = NULL WHERE id = ?",
          arguments: [id])
      }
      try db.execute(sql: "UPDATE change SET not_before = NULL WHERE id = ?", arguments: [id])
      return try Self.change(id, db) ?? change
    }
  }

  // MARK: What is there

  /// One change, whatever its state.
  func change(_ id: ChangeID) throws(StoreError) -> Change? {
    try local.read { try Self.change(id, $0) }
  }

  /// What the user has made of a record, or of all (nil), and the server does not have: what is
  /// pending and what needs attention, oldest first.
  func unfinished(_ ref: Ref? = nil) throws(StoreError) -> [Change] {
    try local.read { db in
      let sql = "SELECT * FROM change WHERE state IN \(Self.open)"
      guard let ref else { return try Self.changes(db, sql + " ORDER BY id") }
      return try Self.changes(db, sql + " AND ref = ? ORDER BY id", [ref.description])
    }
  }

  /// All that is unfinished, and what was answered since a moment, oldest first.
  func all(answeredSince moment: Moment) throws(StoreError) -> [Change] {
    try local.read { db in
      try Self.changes(
        db,
        """
        SELECT * FROM change
        WHERE state IN \(Self.open) OR (state = 'answered' AND sent_at >= ?) ORDER BY id
        """, [moment.milliseconds])
    }
  }

  /// The same changes with what was sent of each last.
  func requests(answeredSince moment: Moment) throws(StoreError) -> [ChangeID: JSONObject] {
    try local.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, request FROM change WHERE request IS NOT NULL
            AND (state IN \(Self.open) OR (state = 'answered' AND sent_at >= ?))
          """, arguments: [moment.milliseconds])
      return Dictionary(
        rows.compactMap { row in JSONObject(jsonText: row[1]).map { (row[0], $0) } },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The records that have unfinished changes.
  func refs() throws(StoreError) -> Set<Ref> {
    try local.read { db in
      let texts = try String.fetchAll(
        db, sql: "SELECT DISTINCT ref FROM change WHERE state IN \(Self.open)")
      return Set(texts.compactMap(Ref.init))
    }
  }

  // MARK: Inside a transaction

  static var gone: StoreError { StoreError("There is no such change any more.") }

  static func change(_ id: ChangeID, _ db: Database) throws -> Change? {
    try changes(db, "SELECT * FROM change WHERE id = ?", [id]).first
  }

  static func changes(
    _ db: Database, _ sql: String, _ arguments: StatementArguments = []
  ) throws -> [Change] {
    try Row.fetchAll(db, sql: sql, arguments: arguments).compactMap(Change.init(row:))
  }

  /// Drops a change. If it has certainly not happened, later ones go on from where it began.
  static func discard(_ change: Change, _ db: Database) throws {
    try setState(.dropped, of: change.id, db)
    if change.state == .waiting, change.sentAt == nil { try rebase(without: change, db) }
  }

  static func setState(_ state: Change.State, of id: ChangeID, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE change SET state = ? WHERE id = ?", arguments: [state.rawValue, id])
  }
}
