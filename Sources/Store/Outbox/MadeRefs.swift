// Lookup values may name records that are not on the server yet, by the text of their ref. This
// finds and replaces them; text that a user typed is never touched.

import VitallyModel

/// The refs of new records in the fields of a change.
struct MadeRefs {
  /// The resource that the fields belong to.
  let resource: Resource
  /// The fields, by their keys on the wire.
  let fields: JSONObject

  /// The records that have to be created before these fields can be sent.
  var all: Set<Ref> {
    var found: Set<Ref> = []
    _ = mapped { ref in
      found.insert(ref)
      return nil
    }
    return found
  }

  /// The fields with one ref replaced: by the server's id, or by another ref while there is none.
  func replacing(_ made: Ref, with ref: Ref) -> JSONObject {
    mapped { $0 == made ? ref.serverID ?? ref.description : nil }
  }

  /// The fields with every local ref replaced by the result of `name`; nil keeps it.
  private func mapped(_ name: (Ref) -> String?) -> JSONObject {
    JSONObject(
      fields.members.map { member in
        let kind = resource.schema.field(FieldPath(member.key))?.kind ?? .text
        return (member.key, Self.map(member.value, kind, name))
      })
  }

  private static func map(
    _ value: JSONValue, _ kind: FieldKind, _ name: (Ref) -> String?
  ) -> JSONValue {
    switch (kind, value) {
    case (.lookUp, .string(let text)), (.lookUps, .string(let text)):
      guard text.hasPrefix("made:"), let ref = Ref(text) else { return value }
      return name(ref).map(JSONValue.string) ?? value
    case (.lookUps, .array(let elements)), (.participants, .array(let elements)),
      (.objects, .array(let elements)):
      return .array(elements.map { map($0, kind, name) })
    case (.objects(_, let fields), .object(let object)):
      return .object(
        object.mapValues { key, value in
          map(value, fields.first { $0.path.text == key }?.kind ?? .text, name)
        })
    case (.participants, .object(let object)):
      return .object(
        object.mapValues { key, value in key == "id" ? map(value, .lookUp(.user), name) : value })
    default:
      return value
    }
  }
}

extension JSONObject {
  /// An object with the same keys and transformed values.
  func mapValues(_ transform: (String, JSONValue) -> JSONValue) -> JSONObject {
    JSONObject(members.map { ($0.key, transform($0.key, $0.value)) })
  }
}
