// What the user sees of a record: the server's body, with pending changes applied if there are any.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension Cache {
  /// The server's body of a record, nil when there is none in the cache.
  func body(_ ref: Ref) throws(StoreError) -> JSONObject? {
    try read { db in
      let text: String? = try RecordRow.find("body", of: ref, in: db)
      return try text.map { try JSONObject(stored: $0) }
    }
  }

  /// The server's body of a record, nil when the cache has none or only a stub.
  func fullBody(_ ref: Ref) throws(StoreError) -> JSONObject? {
    try read { db in
      let text: String? = try RecordRow.find("iif(is_full, body, NULL)", of: ref, in: db)
      return try text.map { try JSONObject(stored: $0) }
    }
  }

  /// The title of a record, nil when it is not cached.
  func title(_ ref: Ref) throws(StoreError) -> String? {
    try read { try RecordRow.find("title", of: ref, in: $0) }
  }

  /// The titles of those of these records that are cached.
  func titles(of refs: Set<Ref>) throws(StoreError) -> [Ref: String] {
    try read { db in
      var titles: [Ref: String] = [:]
      for ref in refs { titles[ref] = try RecordRow.find("title", of: ref, in: db) }
      return titles
    }
  }

  /// What the user sees of a record.
  struct ShownBody {
    /// The record.
    var ref: Ref
    /// Its body with the changes; nil shows the server's body.
    var body: JSONObject?
    /// The state of its changes, nil for none.
    var state: Change.State?
  }

  /// Sets the body that the user sees of a record. Returns whether anything is different.
  @discardableResult
  func setShown(_ ref: Ref, body: JSONObject?, state: Change.State?) throws(StoreError) -> Bool {
    try setShown([ShownBody(ref: ref, body: body, state: state)])
  }

  /// Sets the bodies that the user sees, in one transaction. A locally created record gets its row
  /// here, and loses it again when it has no body left. Returns whether anything is different.
  func setShown(_ all: [ShownBody]) throws(StoreError) -> Bool {
    let texts = all.map { $0.body.map { JSONValue.object($0).jsonText } }
    return try update { writer in
      var isDifferent = false
      for (shown, text) in zip(all, texts) {
        isDifferent = try Self.set(shown, text, &writer) || isDifferent
      }
      return isDifferent
    }
  }

  private static func set(
    _ new: ShownBody, _ shown: String?, _ writer: inout RecordWriter
  ) throws -> Bool {
    let known = try RecordRow.find(new.ref, in: writer.db)
    // The changes to a server record that isn't cached yet are applied when it arrives.
    guard var row = known ?? (new.ref.serverID == nil ? RecordRow(new.ref) : nil)
    else { return false }
    if let known, known.shown == shown, known.pending == new.state,
      known.body != nil || shown != nil
    {
      return false
    }
    row.shown = shown
    row.pending = new.state
    row.isFull = row.isFull || row.serverID == nil
    if row.body == nil && row.shown == nil {
      try delete(row, &writer)
    } else {
      try writer.save(&row, showing: row.shownBody())
    }
    return true
  }

  /// The records that are shown with changes.
  func shown() throws(StoreError) -> Set<Ref> {
    try read { db in
      let rows = try RecordRow.fetchAll(
        db, sql: "SELECT * FROM record WHERE shown IS NOT NULL OR pending IS NOT NULL")
      return Set(rows.map(\.ref))
    }
  }

  /// Turns a locally created record into the server's record. If a list has already brought that
  /// record, the two rows become one.
  func adopt(_ made: Ref, as record: Record) throws(StoreError) {
    guard case .made(_, let madeID) = made else { return }
    try update { writer in
      let db = writer.db
      let former = try RecordRow.find(made, in: db)
      if var brought = try RecordRow.find(record.ref, in: db) {
        if let former, former.key != brought.key { try Self.delete(former, &writer) }
        brought.madeID = madeID
        try brought.update(db)
      } else if var former {
        former.serverID = record.ref.serverID
        former.shown = nil
        former.pending = nil
        try former.update(db)
      } else {
        var row = RecordRow(record.ref)
        row.madeID = madeID
        try row.insert(db)
      }
      try LinkTable(db).rename(made, to: record.ref)
      try db.run(
        "UPDATE OR REPLACE waiting SET ref = ? WHERE ref = ?",
        [record.ref.description, made.description])
      try db.run(
        "UPDATE value SET named = ? WHERE named = ?",
        [record.ref.description, made.description])
      let sweep = try Int.fetchOne(
        db, sql: "SELECT max(sweep) FROM walk WHERE parent = '' AND resource = ?",
        arguments: [record.resource.rawValue])
      _ = try writer.store(record, sweep: sweep, isPart: false)
    }
  }

  /// Removes a record.
  func remove(_ ref: Ref) throws(StoreError) {
    try update { writer in
      guard let row = try RecordRow.find(ref, in: writer.db) else { return }
      try Self.delete(row, &writer)
      for table in ["list", "walk", "horizon"] {
        try writer.db.run("DELETE FROM \(table) WHERE parent = ?", [row.ref.description])
      }
    }
  }

  /// Any cached server record that can be fetched by its id.
  func knownRecord() throws(StoreError) -> Ref? {
    let resources = Resource.allCases.filter { $0.schema.reading == .byID }
    return try read { db in
      for resource in resources {
        let row = try RecordRow.filter(Column("resource") == resource.rawValue)
          .filter(sql: "is_full = 1 AND server_id IS NOT NULL").fetchOne(db)
        if let row { return row.ref }
      }
      return nil
    }
  }

  /// A version number per resource; it grows with every write, including those of other processes.
  func versions() throws(StoreError) -> [Resource: Int] {
    try read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT resource, number FROM version")
      return Dictionary(
        rows.compactMap { row in Resource(rawValue: row[0]).map { ($0, row[1]) } },
        uniquingKeysWith: max)
    }
  }

  private func update<Value>(
    _ work: (inout RecordWriter) throws -> Value
  ) throws(StoreError) -> Value {
    try write { db in
      var writer = try RecordWriter(db, now: now())
      let value = try work(&writer)
      try writer.finish()
      return value
    }
  }

  /// Deletes the row of a record.
  static func delete(_ row: RecordRow, _ writer: inout RecordWriter) throws {
    guard let key = row.key else { return }
    try writer.db.run("DELETE FROM record WHERE key = ?", [key])
    writer.changed.insert(row.resource)
  }
}
