// Some rows of a listing.

import GRDB
public import VitallyModel

extension PagingStore {
  /// Rows up to this one are read directly; for deeper ones the whole listing is put in order.
  private static let topRows = 500

  /// Some rows of a listing. When `anchor` is in the listing, the range is moved so that it
  /// holds that record; a range beyond the end is moved to the end.
  public func window(
    _ query: ListingQuery, rows: Range<Int>, anchor: Ref? = nil
  ) throws(StoreError) -> ListingWindow {
    try cache.prepareOrder(query.resource, query.order.path)
    return try cache.read { db in
      guard let listing = try Listing(query, db) else { return ListingWindow(query: query) }
      let slice = try slice(of: listing, rows: rows, anchor: anchor, db)
      let shown = try RowReader(db).rows(slice.keys)
      return ListingWindow(
        query: query, first: slice.first, rows: shown, total: slice.total,
        names: try RowReader(db).names(in: shown.map(\.record)),
        status: try cache.status(ListKey(query.resource, parent: query.parent), db),
        anchor: slice.anchor)
    }
  }

  private struct Slice {
    var first: Int
    var keys: [Int64]
    var total: Int
    var anchor: Int?
  }

  private func slice(
    of listing: Listing, rows: Range<Int>, anchor: Ref?, _ db: Database
  ) throws -> Slice {
    let anchorKey = try anchor.flatMap { try RecordRow.find("key", of: $0, in: db) as Int64? }
    let target = try anchorKey.flatMap { try listing.contains($0, db) ? $0 : nil }
    let version = try Cache.version(listing.query.resource, db)

    if let keys = listings.keys(of: listing.query, version: version) {
      return Self.slice(of: keys, rows: rows, target: target)
    }
    if rows.upperBound <= Self.topRows {
      let top = try listing.keys(db, limit: Self.topRows)
      let total = top.count < Self.topRows ? top.count : try listing.count(db)
      let holdsAll = target.map(top.contains) ?? (rows.lowerBound < total || total == top.count)
      if holdsAll { return Self.slice(of: top, total: total, rows: rows, target: target) }
    }
    let keys = try listing.keys(db)
    listings.set(keys, of: listing.query, version: version)
    return Self.slice(of: keys, rows: rows, target: target)
  }

  private static func slice(
    of keys: [Int64], total: Int? = nil, rows: Range<Int>, target: Int64?
  ) -> Slice {
    let anchor = target.flatMap { keys.firstIndex(of: $0) }
    var first = rows.lowerBound
    if let anchor, !rows.contains(anchor) { first = anchor - rows.count / 2 }
    first = max(0, min(first, keys.count - rows.count))
    let end = min(first + rows.count, keys.count)
    return Slice(
      first: first, keys: Array(keys[first..<end]), total: total ?? keys.count, anchor: anchor)
  }
}
