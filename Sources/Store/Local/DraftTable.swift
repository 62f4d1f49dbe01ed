// Unfinished forms on disk, one for each form that has been left. It knows nothing of what a form looks like.

import GRDB
import VitallyModel

/// The table `draft` of `local.db`.
struct DraftTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// Keeps a draft in place of what the same form has kept before, and of the one that it went on
  /// with. A record that was made here and that the server has by now is called by its id.
  func keep(_ draft: Draft) throws(StoreError) {
    try local.write { db in
      var draft = draft
      if let known = try OutboxTable.serverRef(of: draft.ref, db) { draft.ref = known }
      try Self.forget(draft.end, db)
      try Self.save(draft, db)
    }
  }

  /// Forgets what a form has kept, and what it went on with.
  func forget(_ end: Draft.End) throws(StoreError) {
    try local.write { try Self.forget(end, $0) }
  }

  /// All drafts, the one that was typed in last first.
  func all() throws(StoreError) -> [Draft] {
    try local.read { try Self.drafts($0) }
  }

  /// The draft of a record in which something was typed last, or the one with a name.
  func draft(of ref: Ref, named id: String? = nil) throws(StoreError) -> Draft? {
    try local.read { db in
      try Self.drafts(db, "WHERE ref = ?1", [ref.description])
        .first { id == nil || $0.id == id }
    }
  }

  /// The drafts of a record and of new ones that were begun from it, the newest first.
  func drafts(about ref: Ref) throws(StoreError) -> [Draft] {
    try local.read { try Self.drafts($0, "WHERE ref = ?1 OR parent = ?1", [ref.description]) }
  }

  // MARK: Inside a transaction

  /// The draft that a form went on with stays if something was typed in it since: another form has
  /// gone on with it too.
  static func forget(_ end: Draft.End, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM draft WHERE id = ?", arguments: [end.id])
    guard let source = end.source else { return }
    try db.execute(
      sql: "DELETE FROM draft WHERE id = ? AND updated_at = ?",
      arguments: [source.id, source.updatedAt.milliseconds])
  }

  /// Names a record anew in all drafts.
  static func rename(_ old: Ref, to ref: Ref, _ db: Database) throws {
    for draft in try drafts(db) {
      let renamed = draft.naming(old, as: ref)
      if renamed != draft { try save(renamed, db) }
    }
  }

  private static func drafts(
    _ db: Database, _ condition: String = "", _ arguments: StatementArguments = []
  ) throws -> [Draft] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM draft \(condition) ORDER BY updated_at DESC, rowid DESC",
      arguments: arguments
    ).compactMap(Draft.init(row:))
  }

  private static func save(_ draft: Draft, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO draft
          (id, ref, parent, replaces, texts, base, focus, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.id, draft.ref.description, draft.parent?.description, draft.replaces,
        draft.texts.jsonText,
        draft.base.jsonText, draft.focus, draft.createdAt.milliseconds,
        draft.updatedAt.milliseconds,
      ])
  }
}

extension Draft {
  /// The draft with a record named anew, as its own record, as its parent and in its look-ups.
  fileprivate func naming(_ old: Ref, as ref: Ref) -> Draft {
    var draft = self
    if draft.ref == old { draft.ref = ref }
    if draft.parent == old { draft.parent = ref }
    let (former, new) = (JSONValue.string(old.description), JSONValue.string(ref.description))
    draft.texts = texts.mapValues { _, value in
      guard let elements = value.array else { return value == former ? new : value }
      return .array(elements.map { $0 == former ? new : $0 })
    }
    draft.base = MadeRefs(resource: self.ref.resource, fields: base).replacing(old, with: ref)
    return draft
  }
}
