// One field of a change: what was there and what shall be. On the wire and on the disk the values
// of a change stand in objects, traits in one of their own; this is the only place that takes such
// objects apart and puts them together.

/// What a change does to one field; a trait is a field of its own.
public struct FieldEdit: Hashable, Sendable {
  /// The field: a key on the wire, or a trait.
  public var path: FieldPath
  /// The value as it was shown when editing began; nil where nothing is known of it.
  public var base: JSONValue?
  /// The value as it shall be; null among traits takes one away.
  public var value: JSONValue

  /// An edit of a field.
  public init(_ path: FieldPath, base: JSONValue? = nil, value: JSONValue) {
    self.path = path
    self.base = base
    self.value = value
  }

  /// The edits that make these fields of what stood there before.
  static func all(of fields: JSONObject, from base: JSONObject) -> [FieldEdit] {
    fields.members.flatMap { member -> [FieldEdit] in
      let old = base[member.key]
      guard member.key == "traits", let traits = member.value.object, !traits.isEmpty else {
        return [FieldEdit(FieldPath(member.key), base: old, value: member.value)]
      }
      return traits.members.map { trait in
        FieldEdit(.trait(trait.key), base: old?.object?[trait.key], value: trait.value)
      }
    }
  }

  /// The traits that it sets or takes away, nil for any other field.
  var traits: JSONObject? {
    if let key = path.traitKey { return JSONObject([(key, value)]) }
    return path == "traits" ? value.object : nil
  }
}

extension [FieldEdit] {
  /// The values as they shall be, as an object on the wire.
  var fields: JSONObject { Self.joined(map { ($0.path, $0.value) }) }

  /// What is known of the values before, as such an object. Tags stand last, as they do in every
  /// file that there is.
  var base: JSONObject {
    let known = compactMap { edit in edit.base.map { (edit.path, $0) } }
    return Self.joined(known.filter { $0.0 != "tags" } + known.filter { $0.0 == "tags" })
  }

  /// An object with these values, traits joined where the first of them stands.
  private static func joined(_ values: [(FieldPath, JSONValue)]) -> JSONObject {
    var object: JSONObject = [:]
    for (path, value) in values {
      if let key = path.traitKey {
        var traits = object["traits"]?.object ?? [:]
        traits[key] = value
        object["traits"] = .object(traits)
      } else {
        object[path.text] = value
      }
    }
    return object
  }
}
