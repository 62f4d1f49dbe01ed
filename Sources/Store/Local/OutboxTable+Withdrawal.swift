// What the user has taken back before it could be sent again: nothing of it has to be sent.

import GRDB
import VitallyModel

extension OutboxTable {
  /// Throws away a change that the server certainly does not have, together with the one that is to
  /// undo it, unless that was sent as well. Returns all whose state has changed; nil if the user has
  /// not taken the change back.
  func withdraw(_ id: ChangeID, at moment: Moment) throws(StoreError) -> [Change]? {
    // Hardly any is taken back just then: nothing is locked to find that out.
    guard try local.read({ try Self.inverse(of: id, $0) }) != nil else { return nil }
    return try local.write { db in
      guard let inverse = try Self.inverse(of: id, db), let change = try Self.change(id, db),
        change.new.action == .update, change.state == .waiting || change.state == .unknown
      else { return nil }
      var moved = Set(try Self.drop(inverse, at: moment, db))
      moved.formUnion(try Self.drop(change, at: moment, db))
      // What is made on top of it starts from what the server has.
      try Self.rebase(without: change, db)
      return try moved.sorted().compactMap { try Self.change($0, db) }
    }
  }

  /// What is to undo a change and was not sent.
  private static func inverse(of id: ChangeID, _ db: Database) throws -> Change? {
    try changes(
      db, "SELECT * FROM change WHERE undoes = ? AND state = 'waiting' AND sent_at IS NULL", [id]
    ).first
  }
}
