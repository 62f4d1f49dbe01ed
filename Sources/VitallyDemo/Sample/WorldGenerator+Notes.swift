// The notes of the sample: calls, reviews and mails in the language of their account.
// Knows nothing of embedded parents.

extension WorldGenerator {
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

  func noteBody(_ culture: Culture, _ dice: inout Dice) -> String {
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
}
