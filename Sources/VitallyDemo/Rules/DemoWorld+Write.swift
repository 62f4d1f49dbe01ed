// What a client's create and update do: checks in the order of the real service (shape, then rules
// over several fields, then the records that are named), then the change. Knows nothing of HTTP.

extension DemoWorld {
  /// Makes a record, or updates the one that has the external id already where that is the rule.
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

  /// Lays the fields of a body over a record.
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
}
