// The sample's accounts with their traits, organizations and users: a mix of good, middling and
// worrying accounts, and after the big one a few with odd fields and traits as found in real
// workspaces. Knows nothing about the wire format.

extension WorldGenerator {
  /// The name of an account. One carries an escape sequence and a bidi override.
  private func accountName(_ index: Int) -> String {
    switch index {
    case 0: "Grand Meridian Rail (the big one)"
    case 2: "Café \u{1B}[31mRouge\u{1B}[0m \u{202E}gnihsiF\u{202C} Ltd\u{7}"
    default: Culture.firm(ofAccount: index).name
    }
  }

  private func accountPlainName(_ index: Int) -> String {
    switch index {
    case 0: "grandmeridian"
    case 2: "caferouge"
    default: Culture.firm(ofAccount: index).plain
    }
  }

  /// The email domain of an account's people; it ends in the account's index.
  func domain(ofAccount index: Int) -> String {
    "\(accountPlainName(index))\(index).example"
  }

  /// External ids end in the index. One is empty, and one needs escaping in a path.
  private func accountExternalID(_ index: Int) -> String {
    switch index {
    case 5: ""
    case 9: "emea/ops @\(accountPlainName(9))#x-9"
    default: "\(accountPlainName(index))-\(index)"
    }
  }

  /// The team member who manages an account. Some have nobody.
  func manager(ofAccount index: Int) -> Int? {
    var dice = Dice(seed: seed, .accounts, index, salt: 4)
    if index < 3 || dice.chance(22) { return 0 }
    return dice.chance(8) ? nil : dice.within(1...4)
  }

  func account(_ index: Int) -> JSONObject {
    let stamps = stamps(.accounts, index)
    var record = head(.accounts, index, stamps)
    record["externalId"] = .string(accountExternalID(index))
    record["name"] = .string(accountName(index))
    if index == 3 {
      record.merge(FieldTable.blank(.accounts).without(record.keys))
      return record
    }
    var dice = Dice(seed: seed, .accounts, index)
    record["traits"] = accountTraits(index, &dice)
    record.merge(accountPeople(index, stamps))
    record.merge(accountFigures(index, stamps, &dice))
    record["segments"] = segments(dice.below(4))
    if index == 8 { record["experimentalScore"] = ["version": 2, "raw": [0.25, nil]] }
    return record
  }

  private func accountPeople(_ index: Int, _ stamps: Stamps) -> JSONObject {
    let manager = manager(ofAccount: index)
    let csm = JSON.text(manager.map { id(.admins, $0) })
    return [
      "organizationId": .text(organization(ofAccount: index).map { id(.organizations, $0) }),
      "accountOwnerId": index % 4 == 0 ? csm : .null,
      "csmId": csm,
      "accountExecutiveId": index % 5 == 0 ? .string(id(.admins, 2)) : .null,
      "keyRoles": index == 6
        ? [keyRole(index, 0, nil, stamps)]
        : .array(manager.map { [keyRole(index, 0, $0, stamps)] } ?? []),
    ]
  }

  private func keyRole(_ account: Int, _ role: Int, _ admin: Int?, _ stamps: Stamps) -> JSON {
    let team = admin.map { number -> JSON in
      let admin = Catalogue.admins[number]
      return [
        "id": .string(id(.admins, number)), "name": .string(admin.name),
        "email": .string(admin.email), "licenseStatus": .string(admin.status),
      ]
    }
    let made = JSON.string(stamps.created.iso)
    return [
      "id": .string(id(.accounts, SampleID.firstMade / 2 + account)),
      "createdAt": made,
      "assignedAt": made,
      "keyRole": [
        "id": .string(id(.admins, 1000 + role)), "createdAt": .string(now.adding(days: -700).iso),
        "label": "CSM",
      ],
      "vitallyUser": team ?? .null,
    ]
  }

  private func accountFigures(
    _ index: Int, _ stamps: Stamps, _ dice: inout Dice
  ) -> JSONObject {
    let isFree = dice.chance(7)
    let revenue = "\(dice.within(2...180) * 100)" + dice.pick(["", "", "", ".5"])
    let renewal = now.midnight.adding(days: renewalDays(index, &dice))
    let seen = moment(daysAgo: stamps.hidden ? 60...300 : 0...dice.pick([1, 1, 3, 14, 90]), &dice)
    let churned = moment(daysAgo: 5...200, &dice)
    let mail = moment(daysAgo: 0...60, &dice)
    var figures: JSONObject = [
      "mrr": isFree ? .null : .number(revenue),
      "nextRenewalDate": isFree ? .null : .string(renewal.iso),
      "churnedAt": stamps.hidden ? .string(max(churned, stamps.created).iso) : .null,
      "trialEndDate": isFree ? .string(now.midnight.adding(days: dice.within(-5...20)).iso) : .null,
      "firstSeenTimestamp": .string(stamps.created.iso),
      "lastSeenTimestamp": .string(max(seen, stamps.created).iso),
      "lastInboundMessageTimestamp": dice.chance(30) ? .null : .string(mail.iso),
      "lastOutboundMessageTimestamp": dice.chance(30) ? .null : .string(mail.adding(days: -1).iso),
      "usersCount": .count(children(.users, ofAccount: index)?.count ?? 0),
    ]
    figures.merge(npsFigures(index))
    figures["healthScore"] = health(stamps, &dice)
    return figures
  }

  /// Days until the renewal: many within the quarter, some past.
  private func renewalDays(_ index: Int, _ dice: inout Dice) -> Int {
    if index == 0 { return 12 }
    return switch dice.below(100) {
    case 0..<6: dice.within(1...14)
    case 6..<14: dice.within(15...30)
    case 14..<30: dice.within(31...90)
    case 30..<36: -dice.within(1...40)
    default: dice.within(91...420)
    }
  }

  /// 0 to 10 with one decimal; most are healthy, some are not, and some have no score.
  private func health(_ stamps: Stamps, _ dice: inout Dice) -> JSON {
    let tenths =
      switch dice.below(100) {
      case 0..<8: -1
      case 8..<22: dice.within(5...39)
      case 22..<50: dice.within(40...69)
      default: dice.within(70...100)
      }
    if tenths < 0 { return .null }
    let score = stamps.hidden ? tenths / 3 : tenths
    return .number("\(score / 10).\(score % 10)")
  }

  /// The NPS figures of an account, from its users' responses in the sample.
  private func npsFigures(_ index: Int) -> JSONObject {
    let scores = (children(.npsResponses, ofAccount: index) ?? 0..<0).compactMap(npsScore)
    let promoters = scores.filter { $0 >= 9 }.count
    let detractors = scores.filter { $0 <= 6 }.count
    let balance = (promoters - detractors) * 1000 / max(1, scores.count)
    return [
      "npsScore": scores.isEmpty ? .null : .number(String(Double(balance) / 10)),
      "npsPromoterCount": .count(promoters),
      "npsPassiveCount": .count(scores.count - promoters - detractors),
      "npsDetractorCount": .count(detractors),
    ]
  }

  func segments(_ number: Int) -> JSON {
    let names = ["Enterprise", "Mid-market", "Pilot 🚀"]
    guard names.indices.contains(number) else { return [] }
    return [["id": .string(id(.admins, 2000 + number)), "name": .string(names[number])]]
  }

  // MARK: Traits

  private func accountTraits(_ index: Int, _ dice: inout Dice) -> JSON {
    switch index {
    case 4: return [:]
    case 7: return .object(oddTraits)
    default: break
    }
    let products = ["core", "api", "insights", "mobile"].filter { _ in dice.chance(45) }
    var traits: JSONObject = [
      "plan": .string(dice.pick(["starter", "scale", "scale", "enterprise"])),
      "vitally.custom.renewalRisk": .string(dice.pick(["low", "low", "medium", "high"])),
      "vitally.custom.products": .array(products.map(JSON.string)),
      "vitally.custom.seats": .count(dice.within(1...60) * 5),
      "vitally.custom.reference": .bool(dice.chance(20)),
      "vitally.custom.kickoff": .string(now.adding(days: -dice.within(30...900)).iso),
      "usage_mrr": .count(dice.within(100...9000)),
    ]
    if dice.chance(60) {
      let industry = dice.pick(["Logistics", "Insurance", "Food", "Education", "Health"])
      traits["sfdc.Industry__c"] = .string(industry)
      traits["sfdc.Score__c"] = .number("\(dice.below(100)).25")
      traits["hspot.closedate"] = .number(
        String(now.adding(days: dice.within(-90...90)).milliseconds))
    }
    if dice.chance(40) {
      let steps = [
        "Book the review", "Send the quote", "Find a new champion", "Train the night shift",
      ]
      traits["vitally.custom.nextStep"] = .string(dice.pick(steps))
    }
    if index == 10 { traits["vitally.custom.kickoff"] = "2022-02-O2T22:22:22.222Z" }
    return .object(traits)
  }

  private var oddTraits: JSONObject {
    [
      "string": "text", "int": 42, "float": 0.1, "precise": .number("0.100000000000000005551"),
      "big": .number("9007199254740993123456789"), "yes": true, "nothing": nil,
      "list": ["a", "b"], "date": .number(String(now.midnight.milliseconds)),
      "long": .string(String(repeating: "and so on, ", count: 400)),
      "nested": ["inner": ["deep": [1, 2, ["three": nil]]]],
      "a.b.c.d": "dots", "with some spaces": "spaces", "größe": "Umlaut", "日本語のキー": "値",
      "ключ": "значення", "": "empty key", "emoji 🎈": "balloon",
    ]
  }

  // MARK: Organizations and users

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

  /// The user with this address.
  func index(ofUserWithEmail email: String) -> Int? {
    let local = email.prefix { $0 != "@" }
    let digits = local.reversed().prefix { $0.isASCII && $0.isNumber }
    guard let index = Int(String(digits.reversed())), index < count(.users),
      user(index).text("email")?.lowercased() == email.lowercased()
    else { return nil }
    return index
  }

  /// The account whose email domain, or the first label of it, this is.
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

extension JSONObject {
  /// The members whose keys are not among those given.
  func without(_ keys: [String]) -> JSONObject {
    JSONObject(members.filter { !keys.contains($0.0) }.map { ($0.0, $0.1) })
  }
}
