// Other records are embedded whole in what the server sends: an account in each of its users, notes
// and tasks. They are stored as what identifies them; the rest is stored once, with the record
// itself.

import VitallyModel

extension JSONObject {
  /// What is stored of an embedded record, besides what makes up its title.
  private static let identity: Set<String> = ["id", "externalId", "email"]

  /// This body of a record with each embedded record reduced to what identifies it.
  func reduced(_ resource: Resource) -> JSONObject {
    var body = self
    for (key, other) in Self.embeddings[resource] ?? [] {
      switch body[key] {
      case .object(let object)?: body[key] = .object(object.identifying(other))
      case .array(let elements)?:
        body[key] = .array(
          elements.map { element in
            element.object.map { .object($0.identifying(other)) } ?? element
          })
      default: break
      }
    }
    return body
  }

  /// This embedded record reduced to what identifies it. What has no id is no record.
  func identifying(_ resource: Resource) -> JSONObject {
    guard self["id"] != nil else { return self }
    let titles = resource.schema.titlePaths.map(\.text)
    return JSONObject(
      members.filter { Self.identity.contains($0.key) || titles.contains($0.key) }
        .map { ($0.key, $0.value) })
  }

  /// Where the bodies of each resource may embed other records, and of which resource.
  private static let embeddings: [Resource: [(key: String, other: Resource)]] =
    Dictionary(
      uniqueKeysWithValues: Resource.allCases.map { resource in
        let lookUps = resource.schema.fields.flatMap { field -> [(key: String, other: Resource)] in
          guard let other = field.lookedUp else { return [] }
          return field.source.paths.map { (key: $0.text, other: other) }
        }
        return (resource, lookUps)
      })
}
