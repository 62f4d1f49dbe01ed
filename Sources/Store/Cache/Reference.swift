// Which records the value of a lookup names. On the wire it is an id or an object with an id, or a
// list of either; a record that is not on the server yet is named by the text of its ref.

import VitallyModel

/// A record that is named in the body of another.
struct Reference: Hashable {
  /// The record that is named.
  var ref: Ref
  /// The embedded copy of it; nil when there is only an id.
  var embedded: JSONObject?

  /// The records that a value names, in order.
  static func all(in value: JSONValue, of resource: Resource) -> [Reference] {
    switch value {
    case .string(let id), .number(let id):
      id.isEmpty ? [] : [Reference(ref: ref(id, resource), embedded: nil)]
    case .object(let object):
      object["id"]?.text.map { [Reference(ref: ref($0, resource), embedded: object)] } ?? []
    case .array(let elements):
      elements.flatMap { all(in: $0, of: resource) }
    case .null, .bool:
      []
    }
  }

  private static func ref(_ id: String, _ resource: Resource) -> Ref {
    if let ref = Ref(id), ref.resource == resource { return ref }
    return .server(resource, id)
  }
}

extension Field {
  /// The resource that the field looks up, nil for any other field.
  var lookedUp: Resource? {
    switch kind {
    case .lookUp(let resource), .lookUps(let resource): resource
    default: nil
    }
  }

  /// The records that the field names in a body.
  func references(in body: JSONObject) -> [Reference] {
    lookedUp.map { Reference.all(in: source.value(in: body), of: $0) } ?? []
  }
}

extension FieldSource {
  /// The top-level keys of a body that the value is read from.
  var topKeys: [String] {
    switch self {
    case .path(let path), .isSet(let path), .richText(let path):
      [String(path.text.prefix { $0 != "." })]
    case .role: ["keyRoles"]
    case .stage(let stages): stages.map { String($0.path.text.prefix { $0 != "." }) }
    case .first(let sources): sources.flatMap(\.topKeys)
    }
  }
}
