// The sample workspace, "an interesting morning": every record is a pure function of the seed, the
// day, its collection and its index, and none is stored. Its dates are cheap to compute, since
// lists need them for every record. Knows nothing about changes or HTTP.

/// Makes the records of the sample.
struct WorldGenerator: Sendable {
  static let messagesPerConversation = 16

  let seed: UInt64
  let now: Moment
  let ids: SampleID
  let accounts: Int
  let organizations: Int
  private let spreads: [Collection: Spread]
  private let catalogue: [Collection: [JSONObject]]

  init(_ options: DemoOptions) {
    seed = options.seed
    now = Moment(options.now)
    ids = SampleID(seed: options.seed)
    accounts = max(0, options.accounts)
    organizations = accounts == 0 ? 0 : accounts / 10 + 1
    catalogue = Catalogue(ids: ids, now: now).all
    let share = SampleShare(
      seed: options.seed, accounts: accounts, largeAccountUsers: options.largeAccountUsers,
      hasChildren: options.hasChildren)
    let owners = accounts == 0 ? 0 : accounts + organizations + 1
    spreads = Dictionary(
      uniqueKeysWithValues: SampleShare.kinds.map { kind in
        (kind, Spread(owners: owners) { share.count(kind, owner: $0) })
      })
  }

  /// How many records the sample has.
  func count(_ collection: Collection) -> Int {
    switch collection {
    case .accounts: accounts
    case .organizations: organizations
    case .messages: count(.conversations) * Self.messagesPerConversation
    default: spreads[collection]?.count ?? catalogue[collection, default: []].count
    }
  }

  func id(_ collection: Collection, _ index: Int) -> String {
    ids.text(collection, index)
  }

  /// The index of a record of the sample, by its id.
  func index(_ collection: Collection, id: String) -> Int? {
    ids.index(collection, id).flatMap { $0 < count(collection) ? $0 : nil }
  }

  /// The index of a record by its external id, which always ends in the index.
  func index(_ collection: Collection, externalID: String) -> Int? {
    let digits = externalID.reversed().prefix { $0.isASCII && $0.isNumber }
    guard let index = Int(String(digits.reversed())), index < count(collection),
      record(collection, index).text("externalId") == externalID
    else { return nil }
    return index
  }

  /// The record in its stored form.
  func record(_ collection: Collection, _ index: Int) -> JSONObject {
    switch collection {
    case .accounts: account(index)
    case .organizations: organization(index)
    case .users: user(index)
    case .notes: note(index)
    case .tasks: task(index)
    case .conversations: conversation(index)
    case .npsResponses: npsResponse(index)
    case .projects: project(index)
    case .instances: instance(index)
    default: catalogue[collection, default: []][index]
    }
  }
}

// MARK: - Owners

/// The owner of a record in the sample.
enum SampleOwner {
  case account(Int)
  case organization(Int)
  case nobody
}

extension WorldGenerator {
  /// The records that an account owns; nil when the collection is not distributed over accounts.
  func children(_ collection: Collection, ofAccount index: Int) -> Range<Int>? {
    spreads[collection]?.range(of: index)
  }

  /// The records that an organization owns directly, not through an account.
  func children(_ collection: Collection, ofOrganization index: Int) -> Range<Int>? {
    spreads[collection]?.range(of: accounts + index)
  }

  /// The owner of a record, and which of the owner's records it is.
  func owner(_ collection: Collection, _ index: Int) -> (owner: SampleOwner, place: Int) {
    guard let spread = spreads[collection] else { return (.nobody, 0) }
    let number = spread.owner(of: index)
    let place = index - spread.range(of: number).lowerBound
    if number < accounts { return (.account(number), place) }
    let organization = number - accounts
    return (organization < organizations ? .organization(organization) : .nobody, place)
  }

  /// Every third account belongs to an organization.
  func organization(ofAccount index: Int) -> Int? {
    index % 3 == 0 ? index / 3 % organizations : nil
  }

  /// The inverse of `organization(ofAccount:)`.
  func accounts(ofOrganization index: Int) -> [Int] {
    Array(stride(from: index * 3, to: accounts, by: organizations * 3))
  }

  /// The ids of the owner of a record, as the fields `accountId` and `organizationId` hold them.
  func ownerIDs(_ owner: SampleOwner) -> (account: JSON, organization: JSON) {
    switch owner {
    case .account(let index): (.string(id(.accounts, index)), .null)
    case .organization(let index): (.null, .string(id(.organizations, index)))
    case .nobody: (.null, .null)
    }
  }

  /// The culture of an owner; an organization has that of its first account.
  func culture(of owner: SampleOwner) -> Culture {
    switch owner {
    case .account(let index): Culture.ofAccount(index)
    case .organization(let index): Culture.ofAccount(index * 3)
    case .nobody: Culture.english
    }
  }
}

// MARK: - Times

extension WorldGenerator {
  /// The dates of a record, and whether it is churned or archived.
  func stamps(_ collection: Collection, _ index: Int) -> Stamps {
    guard Self.dated.contains(collection) else {
      return Stamps(of: record(collection, index), in: collection)
    }
    var dice = Dice(seed: seed, collection, index, salt: 1)
    let age = Self.age(collection)
    let created = moment(daysAgo: age.newest...age.oldest, &dice)
    let hidden = isHidden(collection, index, &dice)
    if index == 0 {
      return Stamps(created: created, updated: ago(minutes: 5), hidden: hidden)
    }
    let lifetime = now.milliseconds - created.milliseconds
    let recent = min(lifetime, Moment.day * Int64(dice.within(1...30)))
    let back = Int64(dice.next() % UInt64(max(1, recent)))
    let updated = Moment(milliseconds: now.milliseconds - Moment.minute - back)
    return Stamps(created: created, updated: max(created, updated), hidden: hidden)
  }

  private static let dated: Set<Collection> = Set(SampleShare.kinds + [.accounts, .organizations])

  /// The range of days ago in which the records of a collection were created.
  private static func age(_ collection: Collection) -> (newest: Int, oldest: Int) {
    switch collection {
    case .accounts, .organizations: (20, 1400)
    case .users: (2, 900)
    case .projects: (5, 200)
    default: (1, 240)
    }
  }

  private func isHidden(_ collection: Collection, _ index: Int, _ dice: inout Dice) -> Bool {
    switch collection {
    case .accounts: index == 11 || (index > 11 && dice.chance(6))
    case .notes, .tasks, .projects, .instances:
      index > 2 && !isOdd(collection, index) && dice.chance(8)
    default: false
    }
  }

  /// The records of the second account show oddities and must stay visible.
  private func isOdd(_ collection: Collection, _ index: Int) -> Bool {
    accounts > 1 && children(collection, ofAccount: 1)?.contains(index) ?? false
  }

  func ago(minutes: Int) -> Moment {
    Moment(milliseconds: now.milliseconds - Int64(minutes) * Moment.minute)
  }

  /// A moment within a range of days ago, at any time of the day.
  func moment(daysAgo: ClosedRange<Int>, _ dice: inout Dice) -> Moment {
    let days = dice.within(daysAgo)
    let rest = Int64(dice.next() % UInt64(Moment.day))
    return Moment(milliseconds: now.milliseconds - Int64(days) * Moment.day - rest)
  }

  /// The three members that every record begins with.
  func head(_ collection: Collection, _ index: Int, _ stamps: Stamps) -> JSONObject {
    [
      "id": .string(id(collection, index)),
      "createdAt": .string(stamps.created.iso),
      "updatedAt": .string(stamps.updated.iso),
    ]
  }
}
