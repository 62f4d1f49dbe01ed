// The checks before a write: the shape of the body, its owners, the records that it names, and whether
// its external id is taken. Changes nothing; knows nothing of HTTP.

extension DemoWorld {
  /// The fields of a body that may be written, in the form in which they are stored.
  func checked(
    _ collection: Collection, _ body: JSONObject, _ write: Write
  ) throws(Refusal) -> JSONObject {
    var body = body
    if collection == .projects, let account = body["customerId"], body["accountId"] == nil {
      body["accountId"] = account
    }
    let rules = FieldTable.rules(collection)
    let violations = SchemaCheck.violations(in: body, rules, write)
    guard violations.isEmpty else { throw Refusal(violations) }
    if write == .create { try checkOwners(collection, body) }
    var stored = JSONObject()
    for rule in rules where rule.use(write) != .no {
      guard let value = body[rule.name] else { continue }
      stored[rule.name] = try storedForm(value, rule, collection, write)
    }
    return stored
  }

  private func checkOwners(_ collection: Collection, _ body: JSONObject) throws(Refusal) {
    let isGiven = { (key: String) in
      body[key].map { !$0.isNull && $0 != [] } ?? false
    }
    let pair: (account: String, organization: String)
    switch collection {
    case .users: pair = ("accountIds", "organizationIds")
    case .notes, .tasks, .projects: pair = ("accountId", "organizationId")
    case .instances: pair = ("customerId", "organizationId")
    default: return
    }
    guard isGiven(pair.account) || isGiven(pair.organization) else {
      throw Refusal(400, "Either \(pair.account) or \(pair.organization) is required")
    }
    if collection == .projects, isGiven(pair.account), isGiven(pair.organization) {
      throw Refusal(400, "Only one of accountId and organizationId may be given")
    }
  }

  private func storedForm(
    _ value: JSON, _ rule: FieldRule, _ collection: Collection, _ write: Write
  ) throws(Refusal) -> JSON {
    switch rule.kind {
    case .html:
      return value.string.map { .string(HTMLAllowList.strip($0)) } ?? value
    case .moment:
      return value.string.flatMap { Moment($0) }.map { .string($0.iso) } ?? value
    case .day:
      return value.string.map { .string(String($0.prefix(10))) } ?? value
    case .reference(let target):
      let mayBeExternal = collection == .accounts && write == .update && target == .organizations
      return try resolved(value, target, rule.name, mayBeExternal: mayBeExternal)
    case .references(let target):
      var ids: [JSON] = []
      for item in value.array ?? [] {
        ids.append(try resolved(item, target, rule.name, mayBeExternal: false))
      }
      return .array(ids)
    case .strings:
      return value.isNull ? [] : value
    default:
      return value
    }
  }

  /// The id of the record that a field names.
  private func resolved(
    _ value: JSON, _ target: Collection, _ field: String, mayBeExternal: Bool
  ) throws(Refusal) -> JSON {
    guard let id = value.string else { return value }
    guard id.isUUID || mayBeExternal else {
      throw Refusal(400, "\(field): Given ID expected to be a UUID")
    }
    let found =
      mayBeExternal ? record(target, idOrExternalID: id) : record(target, id)
    guard let found, let own = found.text("id") else {
      throw Refusal(400, "\(field) does not name any \(target.noun)")
    }
    return .string(own)
  }

  /// What becomes of a create whose external id is taken.
  enum DuplicateAnswer {
    case update
    case another
  }

  /// What a create does when the external id is taken.
  func duplicateAnswer(_ collection: Collection) throws(Refusal) -> DuplicateAnswer {
    switch collection {
    case .notes, .tasks, .npsResponses: return .update
    case .accounts, .organizations, .users: break
    default: return .another
    }
    let text = "The externalId is already used by another \(collection.noun)"
    switch options.duplicateRule {
    case .conflict409: throw Refusal(409, text)
    case .badRequest400: throw Refusal(400, text)
    case .upsert: return .update
    }
  }
}
