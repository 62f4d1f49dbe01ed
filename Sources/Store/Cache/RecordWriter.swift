// Writes records in one transaction together with what is derived from them: stubs of the records
// they name, links to parents, sort values and traits.

import GRDB
import VitallyModel

import struct VitallyModel.Record

struct RecordWriter {
  let db: Database
  let now: Moment
  /// The resources whose lists may look different after this transaction.
  var changed: Set<Resource> = []
  private var order: SortOrders
  private var registry: FieldRegistry
  private var stubbed: Set<Ref> = []

  init(_ db: Database, now: Moment) throws {
    self.db = db
    self.now = now
    registry = FieldRegistry(db)
    order = try SortOrders(db)
  }

  /// What was stored, and whether it is new or already known.
  struct Outcome {
    var key: Int64
    var isNew: Bool
    var isKnown: Bool
    var moves: [Cache.Move] = []
  }

  /// Stores a record as the server has it. A partial record, as in lists, keeps the stored arrays
  /// that it leaves out.
  mutating func store(_ record: Record, sweep: Int?, isPart: Bool) throws -> Outcome {
    let old = try RecordRow.find(record.ref, in: db)
    let oldBody = try JSONObject(stored: old?.body)
    let wasFull = old?.isFull == true
    let new = record.body.reduced(record.resource)
    let body = isPart && wasFull ? new.keepingLists(of: oldBody) : new

    // An earlier vitty has stored embedded records whole: that is no difference.
    if wasFull, let key = old?.key,
      body == oldBody || body.isOlder(than: oldBody) || body == oldBody.reduced(record.resource)
    {
      try db.run(
        "UPDATE record SET fetched_at = ?, sweep = coalesce(?, sweep) WHERE key = ?",
        [now.milliseconds, sweep, key])
      return Outcome(key: key, isNew: false, isKnown: true)
    }
    var row = old ?? RecordRow(record.ref)
    row.isFull = true
    row.body = JSONValue.object(body).jsonText
    row.fetchedAt = now
    row.sweep = sweep ?? row.sweep
    try addStubs(named: Record(ref: record.ref, body: body))
    registry.note(record.resource, body: body)
    let key = try save(&row, showing: row.shown == nil ? body : row.shownBody())
    return Outcome(
      key: key, isNew: !wasFull, isKnown: false,
      moves: Cache.Move.between(
        oldBody, asOf: wasFull ? old?.fetchedAt : nil, and: body, of: record.ref))
  }

  /// Saves a row whose visible body has changed.
  @discardableResult
  mutating func save(_ row: inout RecordRow, showing body: JSONObject) throws -> Int64 {
    let formerTitle = row.key == nil ? nil : row.title
    row.derive(from: body)
    // Only what can be done is put aside, and only while it is open.
    if row.isFull, row.resource.schema.completion != nil, row.openUntil == .distantFuture,
      try Cache.wait(of: row.ref, at: now, changed: row.updatedAt, db) != nil
    {
      row.openUntil = .distantPast
    }
    if row.key == nil { try row.insert(db) } else { try row.update(db) }
    guard let key = row.key else { return 0 }
    if row.isFull {
      changed.insert(row.resource)
      try LinkTable(db).setParents(of: key, row.resource, body: body)
      try order.write(row, key: key, body: body)
    }
    if row.title != formerTitle { changed.formUnion(try order.rename(row.ref, to: row.title)) }
    return key
  }

  /// Writes the collected traits and raises the versions of changed resources.
  mutating func finish() throws {
    changed.formUnion(try registry.write())
    for resource in changed {
      try db.run(
        """
        INSERT INTO version VALUES (?, 1) ON CONFLICT (resource) DO UPDATE SET number = number + 1
        """, [resource.rawValue])
      try db.run(
        """
        DELETE FROM touched WHERE resource = ?1
          AND number <= (SELECT number FROM version WHERE resource = ?1) - ?2
        """, [resource.rawValue, Cache.keptVersions])
    }
  }

  /// Stores stubs of the records that are embedded in this one. A full record is never overwritten,
  /// as embedded copies can be old.
  private mutating func addStubs(named record: Record) throws {
    for field in record.schema.fields {
      for reference in field.references(in: record.body) {
        guard let embedded = reference.embedded, stubbed.insert(reference.ref).inserted
        else { continue }
        try addStub(reference.ref, embedded)
      }
    }
  }

  private mutating func addStub(_ ref: Ref, _ embedded: JSONObject) throws {
    let isFull: Bool? = try RecordRow.find("is_full", of: ref, in: db)
    if isFull == true { return }
    let body = embedded.identifying(ref.resource)
    let text = JSONValue.object(body).jsonText
    var row = try RecordRow.find(ref, in: db) ?? RecordRow(ref)
    if row.body == text { return }
    row.body = text
    try save(&row, showing: body)
  }
}

extension JSONObject {
  /// This body plus the arrays that only the older one has: the conversation list, for example,
  /// leaves out messages and people.
  fileprivate func keepingLists(of older: JSONObject) -> JSONObject {
    var body = self
    for member in older.members where member.value.array != nil && self[member.key] == nil {
      body[member.key] = member.value
    }
    return body
  }
}

extension Database {
  /// Runs a statement and caches it for the next time.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension JSONObject {
  /// Whether this body is older than another one of the same record. A page can be requested before
  /// a change and arrive after its answer: it must not undo the change.
  fileprivate func isOlder(than other: JSONObject) -> Bool {
    guard let mine = self["updatedAt"].flatMap(Moment.init(json:)),
      let theirs = other["updatedAt"].flatMap(Moment.init(json:))
    else { return false }
    return mine < theirs
  }
}
