// How far each list has come in: walks that go on after a restart, and their status.

import GRDB
import VitallyModel

extension Cache {
  /// One walk over the pages of a list.
  struct Walk: Sendable, Equatable, Codable {
    /// The list that is walked.
    var key: ListKey
    /// Which variant of the resource's sweep.
    var variant: Int
    /// The number of the sweep that it is part of.
    var sweep: Int
    /// Where it goes on; nil at the start.
    var cursor: String?
    /// How many records it has brought.
    var count: Int
    /// Whether it has ended.
    var isDone: Bool
    /// Whether it has ended without reaching the end of the list.
    var isCut: Bool { isDone && cursor != nil }

    /// A walk, at its start unless more is said.
    init(
      _ key: ListKey, variant: Int = 0, sweep: Int, cursor: String? = nil, count: Int = 0,
      isDone: Bool = false
    ) {
      self.key = key
      self.variant = variant
      self.sweep = sweep
      self.cursor = cursor
      self.count = count
      self.isDone = isDone
    }
  }

  /// The last known walks of a list, by variant.
  func walks(_ key: ListKey) throws(StoreError) -> [Walk] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM walk WHERE parent = ? AND resource = ? ORDER BY variant",
        arguments: key.place)
      return rows.map {
        Walk(
          key, variant: $0["variant"], sweep: $0["sweep"], cursor: $0["cursor"],
          count: $0["count"], isDone: $0["is_done"])
      }
    }
  }

  /// Ends a sweep that has reached the end in all its variants: what it has not seen is gone on
  /// the server and is removed, and the list counts as complete since `moment`. Of the list of a
  /// record only the links go, for its records may hang elsewhere.
  func finishSweep(
    _ key: ListKey, sweep: Int, at moment: Moment
  ) throws(StoreError) -> Set<Resource> {
    try write { db in
      let before = db.totalChangesCount
      if let parent = key.parent {
        try LinkTable(db).forget(key.resource, under: parent, notIn: sweep)
      } else {
        try db.run(
          """
          DELETE FROM record WHERE resource = ? AND is_full AND server_id IS NOT NULL
            AND pending IS NULL AND sweep IS NOT ?
          """, [key.resource.rawValue, sweep])
      }
      let changed: Set<Resource> = db.totalChangesCount == before ? [] : [key.resource]
      var status = try SyncStatus.stored(key, db) ?? SyncStatus()
      status.completedAt = moment
      status.refreshedAt = moment
      status.failure = nil
      try status.save(key, db)
      var writer = try RecordWriter(db, now: now())
      writer.changed = changed
      try writer.finish()
      return changed
    }
  }

  /// How far a list has come in.
  func status(_ key: ListKey) throws(StoreError) -> SyncStatus {
    try read { try status(key, $0) }
  }

  /// How far a list has come in. The list of a record is complete, too, when all records of the
  /// resource are here and their bodies name whom they belong to.
  func status(_ key: ListKey, _ db: Database) throws -> SyncStatus {
    var status = try SyncStatus.stored(key, db) ?? SyncStatus()
    status.isRunning = running.contains(key)
    if let parent = key.parent, status.completedAt == nil,
      let whole = try SyncStatus.stored(ListKey(key.resource), db), whole.completedAt != nil,
      try naming.isNamed(
        parent.resource, by: key.resource, as: whole,
        find: { try bodiesName(parent.resource, in: key.resource, db) })
    {
      status.completedAt = whole.completedAt
    }
    return status
  }

  /// Whether a list itself has been walked to its end at any time.
  func hasCompleted(_ key: ListKey) throws(StoreError) -> Bool {
    try read { try SyncStatus.stored(key, $0)?.completedAt != nil }
  }

  /// Keeps how far a list has come in. That it runs is remembered by this process only.
  func setStatus(_ key: ListKey, _ status: SyncStatus) throws(StoreError) {
    running.set(key, status.isRunning)
    var kept = status
    kept.isRunning = false
    if try read({ try SyncStatus.stored(key, $0) }) == kept { return }
    try write { try kept.save(key, $0) }
  }

  /// Whether the records of a resource say in their bodies to which record of another they
  /// belong, judged by the latest few: lists of conversations leave that out.
  private func bodiesName(
    _ parent: Resource, in resource: Resource, _ db: Database
  ) throws -> Bool {
    let keys = resource.schema.fields.filter { $0.lookedUp == parent }.flatMap(\.source.topKeys)
    guard !keys.isEmpty else { return false }
    let bodies = try String.fetchAll(
      db,
      sql: """
        SELECT body FROM record WHERE resource = ? AND is_full = 1 AND body IS NOT NULL
        ORDER BY key DESC LIMIT 10
        """, arguments: [resource.rawValue])
    return try bodies.allSatisfy { text in
      let body = try JSONObject(stored: text)
      return keys.contains { body[$0] != nil }
    }
  }
}

extension Cache.Walk {
  /// Keeps where the list goes on.
  func save(_ db: Database) throws {
    try db.run(
      "INSERT OR REPLACE INTO walk VALUES (?, ?, ?, ?, ?, ?, ?)",
      [key.resource.rawValue, key.parentText, variant, sweep, cursor, count, isDone])
  }
}

extension SyncStatus {
  fileprivate static func stored(_ key: ListKey, _ db: Database) throws -> SyncStatus? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM list WHERE parent = ? AND resource = ?"),
      arguments: key.place)
    return row.map {
      SyncStatus(
        completedAt: Moment(stored: $0["completed_at"]),
        refreshedAt: Moment(stored: $0["refreshed_at"]), count: $0["count"],
        failure: $0["failure"], unreadable: $0["unreadable"])
    }
  }

  fileprivate func save(_ key: ListKey, _ db: Database) throws {
    try db.run(
      "INSERT OR REPLACE INTO list VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        key.resource.rawValue, key.parentText, completedAt?.milliseconds,
        refreshedAt?.milliseconds, count, failure, unreadable,
      ])
  }
}

extension ListKey {
  /// The parent as it is stored: empty for the resource's own list.
  fileprivate var parentText: String { parent?.description ?? "" }

  /// Parent and resource, as arguments of a statement.
  fileprivate var place: StatementArguments { [parentText, resource.rawValue] }
}
