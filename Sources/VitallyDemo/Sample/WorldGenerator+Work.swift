// What people in the sample do: tasks, projects, custom object instances, notes, conversations and
// NPS responses. Knows nothing about embedded parents, users and participants.

extension WorldGenerator {
  private static let names = [
    "Send the quote", "Prepare the quarterly review", "Call back about the export",
    "Train new admins",
    "Check the invoice address", "Ask for a reference", "Escalate ticket to engineering",
    "Book a room in Lyon", "Find out who signs", "Share the roadmap", "Clean up old seats",
    "Angebot nachfassen", "見積書を送る", "Подготовить сводку", "Επιβεβαίωση ραντεβού",
  ]

  func task(_ index: Int) -> JSONObject {
    let stamps = stamps(.tasks, index)
    let (owner, place) = owner(.tasks, index)
    var dice = Dice(seed: seed, .tasks, index)
    let ids = ownerIDs(owner)
    let assignee = assignee(owner, &dice)
    let isDone = dice.chance(25)
    let category = dice.below(6)
    let due = dueDay(&dice)
    let isSynced = dice.chance(5)
    var record = head(.tasks, index, stamps)
    record.merge([
      "externalId": isSynced ? .string("crm-\(index)") : .null,
      "organizationId": ids.organization,
      "accountId": ids.account,
      "name": .string(dice.pick(Self.names)),
      "description": dice.chance(50) ? .string(noteBody(culture(of: owner), &dice)) : .null,
      "dueDate": .text(due.map { now.adding(days: $0).day }),
      "completedAt": isDone ? .string(stamps.updated.iso) : .null,
      "completedById": isDone ? assignee : .null,
      "assignedToId": assignee,
      "categoryId": category < 3 ? .string(id(.taskCategories, category)) : .null,
      "tags": .array(
        dice.chance(30) ? [.string(dice.pick(["urgent", "renewal", "waiting"]))] : []),
      "projectIds": .array(projects(of: owner, place)),
      "archivedAt": stamps.hidden ? .string(stamps.updated.iso) : .null,
      "source": isSynced ? "salesforce" : .null,
      "traits": ["vitally.custom.effort": .count(dice.within(1...16))],
    ])
    if case .account(1) = owner { record.merge(oddTask(place)) }
    record.merge(FieldTable.blank(.tasks).without(record.keys))
    return record
  }

  /// Days from today, negative when overdue; nil without a due date.
  private func dueDay(_ dice: inout Dice) -> Int? {
    switch dice.below(100) {
    case 0..<15: -dice.within(1...20)
    case 15..<25: 0
    case 25..<50: dice.within(1...6)
    case 50..<88: dice.within(7...60)
    default: nil
    }
  }

  /// Usually the account's manager; sometimes nobody.
  private func assignee(_ owner: SampleOwner, _ dice: inout Dice) -> JSON {
    guard !dice.chance(8) else { return .null }
    if case .account(let index) = owner, let manager = manager(ofAccount: index), dice.chance(75) {
      return .string(id(.admins, manager))
    }
    return .string(id(.admins, dice.below(5)))
  }

  /// Every third task of an account with a project is part of it.
  private func projects(of owner: SampleOwner, _ place: Int) -> [JSON] {
    guard case .account(let account) = owner, place % 3 == 0,
      let project = children(.projects, ofAccount: account)?.first
    else { return [] }
    return [.string(id(.projects, project))]
  }

  /// The second account has twin tasks, one task without a date, and one with an impossible date.
  private func oddTask(_ place: Int) -> JSONObject {
    switch place {
    case 1, 2:
      ["name": "Twin task", "dueDate": .string(now.day), "assignedToId": .string(id(.admins, 0))]
    case 3: ["name": "Some day", "dueDate": .null, "completedAt": .null]
    case 4: ["name": "Due on an impossible day", "dueDate": "2022-02-O2"]
    case 5: ["name": "Unknown members", "estimate": ["unit": "h", "value": 2.5]]
    default: [:]
    }
  }

  // MARK: Projects and custom objects

  func project(_ index: Int) -> JSONObject {
    let stamps = stamps(.projects, index)
    let (owner, place) = owner(.projects, index)
    var dice = Dice(seed: seed, .projects, index)
    let number = dice.below(Catalogue.templates.count)
    let template = Catalogue.templates[number]
    let isDone = dice.chance(25)
    let ids = ownerIDs(owner)
    var record = head(.projects, index, stamps)
    record.merge([
      "name": .string(template.project),
      "accountId": ids.account,
      "organizationId": ids.organization,
      "templateId": .string(id(.projectTemplates, number)),
      "durationInDays": .count(template.days),
      "targetStartDate": .string(stamps.created.day),
      "actualStartDate": .string(stamps.created.day),
      "targetCompletionDate": .string(stamps.created.adding(days: template.days).day),
      "actualCompletionDate": isDone ? .string(stamps.updated.day) : .null,
      "ownedByVitallyUserId": .string(id(.admins, dice.below(5))),
      "projectCategoryId": .string(id(.projectCategories, template.category)),
      "projectStatusId": .string(id(.projectCategories, 1000 + (isDone ? 1 : 0))),
      "archivedAt": stamps.hidden ? .string(stamps.updated.iso) : .null,
      "traits": ["vitally.custom.budget": .count(dice.within(1...40) * 500)],
    ])
    if case .account(1) = owner, place == 1 {
      record["name"] = nil
      record["durationInDays"] = nil
    }
    return record
  }

  func instance(_ index: Int) -> JSONObject {
    let stamps = stamps(.instances, index)
    let owner = owner(.instances, index).owner
    var dice = Dice(seed: seed, .instances, index)
    let isRisk = index % 2 == 0
    let risks = ["Champion leaves", "Budget freeze", "Competitor in the house", "Low adoption"]
    let integrations = ["Nightly export", "Single sign-on", "Warehouse feed", "Calendar"]
    var record = head(.instances, index, stamps)
    record.merge([
      "name": .string(dice.pick(isRisk ? risks : integrations)),
      "externalId": .string("\(isRisk ? "risk" : "integration")-\(index)"),
      "customObjectId": .string(id(.customObjects, isRisk ? 0 : 1)),
      "createdByVitallyUserId": .string(id(.admins, 0)),
      "ownedByVitallyUserId": dice.chance(80) ? .string(id(.admins, dice.below(5))) : .null,
      "customerId": ownerIDs(owner).account,
      "customerIds": .array(customers(owner, index)),
      "organizationId": ownerIDs(owner).organization,
      "descriptionBody": dice.chance(20) ? .null : description(culture(of: owner), &dice),
      "archivedAt": stamps.hidden ? .string(stamps.updated.iso) : .null,
      "traits": isRisk
        ? ["severity": .string(dice.pick(["minor", "major", "critical"]))] : [:],
    ])
    return record
  }

  /// Every fourth instance belongs to the next account too.
  private func customers(_ owner: SampleOwner, _ index: Int) -> [JSON] {
    guard case .account(let account) = owner else { return [] }
    let isShared = index % 4 == 0 && accounts > 1
    let all = isShared ? [account, (account + 1) % accounts] : [account]
    return all.map { .string(id(.accounts, $0)) }
  }

  /// A rich-text tree: a paragraph and a list with a nested one.
  private func description(_ culture: Culture, _ dice: inout Dice) -> JSON {
    let leaf = { (text: String) -> JSON in ["text": .string(text)] }
    let item = { (text: String) -> JSON in ["type": "list-item", "children": [leaf(text)]] }
    let sentence = dice.pick(culture.sentences).replacing("<strong>", with: "")
      .replacing("</strong>", with: "")
    return [
      [
        "type": "paragraph",
        "children": [leaf(sentence + " "), ["text": "Watch closely.", "bold": true]],
      ],
      [
        "type": "bulleted-list",
        "children": [
          item("Talk to the owner"),
          [
            "type": "list-item",
            "children": [leaf("Then:"), ["type": "bulleted-list", "children": [item("decide")]]],
          ],
        ],
      ],
    ]
  }

  // MARK: Notes

  private static let subjects = [
    "Weekly call", "Quarterly review", "Renewal conversation", "Support escalation",
    "New contact introduced", "Pricing question", "Onboarding check-in", "Lost champion?",
  ]

  func note(_ index: Int) -> JSONObject {
    let stamps = stamps(.notes, index)
    let (owner, place) = owner(.notes, index)
    var dice = Dice(seed: seed, .notes, index)
    let ids = ownerIDs(owner)
    let admin = dice.chance(35) ? 0 : dice.within(1...4)
    let isSynced = dice.chance(12)
    let people = participants(owner, dice.below(3))
    var record = head(.notes, index, stamps)
    record.merge([
      "externalId": isSynced ? .string("hs-\(index)") : .null,
      "organizationId": ids.organization,
      "accountId": ids.account,
      "categoryId": dice.chance(60) ? .string(id(.noteCategories, dice.below(4))) : .null,
      "subject": isSynced && dice.chance(40) ? .null : .string(dice.pick(Self.subjects)),
      "note": .string(noteBody(culture(of: owner), &dice)),
      "noteDate": .string(stamps.created.iso),
      "tags": .array(
        dice.chance(40) ? [.string(dice.pick(["renewal", "risk", "idea", "QBR"]))] : []),
      "userIds": .array(people),
      "authorId": isSynced ? .null : .string(id(.admins, admin)),
      "archivedAt": stamps.hidden ? .string(stamps.updated.iso) : .null,
      "source": isSynced ? "hubspot" : .null,
      "traits": ["vitally.custom.mood": .string(dice.pick(["sunny", "cloudy", "stormy"]))],
    ])
    if case .account(1) = owner { record.merge(OddNotes.all[place % OddNotes.count]) }
    record.merge(FieldTable.blank(.notes).without(record.keys))
    return record
  }

  /// The first users of an account.
  private func participants(_ owner: SampleOwner, _ count: Int) -> [JSON] {
    guard case .account(let account) = owner,
      let users = children(.users, ofAccount: account)
    else { return [] }
    return users.prefix(count).map { .string(id(.users, $0)) }
  }

  private func noteBody(_ culture: Culture, _ dice: inout Dice) -> String {
    let first = dice.pick(culture.sentences)
    let second = dice.pick(culture.sentences)
    switch dice.below(5) {
    case 0:
      return "<p>\(first)</p><ul><li>\(second)</li><li>\(dice.pick(culture.sentences))</li></ul>"
    case 1:
      return "<p>\(first)</p><ol><li>Call back</li><li>Send summary</li></ol><p>🙂 \(second)</p>"
    case 2:
      let link = "https://wiki.example/plans/\(dice.below(900))"
      return "<p>\(first)<br>See <a href=\"\(link)\">the plan</a>.</p><p><em>\(second)</em></p>"
    default:
      return "<p>\(first)</p><p>\(second)</p>"
    }
  }

  // MARK: Conversations

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

  /// Customer and team alternate. In a Slack channel all messages count as inbound.
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

  // MARK: NPS responses

  /// The score of a response; nil when the survey was dismissed.
  func npsScore(_ index: Int) -> Int? {
    var dice = Dice(seed: seed, .npsResponses, index, salt: 5)
    return switch dice.below(100) {
    case 0..<8: nil
    case 8..<28: dice.within(0...6)
    case 28..<52: dice.within(7...8)
    default: dice.within(9...10)
    }
  }

  func npsResponse(_ index: Int) -> JSONObject {
    let stamps = stamps(.npsResponses, index)
    var record = head(.npsResponses, index, stamps)
    let (owner, place) = owner(.npsResponses, index)
    guard case .account(let account) = owner,
      let users = children(.users, ofAccount: account)
    else { return record }
    let score = npsScore(index)
    record.merge([
      "externalId": index % 4 == 0 ? .string("nps-\(index)") : .null,
      "userId": .string(id(.users, users.lowerBound + place)),
      "score": .count(score),
      "feedback": .text(score.flatMap { feedback(index, score: $0) }),
      "respondedAt": score == nil ? .null : .string(stamps.created.iso),
      "dismissedAt": score == nil ? .string(stamps.created.iso) : .null,
    ])
    record.merge(FieldTable.blank(.npsResponses).without(record.keys))
    return record
  }

  private func feedback(_ index: Int, score: Int) -> String? {
    var dice = Dice(seed: seed, .npsResponses, index, salt: 6)
    guard dice.chance(70) else { return nil }
    return switch score {
    case ..<7:
      dice.pick([
        "Exports time out every Monday. We went back to spreadsheets.",
        "Nobody answered my ticket for nine days.",
        "Zu teuer für das, was wir nutzen.", "Trop lent, vraiment.", "遅いです。改善を希望します。",
        "Too many clicks to do one simple thing 😕",
      ])
    case 7...8:
      dice.pick([
        "Good, but the mobile view needs love.", "Fungerer greit.", "괜찮아요.", "It is fine.",
      ])
    default:
      dice.pick([
        "Does what it should, every day.", "Our night shift would not work without it 🎉",
        "Εξαιρετική υποστήριξη!", "Супер, дякуємо!", "ממש מעולה", "ممتاز",
        "Best onboarding I have had.",
      ])
    }
  }
}
