// The edit of one field, and the conversion between edits and the objects on the wire and on disk.

/// The change of one field. Each trait is a separate field.
public struct FieldEdit: Hashable, Sendable {
  /// The field: a wire key or a trait.
  public var path: FieldPath
  /// The value when editing began; nil if unknown.
  public var base: JSONValue?
  /// The new value; null removes a trait.
  public var value: JSONValue

  /// An edit of a field.
  public init(_ path: FieldPath, base: JSONValue? = nil, value: JSONValue) {
    self.path = path
    self.base = base
    self.value = value
  }

  /// The edits that set these fields, given their previous values.
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

  /// The traits that it sets or removes; nil for any other field.
  var traits: JSONObject? {
    if let key = path.traitKey { return JSONObject([(key, value)]) }
    return path == "traits" ? value.object : nil
  }
}

extension [FieldEdit] {
  /// The new values as a wire object.
  var fields: JSONObject { Self.joined(map { ($0.path, $0.value) }) }

  /// The known previous values as a wire object. Tags come last, as in existing files.
  var base: JSONObject {
    let known = compactMap { edit in edit.base.map { (edit.path, $0) } }
    return Self.joined(known.filter { $0.0 != "tags" } + known.filter { $0.0 == "tags" })
  }

  /// An object of these values, with all traits grouped at the position of the first.
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
