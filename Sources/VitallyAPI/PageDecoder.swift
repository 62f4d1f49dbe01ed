// Turns the bodies of successful responses into records. Vitally wraps lists and records in several
// ways; all are read everywhere, and one malformed item never costs the whole page.

import VitallyModel

/// Reads pages and records of one resource.
struct PageDecoder: Sendable {
  /// The resource of the records.
  var resource: Resource
  /// The filters of the request: those of custom fields become part of the records.
  var filters: [String: String] = [:]

  /// A page: `{results, next, atEnd}`, `{data}`, or a bare array. Nil when the body contains no
  /// list.
  func page(_ json: JSONValue) -> Page? {
    guard let items = Self.items(json) else { return nil }
    let records = items.compactMap(record(item:))
    return Page(
      records: records, next: Self.next(json.object),
      unreadable: items.count - records.count)
  }

  /// One record, bare or wrapped: `{…}`, `{results: […]}`, `{data: …}`, `[…]`; nil when none has an
  /// id.
  func record(_ json: JSONValue) -> Record? {
    if let record = record(item: json) { return record }
    if let inner = json.object?["data"], inner.object != nil { return record(item: inner) }
    return Self.items(json)?.lazy.compactMap(record(item:)).first
  }

  /// All records in a search result: a list, one record, or nothing.
  func found(_ json: JSONValue) -> [Record] {
    if let single = record(item: json) { return [single] }
    return page(json)?.records ?? record(json).map { [$0] } ?? []
  }

  private func record(item: JSONValue) -> Record? {
    guard let body = item.object else { return nil }
    return Record(resource, body: resource == .customField ? named(body) : body)
  }

  /// A custom field doesn't name what it belongs to, and often has no id: both come from the
  /// filters.
  private func named(_ field: JSONObject) -> JSONObject {
    var field = field
    let owner = ["model", "customObjectId"].compactMap { key in
      filters[key].map { (key: key, value: $0) }
    }
    for (key, value) in owner { field[key] = .string(value) }
    if (field["id"] ?? .null).isBlank, let path = field["path"]?.text, !path.isEmpty {
      field["id"] = .string((owner.map(\.value) + [path]).joined(separator: "/"))
    }
    return field
  }

  private static func items(_ json: JSONValue) -> [JSONValue]? {
    json.array ?? json.object?["results"]?.array ?? json.object?["data"]?.array
  }

  private static func next(_ envelope: JSONObject?) -> String? {
    guard envelope?["atEnd"]?.bool != true, let next = envelope?["next"]?.text, !next.isEmpty
    else { return nil }
    return next
  }
}
