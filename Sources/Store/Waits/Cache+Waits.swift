// What waits is left out of lists like what is hidden: the cache knows of each record until when.

import GRDB
import VitallyModel

extension Cache {
  /// Takes over what waits, instead of all that waited. Returns the resources whose lists differ.
  func setAllWaits(_ waits: [Ref: Wait]) throws(StoreError) -> Set<Resource> {
    try write { db in
      let known = try Self.waits(db)
      guard known != waits else { return [] }
      var writer = try RecordWriter(db, now: now())
      for ref in Set(known.keys).union(waits.keys) where known[ref] != waits[ref] {
        try writer.set(waits[ref], of: ref)
      }
      try writer.finish()
      return writer.changed
    }
  }

  /// Sets how long records wait, in one transaction.
  func setWaits(_ changes: [WaitChange]) throws(StoreError) {
    try write { db in
      var writer = try RecordWriter(db, now: now())
      for change in changes { try writer.set(change.wait, of: change.ref) }
      try writer.finish()
    }
  }

  /// Those of these waits that are over: because of their time, because the record has changed, or
  /// because it is done or gone at the server.
  func over(_ waits: [Ref: Wait]) throws(StoreError) -> [Ref: Wait] {
    let now = now()
    return try read { db in
      try waits.filter { ref, wait in
        if wait.isOver(at: now, changed: try Self.updatedAt(of: ref, db)) { return true }
        return try Self.isClosed(ref, db)
      }
    }
  }

  /// Those of these records that are done or gone at the server.
  func closed(_ refs: [Ref]) throws(StoreError) -> Set<Ref> {
    try read { db in Set(try refs.filter { try Self.isClosed($0, db) }) }
  }

  private static func isClosed(_ ref: Ref, _ db: Database) throws -> Bool {
    let closed = "is_full AND shown IS NULL AND (hidden OR done_at IS NOT NULL)"
    return try RecordRow.find(closed, of: ref, in: db) == true
  }

  /// As of when a record is known.
  func updatedAt(of ref: Ref) throws(StoreError) -> Moment? {
    try read { try Self.updatedAt(of: ref, $0) }
  }

  private static func updatedAt(of ref: Ref, _ db: Database) throws -> Moment? {
    Moment(stored: try RecordRow.find("updated_at", of: ref, in: db))
  }

  /// Whether the user can see that a record is there and to be done.
  func isOpen(_ ref: Ref) throws(StoreError) -> Bool {
    try read { db in
      try RecordRow.find("is_full AND NOT hidden AND done_at IS NULL", of: ref, in: db) == true
    }
  }

  /// When the next wait is over that ends with time; nil if none does.
  func nextWaitEnd() throws(StoreError) -> Moment? {
    try read { db in
      try Int64.fetchOne(db, sql: "SELECT min(until) FROM waiting").map(
        Moment.init(milliseconds:))
    }
  }

  /// A change of the user's own is no reason for a record to come back.
  func keepWaiting(_ ref: Ref, changed: Moment) throws(StoreError) {
    try write { db in
      try db.run(
        "UPDATE waiting SET changed_after = max(changed_after, ?) WHERE ref = ?",
        [changed.milliseconds, ref.description])
    }
  }

  /// How long a record waits; nil if it does not.
  static func wait(of ref: Ref, at now: Moment, changed: Moment?, _ db: Database) throws -> Wait? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT until, changed_after FROM waiting WHERE ref = ?"),
      arguments: [ref.description])
    return row.map(Wait.init).flatMap { $0.isOver(at: now, changed: changed) ? nil : $0 }
  }

  /// All that waits.
  static func waits(_ db: Database) throws -> [Ref: Wait] {
    let rows = try Row.fetchAll(db, sql: "SELECT ref, until, changed_after FROM waiting")
    return Dictionary(
      rows.compactMap { row in Ref(row[0]).map { ($0, Wait(row)) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension RecordWriter {
  /// Sets how long a record waits, and shows that in all lists.
  fileprivate mutating func set(_ wait: Wait?, of ref: Ref) throws {
    try db.run("DELETE FROM waiting WHERE ref = ?", [ref.description])
    if let wait {
      try db.run(
        "INSERT INTO waiting (ref, until, changed_after) VALUES (?, ?, ?)",
        [ref.description, wait.until?.milliseconds, wait.changedAfter?.milliseconds])
    }
    guard var row = try RecordRow.find(ref, in: db), row.isFull else { return }
    try save(&row, showing: row.shownBody())
  }
}
