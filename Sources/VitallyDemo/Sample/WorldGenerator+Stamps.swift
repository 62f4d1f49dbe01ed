// When the records of the sample were made and last changed, and which of them lists leave out.
// Cheap, since lists ask this of every record of a collection.

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

  /// Between how many days ago the records of a collection were made.
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

  /// The records of the second account show oddities and must stay in sight.
  private func isOdd(_ collection: Collection, _ index: Int) -> Bool {
    accounts > 1 && children(collection, ofAccount: 1)?.contains(index) ?? false
  }

  func ago(minutes: Int) -> Moment {
    Moment(milliseconds: now.milliseconds - Int64(minutes) * Moment.minute)
  }

  /// A moment so many days ago, at any time of the day.
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
