// The outbox on disk: every change that the user has made and the server may not have yet, its
// state, and the new records whose ids it waits for. It knows nothing about how changes are sent.

import GRDB
import VitallyModel

import struct VitallyModel.Record

/// The table `change` of `local.db`.
struct OutboxTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// The states in which a change still affects what the user sees.
  static let open = "('waiting', 'sending', 'unknown', 'refused', 'conflict')"

  // MARK: User actions

  /// Adds a change, and drops the one that it replaces and the draft that it ends, in one
  /// transaction. Throws when a record would be created twice.
  func insert(
    _ new: NewChange, named madeID: String? = nil, at moment: Moment, heldUntil: Moment? = nil
  ) throws(StoreError) -> Change {
    try local.write {
      try Self.insert(new, named: madeID, at: moment, heldUntil: heldUntil, $0)
    }
  }

  /// Throws a change away together with those that depend on it; one that is being sent can't be.
  /// Returns every change whose state has changed.
  func drop(_ id: ChangeID, at moment: Moment) throws(StoreError) -> [Change] {
    try local.write { db in
      guard let change = try Self.change(id, db) else { throw Self.gone }
      switch change.state {
      case .sending: throw StoreError("The change is being sent: it can't be thrown away now.")
      case .answered, .dropped: throw Self.gone
      case .waiting, .unknown, .refused, .conflict: break
      }
      return try Self.drop(change, at: moment, db).compactMap { try Self.change($0, db) }
    }
  }

  /// Queues a change that waits or needs attention again, to be tried at once. The values that it
  /// is compared with stay the same.
  func retry(_ id: ChangeID) throws(StoreError) -> Change {
    try local.write { db in
      guard let change = try Self.change(id, db), change.isPending || change.needsAttention
      else { throw Self.gone }
      return try Self.retry(change, db)
    }
  }

  // MARK: Queries

  /// One change, whatever its state.
  func change(_ id: ChangeID) throws(StoreError) -> Change? {
    try local.read { try Self.change(id, $0) }
  }

  /// Those of these changes that there are, in this order.
  func changes(_ ids: [ChangeID]) throws(StoreError) -> [Change] {
    try local.read { db in try ids.compactMap { try Self.change($0, db) } }
  }

  /// The unfinished changes of a record, or of all (nil): those that are pending or need attention,
  /// oldest first.
  func unfinished(_ ref: Ref? = nil) throws(StoreError) -> [Change] {
    try local.read { db in
      let sql = "SELECT * FROM change WHERE state IN \(Self.open)"
      guard let ref else { return try Self.changes(db, sql + " ORDER BY id") }
      return try Self.changes(db, sql + " AND ref = ? ORDER BY id", [ref.description])
    }
  }

  /// All unfinished changes with all of their groups that was answered, and the changes answered
  /// since a moment; oldest first.
  func all(answeredSince moment: Moment) throws(StoreError) -> [Change] {
    try local.read { db in
      try Self.changes(db, Self.listed + " ORDER BY id", [moment.milliseconds])
    }
  }

  /// A query for the changes that are listed. Its argument is the moment since when answered changes
  /// count.
  private static let listed = """
    SELECT * FROM change WHERE state IN \(open)
    UNION ALL SELECT * FROM change WHERE state = 'answered' AND (sent_at >= ?
      OR grp IN (SELECT grp FROM change WHERE state IN \(open) AND grp IS NOT NULL))
    """

  /// The records that have unfinished changes.
  func refs() throws(StoreError) -> Set<Ref> {
    try local.read { db in
      let texts = try String.fetchAll(
        db, sql: "SELECT DISTINCT ref FROM change WHERE state IN \(Self.open)")
      return Set(texts.compactMap(Ref.init))
    }
  }

  /// The records that were destroyed since a moment.
  func destroyed(since moment: Moment) throws(StoreError) -> Set<Ref> {
    try local.read { db in
      let texts = try String.fetchAll(
        db, sql: "SELECT ref FROM change WHERE op = ? AND state = 'answered' AND sent_at >= ?",
        arguments: [Write.Action.destroy.rawValue, moment.milliseconds])
      return Set(texts.compactMap(Ref.init))
    }
  }

  // MARK: Inside a transaction

  private static var gone: StoreError { StoreError("This change no longer exists.") }

  /// Adds a change, and drops the one that it replaces, in whose group it then is, and the draft
  /// that it ends.
  static func insert(
    _ new: NewChange, named madeID: String?, at moment: Moment, heldUntil: Moment?,
    _ db: Database
  ) throws -> Change {
    var new = try resolved(new, db)
    if let id = new.replaces {
      let replaced = try replace(id, by: new, db)
      new.group = new.group ?? replaced?.group
      new.follows = new.follows ?? replaced?.new.follows
    }
    if new.action == .create { try ensureIsNew(new.ref, db) }
    if let draft = new.draft { try DraftTable.forget(draft, db) }
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO change
          (grp, made_id, resource, ref, op, fields, base, depends_on, undoes, follows, held_until,
            state, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
        """)
    try statement.execute(arguments: [
      new.group?.text, madeID, new.ref.resource.rawValue, new.ref.description,
      new.action.rawValue, new.fields.jsonText, new.base.jsonText, dependencies(of: new),
      new.undoes, new.follows, heldUntil?.milliseconds, moment.milliseconds,
    ])
    let id = db.lastInsertedRowID
    if let former = new.replaces { try moveFollowers(of: former, to: id, db) }
    if let leader = try new.follows.flatMap({ try change($0, db) }), leader.needsAttention {
      try noteFollowers(of: leader, waits(for: leader), db)
    }
    try endHolds(before: id, new, heldUntil: heldUntil, db)
    return Change(
      id: id, madeID: madeID, new: new, createdAt: moment, heldUntil: heldUntil)
  }

  /// Throws an unfinished change away together with those that depend on it. Returns the ids of all
  /// whose state has changed.
  static func drop(
    _ change: Change, at moment: Moment, _ db: Database
  ) throws -> [ChangeID] {
    var dropped = [change.id] + (try discard(change, db))
    try noteDropped(change, at: moment, db)
    dropped += try dropThose(following: change, at: moment, db)
    guard change.new.action == .create else { return dropped }
    return dropped + (try dropFollowers(of: change, at: moment, db))
  }

  /// Queues an unfinished change again, to be tried at once.
  static func retry(_ change: Change, _ db: Database) throws -> Change {
    if change.needsAttention {
      // A refused change has not happened, and a user who retries a doubtful create has looked.
      try db.execute(
        sql: "UPDATE change SET state = 'waiting', sent_at = NULL, error = NULL WHERE id = ?",
        arguments: [change.id])
      try noteFollowers(of: change, nil, db)
    }
    try db.execute(
      sql: """
        UPDATE change SET not_before = NULL, held_until = NULL, released_by = NULL WHERE id = ?
        """, arguments: [change.id])
    return try self.change(change.id, db) ?? change
  }

  static func change(_ id: ChangeID, _ db: Database) throws -> Change? {
    try changes(db, "SELECT * FROM change WHERE id = ?", [id]).first
  }

  static func changes(
    _ db: Database, _ sql: String, _ arguments: StatementArguments = []
  ) throws -> [Change] {
    // Thousands of changes may be taken back at once: each statement is prepared only once.
    try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
      .compactMap(Change.init(row:))
  }

  /// Drops a change. If it was certainly never sent, later changes start from its base values.
  /// Returns the ids of what is paused again.
  static func discard(_ change: Change, _ db: Database) throws -> [ChangeID] {
    let pausedAgain = try setDropped(change.id, db)
    if change.state == .waiting, change.sentAt == nil { try rebase(without: change, db) }
    return pausedAgain
  }

  static func setState(_ state: Change.State, of id: ChangeID, _ db: Database) throws {
    try db.run(
      "UPDATE change SET state = ?, held_until = NULL WHERE id = ?", [state.rawValue, id])
  }

  // MARK: Local records

  /// The refs that a change waits for, as stored; nil when there are none. Changes of a new record
  /// are not listed: `due` holds them back until its create is answered.
  static func dependencies(of new: NewChange) -> String? {
    let refs = MadeRefs(resource: new.ref.resource, fields: new.fields).all
    guard !refs.isEmpty else { return nil }
    return refs.map(\.description).sorted().joined(separator: "\n")
  }

  /// The change with every local ref replaced by the server's, where the record has one by now.
  private static func resolved(_ new: NewChange, _ db: Database) throws -> NewChange {
    var new = new
    let made = MadeRefs(resource: new.ref.resource, fields: new.fields).all
    for ref in made {
      if let known = try serverRef(of: ref, db) { new = new.naming(ref, as: known) }
    }
    if new.action != .create, new.ref.serverID == nil, let known = try serverRef(of: new.ref, db) {
      new = new.naming(new.ref, as: known)
    }
    return new
  }

  /// Gives a record its new ref in all unfinished changes, drafts and places.
  static func rename(_ old: Ref, to ref: Ref, _ db: Database) throws {
    let concerned = try changes(
      db,
      """
      SELECT * FROM change WHERE state IN \(open)
        AND (ref = ?1 OR instr(char(10) || depends_on || char(10), char(10) || ?1 || char(10)))
      """, [old.description])
    for change in concerned {
      let new = change.new.naming(old, as: ref)
      try db.execute(
        sql: "UPDATE change SET ref = ?, fields = ?, base = ?, depends_on = ? WHERE id = ?",
        arguments: [
          new.ref.description, new.fields.jsonText, new.base.jsonText, dependencies(of: new),
          change.id,
        ])
    }
    try DraftTable.rename(old, to: ref, db)
    try PlaceTable.rename(old, to: ref, db)
    try WaitTable.rename(old, to: ref, db)
  }

  /// Drops the change that another one replaces, if it is still unfinished. What waited for its new
  /// record waits for the other's. A create that may have happened is not replaced: looking for it
  /// would find the record without the corrections. Returns the dropped change.
  private static func replace(
    _ id: ChangeID, by new: NewChange, _ db: Database
  ) throws -> Change? {
    guard let old = try change(id, db), old.isPending || old.needsAttention else { return nil }
    let noun = old.ref.resource.schema.singular
    if old.state == .sending {
      throw StoreError("The change you edited is being sent: try again in a moment.")
    }
    if old.new.action == .create, new.action != .create {
      throw StoreError("The new \(noun) is not in Vitally yet: try again when it is.")
    }
    if old.new.action == .create, old.isPending, old.sentAt != nil {
      throw StoreError(
        "Vitally may have the \(noun) already: try again when that is known.")
    }
    // What this pauses again the other one lets go, if it has to wait for that as well.
    _ = try discard(old, db)
    if old.new.action == .create, old.ref != new.ref { try rename(old.ref, to: new.ref, db) }
    return old
  }

  /// Throws when there is already a create for a record, unless that was dropped.
  private static func ensureIsNew(_ ref: Ref, _ db: Database) throws {
    let creates = try changes(
      db, "SELECT * FROM change WHERE ref = ? AND op = 'create' AND state <> 'dropped'",
      [ref.description])
    guard creates.isEmpty else {
      throw StoreError(
        "The \(ref.resource.schema.singular) is already saved or waits to be sent: "
          + "open it to change it.")
    }
  }

  /// The server's ref of a locally created record, nil while it has none.
  static func serverRef(of made: Ref, _ db: Database) throws -> Ref? {
    let created = try changes(
      db, "SELECT * FROM change WHERE ref = ? AND op = 'create' AND state = 'answered'",
      [made.description])
    return created.first.map(\.ref)
  }
}

extension NewChange {
  /// The change with a record's ref replaced: as its own record and in its lookups.
  fileprivate func naming(_ old: Ref, as ref: Ref) -> NewChange {
    rewritten(for: self.ref == old ? ref : self.ref) {
      MadeRefs(resource: self.ref.resource, fields: $0).replacing(old, with: ref)
    }
  }
}
