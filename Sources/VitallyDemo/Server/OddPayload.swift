// Turns a correct response into one that is still JSON but not what the documentation promises.
// Knows nothing about the world.

/// Makes odd responses.
struct OddPayload {
  /// The response with every oddity that its shape allows. `previous` is the last record of the
  /// page before, which is repeated.
  static func twist(_ value: JSON, previous: JSON?) -> JSON {
    guard let object = value.object else { return value }
    guard let results = object["results"]?.array else { return ["data": .object(object.reversed)] }
    var page: JSONObject = ["unheardOf": ["at": ["every": "level"]]]
    page["results"] = .array([previous].compactMap(\.self) + twist(results))
    if let next = object["next"], !next.isNull { page["next"] = next }
    return .object(page)
  }

  /// Records with keys in another order, one with other types, and three items that are not
  /// records.
  private static func twist(_ records: [JSON]) -> [JSON] {
    var twisted = records.map { $0.object.map { JSON.object($0.reversed) } ?? $0 }
    if var first = twisted.first?.object {
      first["externalId"] = 42
      first["mrr"] = "4200"
      first["tags"] = nil
      first["traits"] = nil
      twisted[0] = .object(first)
    }
    return twisted + [nil, "not a record", [:]]
  }
}
