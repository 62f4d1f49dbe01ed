// How the fields of a checked body are laid over a record: traits merge, links are only added, messages
// replace those with the same external id. Checks nothing; knows nothing of HTTP.

extension DemoWorld {
  /// What the server itself puts into a new record.
  func prepare(
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

  /// A record with the fields of a body laid over it.
  func merged(
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

  /// Traits merge; null takes one away. Some account traits fill fields of their own.
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

  /// Messages with the same external id replace each other, new ones come last.
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

  /// Gives new messages their ids and what follows from their sender.
  mutating func nameMessages(of conversation: JSONObject) -> JSONObject {
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
