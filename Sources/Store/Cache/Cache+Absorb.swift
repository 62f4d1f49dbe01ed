// Stores what the server has returned: a page or a single record, each in one transaction.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension Cache {
  /// What a page or a record has brought.
  struct Absorbed: Sendable {
    /// The resources whose lists may look different.
    var changed: Set<Resource> = []
    /// Whether every record was already cached with the same `updatedAt` and body.
    var allKnown = true
    /// The watched values that changed, including all those of a new record.
    var moves: [Move] = []
    /// How many records were not cached before, or only as stubs.
    var newCount = 0
    /// The records whose body changed, new ones included: pending changes have to be applied to
    /// them again.
    var refs: [Ref] = []

    /// Adds what another piece of the same page has brought.
    mutating func add(_ other: Absorbed) {
      changed.formUnion(other.changed)
      allKnown = allKnown && other.allKnown
      moves += other.moves
      newCount += other.newCount
      refs += other.refs
    }
  }

  /// A change in a watched value of a record.
  struct Move: Sendable, Equatable {
    /// What a value was, as far as the cache knows.
    struct Former: Sendable, Equatable {
      var value: JSONValue
      /// When it was read last.
      var at: Moment
    }

    /// The record.
    var record: Ref
    /// Which value.
    var path: FieldPath
    /// The new value; for a lookup, the id of the record.
    var value: JSONValue
    /// The value before; nil for a record that is new.
    var former: Former?
  }

  /// Stores one page of a list, or a piece of one, together with the cursor for the next page.
  /// Records that arrive during a sweep of their resource count as seen by that sweep.
  func absorb(
    _ page: Page, from query: ListQuery, sweep: Int?, walk: Walk?
  ) throws(StoreError) -> Absorbed {
    try write { db in
      var absorption = try Absorption(db, now: now())
      for record in page.records {
        let key = try absorption.take(
          record, sweep: query.parent == nil ? sweep : nil, isPart: true)
        guard let parent = query.parent else { continue }
        let isNew = try LinkTable(db).list(
          key, record.resource, under: parent, sweep: sweep ?? walk?.sweep ?? 0)
        if isNew { absorption.writer.changed.insert(record.resource) }
      }
      try walk?.save(db)
      return try absorption.finish()
    }
  }

  /// Stores one whole record: the answer to a read or to a write.
  func absorb(_ record: Record) throws(StoreError) -> Absorbed {
    try write { db in
      var absorption = try Absorption(db, now: now())
      _ = try absorption.take(record, sweep: nil, isPart: false)
      return try absorption.finish()
    }
  }
}

/// Stores records within one transaction and collects what they changed.
private struct Absorption {
  var writer: RecordWriter
  var result = Cache.Absorbed()
  private var sweeps: [Resource: Int] = [:]

  init(_ db: Database, now: Moment) throws {
    writer = try RecordWriter(db, now: now)
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT resource, max(sweep) FROM walk WHERE parent = '' GROUP BY resource"))
    while let row = try rows.next() {
      if let resource = Resource(rawValue: row[0]) { sweeps[resource] = row[1] }
    }
  }

  mutating func take(_ record: Record, sweep: Int?, isPart: Bool) throws -> Int64 {
    let outcome = try writer.store(
      record, sweep: sweep ?? sweeps[record.resource], isPart: isPart)
    if outcome.isNew { result.newCount += 1 }
    if !outcome.isKnown {
      result.allKnown = false
      result.refs.append(record.ref)
    }
    result.moves += outcome.moves
    return outcome.key
  }

  mutating func finish() throws -> Cache.Absorbed {
    try writer.finish()
    result.changed = writer.changed
    return result
  }
}

extension Cache.Move {
  /// The watched values that differ between two bodies of a record, the old one as of a moment; nil
  /// for a record that is new.
  static func between(
    _ old: JSONObject, asOf moment: Moment?, and new: JSONObject, of ref: Ref
  ) -> [Cache.Move] {
    ref.resource.schema.watchedPaths.compactMap { path in
      guard let field = ref.resource.schema.field(path) else { return nil }
      let (was, value) = (value(of: field, in: old), value(of: field, in: new))
      if isSame(value, was) { return nil }
      return Cache.Move(
        record: ref, path: path, value: value, former: moment.map { Former(value: was, at: $0) })
    }
  }

  private static func value(of field: Field, in body: JSONObject) -> JSONValue {
    guard field.lookedUp != nil else { return field.source.value(in: body) }
    return field.references(in: body).first?.ref.serverID.map(JSONValue.string) ?? .null
  }

  private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if left == right { return true }
    guard let left = left.double, let right = right.double else { return false }
    return left == right
  }
}
