// What the detail of a record shows, read from the cache in one go: the record, what is next and last
// of it, how many records hang on it, and how its health has been.

import GRDB
public import VitallyModel

public import struct VitallyModel.Record

extension PagingStore {
  /// Everything that the detail of a record shows, from one snapshot of the cache. What was done
  /// since `openSince` stays among what is next.
  public func recordDetail(
    _ ref: Ref, now: Moment, openSince: Moment? = nil
  ) throws(StoreError) -> RecordDetail {
    let schema = ref.resource.schema
    for case .last(let child, let path) in schema.highlights {
      try cache.prepareOrder(child, path)
    }
    var recordDetail = try cache.read { db in
      var recordDetail = RecordDetail()
      let reader = RowReader(db)
      if let row = try RecordRow.find(ref, in: db) {
        recordDetail.row = try reader.row(row)
        recordDetail.fetchedAt = row.fetchedAt
        // What is done or gone does not come back.
        if !row.isHidden, row.doneAt == nil {
          recordDetail.wait = try Cache.wait(of: row.ref, at: now, changed: row.updatedAt, db)
        }
      }
      recordDetail.highlights = try highlights(of: ref, schema, openSince, db)
      recordDetail.links = try schema.links.map { try count($0, of: ref, db) }
      let shown = (recordDetail.row.map { [$0.record] } ?? []) + recordDetail.highlights.joined()
      recordDetail.names = try reader.names(in: shown)
      recordDetail.traits = try traits(of: recordDetail.row?.record, db)
      return recordDetail
    }
    let name = recordDetail.row?.record.ref ?? ref
    recordDetail.changes = changes(name)
    recordDetail.drafts = drafts(name)
    if let history, let health = schema.watchedHealth {
      recordDetail.health = history.numbers(
        of: name, health.path, since: now.adding(seconds: -Self.shownPast))
    }
    return recordDetail
  }

  /// For how long a detail says how a health has been, in seconds: twelve weeks.
  private static let shownPast: Double = 12 * 7 * 86_400

  private func highlights(
    of ref: Ref, _ schema: Schema, _ openSince: Moment?, _ db: Database
  ) throws -> [[Record]] {
    try schema.highlights.compactMap { highlight in
      switch highlight {
      case .people, .fields, .balance: nil
      case .next(let child, let count):
        try next(count, of: ListingQuery(child, parent: ref, openSince: openSince), db)
      case .last(let child, let path):
        try first(
          1, of: ListingQuery(child, parent: ref, order: ListOrder(path, descending: true)), db)
      }
    }
  }

  /// The first open records of a listing, and what was done lately before them.
  private func next(_ count: Int, of query: ListingQuery, _ db: Database) throws -> [Record] {
    var open = 0
    let shown = try first(count + Self.doneLately, of: query, db).prefix { record in
      let isOpen = record.schema.completion.map { record[$0.at].isBlank } ?? true
      if isOpen { open += 1 }
      return open <= count
    }
    // However much was done, what is open is not crowded out by it.
    var openQuery = query
    openQuery.openSince = nil
    let rest = open >= count ? [] : try first(count, of: openQuery, db)
    return shown + rest.filter { record in !shown.contains { $0.ref == record.ref } }
  }

  /// How many records that were done lately a brief has room for.
  private static let doneLately = 10

  private func first(_ count: Int, of query: ListingQuery, _ db: Database) throws -> [Record] {
    guard let listing = try Listing(query, db) else { return [] }
    return try RowReader(db).rows(listing.keys(db, limit: count)).map(\.record)
  }

  private func count(_ link: ChildLink, of ref: Ref, _ db: Database) throws
    -> RecordDetail.LinkCount
  {
    let listing = try Listing(ListingQuery(link.child, parent: ref), db)
    return RecordDetail.LinkCount(
      count: try listing?.count(db) ?? 0,
      status: try cache.status(ListKey(link.child, parent: ref), db))
  }

  private func traits(of record: Record?, _ db: Database) throws -> [FieldPath: Field] {
    guard let record, let traits = record.body["traits"]?.object else { return [:] }
    let fields = try KnownTraits.fields(
      of: record.resource, heldBy: Cache.holder(of: record.ref, db), db)
    return Dictionary(
      fields.filter { field in field.path.traitKey.map { traits[$0] != nil } ?? false }
        .map { ($0.path, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
