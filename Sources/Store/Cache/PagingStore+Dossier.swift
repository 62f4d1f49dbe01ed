// Everything that the detail of a record shows.

import GRDB
public import VitallyModel

public import struct VitallyModel.Record

extension PagingStore {
  /// Everything that the detail of a record shows, as of one state of the cache.
  public func dossier(_ ref: Ref, now: Moment) throws(StoreError) -> Dossier {
    let schema = ref.resource.schema
    for case .last(let child, let path) in schema.highlights {
      try cache.prepareOrder(child, path)
    }
    var dossier = try cache.read { db in
      var dossier = Dossier()
      let reader = RowReader(db)
      if let row = try RecordRow.find(ref, in: db) {
        dossier.row = try reader.row(row)
        dossier.fetchedAt = row.fetchedAt
      }
      dossier.highlights = try highlights(of: ref, schema, db)
      dossier.links = try schema.links.map { try count($0, of: ref, db) }
      let shown = (dossier.row.map { [$0.record] } ?? []) + dossier.highlights.joined()
      dossier.names = try reader.names(in: shown)
      dossier.traits = try traits(of: dossier.row?.record, db)
      return dossier
    }
    let name = dossier.row?.record.ref ?? ref
    dossier.changes = changes(name)
    dossier.drafts = drafts(name)
    return dossier
  }

  private func highlights(of ref: Ref, _ schema: Schema, _ db: Database) throws -> [[Record]] {
    try schema.highlights.compactMap { highlight in
      switch highlight {
      case .fields: nil
      case .next(let child, let count):
        try first(count, of: ListingQuery(child, parent: ref), db)
      case .last(let child, let path):
        try first(
          1, of: ListingQuery(child, parent: ref, order: ListOrder(path, descending: true)), db)
      }
    }
  }

  private func first(_ count: Int, of query: ListingQuery, _ db: Database) throws -> [Record] {
    guard let listing = try Listing(query, db) else { return [] }
    return try RowReader(db).rows(listing.keys(db, limit: count)).map(\.record)
  }

  private func count(_ link: ChildLink, of ref: Ref, _ db: Database) throws -> Dossier.LinkCount {
    let listing = try Listing(ListingQuery(link.child, parent: ref), db)
    return Dossier.LinkCount(
      count: try listing?.count(db) ?? 0,
      status: try cache.status(ListKey(link.child, parent: ref), db))
  }

  private func traits(of record: Record?, _ db: Database) throws -> [FieldPath: Field] {
    guard let record, let traits = record.body["traits"]?.object else { return [:] }
    let fields = try FieldRegistry.fields(record.resource, db)
    return Dictionary(
      fields.filter { field in field.path.traitKey.map { traits[$0] != nil } ?? false }
        .map { ($0.path, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
