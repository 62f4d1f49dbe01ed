// The conversations of the sample, with their messages in order.
// Knows nothing of participants as the wire shows them: they follow from the messages.

extension WorldGenerator {
  private static let topics = [
    "Export limits", "Invoice question", "Cannot log in", "Idea: dark mode",
    "Rückfrage zum Vertrag",
    "Question sur l’API", "データの移行について", "Re: Re: Renewal terms", "Danke!", "Outage on Tuesday?",
  ]

  func conversation(_ index: Int) -> JSONObject {
    let stamps = stamps(.conversations, index)
    let (owner, place) = owner(.conversations, index)
    var dice = Dice(seed: seed, .conversations, index)
    var record = head(.conversations, index, stamps)
    record.merge([
      "externalId": dice.chance(70) ? .string("thread-\(index)") : .null,
      "subject": dice.chance(5) ? .null : .string(dice.pick(Self.topics)),
      "status": .string(dice.pick(["Open", "Closed", "Closed", ""])),
      "rating": dice.chance(15)
        ? .string(dice.pick(["Satisfied", "Neutral", "Unsatisfied"])) : .null,
      "source": .string(dice.pick(["google", "outlook", "intercom", "zapier"])),
      "traits": ["channel": .string(dice.pick(["mail", "chat"]))],
    ])
    if dice.chance(20) { record["externalUrl"] = .string("https://desk.example/t/\(index)") }
    if case .account(1) = owner, place == 0 {
      record.merge(["status": "", "externalId": .null, "source": "slack"])
      record["externalUrl"] = nil
    }
    record["messages"] = .array(messages(index, owner, record, stamps, &dice))
    return record
  }

  /// Customer and team take turns. In a Slack channel all messages read inbound.
  private func messages(
    _ index: Int, _ owner: SampleOwner, _ conversation: JSONObject, _ stamps: Stamps,
    _ dice: inout Dice
  ) -> [JSON] {
    guard case .account(let account) = owner,
      let users = children(.users, ofAccount: account)
    else { return [] }
    let admin = person("admin", id(.admins, manager(ofAccount: account) ?? 1))
    let user = person("user", id(.users, users.lowerBound + dice.below(users.count)))
    let isSlack = conversation.text("source") == "slack"
    let culture = culture(of: owner)
    return (0..<dice.within(1...6)).map { place in
      let isInbound = place % 2 == 0
      let sent = Moment(milliseconds: stamps.created.milliseconds + Int64(place) * 5 * Moment.hour)
      return [
        "id": .string(id(.messages, index * Self.messagesPerConversation + place)),
        "conversationId": .string(id(.conversations, index)),
        "externalId": .string("m-\(index)-\(place)"),
        "type": isInbound || isSlack ? "inbound" : "outbound",
        "message": .string(noteBody(culture, &dice)),
        "from": isInbound ? user : admin,
        "to": [isInbound ? admin : user],
        "cc": [],
        "bcc": [],
        "timestamp": .string(sent.iso),
      ]
    }
  }

  private func person(_ type: String, _ id: String) -> JSON {
    ["type": .string(type), "id": .string(id)]
  }
}
