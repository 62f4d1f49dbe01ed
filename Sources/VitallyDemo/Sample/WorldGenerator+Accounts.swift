// The accounts of the sample: a spread of good, middling and worrying ones, and after the big one a
// few whose fields are odd in ways that real workspaces show. Knows nothing of the wire.

extension WorldGenerator {
  /// The name of an account. One carries an escape sequence and a bidi override.
  func accountName(_ index: Int) -> String {
    switch index {
    case 0: "Grand Meridian Rail (the big one)"
    case 2: "Café \u{1B}[31mRouge\u{1B}[0m \u{202E}gnihsiF\u{202C} Ltd\u{7}"
    default: Culture.firm(ofAccount: index).name
    }
  }

  func accountPlainName(_ index: Int) -> String {
    switch index {
    case 0: "grandmeridian"
    case 2: "caferouge"
    default: Culture.firm(ofAccount: index).plain
    }
  }

  /// The mail domain of an account's people; it ends in the account's index.
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

  /// The member of the team who looks after an account. Some have nobody.
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

  /// Days until the renewal: a good part within the quarter, some past.
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

  /// 0 to 10 with one decimal; most are well, a tail is not, some have no score.
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

  /// The NPS figures of an account, from the responses that the sample holds of its users.
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
}

extension JSONObject {
  /// The members whose keys are not among those given.
  func without(_ keys: [String]) -> JSONObject {
    JSONObject(members.filter { !keys.contains($0.0) }.map { ($0.0, $0.1) })
  }
}
