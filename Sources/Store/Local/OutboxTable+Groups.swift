// Changes that are made, thrown away or tried again together: all of them in one transaction.

import GRDB
import VitallyModel

extension OutboxTable {
  /// Adds changes in their order, with their names: after a crash all of them are there or none.
  /// Throws, and adds nothing, when one of them can't be added.
  func insert(
    _ all: [NewChange], named madeIDs: [String], at moment: Moment, heldUntil: Moment? = nil
  ) throws(StoreError) -> [Change] {
    try local.write { db in
      try zip(all, madeIDs).map {
        try Self.insert($0, named: $1, at: moment, heldUntil: heldUntil, db)
      }
    }
  }

  /// Throws away those of these changes that are neither sent nor being sent, together with what
  /// depends on them. Returns the dropped ones, and all others whose state has changed.
  func drop(
    _ ids: [ChangeID], at moment: Moment
  ) throws(StoreError) -> (dropped: [Change], others: [Change]) {
    try local.write { db in
      var moved: Set<ChangeID> = []
      for id in ids {
        guard let change = try Self.change(id, db), change.state != .sending,
          change.isPending || change.needsAttention
        else { continue }
        moved.formUnion(try Self.drop(change, at: moment, db))
      }
      let changes = try moved.sorted().compactMap { try Self.change($0, db) }
      return (
        changes.filter { $0.state == .dropped }, changes.filter { $0.state != .dropped }
      )
    }
  }

  /// Queues those of these changes again that wait or need attention, to be tried at once.
  func retry(_ ids: [ChangeID]) throws(StoreError) -> [Change] {
    try local.write { db in
      try ids.compactMap { id in
        guard let change = try Self.change(id, db), change.isPending || change.needsAttention
        else { return nil }
        return try Self.retry(change, db)
      }
    }
  }

  /// All changes that need attention, oldest first.
  func needingAttention() throws(StoreError) -> [Change] {
    try local.read { db in
      try Self.changes(
        db, "SELECT * FROM change WHERE state IN ('refused', 'conflict') ORDER BY id")
    }
  }

  /// How many changes there are of each group of which one is pending. What was dropped does not
  /// count.
  func unfinishedGroups() throws(StoreError) -> [ChangeGroup: Int] {
    try local.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT grp, count(*) FROM change
          WHERE state <> 'dropped' AND grp IN (
            SELECT grp FROM change WHERE state IN ('waiting', 'sending', 'unknown'))
          GROUP BY grp
          """)
      return Dictionary(
        rows.compactMap { row in ChangeGroup(row[0] as String).map { ($0, row[1] as Int) } },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The members of a group in their order, if all of them were answered or need attention; nil
  /// while one is pending. What was dropped is no member any more.
  func members(ofEnded group: ChangeGroup) throws(StoreError) -> [Change]? {
    try local.read { db in
      let isPending = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM change
            WHERE grp = ? AND state IN ('waiting', 'sending', 'unknown'))
          """, arguments: [group.text])
      if isPending == true { return nil }
      return try Self.changes(
        db, "SELECT * FROM change WHERE grp = ? AND state <> 'dropped' ORDER BY id",
        [group.text])
    }
  }
}
