// Puts rows in order by how much attention they need, and finds the customers that they are about.

import GRDB
import VitallyModel

import struct VitallyModel.Record

struct RankedRows {
  private let db: Database
  private let reader: RowReader
  private var customers: [Ref: Customer] = [:]

  /// A customer, as far as it is known.
  private struct Customer {
    var record: Record?
    /// The key of its row; nil where there is none.
    var key: UInt32?
  }

  init(_ db: Database) {
    self.db = db
    reader = RowReader(db)
  }

  /// The keys of rows in order: those that need most attention first, what is done last. Of equal ones
  /// the order stays. Only rows are read whose points are not known.
  mutating func ordered(
    _ keys: [UInt32], by ranking: Ranking, knowing known: KnownPoints
  ) throws -> [UInt32] {
    guard keys.count > 1, keys.count <= Ranking.mostRows else { return keys }
    var entries = try known.entries(by: ranking, db)
    let unknown = keys.filter { entries[$0] == nil }
    let rows = try reader.rows(unknown.map(Int64.init))
    guard rows.count == unknown.count else { return keys }
    var new: [UInt32: KnownPoints.Entry] = [:]
    for (key, row) in zip(unknown, rows) {
      try Task.checkCancellation()
      let customer = try find(customerOf: row.record)
      let points = ranking.attention(to: row.record, customer: customer?.record).points
      let entry = KnownPoints.Entry(
        // No open row has less than nothing.
        points: row.record.isDone ? -1 : points, customer: customer?.key)
      entries[key] = entry
      // A customer who has no row may get one, which nobody would notice.
      if customer == nil || customer?.key != nil { new[key] = entry }
    }
    if !new.isEmpty { try known.add(new, by: ranking, db) }
    let points = keys.map { entries[$0]?.points ?? 0 }
    return keys.indices.sorted { (points[$1], $0) < (points[$0], $1) }.map { keys[$0] }
  }

  /// The customer that a record is for; nil for a customer, and where it is not known.
  mutating func customer(of record: Record) throws -> Record? {
    try find(customerOf: record)?.record
  }

  /// The customer that a record is for; nil for a customer, and for a record that names none.
  private mutating func find(customerOf record: Record) throws -> Customer? {
    guard !record.schema.hasTimeline, let ref = record.customer else { return nil }
    if let known = customers[ref] { return known }
    var customer = Customer()
    if let row = try RecordRow.find(ref, in: db) {
      customer.key = try row.key.map(RowKey.packed)
      if row.isFull { customer.record = try reader.row(row).record }
    }
    customers[ref] = customer
    return customer
  }
}
