// The tasks of the sample: overdue, due today and this week, later, without a day, and done ones.
// Knows nothing of embedded parents.

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

  /// Days from today, negative when overdue; nil without a day.
  private func dueDay(_ dice: inout Dice) -> Int? {
    switch dice.below(100) {
    case 0..<15: -dice.within(1...20)
    case 15..<25: 0
    case 25..<50: dice.within(1...6)
    case 50..<88: dice.within(7...60)
    default: nil
    }
  }

  /// Mostly the one who looks after the account; sometimes nobody.
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

  /// The second account has twin tasks, one without a day, and one with an impossible one.
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
}
