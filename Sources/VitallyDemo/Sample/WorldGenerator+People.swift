// The organizations and the users of the sample.
// Knows nothing of embedded accounts: users name theirs by id.

extension WorldGenerator {
  func organization(_ index: Int) -> JSONObject {
    let stamps = stamps(.organizations, index)
    var dice = Dice(seed: seed, .organizations, index)
    let members = accounts(ofOrganization: index)
    let plain = members.first.map(accountPlainName) ?? "group"
    let base = members.first.map(accountName) ?? "Group"
    var record = head(.organizations, index, stamps)
    record.merge([
      "externalId": .string("org-\(plain)-\(index)"),
      "name": .string(index == 0 ? "Meridian Holding" : "\(base) – Group"),
      "traits": ["vitally.custom.region": .string(dice.pick(["north", "south", "overseas"]))],
      "organizationOwnerId": .null,
      "csmId": .string(id(.admins, dice.below(5))),
      "accountExecutiveId": .null,
      "keyRoles": [],
      "segments": segments(dice.below(5)),
      "mrr": .count(dice.within(10...900) * 100),
      "healthScore": .number("\(dice.within(2...9)).\(dice.below(10))"),
      "nextRenewalDate": .string(now.midnight.adding(days: dice.within(5...300)).iso),
      "accountsCount": .count(members.count),
      "usersCount": .count(
        members.compactMap { children(.users, ofAccount: $0)?.count }.reduce(0, +)),
      "lastSeenTimestamp": .string(stamps.updated.iso),
    ])
    record.merge(FieldTable.blank(.organizations).without(record.keys))
    return record
  }

  func user(_ index: Int) -> JSONObject {
    let stamps = stamps(.users, index)
    let (owner, place) = owner(.users, index)
    var dice = Dice(seed: seed, .users, index)
    let person = culture(of: owner).person(dice.below(97), dice.below(89))
    let seen = moment(daysAgo: 0...dice.pick([1, 7, 60]), &dice)
    let ids = ownerIDs(owner)
    var record = head(.users, index, stamps)
    record.merge([
      "externalId": .string("u-\(index)"),
      "name": .string(person.name),
      "email": .string(email(index, person.plain, owner)),
      "avatar": dice.chance(15) ? "n/a" : .null,
      "accountIds": ids.account.isNull ? [] : [ids.account],
      "organizationIds": ids.organization.isNull ? [] : [ids.organization],
      "traits": ["role": .string(dice.pick(["ops", "admin", "finance", "owner", "viewer"]))],
      "segments": [],
      "firstKnown": .string(stamps.created.iso),
      "lastSeenTimestamp": dice.chance(15) ? .null : .string(max(seen, stamps.created).iso),
      "unsubscribedFromConversations": .bool(dice.chance(4)),
      "joinDate": dice.chance(50) ? .string(stamps.created.iso) : .null,
      "deactivatedAt": dice.chance(3) ? .string(stamps.updated.iso) : .null,
    ])
    record.merge(lastResponse(owner, place))
    if dice.chance(6) || isThird(place, ofSecondAccount: owner) { record["name"] = .null }
    if dice.chance(5) { record["email"] = .null }
    record.merge(FieldTable.blank(.users).without(record.keys))
    return record
  }

  private func isThird(_ place: Int, ofSecondAccount owner: SampleOwner) -> Bool {
    if case .account(1) = owner { place == 2 } else { false }
  }

  /// The local part ends in the user's index; some have a plus sign, which queries must escape.
  private func email(_ index: Int, _ plain: String, _ owner: SampleOwner) -> String {
    let separator = index % 9 == 4 ? "+" : "."
    return "\(plain)\(separator)\(index)@\(mailDomain(of: owner))"
  }

  private func mailDomain(of owner: SampleOwner) -> String {
    switch owner {
    case .account(let index): domain(ofAccount: index)
    case .organization(let index): "group\(index).example"
    case .nobody: "nowhere.example"
    }
  }

  /// The user whose address this is.
  func index(ofUserWithEmail email: String) -> Int? {
    let local = email.prefix { $0 != "@" }
    let digits = local.reversed().prefix { $0.isASCII && $0.isNumber }
    guard let index = Int(String(digits.reversed())), index < count(.users),
      user(index).text("email")?.lowercased() == email.lowercased()
    else { return nil }
    return index
  }

  /// The account whose mail domain, or the first label of it, this is.
  func index(ofAccountWithDomain domain: String) -> Int? {
    let label = domain.lowercased().prefix { $0 != "." }
    let digits = label.reversed().prefix { $0.isASCII && $0.isNumber }
    guard let index = Int(String(digits.reversed())), index < accounts else { return nil }
    let known = self.domain(ofAccount: index)
    return known == domain.lowercased() || known.prefix { $0 != "." } == domain.lowercased()
      ? index : nil
  }

  /// The n-th response of an account is that of its n-th user.
  private func lastResponse(_ owner: SampleOwner, _ place: Int) -> JSONObject {
    guard case .account(let account) = owner,
      let range = children(.npsResponses, ofAccount: account), place < range.count
    else { return [:] }
    let response = npsResponse(range.lowerBound + place)
    return [
      "npsLastScore": response["score"] ?? .null,
      "npsLastFeedback": response["feedback"] ?? .null,
      "npsLastRespondedAt": response["respondedAt"] ?? .null,
    ]
  }
}
