// Which changes can be sent now, and when the next one can.

import GRDB
import VitallyModel

extension OutboxTable {
  /// The first changes that can be sent now, at most `limit`: for each record its oldest pending
  /// change, if it is due, is not held back and waits for no other record. The create of a new record
  /// comes first, even when an edited create is newer than the record's other changes. What follows
  /// another change waits until that is answered, or dropped. In a group that is sent in sequence, a
  /// member waits for those before it, unless these have to be tried again later.
  func due(at moment: Moment, limit: Int = .max) throws(StoreError) -> [Change] {
    try local.read { db in
      try Self.changes(
        db, Self.ready("c.*") + " ORDER BY id LIMIT ?2", [moment.milliseconds, limit])
    }
  }

  /// Says of all that could be sent why it waits, except of some, in one transaction. Returns those
  /// that did not say so before, oldest first.
  func explain(
    _ reason: String, at moment: Moment, except ids: Set<ChangeID>
  ) throws(StoreError) -> [Change] {
    var error = ChangeError(text: nil)
    error.sentence = reason
    return try local.write { db in
      let told = try Self.changes(
        db,
        """
        UPDATE change SET error = ?2
        WHERE error IS NOT ?2 AND id IN (\(Self.ready("c.id")))
          AND id NOT IN (\(ids.map(String.init).joined(separator: ", ")))
        RETURNING *
        """, [moment.milliseconds, error.text])
      return told.sorted { $0.id < $1.id }
    }
  }

  /// A query for what can be sent, with the moment as `?1`.
  private static func ready(_ columns: String) -> String {
    // The states are read one after the other, each in order: no query reads all that waits.
    ["waiting", "unknown"].map { state in
      """
      SELECT \(columns) FROM change AS c
      WHERE c.state = '\(state)' AND \(isReady("c"))
        AND NOT EXISTS (
          SELECT 1 FROM change AS earlier
          WHERE earlier.ref = c.ref AND earlier.id < c.id
            AND earlier.state IN ('waiting', 'sending', 'unknown')
            AND (earlier.op = 'create' OR c.op <> 'create'))
        AND NOT EXISTS (
          SELECT 1 FROM change AS leader
          WHERE leader.id = c.follows AND leader.state IN \(open))
        AND NOT (\(isInSequence("c.grp")) AND EXISTS (
          SELECT 1 FROM change AS before
          WHERE before.grp = c.grp AND before.id < c.id
            AND (before.state = 'sending'
              OR before.state IN ('waiting', 'unknown') AND \(isReady("before")))))
      """
    }.joined(separator: " UNION ALL ")
  }

  /// Whether a pending change of this table is due, is not held back and waits for no other record.
  private static func isReady(_ table: String) -> String {
    """
    \(table).depends_on IS NULL AND (\(table).not_before IS NULL OR \(table).not_before <= ?1)
      AND \(isFree(table))
      AND (\(table).op = 'create' OR \(table).ref NOT LIKE 'made:%')
    """
  }

  /// Whether this is a group that is sent in sequence.
  private static func isInSequence(_ column: String) -> String {
    let kinds = ChangeGroup.Kind.allCases.filter(\.isInSequence)
    return "ifnull("
      + kinds.map { "\(column) LIKE '\($0.rawValue) %'" }.joined(separator: " OR ") + ", 0)"
  }

  /// When the next delayed change is due. What the user has paused is not: it has no time.
  func nextDue(after moment: Moment) throws(StoreError) -> Moment? {
    try local.read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT min(moment) FROM (
            SELECT min(not_before) AS moment FROM change
            WHERE state IN ('waiting', 'unknown') AND not_before > ?1
            UNION ALL SELECT min(held_until) FROM change
            WHERE held_until > ?1 AND held_until < ?2 AND NOT \(Self.isFree("change")))
          """, arguments: [moment.milliseconds, Change.untilResumed.milliseconds]
      ).map(Moment.init(milliseconds:))
    }
  }
}
