// Puts rows in order by how much attention they need, and finds the customers that they are about.

import GRDB
import VitallyModel

import struct VitallyModel.Record

struct RankedRows {
  private let reader: RowReader
  private var customers: [Ref: Record?] = [:]

  init(_ db: Database) { reader = RowReader(db) }

  /// The keys of rows in order: those that need most attention first, what is done last. Of equal ones
  /// the order stays.
  mutating func ordered(_ keys: [UInt32], by ranking: Ranking) throws -> [UInt32] {
    guard keys.count > 1, keys.count <= Ranking.mostRows else { return keys }
    let rows = try reader.rows(keys.map(Int64.init))
    guard rows.count == keys.count else { return keys }
    var ranked: [(key: UInt32, points: Double)] = []
    for (key, row) in zip(keys, rows) {
      try Task.checkCancellation()
      let points = ranking.attention(to: row.record, customer: try customer(of: row.record)).points
      // No open row has less than nothing.
      ranked.append((key, row.record.isDone ? -1 : points))
    }
    return ranked.enumerated().sorted {
      ($1.element.points, $0.offset) < ($0.element.points, $1.offset)
    }.map(\.element.key)
  }

  /// The customer that a record is for; nil for a customer, and where it is not known.
  mutating func customer(of record: Record) throws -> Record? {
    guard !record.schema.hasTimeline, let ref = record.customer else { return nil }
    if let known = customers[ref] { return known }
    let found = try reader.row(of: ref).flatMap { $0.isStub ? nil : $0.record }
    customers[ref] = .some(found)
    return found
  }
}
