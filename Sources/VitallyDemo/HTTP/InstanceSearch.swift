// The search for custom object instances, which takes exactly one criterion.
// Knows nothing of paths or pages.

/// One criterion and its value.
struct InstanceSearch {
  private let name: String
  private let value: String
  private let fieldID: String?

  /// Any other parameter, `limit` included, counts as one criterion too many.
  init(_ query: [String: String]) throws(Refusal) {
    fieldID = query["customFieldId"]
    let isPair = query.count == 2 && fieldID != nil && query["customFieldValue"] != nil
    let names = ["id", "externalId", "customerId", "organizationId"]
    if isPair {
      name = "customFieldValue"
    } else if query.count == 1, let only = query.keys.first, names.contains(only) {
      name = only
    } else {
      throw Refusal(400, "Exactly one search criterion is required")
    }
    value = query[name] ?? ""
    let identifier = isPair ? fieldID : name == "externalId" ? nil : value
    if let identifier, !identifier.isUUID { throw .notUUID }
  }

  /// Whether an instance matches. `fields` are the definitions of all traits.
  func matches(_ instance: JSONObject, _ fields: [JSONObject]) -> Bool {
    switch name {
    case "customerId":
      return instance["customerIds"]?.strings.contains(value) ?? false
    case "customFieldValue":
      let field = fields.first { $0.text("id") == fieldID }
      guard let path = field?.text("path"), let trait = instance["traits"]?.object?[path] else {
        return false
      }
      return trait.string == value || JSONWriter.text(of: trait) == value
    default:
      return instance.text(name) == value
    }
  }
}
