// Which traits the records of a resource have, and what they are called: the table `field`. Traits
// are noted as records arrive; definitions of custom fields add labels, types and options.

import GRDB
import VitallyModel

struct FieldRegistry {
  private let db: Database
  private var seen: [Resource: [String: String?]] = [:]
  private var definitions: [Definition] = []

  private struct Definition {
    var resource: Resource
    var path: FieldPath
    var label: String?
    var type: String?
    var options: String?
  }

  init(_ db: Database) { self.db = db }

  /// Notes the traits in a body, or the definitions in it.
  mutating func note(_ resource: Resource, body: JSONObject) {
    for member in body["traits"]?.object?.members ?? [] where !member.value.isNull {
      seen[resource, default: [:]][member.key] = Self.type(of: member.value)
    }
    switch resource {
    case .customField:
      define(Self.resource(ofModel: body["model"]?.text), body)
    case .customObject:
      for field in body["customFields"]?.array ?? [] { define(.instance, field.object ?? [:]) }
    default: break
    }
  }

  private mutating func define(_ resource: Resource?, _ body: JSONObject) {
    guard let resource, let path = body["path"]?.text else { return }
    definitions.append(
      Definition(
        resource: resource, path: .trait(path), label: body["label"]?.text,
        type: body["type"]?.text, options: body["options"]?.jsonText))
  }

  /// Writes what was noted; returns the resources whose lists may look different.
  func write() throws -> Set<Resource> {
    var changed: Set<Resource> = []
    for (resource, traits) in seen {
      let known = try knownTypes(resource)
      for (key, type) in traits {
        let entry = known[FieldPath.trait(key).text]
        // A trait with values of several types is compared as text.
        let next = entry == nil || entry?.type == type ? type : "string"
        if let entry, entry.isDefined || entry.type == next { continue }
        try put(resource, .trait(key), type: next)
        if entry != nil { changed.insert(resource) }
      }
    }
    for definition in definitions {
      try put(definition.resource, definition.path, type: definition.type)
      try db.run(
        """
        UPDATE field SET label = ?, options = ?, is_defined = 1 WHERE resource = ? AND path = ?
        """,
        [
          definition.label, definition.options, definition.resource.rawValue,
          definition.path.text,
        ])
      changed.insert(definition.resource)
    }
    return changed
  }

  private func knownTypes(
    _ resource: Resource
  ) throws -> [String: (type: String?, isDefined: Bool)] {
    var known: [String: (type: String?, isDefined: Bool)] = [:]
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT path, type, is_defined FROM field WHERE resource = ? AND is_trait"),
      arguments: [resource.rawValue])
    while let row = try rows.next() { known[row["path"]] = (row["type"], row["is_defined"]) }
    return known
  }

  /// Saves a trait with its type. A new type means new sort values: the old ones are dropped and
  /// rebuilt on demand.
  private func put(_ resource: Resource, _ path: FieldPath, type: String?) throws {
    let place: StatementArguments = [resource.rawValue, path.text]
    try db.run(
      """
      INSERT INTO field (resource, path, is_trait) VALUES (?, ?, 1)
      ON CONFLICT (resource, path) DO UPDATE SET is_trait = 1
      """, place)
    try db.run(
      """
      UPDATE field SET type = ?, is_sorted = 0 WHERE resource = ? AND path = ? AND type IS NOT ?
      """, [type] + place + [type])
    guard db.changesCount > 0 else { return }
    try db.run(
      """
      DELETE FROM value WHERE field = (SELECT no FROM field WHERE resource = ? AND path = ?)
      """, place)
  }

  /// The traits of a resource by label, for columns and filters.
  static func fields(_ resource: Resource, _ db: Database) throws -> [Field] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT path, label, type, options FROM field WHERE resource = ? AND is_trait
        ORDER BY coalesce(label, path) COLLATE NOCASE, path
        """, arguments: [resource.rawValue])
    var fields: [Field] = []
    while let row = try rows.next() {
      guard let key = FieldPath(row["path"]).traitKey else { continue }
      fields.append(
        .trait(
          key, label: row["label"] ?? key, type: row["type"],
          options: try Self.options(row["options"])))
    }
    return fields
  }

  /// The options of a definition: objects with a label and a value, or plain strings.
  private static func options(_ text: String?) throws -> [Choice] {
    Choice.all(in: try text.map { try JSONReader.read($0) } ?? .null)
  }

  /// The type that a value appears to have, in the terms of custom field definitions.
  private static func type(of value: JSONValue) -> String? {
    switch value {
    case .number: "number"
    case .bool: "boolean"
    case .string(let text): text.utf8.count > 10 && Moment(text) != nil ? "datetime" : "string"
    case .null, .array, .object: nil
    }
  }

  /// The resource for a model name from a custom field definition.
  private static func resource(ofModel model: String?) -> Resource? {
    if model == "customObjects" { return .instance }
    return Resource.allCases.first { $0.rawValue + "s" == model }
  }
}
