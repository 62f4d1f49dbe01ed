// Unfinished forms on disk, one a record at most. It knows nothing of what a form looks like.

import GRDB
import VitallyModel

/// The table `draft` of `local.db`.
struct DraftTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// Keeps a draft in place of an earlier one of the same record. A record that was made here and
  /// that the server has by now is called by its id.
  func keep(_ draft: Draft) throws(StoreError) {
    try local.write { db in
      var draft = draft
      if let known = try OutboxTable.serverRef(of: draft.ref, db) { draft.ref = known }
      try Self.save(draft, db)
    }
  }

  /// Forgets the draft of a record, if there is one.
  func forget(_ ref: Ref) throws(StoreError) {
    try local.write { db in
      try Self.forget(try OutboxTable.serverRef(of: ref, db) ?? ref, db)
    }
  }

  /// All drafts, the one that was typed in last first.
  func all() throws(StoreError) -> [Draft] {
    try local.read { try Self.drafts($0) }
  }

  /// The draft of a record.
  func draft(of ref: Ref) throws(StoreError) -> Draft? {
    try local.read { try Self.drafts($0, "WHERE ref = ?", [ref.description]).first }
  }

  /// The drafts of a record and of new ones that were begun from it, the newest first.
  func drafts(about ref: Ref) throws(StoreError) -> [Draft] {
    try local.read { try Self.drafts($0, "WHERE ref = ?1 OR parent = ?1", [ref.description]) }
  }

  // MARK: Inside a transaction

  static func forget(_ ref: Ref, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM draft WHERE ref = ?", arguments: [ref.description])
  }

  /// Names a record anew in all drafts. A draft that there is under the new name already stays.
  static func rename(_ old: Ref, to ref: Ref, _ db: Database) throws {
    let all = try drafts(db)
    for draft in all {
      let renamed = draft.naming(old, as: ref)
      guard renamed != draft else { continue }
      if draft.ref == old { try forget(old, db) }
      if draft.ref == old, all.contains(where: { $0.ref == ref }) { continue }
      try save(renamed, db)
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
          (ref, parent, replaces, texts, base, focus, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.ref.description, draft.parent?.description, draft.replaces, draft.texts.jsonText,
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
