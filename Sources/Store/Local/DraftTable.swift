// Unfinished forms on disk, one draft per form that was left. It knows nothing about how forms
// look.

import GRDB
import VitallyModel

/// The table `draft` of `local.db`.
struct DraftTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// Saves a draft in place of the form's earlier one and of the draft that the form was opened
  /// from. A record that has reached the server since is called by its server id.
  func keep(_ draft: Draft) throws(StoreError) {
    try local.write { db in
      var draft = draft
      if let known = try OutboxTable.serverRef(of: draft.ref, db) { draft.ref = known }
      try Self.forget(draft.end, db)
      try Self.save(draft, db)
    }
  }

  /// Deletes the draft of a form and the draft that it was opened from.
  func forget(_ end: Draft.End) throws(StoreError) {
    try local.write { try Self.forget(end, $0) }
  }

  /// All drafts, the last edited one first.
  func all() throws(StoreError) -> [Draft] {
    try local.read { try Self.drafts($0) }
  }

  /// The last edited draft of a record, or the one with this id.
  func draft(of ref: Ref, named id: String? = nil) throws(StoreError) -> Draft? {
    try local.read { db in
      try Self.drafts(db, "WHERE ref = ?1", [ref.description])
        .first { id == nil || $0.id == id }
    }
  }

  /// The drafts about a record and about new ones begun from it, newest first.
  func drafts(about ref: Ref) throws(StoreError) -> [Draft] {
    try local.read { try Self.drafts($0, "WHERE ref = ?1 OR parent = ?1", [ref.description]) }
  }

  /// The drafts with these ids.
  func drafts(named ids: [String]) throws(StoreError) -> [Draft] {
    try local.read { db in
      try ids.flatMap { try Self.drafts(db, "WHERE id = ?1", [$0]) }
    }
  }

  // MARK: Inside a transaction

  /// The draft that a form was opened from stays if it was edited since: then another form was
  /// opened from it too.
  static func forget(_ end: Draft.End, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM draft WHERE id = ?", arguments: [end.id])
    guard let source = end.source else { return }
    try db.execute(
      sql: "DELETE FROM draft WHERE id = ? AND updated_at = ?",
      arguments: [source.id, source.updatedAt.milliseconds])
  }

  /// Gives a record its new ref in all drafts.
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
  /// The draft with a record's ref replaced: as its own record, as its parent and in its lookups.
  fileprivate func naming(_ old: Ref, as ref: Ref) -> Draft {
    var draft = self
    if draft.ref == old { draft.ref = ref }
    if draft.parent == old { draft.parent = ref }
    let (former, new) = (JSONValue.string(old.description), JSONValue.string(ref.description))
    draft.texts = texts.mapValues { _, value in
      if let elements = value.array { return .array(elements.map { $0 == former ? new : $0 }) }
      if let object = value.object {
        return .object(object.mapValues { _, value in value == former ? new : value })
      }
      return value == former ? new : value
    }
    draft.base = MadeRefs(resource: self.ref.resource, fields: base).replacing(old, with: ref)
    return draft
  }
}
