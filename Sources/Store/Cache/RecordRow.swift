// A row of the table `record`, and how it is found by its ref.

import GRDB
import VitallyModel

import struct VitallyModel.Record

struct RecordRow {
  var key: Int64?
  var resource: Resource
  var serverID: String?
  var madeID: String?
  var externalID: String?
  var email: String?
  /// Whether the whole record is known, not just a stub with its name.
  var isFull = false
  var title = ""
  var nameFolded = ""
  var isHidden = false
  var doneAt: Moment?
  /// Until when the record was open: the distant future while it still is, the distant past when it
  /// is hidden.
  var openUntil = Moment.distantFuture
  var pending: Change.State?
  var createdAt: Moment?
  var updatedAt: Moment?
  var archivedAt: Moment?
  var fetchedAt: Moment?
  var sweep: Int?
  /// What the server has, as JSON.
  var body: String?
  /// The body with pending changes applied, nil when there are none.
  var shown: String?

  /// A new row for a record.
  init(_ ref: Ref) {
    resource = ref.resource
    switch ref {
    case .server(_, let id): serverID = id
    case .made(_, let id): madeID = id
    }
  }

  /// The ref of the record: by the server's id as soon as there is one.
  var ref: Ref {
    serverID.map { .server(resource, $0) } ?? .made(resource, madeID ?? "")
  }

  /// The body that the user sees; empty when there is none.
  func shownBody() throws -> JSONObject { try JSONObject(stored: shown ?? body) }

  /// Derives the columns for lists and searches from the body that the user sees.
  mutating func derive(from body: JSONObject) {
    let record = Record(ref: ref, body: body)
    title = record.title
    nameFolded = title.folded
    externalID = record.externalID
    email = body["email"]?.text?.folded
    isHidden = record.isHidden
    doneAt = resource.schema.completion.flatMap { Moment(json: record[$0.at]) }
    openUntil = isHidden ? .distantPast : doneAt ?? .distantFuture
    createdAt = record.createdAt
    updatedAt = record.updatedAt
    archivedAt = record.archivedAt
  }

  /// The row of a record, nil when it has none. A locally created record is still found by its
  /// local ref.
  static func find(_ ref: Ref, in db: Database) throws -> RecordRow? {
    try RecordRow.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM record WHERE \(condition(ref))"),
      arguments: [ref.id, ref.resource.rawValue])
  }

  /// One column of the row of a record.
  static func find<Value: DatabaseValueConvertible>(
    _ column: String, of ref: Ref, in db: Database
  ) throws -> Value? {
    try Value.fetchOne(
      db.cachedStatement(sql: "SELECT \(column) FROM record WHERE \(condition(ref))"),
      arguments: [ref.id, ref.resource.rawValue])
  }

  /// Whether the record with a key is done.
  static func isDone(_ key: Int64, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT done_at IS NOT NULL FROM record WHERE key = ?"),
      arguments: [key]) == true
  }

  private static func condition(_ ref: Ref) -> String {
    ref.serverID == nil ? "made_id = ? AND resource = ?" : "server_id = ? AND resource = ?"
  }
}

extension Ref {
  /// The bare id, the server's or the local one.
  fileprivate var id: String {
    switch self {
    case .server(_, let id), .made(_, let id): id
    }
  }
}

extension JSONObject {
  /// Parses a stored body; empty when there is none.
  init(stored text: String?) throws {
    self = try text.flatMap { try JSONReader.read($0).object } ?? [:]
  }
}

extension RecordRow: FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "record"

  init(row: Row) throws {
    guard let resource = Resource(rawValue: row["resource"]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a record of an unknown kind")
    }
    self.resource = resource
    key = row["key"]
    serverID = row["server_id"]
    madeID = row["made_id"]
    externalID = row["external_id"]
    email = row["email"]
    isFull = row["is_full"]
    title = row["title"]
    nameFolded = row["name_folded"]
    isHidden = row["hidden"]
    doneAt = Moment(stored: row["done_at"])
    openUntil = Moment(milliseconds: row["open_until"])
    pending = (row["pending"] as String?).flatMap(Change.State.init(rawValue:))
    createdAt = Moment(stored: row["created_at"])
    updatedAt = Moment(stored: row["updated_at"])
    archivedAt = Moment(stored: row["archived_at"])
    fetchedAt = Moment(stored: row["fetched_at"])
    sweep = row["sweep"]
    body = row["body"]
    shown = row["shown"]
  }

  func encode(to container: inout PersistenceContainer) {
    container["key"] = key
    container["resource"] = resource.rawValue
    container["server_id"] = serverID
    container["made_id"] = madeID
    container["external_id"] = externalID
    container["email"] = email
    container["is_full"] = isFull
    container["title"] = title
    container["name_folded"] = nameFolded
    container["hidden"] = isHidden
    container["done_at"] = doneAt?.milliseconds
    container["open_until"] = openUntil.milliseconds
    container["pending"] = pending?.rawValue
    container["created_at"] = createdAt?.milliseconds
    container["updated_at"] = updatedAt?.milliseconds
    container["archived_at"] = archivedAt?.milliseconds
    container["fetched_at"] = fetchedAt?.milliseconds
    container["sweep"] = sweep
    container["body"] = body
    container["shown"] = shown
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { key = inserted.rowID }
}

extension Moment {
  static let distantPast = Moment(milliseconds: .min)
  static let distantFuture = Moment(milliseconds: .max)

  /// A moment from its stored milliseconds, nil for NULL.
  init?(stored milliseconds: Int64?) {
    guard let milliseconds else { return nil }
    self.init(milliseconds: milliseconds)
  }
}
