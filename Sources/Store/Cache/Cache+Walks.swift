// How much of each list has been fetched: walks that resume after a restart, and their status.

import GRDB
import VitallyModel

extension Cache {
  /// One walk over the pages of a list.
  struct Walk: Sendable, Equatable, Codable {
    /// The list.
    var key: ListKey
    /// The index of the variant within the resource's sweep.
    var variant: Int
    /// The number of the sweep that the walk is part of.
    var sweep: Int
    /// The cursor of the next page; nil at the start.
    var cursor: String?
    /// How many records it has fetched.
    var count: Int
    /// Whether it has ended.
    var isDone: Bool
    /// Whether it has ended without reaching the end of the list.
    var isCut: Bool { isDone && cursor != nil }

    /// Creates a walk, by default at its start.
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
  func walks(_ key: ListKey) throws(StoreError) -> [Walk] { try read { try walks(key, $0) } }

  /// The last known walks of a list, by variant.
  func walks(_ key: ListKey, _ db: Database) throws -> [Walk] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM walk WHERE parent = ? AND resource = ? ORDER BY variant",
      arguments: key.place)
    return rows.map {
      Walk(
        key, variant: $0["variant"], sweep: $0["sweep"], cursor: $0["cursor"],
        count: $0["count"], isDone: $0["is_done"])
    }
  }

  /// Ends a sweep whose variants have all reached the end: records that it has not seen are gone
  /// from the server and are removed, and the list counts as complete since `moment`. For the list
  /// of a parent record only the links are removed, since its records may belong elsewhere too.
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

  /// How much of a list has been fetched.
  func status(_ key: ListKey) throws(StoreError) -> SyncStatus {
    try read { try status(key, $0) }
  }

  /// How much of a list has been fetched. A parent's list is also complete when all records of the
  /// resource are cached and their bodies name their parents.
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

  /// Whether this very list has ever been walked to its end.
  func hasCompleted(_ key: ListKey) throws(StoreError) -> Bool {
    try read { try SyncStatus.stored(key, $0)?.completedAt != nil }
  }

  /// Saves the status of a list. Whether it is running is kept in memory only.
  func setStatus(_ key: ListKey, _ status: SyncStatus) throws(StoreError) {
    running.set(key, status.isRunning)
    var kept = status
    kept.isRunning = false
    if try read({ try SyncStatus.stored(key, $0) }) == kept { return }
    try write { try kept.save(key, $0) }
  }

  /// Up to when all that has changed in a list is cached, once its sweep has ended; nil if that is
  /// not known.
  func horizon(_ key: ListKey) throws(StoreError) -> Moment? {
    try read { db in
      let stored = try Int64.fetchOne(
        db, sql: "SELECT moment FROM horizon WHERE parent = ? AND resource = ?",
        arguments: key.place)
      return Moment(stored: stored)
    }
  }

  /// Notes the newest change on the first page of a sweep or of a complete refresh: a moment before
  /// that page by the clock of the server.
  func setHorizon(_ key: ListKey, _ moment: Moment) throws(StoreError) {
    try write { db in
      try db.run(
        "INSERT OR REPLACE INTO horizon VALUES (?, ?, ?)",
        [key.resource.rawValue, key.parentText, moment.milliseconds])
    }
  }

  /// Whether the bodies of a resource's records name their parent, judging by the latest few: the
  /// conversation list, for one, leaves it out.
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
  /// Saves the walk, so that it can resume.
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

  /// Parent and resource, as statement arguments.
  fileprivate var place: StatementArguments { [parentText, resource.rawValue] }
}
