// The projects and the custom object instances of the sample.
// Knows nothing of embedded parents.

extension WorldGenerator {
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
}
