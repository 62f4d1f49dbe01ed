// Changes that name records which the server has not seen: they wait for them, and get the ids
// filled in when there are some.

import GRDB
import VitallyModel

extension OutboxTable {
  /// The refs that a change waits for, as stored; nil when there are none. A change of a record
  /// that is made here waits for that record by its place in the line.
  static func dependencies(of new: NewChange) -> String? {
    let refs = MadeRefs(resource: new.ref.resource, fields: new.fields).all
    guard !refs.isEmpty else { return nil }
    return refs.map(\.description).sorted().joined(separator: "\n")
  }

  /// The change with every made record that the server has by now called by its id.
  static func resolved(_ new: NewChange, _ db: Database) throws -> NewChange {
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

  /// Names a record anew in all that is unfinished: changes, drafts and places.
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
  }

  /// Drops the change that another one replaces, if it is still unfinished. What waited for the
  /// record that it would have made waits for the other one's. A create that may have happened is
  /// not replaced: looking for it would find the record without what was mended.
  static func replace(_ id: ChangeID, by new: NewChange, _ db: Database) throws {
    guard let old = try change(id, db), old.isPending || old.needsAttention else { return }
    let noun = old.ref.resource.schema.singular
    if old.state == .sending {
      throw StoreError("The change that was to be replaced is on its way already.")
    }
    if old.new.action == .create, new.action != .create {
      throw StoreError("The \(noun) is yet to be made in Vitally: try again when it is there.")
    }
    if old.new.action == .create, old.isPending, old.sentAt != nil {
      throw StoreError(
        "Vitally may have made the \(noun) already: try again when that is known.")
    }
    try discard(old, db)
    if old.new.action == .create, old.ref != new.ref { try rename(old.ref, to: new.ref, db) }
  }

  /// Refuses to make a record for which there is a create already, unless that was dropped.
  static func ensureIsNew(_ ref: Ref, _ db: Database) throws {
    let creates = try changes(
      db, "SELECT * FROM change WHERE ref = ? AND op = 'create' AND state <> 'dropped'",
      [ref.description])
    guard creates.isEmpty else {
      throw StoreError(
        "The \(ref.resource.schema.singular) is made already, or waits to be: open it again to "
          + "change it.")
    }
  }

  /// After a create was dropped: further changes of its record go as well, and what was to hang
  /// on it needs the user. Answers their numbers.
  static func dropFollowers(of create: Change, _ db: Database) throws -> [ChangeID] {
    let ref = create.ref.description
    let same = try Int64.fetchAll(
      db, sql: "SELECT id FROM change WHERE state IN \(open) AND ref = ?", arguments: [ref])
    for id in same { try setState(.dropped, of: id, db) }
    let hanging = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM change WHERE state = 'waiting'
          AND instr(char(10) || depends_on || char(10), char(10) || ? || char(10))
        """, arguments: [ref])
    let noun = create.ref.resource.schema.singular
    for id in hanging {
      var error = ChangeError(text: nil)
      error.sentence = "The new \(noun) that this belongs to was thrown away: choose another one."
      try db.execute(
        sql: "UPDATE change SET state = 'refused', error = ? WHERE id = ?",
        arguments: [error.text, id])
    }
    return same + hanging
  }

  /// What the server calls a record that was made here, nil as long as it has none.
  static func serverRef(of made: Ref, _ db: Database) throws -> Ref? {
    let created = try changes(
      db, "SELECT * FROM change WHERE ref = ? AND op = 'create' AND state = 'answered'",
      [made.description])
    return created.first.map(\.ref)
  }
}

extension NewChange {
  /// The change with a record named anew, as its own record and in its look-ups.
  fileprivate func naming(_ old: Ref, as ref: Ref) -> NewChange {
    var new = self
    if new.ref == old { new.ref = ref }
    let resource = new.ref.resource
    new.fields = MadeRefs(resource: resource, fields: fields).replacing(old, with: ref)
    new.base = MadeRefs(resource: resource, fields: base).replacing(old, with: ref)
    return new
  }
}
