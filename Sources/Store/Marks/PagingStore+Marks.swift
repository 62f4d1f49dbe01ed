// What is marked in lists: all that a list holds, and what a decision about marked records would
// change.

import GRDB
public import VitallyModel

public import struct VitallyModel.Record

extension PagingStore {
  /// The records of a listing, in its order.
  public func refs(of query: ListingQuery) throws(StoreError) -> [Ref] {
    try prepareOrders(of: query)
    return try search { db in
      let keys = try self.keys(of: query, db).map(Int64.init)
      return try Self.refs(keys, db)
    }
  }

  /// The records of a listing from one to another, in its order, without what is folded away; none
  /// if one of the two is not there.
  public func refs(
    of query: ListingQuery, from first: Ref, to last: Ref
  ) throws(StoreError) -> [Ref] {
    try prepareOrders(of: query)
    return try search { db in
      let keys = try self.keysInSight(of: query, db)
      let places = try [first, last].compactMap { ref in
        try (RecordRow.find("key", of: ref, in: db) as Int64?).map(RowKey.packed)
      }.compactMap { keys.firstIndex(of: $0) }
      guard places.count == 2 else { return [] }
      let range = min(places[0], places[1])...max(places[0], places[1])
      return try Self.refs(keys[range].map(Int64.init), db)
    }
  }

  /// The keys of the rows that one can move along.
  private func keysInSight(of query: ListingQuery, _ db: Database) throws -> [UInt32] {
    guard let folded = query.grouping?.folded, !folded.isEmpty else {
      return try keys(of: query, db)
    }
    let listed = try self.listed(query, db)
    return listed.groups.filter { !folded.contains($0.id) }.flatMap { listed.keys[$0.places] }
  }

  /// What a decision about marked records would change.
  public func preview(of bulk: BulkQuery) throws(StoreError) -> BulkPreview {
    try prepareOrders(of: bulk.query)
    return try search { db in
      var preview = BulkPreview()
      var marked: Set<UInt32> = []
      for ref in bulk.refs {
        if let key = try RecordRow.find("key", of: ref, in: db) as Int64? {
          marked.insert(try RowKey.packed(key))
        } else {
          preview.missingCount += 1
        }
      }
      let listed = try self.keys(of: bulk.query, db).filter(marked.contains)
      let outside = marked.subtracting(listed).sorted()
      let reader = RowReader(db)
      let rows = try reader.rows((listed + outside).map(Int64.init))
      preview.names = try reader.names(in: rows.map(\.record))
      for (index, row) in rows.enumerated() {
        preview.add(row, bulk.decision, isOutside: index >= listed.count, now: bulk.now)
      }
      return preview
    }
  }

  private func prepareOrders(of query: ListingQuery) throws(StoreError) {
    for (resource, path) in query.neededOrders { try cache.prepareOrder(resource, path) }
  }

  private static func refs(_ keys: [Int64], _ db: Database) throws -> [Ref] {
    let wanted = "[\(keys.map(String.init).joined(separator: ","))]"
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT resource, server_id, made_id FROM json_each(?) AS wanted
          CROSS JOIN record ON record.key = wanted.value ORDER BY wanted.key
          """), arguments: [wanted])
    var refs: [Ref] = []
    refs.reserveCapacity(keys.count)
    while let row = try rows.next() {
      guard let resource = Resource(rawValue: row[0]) else { continue }
      let serverID: String? = row[1]
      refs.append(serverID.map { .server(resource, $0) } ?? .made(resource, row[2] ?? ""))
    }
    return refs
  }
}

extension BulkPreview {
  /// Adds what a decision comes to for one record.
  fileprivate mutating func add(
    _ row: ListingRow, _ decision: Decision, isOutside: Bool, now: Now
  ) {
    let title = row.record.title
    if row.isStub {
      obstacles.append(Obstacle(title: title, reason: .isNotLoaded))
      return
    }
    switch decision.verdict(on: row.record, now: now) {
    case .already: alreadyCount += 1
    case .impossible(let reason): obstacles.append(Obstacle(title: title, reason: reason))
    case .change(let change):
      let customer = row.record.namedCustomer.flatMap { $0.name ?? names[$0.ref] } ?? ""
      items.append(
        Item(title: title, of: customer, change: change, isOutside: isOutside))
    }
  }
}
