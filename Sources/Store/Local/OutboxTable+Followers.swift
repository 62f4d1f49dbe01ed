// What hangs on a new record: it goes with the create that is thrown away, and comes back with it.

import GRDB
import VitallyModel

extension OutboxTable {
  /// After a create was dropped: drops the other changes of its record, and marks those that refer
  /// to it as refused, so that the user decides. Returns the ids of all whose state has changed.
  static func dropFollowers(
    of create: Change, at moment: Moment, _ db: Database
  ) throws -> [ChangeID] {
    let ref = create.ref.description
    let same = try changes(
      db, "SELECT * FROM change WHERE state IN \(open) AND ref = ? ORDER BY id", [ref])
    var pausedAgain: [ChangeID] = []
    for change in same {
      pausedAgain += try setDropped(change.id, db)
      try noteDropped(change, at: moment, db)
    }
    let hanging = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM change WHERE state = 'waiting'
          AND instr(char(10) || depends_on || char(10), char(10) || ? || char(10))
        """, arguments: [ref])
    let noun = create.ref.resource.schema.singular
    for id in hanging {
      var error = ChangeError(text: nil)
      error.sentence = "The new \(noun) that this belongs to was thrown away: choose another."
      try db.execute(
        sql: "UPDATE change SET state = 'refused', error = ? WHERE id = ?",
        arguments: [error.text, id])
    }
    return same.map(\.id) + hanging + pausedAgain
  }

  /// After a create was made again: what was refused because it was thrown away can be sent behind
  /// it, unless it lacks another new record as well. Returns the ids.
  static func heal(followersOf made: Ref, _ db: Database) throws -> [ChangeID] {
    // Nothing else is refused that still waits for a record.
    let hanging = try changes(
      db,
      """
      SELECT * FROM change WHERE state = 'refused'
        AND instr(char(10) || depends_on || char(10), char(10) || ? || char(10))
      """, [made.description])
    let healed = try hanging.filter { try missing(before: $0.new, db) == nil }.map(\.id)
    for id in healed {
      try db.run("UPDATE change SET state = 'waiting', error = NULL WHERE id = ?", [id])
    }
    return healed
  }

  /// A new record that a change is about or names, and that was thrown away; nil if there is none.
  static func missing(before new: NewChange, _ db: Database) throws -> Ref? {
    var refs = MadeRefs(resource: new.ref.resource, fields: new.fields).all
    if new.action != .create, new.ref.serverID == nil { refs.insert(new.ref) }
    return try refs.sorted { $0.description < $1.description }.first { ref in
      try !changes(
        db, "SELECT * FROM change WHERE ref = ? AND op = 'create'", [ref.description]
      ).contains { $0.state != .dropped }
    }
  }
}
