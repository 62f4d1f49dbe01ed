// What hangs on a new record: it goes with the create that is thrown away, and comes back with it. And
// what follows another change, of any record: it waits for that one, and goes with it.

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

  // MARK: Changes that follow another one

  /// Adds a change and those that follow it, with their names: after a crash all of them are there or
  /// none.
  func insert(
    _ new: NewChange, named madeID: String?, heldUntil: Moment?, followedBy followers: [Follower],
    at moment: Moment
  ) throws(StoreError) -> [Change] {
    try local.write { db in
      let leader = try Self.insert(new, named: madeID, at: moment, heldUntil: heldUntil, db)
      return try [leader]
        + followers.map { follower in
          var new = follower.new
          new.follows = leader.id
          return try Self.insert(
            new, named: follower.madeID, at: moment, heldUntil: follower.heldUntil, db)
        }
    }
  }

  /// A change that follows another one, before it is in the outbox.
  struct Follower {
    var new: NewChange
    var madeID: String
    /// Until when it is held back; nil for not at all.
    var heldUntil: Moment?
  }

  /// Drops what follows a change that was dropped. Returns the ids of all whose state has changed.
  static func dropThose(
    following leader: Change, at moment: Moment, _ db: Database
  ) throws -> [ChangeID] {
    try changes(
      db, "SELECT * FROM change WHERE follows = ? AND state IN \(open) ORDER BY id", [leader.id]
    ).flatMap { try drop($0, at: moment, db) }
  }

  /// Lets what follows a change follow the one that takes its place, also once it is made again.
  static func moveFollowers(of former: ChangeID, to new: ChangeID, _ db: Database) throws {
    try db.run(
      """
      UPDATE change SET follows = ?1, error = CASE state WHEN 'waiting' THEN NULL ELSE error END
      WHERE follows = ?2
      """, [new, former])
  }

  /// Says in what follows a change why it waits; nil if nothing is in its way any more.
  static func noteFollowers(of leader: Change, _ sentence: String?, _ db: Database) throws {
    var error = ChangeError(text: nil)
    error.sentence = sentence ?? ""
    try db.run(
      "UPDATE change SET error = ? WHERE follows = ? AND state = 'waiting'",
      [sentence == nil ? nil : error.text, leader.id])
  }

  /// Why what follows a change waits that needs the user.
  static func waits(for leader: Change) -> String {
    "It waits for the \(leader.ref.resource.schema.singular) that was saved with it: mend that, try it "
      + "again, or throw it away, which takes this back as well."
  }
}
