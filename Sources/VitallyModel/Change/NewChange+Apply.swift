// What a record looks like with a change laid over it. Every list, sort and filter sees records
// this way, so this is the only place that does it.

extension NewChange {
  /// The body with the change laid over it. Traits merge; a null among them removes the key. To
  /// what only grows the new is added.
  public func apply(to body: JSONObject) -> JSONObject {
    var result = body
    for member in fields.members {
      if member.key == "traits", let changed = member.value.object {
        result["traits"] = .object(Self.merged(changed, into: body["traits"]?.object ?? [:]))
      } else if let field = ref.resource.schema.field(FieldPath(member.key)), field.onlyGrows {
        add(member.value, to: field, of: &result)
      } else {
        result[member.key] = member.value
        dropEmbedded(beside: member.key, from: &result)
      }
    }
    return result
  }

  /// Adds ids where the field is read from: behind the records that are embedded there.
  private func add(_ added: JSONValue, to field: Field, of body: inout JSONObject) {
    let present = field.source.value(in: body)
    let known = FieldKind.ids(present)
    let new = FieldKind.ids(added).filter { !known.contains($0) }.map(JSONValue.string)
    let place = field.source.paths.first { !$0.value(in: body).isBlank } ?? field.path
    body[place.text] = .array((present.array ?? []) + new)
  }

  private static func merged(_ changed: JSONObject, into traits: JSONObject) -> JSONObject {
    var traits = traits
    for member in changed.members {
      traits[member.key] = member.value.isNull ? nil : member.value
    }
    return traits
  }

  /// An object embedded beside an id is of the former id: without it the name is looked up.
  private func dropEmbedded(beside key: String, from body: inout JSONObject) {
    guard let field = ref.resource.schema.field(FieldPath(key)),
      case .lookUp = field.kind, case .first(let sources) = field.source
    else { return }
    for case .path(let path) in sources where path.text != key { body[path.text] = nil }
  }
}

extension FieldSource {
  /// The paths at which a value may stand, the one that counts most first.
  fileprivate var paths: [FieldPath] {
    switch self {
    case .path(let path): [path]
    case .first(let sources): sources.flatMap(\.paths)
    case .role, .isSet, .richText: []
    }
  }
}
