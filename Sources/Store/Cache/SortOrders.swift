// The sort values of lists: one row per record in the table `value` for each field in use, kept up
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

  /// Loads the sort orders that are in use.
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

  /// Updates the sort values of records that name a record by id only after its title has changed;
  /// returns the resources whose lists are affected.
  func rename(_ ref: Ref, to title: String) throws -> Set<Resource> {
    try db.run(
      "UPDATE value SET rank = 1, text = ? WHERE named = ?", [title.folded, ref.description])
    guard db.changesCount > 0 else { return [] }
    return Set(fields.filter { $0.value.contains { $0.field.lookedUp == ref.resource } }.keys)
  }

  /// The number of a sort order, nil when it has not been built.
  static func number(_ resource: Resource, _ path: FieldPath, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT no FROM field WHERE resource = ? AND path = ? AND is_sorted"),
      arguments: [resource.rawValue, path.text])
  }

  /// Builds a sort order: computes the values of all records of the resource.
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
    var titles: [Ref: String?] = [:]
    var values: [(value: SortValue, record: Int64, name: String, openUntil: Int64)] = []
    try eachBody(of: resource, with: [field], db) { key, name, openUntil, body in
      let value = try SortValue(field, in: body) { ref in
        if let known = titles[ref] { return known }
        let title = try title(ref, db)
        titles[ref] = .some(title)
        return title
      }
      values.append((value, key, name, openUntil))
    }
    // Inserting in index order is nearly twice as fast as jumping around.
    values.sort { $0.value < $1.value }
    for (value, key, name, openUntil) in values {
      try insert(value, field: entry["no"], record: key, name: name, openUntil: openUntil, db)
    }
  }

  /// Iterates over the full records of a resource by key, all or some, extracting only the parts of the body that
  /// some fields need: SQLite skips the rest faster than it could be decoded here. Those of several fields come in one
  /// pass, for which each body is taken apart once.
  static func eachBody(
    of resource: Resource, with fields: [Field], keys: [Int64]? = nil, _ db: Database,
    _ work: (_ key: Int64, _ name: String, _ openUntil: Int64, JSONObject) throws -> Void
  ) throws {
    // SQLite takes the text between the quotes of a path literally, escapes included.
    let traits = fields.compactMap(\.path.traitKey).filter { !$0.contains { "\"\\".contains($0) } }
    let others = fields.filter { field in field.path.traitKey.map { !traits.contains($0) } ?? true }
    let members = others.flatMap(\.source.topKeys).reduce(into: [String]()) { members, key in
      if !members.contains(key) { members.append(key) }
    }
    let paths = members.map { "$.\"\($0)\"" } + traits.map { "$.\"traits\".\"\($0)\"" }
    let parts = paths.map { _ in ", coalesce(shown, body) -> ?" }.joined()
    let places = keys.map { keys in
      " AND key IN (\(keys.map(String.init).joined(separator: ",")))"
    }
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT key, name_folded, open_until\(parts) FROM record "
        + "WHERE resource = ? AND is_full = 1\(places ?? "") ORDER BY key",
      arguments: StatementArguments(paths + [resource.rawValue]))
    while let row = try rows.next() {
      var body = JSONObject()
      for (index, key) in members.enumerated() {
        body[key] = try (row[3 + index] as String?).map { try JSONReader.read($0) }
      }
      // Of those that need all traits, these are part.
      if !traits.isEmpty, !members.contains("traits") {
        var part = JSONObject()
        for (index, key) in traits.enumerated() {
          part[key] = try (row[3 + members.count + index] as String?).map {
            try JSONReader.read($0)
          }
        }
        body["traits"] = .object(part)
      }
      try work(row[0], row[1], row[2], body)
    }
  }

  private static func insert(
    _ value: SortValue, field: Int64, record: Int64, name: String, openUntil: Int64,
    _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO value
          (record, field, rank, number, text, named, name, open_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    // Unchecked, because this runs for every record: the arguments match the statement above.
    statement.setUncheckedArguments(
      [record, field, value.rank, value.number, value.text, value.named, name, openUntil])
    try statement.execute()
  }

  /// The field with a path, which may be a trait, as its values are sorted and compared.
  static func field(_ path: FieldPath, of resource: Resource, _ db: Database) throws -> Field {
    let type = try String.fetchOne(
      db.cachedStatement(sql: "SELECT type FROM field WHERE resource = ? AND path = ?"),
      arguments: [resource.rawValue, path.text])
    return field(path, of: resource, type: type)
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
