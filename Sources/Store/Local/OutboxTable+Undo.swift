// Taking changes back and making them again: each time all of it in one transaction, so that after a
// crash each decision is there exactly once or not at all.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension OutboxTable {
  /// How changes are taken back.
  struct UndoRequest {
    /// The changes.
    var ids: [ChangeID]
    /// Whether new records that the server has may be archived.
    var mayArchive: Bool
    /// The records as the server had them last.
    var records: [Ref: Record]
    /// The moment.
    var now: Moment
    /// Until when what undoes them is held back; nil for not at all.
    var heldUntil: Moment?
    /// Tells the group of what undoes them from all others.
    var groupID: String
  }

  /// What has become of changes that were taken back, or made again.
  struct Undoing {
    /// Those that were thrown away.
    var dropped: [Change] = []
    /// Those that others undo.
    var reversed: [Change] = []
    /// What undoes them.
    var inverses: [Change] = []
    /// Those that stay, and why.
    var kept: [(change: Change, sentence: String)] = []
    /// Those that would have to be archived; if there are any, nothing was done.
    var toArchive: [Change] = []
    /// Others whose state has changed.
    var others: [Change] = []
  }

  // MARK: Taking back

  /// Takes changes back: what the server does not have is thrown away, and what it has or is about
  /// to get is undone by its opposite.
  func undo(_ request: UndoRequest) throws(StoreError) -> Undoing {
    try local.write { try Self.undo(request, $0) }
  }

  private static func undo(_ request: UndoRequest, _ db: Database) throws -> Undoing {
    var undoing = Undoing()
    var thrown: [Change] = []
    var inverses: [(change: Change, inverse: NewChange)] = []
    for id in Set(request.ids).sorted(by: >) {
      guard let change = try change(id, db), change.state != .dropped else { continue }
      if change.isUnsent {
        thrown.append(change)
      } else if try hasStuckInverse(change, db) {
        undoing.kept.append(
          (change, "Vitally has not taken what undoes it: see to that in the outbox first."))
      } else if try isUndone(change, db) {
        undoing.kept.append((change, "It is taken back already."))
      } else if let sentence = try obstacle(to: change, db) {
        undoing.kept.append((change, sentence))
      } else {
        switch change.inverse(on: request.records[change.ref]) {
        case .success(let inverse): inverses.append((change, inverse))
        case .failure(let reason): undoing.kept.append((change, reason.sentence))
        }
      }
    }
    let creates = inverses.filter { $0.inverse.action == .archive }.map(\.change)
    guard creates.isEmpty || request.mayArchive else {
      undoing.toArchive = creates.reversed()
      return undoing
    }
    var moved: Set<ChangeID> = []
    for change in thrown { moved.formUnion(try drop(change, at: request.now, db)) }
    let all = inverses.map(\.inverse).grouped(like: inverses.map(\.change), id: request.groupID)
    for (inverse, change) in zip(all, inverses.map(\.change)) {
      undoing.inverses.append(
        try insert(inverse, named: nil, at: request.now, heldUntil: request.heldUntil, db))
      undoing.reversed.append(change)
    }
    let changes = try moved.sorted().compactMap { try change($0, db) }
    undoing.dropped = changes.filter { $0.state == .dropped }
    undoing.others = changes.filter { $0.state != .dropped }
    return undoing
  }

  /// The change that one follows, if that was thrown away: alone it must not be sent.
  private static func lostLeader(of new: NewChange, _ db: Database) throws -> Change? {
    try new.follows.flatMap { try change($0, db) }.flatMap { $0.state == .dropped ? $0 : nil }
  }

  /// Whether what is to undo a change was not taken by the server, so that the user has to see to it.
  private static func hasStuckInverse(_ change: Change, _ db: Database) throws -> Bool {
    try !changes(
      db, "SELECT * FROM change WHERE undoes = ? AND state IN ('refused', 'conflict')", [change.id]
    ).isEmpty
  }

  /// Whether a change that undoes this one is in force.
  private static func isUndone(_ change: Change, _ db: Database) throws -> Bool {
    let inverses = try changes(
      db, "SELECT * FROM change WHERE undoes = ? AND state <> 'dropped' ORDER BY id", [change.id])
    return try inverses.contains { try !isUndone($0, db) }
  }

  /// Those of these changes that others undo, with how far these have come.
  func undone(among ids: [ChangeID]) throws(StoreError) -> [ChangeID: OutboxEntry.Undoing] {
    try local.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, undoes, created_at, state FROM change
          WHERE undoes IS NOT NULL AND state <> 'dropped' ORDER BY id
          """)
      let inverses = Dictionary(
        grouping: rows.map { row in
          (
            id: row[0] as Int64, undoes: row[1] as Int64,
            undoing: OutboxEntry.Undoing(
              at: Moment(milliseconds: row[2]), state: Change.State(rawValue: row[3]) ?? .unknown)
          )
        }, by: \.undoes)
      func undoing(_ id: ChangeID) -> OutboxEntry.Undoing? {
        (inverses[id] ?? []).last { undoing($0.id) == nil }?.undoing
      }
      return Dictionary(
        ids.compactMap { id in undoing(id).map { (id, $0) } }, uniquingKeysWith: { $1 })
    }
  }

  /// Why a change that was sent can't be undone now: nobody knows yet what has come of it, or the
  /// user has changed the same field again since.
  private static func obstacle(to change: Change, _ db: Database) throws -> String? {
    if change.isPending, change.new.action != .update {
      return "It is being sent: try again when Vitally has answered."
    }
    if change.state == .conflict {
      return "Vitally may have it already: look there first, then throw it away here."
    }
    // What a new record has become since does not matter to whoever takes it back.
    guard change.new.action == .update else { return nil }
    let later = try changes(
      db,
      """
      SELECT * FROM change WHERE ref = ? AND id > ?
        AND state IN ('waiting', 'sending', 'unknown', 'answered') ORDER BY id DESC
      """, [change.ref.description, change.id])
    for edit in change.new.edits {
      guard let field = change.ref.resource.schema.field(edit.path), field.kind != .tags,
        let last = later.lazy.compactMap({ $0.new[edit.path] }).first,
        !field.kind.isKept(last.value, as: edit.value)
      else { continue }
      return "You have changed \(field.label) again since then: take that back first."
    }
    return nil
  }

  /// Notes when the user has taken a change back. One that undoes another leaves no trace.
  static func noteDropped(_ change: Change, at moment: Moment, _ db: Database) throws {
    guard change.new.undoes == nil else { return }
    try db.run(
      "UPDATE change SET dropped_at = ? WHERE id = ?", [moment.milliseconds, change.id])
  }

  /// The changes that were taken back since a moment, oldest first.
  func dropped(since moment: Moment) throws(StoreError) -> [Change] {
    try local.read { db in
      try Self.changes(
        db, "SELECT * FROM change WHERE dropped_at >= ? AND state = 'dropped' ORDER BY id",
        [moment.milliseconds])
    }
  }

  // MARK: Making again

  /// Makes changes again: those that were thrown away as new ones, which take over their names, and
  /// those that others undo by taking these back.
  func redo(
    dropped ids: [ChangeID], _ undo: UndoRequest
  ) throws(StoreError) -> (made: [Change], originals: [Change], undoing: Undoing) {
    try local.write { db in
      // What was taken back before it was sent went with what would have undone it.
      let gone = try undo.ids.compactMap { try Self.change($0, db) }
        .filter { $0.state == .dropped }.compactMap(\.new.undoes)
      let former = try (ids + gone).sorted().compactMap { try Self.change($0, db) }.filter {
        $0.state == .dropped && $0.droppedAt != nil
      }
      let again = former.map { $0.new.again(on: undo.records[$0.ref]) }
      var left = Array(zip(former, again.grouped(like: former, id: undo.groupID)))
      var made: [Change] = []
      var healed: [ChangeID] = []
      // What was made again has another number: what followed it before follows it again.
      var numbers: [ChangeID: ChangeID] = [:]
      var isStuck = false
      // A new record may be among those that follow: it is newer than what hangs on it if it was
      // mended. So what lacks one is looked at again, as long as something else could be made.
      while !isStuck {
        var lacking: [(Change, NewChange)] = []
        for (change, new) in left {
          var new = new
          new.follows = new.follows.map { numbers[$0] ?? $0 }
          guard try Self.missing(before: new, db) == nil, try Self.lostLeader(of: new, db) == nil
          else {
            lacking.append((change, new))
            continue
          }
          // Whoever has decided it goes on to know it by its name.
          try db.run(
            "UPDATE change SET dropped_at = NULL, made_id = NULL WHERE id = ?", [change.id])
          let again = try Self.insert(
            new, named: change.madeID, at: undo.now, heldUntil: undo.heldUntil, db)
          made.append(again)
          numbers[change.id] = again.id
          try Self.moveFollowers(of: change.id, to: again.id, db)
          if new.action == .create { healed += try Self.heal(followersOf: new.ref, db) }
        }
        isStuck = lacking.count == left.count
        left = lacking
      }
      var undoing = try Self.undo(undo, db)
      for (change, new) in left {
        if let noun = try Self.missing(before: new, db)?.resource.schema.singular {
          undoing.kept.append((change, "Make the new \(noun) again first."))
        } else if let leader = try Self.lostLeader(of: new, db) {
          let noun = leader.ref.resource.schema.singular
          undoing.kept.append((change, "Make the \(noun) again first that it goes with."))
        }
      }
      undoing.others += try healed.compactMap { try Self.change($0, db) }
      // What is no longer undone is there again: as itself, or by the opposite of its opposite.
      let undoers = undoing.dropped + undoing.reversed
      let originals = try undoers.compactMap(\.new.undoes).compactMap { try Self.change($0, db) }
      return (made, originals, undoing)
    }
  }
}

extension Change {
  /// Whether the server certainly does not have it, so that throwing it away undoes it.
  fileprivate var isUnsent: Bool {
    switch state {
    case .waiting: canBeTakenBack
    case .refused: true
    // Of a create this means that nobody can say whether it has happened.
    case .conflict: new.action == .update
    case .sending, .unknown, .answered, .dropped: false
    }
  }
}

extension [NewChange] {
  /// What undoes changes, or makes them again, as a group if these were one.
  fileprivate func grouped(like changes: [Change], id: String) -> [NewChange] {
    zip(self, changes).map { new, change in
      var new = new
      new.group = change.group.map { former in
        guard new.undoes != nil else {
          return ChangeGroup(former.kind, id: id, name: former.name)
        }
        let undo = "Undo: "
        let name =
          former.name.hasPrefix(undo)
          ? "Redo: " + former.name.dropFirst(undo.count)
          : undo + (former.name.hasPrefix("Redo: ") ? former.name.dropFirst(6) : former.name[...])
        return ChangeGroup(.bulk, id: id, name: name)
      }
      return new
    }
  }
}
