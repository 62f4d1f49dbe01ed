// Reads whole records for lists and details, and the titles of the records they refer to.

import GRDB
import VitallyModel

import struct VitallyModel.Record

struct RowReader {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The rows with these keys, in the order of the keys.
  func rows(_ keys: [Int64]) throws -> [ListingRow] {
    // One statement for any number of keys, so that it is prepared only once.
    let wanted = "[\(keys.map(String.init).joined(separator: ","))]"
    let statement = try db.cachedStatement(
      sql: """
        SELECT record.* FROM json_each(?) AS wanted
        CROSS JOIN record ON record.key = wanted.value ORDER BY wanted.key
        """)
    return try RecordRow.fetchAll(statement, arguments: [wanted]).map(row)
  }

  /// A row as it is shown.
  func row(_ row: RecordRow) throws -> ListingRow {
    ListingRow(
      Record(ref: row.ref, body: try row.shownBody()), pending: row.pending,
      isStub: !row.isFull)
  }

  /// A record as it is shown, nil when it is not cached.
  func row(of ref: Ref) throws -> ListingRow? { try RecordRow.find(ref, in: db).map(row) }

  /// The name of the account, or else of the organization, to which a record belongs.
  func customer(of key: Int64, _ resource: Resource) throws -> String? {
    let parents = try String.fetchAll(
      db.cachedStatement(sql: "SELECT parent FROM link WHERE child = ? LIMIT 10"),
      arguments: [key]
    ).compactMap(Ref.init)
    for kind in [Resource.account, .organization] where kind != resource {
      for parent in parents where parent.resource == kind {
        if let title: String = try RecordRow.find("title", of: parent, in: db) { return title }
      }
    }
    return nil
  }

  /// The titles of the records that the given ones name by id only.
  func names(in records: [Record]) throws -> [Ref: String] {
    var names: [Ref: String] = [:]
    var fields: [Resource: [Field]] = [:]
    for record in records {
      let known = fields[record.resource]
      let naming = known ?? record.schema.fields.filter(\.kind.namesRecords)
      fields[record.resource] = naming
      for field in naming {
        for named in field.kind.refs(in: record[field])
        where named.name == nil && names[named.ref] == nil {
          names[named.ref] = try RecordRow.find("title", of: named.ref, in: db)
        }
      }
    }
    return names
  }
}
