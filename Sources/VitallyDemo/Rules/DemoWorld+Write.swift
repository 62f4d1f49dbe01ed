// Handles a client's creates and updates: first the checks, in the order of the real service
// (schema, rules over several fields, referenced records), then the change. Traits are merged,
// links are only added, and messages replace those with the same external id. Knows nothing about
// HTTP.

extension DemoWorld {
  /// Creates a record, or updates the one that already has the external id where that is the rule.
  mutating func create(
    _ collection: Collection, _ body: JSONObject, at now: Moment
  ) throws(Refusal) -> JSONObject {
    let body = try checked(collection, body, .create)
    if let externalID = body.text("externalId"),
      let known = record(collection, externalID: externalID)
    {
      switch try duplicateAnswer(collection) {
      case .update: return replace(merged(known, body, collection), in: collection, at: now)
      case .another: break
      }
    }
    var record = FieldTable.blank(collection)
    prepare(&record, from: body, in: collection)
    let made = insert(merged(record, body, collection), into: collection, at: now)
    return collection == .conversations ? nameMessages(of: made) : made
  }

  /// Applies the fields of a body to a record.
  mutating func update(
    _ collection: Collection, _ record: JSONObject, _ body: JSONObject, at now: Moment
  ) throws(Refusal) -> JSONObject {
    let body = try checked(collection, body, .update)
    var changed = merged(record, body, collection)
    let hasTags = [.notes, .tasks].contains(collection)
    if hasTags, body["tags"] == nil, options.tagsLeftOut == .cleared {
      changed["tags"] = []
    }
    let stored = replace(changed, in: collection, at: now)
    return collection == .conversations ? nameMessages(of: stored) : stored
  }

  /// Adds a message to a conversation.
  mutating func addMessage(
    _ body: JSONObject, to conversation: JSONObject, at now: Moment
  ) throws(Refusal) -> JSONObject {
    let body = try checked(.messages, body, .create)
    let addition: JSONObject = ["messages": [.object(body)]]
    let stored = replace(
      merged(conversation, addition, .conversations), in: .conversations, at: now)
    let messages = nameMessages(of: stored)["messages"]?.array ?? []
    let added = messages.compactMap(\.object).first { message in
      message.text("externalId") == body.text("externalId")
    }
    return added ?? body
  }

  // MARK: Checks

  /// The writable fields of a body, in the form in which they are stored.
  private func checked(
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

  /// The outcomes of a create whose external id is taken.
  private enum DuplicateAnswer {
    case update
    case another
  }

  /// The outcome of such a create in a collection.
  private func duplicateAnswer(_ collection: Collection) throws(Refusal) -> DuplicateAnswer {
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

  // MARK: Merging

  /// Sets the fields that the server fills in a new record.
  private func prepare(
    _ record: inout JSONObject, from body: JSONObject, in collection: Collection
  ) {
    switch collection {
    case .projects:
      guard let template = self.record(.projectTemplates, body.text("templateId") ?? "") else {
        return
      }
      record["name"] = template["projectName"] ?? .null
      record["projectCategoryId"] = template["projectCategoryId"] ?? .null
    case .accounts:
      for key in ["usersCount", "npsPromoterCount", "npsPassiveCount", "npsDetractorCount"] {
        record[key] = 0
      }
    case .customObjects:
      record["syncActive"] = true
    default:
      break
    }
  }

  /// A record with the fields of a body applied.
  private func merged(
    _ record: JSONObject, _ body: JSONObject, _ collection: Collection
  ) -> JSONObject {
    var result = record
    for (key, value) in body.members {
      switch key {
      case "traits":
        mergeTraits(value, into: &result, collection)
      case "accountIds", "organizationIds":
        let old = result[key]?.array ?? []
        result[key] = .array(old + (value.array ?? []).filter { !old.contains($0) })
      case "messages":
        result[key] = .array(mergedMessages(result[key]?.array ?? [], value.array ?? []))
      case "customerId":
        result[key] = value
        result["customerIds"] = value.isNull ? [] : [value]
      default:
        result[key] = value
      }
    }
    return result
  }

  /// Merges traits; null removes one. Some account traits fill fields of their own.
  private func mergeTraits(
    _ value: JSON, into record: inout JSONObject, _ collection: Collection
  ) {
    var traits = record["traits"]?.object ?? [:]
    let special = ["mrr", "nextRenewalDate", "churnedAt", "trialEndDate"]
    for (key, value) in value.object?.members ?? JSONObject().members {
      traits[key] = value.isNull ? JSON?.none : value
      if collection == .accounts, special.contains(key) { record[key] = value }
    }
    record["traits"] = .object(traits)
  }

  /// Merges messages: those with the same external id are replaced, new ones come last.
  private func mergedMessages(_ old: [JSON], _ new: [JSON]) -> [JSON] {
    var all = old.compactMap(\.object)
    for message in new.compactMap(\.object) {
      let externalID = message.text("externalId")
      if let place = all.firstIndex(where: { $0.text("externalId") == externalID }) {
        all[place].merge(message)
      } else {
        all.append(message)
      }
    }
    return all.map(JSON.object)
  }

  /// Gives new messages their ids and the fields that depend on the sender.
  private mutating func nameMessages(of conversation: JSONObject) -> JSONObject {
    var named = conversation
    let messages = (conversation["messages"]?.array ?? []).compactMap(\.object)
    let whole = messages.map { message -> JSON in
      let isInbound = message["from"]?.object?.text("type") == "user"
      var own: JSONObject = [
        "id": message["id"] ?? .string(makeID(.messages)),
        "conversationId": conversation["id"] ?? .null,
        "type": message["type"] ?? (isInbound ? "inbound" : "outbound"),
        "cc": [],
        "bcc": [],
        "timestamp": conversation["updatedAt"] ?? .null,
      ]
      own.merge(message)
      return .object(own)
    }
    named["messages"] = .array(whole)
    self[shelf: .conversations].put(named, id: named.text("id") ?? "")
    return named
  }
}
