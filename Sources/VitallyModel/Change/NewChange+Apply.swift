// What a record looks like with a change laid over it. Every list, sort and filter sees records
// this way, so this is the only place that does it.

extension NewChange {
  /// The body with the change laid over it. Traits merge; a null among them removes the key.
  public func apply(to body: JSONObject) -> JSONObject {
    var result = body
    for member in fields.members {
      if member.key == "traits", let changed = member.value.object {
        result["traits"] = .object(Self.merged(changed, into: body["traits"]?.object ?? [:]))
      } else {
        result[member.key] = member.value
        dropEmbedded(beside: member.key, from: &result)
      }
    }
    return result
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
