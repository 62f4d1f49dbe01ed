// What lists are ordered by: for each field in use a row a record in the table `value`, kept up
// to date as records are written.

import GRDB
import VitallyModel

struct SortOrders {
  private let db: Database
  private let fields: [Resource: [Entry]]

  private struct Entry {
    var number: Int64
    var field: Field
  }

  /// The orders that are in use.
  init(_ db: Database) throws {
    self.db = db
    var fields: [Resource: [Entry]] = [:]
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT no, resource, path, type FROM field WHERE is_sorted"))
    while let row = try rows.next() {
      guard let resource = Resource(rawValue: row["resource"]) else { continue }
      let field = Self.field(FieldPath(row["path"]), of: resource, type: row["type"])
      fields[resource, default: []].append(Entry(number: row["no"], field: field))
    }
    self.fields = fields
  }

  /// Writes the values of a record for all orders of its resource.
  func write(_ row: RecordRow, key: Int64, body: JSONObject) throws {
    for entry in fields[row.resource] ?? [] {
      let value = try SortValue(entry.field, in: body) { try Self.title($0, db) }
      try Self.insert(
        value, field: entry.number, record: key, name: row.nameFolded,
        openUntil: row.openUntil.milliseconds, db)
    }
  }

  /// Orders those that name a record only by its id by its new title; gives the resources whose
  /// lists that concerns.
  func rename(_ ref: Ref, to title: String) throws -> Set<Resource> {
    try db.run(
      "UPDATE value SET rank = 1, text = ? WHERE named = ?", [title.folded, ref.description])
    guard db.changesCount > 0 else { return [] }
    return Set(fields.filter { $0.value.contains { $0.field.lookedUp == ref.resource } }.keys)
  }

  /// The number of an order, nil while it is not in use.
  static func number(_ resource: Resource, _ path: FieldPath, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT no FROM field WHERE resource = ? AND path = ? AND is_sorted"),
      arguments: [resource.rawValue, path.text])
  }

  /// Takes an order into use: works out the values of all records of the resource.
  static func build(_ resource: Resource, _ path: FieldPath, _ db: Database) throws {
    if try number(resource, path, db) != nil { return }
    try db.run(
      """
      INSERT INTO field (resource, path, is_sorted) VALUES (?, ?, 1)
      ON CONFLICT (resource, path) DO UPDATE SET is_sorted = 1
      """, [resource.rawValue, path.text])
    guard
      let entry = try Row.fetchOne(
        db, sql: "SELECT no, type FROM field WHERE resource = ? AND path = ?",
        arguments: [resource.rawValue, path.text])
    else { return }
    let field = field(path, of: resource, type: entry["type"])
    let keys = field.source.topKeys
    let parts = keys.map { _ in ", coalesce(shown, body) -> ?" }.joined()
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT key, name_folded, open_until\(parts) FROM record "
        + "WHERE resource = ? AND is_full",
      arguments: StatementArguments(keys.map { "$.\"\($0)\"" } + [resource.rawValue]))
    while let row = try rows.next() {
      var body = JSONObject()
      for (index, key) in keys.enumerated() {
        body[key] = try (row[3 + index] as String?).map { try JSONReader.read($0) }
      }
      let value = try SortValue(field, in: body) { try title($0, db) }
      try insert(
        value, field: entry["no"], record: row[0], name: row[1], openUntil: row[2], db)
    }
  }

  private static func insert(
    _ value: SortValue, field: Int64, record: Int64, name: String, openUntil: Int64,
    _ db: Database
  ) throws {
    try db.run(
      """
      INSERT OR REPLACE INTO value
        (record, field, rank, number, text, named, name, open_until)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [record, field, value.rank, value.number, value.text, value.named, name, openUntil])
  }

  private static func field(
    _ path: FieldPath, of resource: Resource, type: String?
  ) -> Field {
    if let trait = path.traitKey { return .trait(trait, label: trait, type: type) }
    return resource.schema.field(path) ?? Field(path, path.text, .json)
  }

  private static func title(_ ref: Ref, _ db: Database) throws -> String? {
    try RecordRow.find("title", of: ref, in: db)
  }
}
