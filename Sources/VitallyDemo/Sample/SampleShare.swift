// How many records of each kind every owner has. Owners are the accounts, then the organizations,
// then nobody. Knows nothing about the records.

/// Distributes the records of the sample.
struct SampleShare {
  static let kinds: [Collection] = [
    .users, .notes, .tasks, .conversations, .npsResponses, .projects, .instances,
  ]
  let seed: UInt64
  let accounts: Int
  let largeAccountUsers: Int
  var hasChildren = true

  func count(_ kind: Collection, owner: Int) -> Int {
    guard hasChildren else { return 0 }
    var dice = Dice(seed: seed, kind, owner, salt: 3)
    if owner >= accounts { return countWithoutAccount(kind, owner: owner) }
    let isLarge = owner == 0
    switch kind {
    case .users where isLarge: return max(1, largeAccountUsers)
    case .users: return dice.chance(8) ? dice.within(20...40) : dice.within(3...14)
    case .notes: return isLarge ? 60 : owner == 1 ? OddNotes.count : dice.within(2...7)
    case .tasks: return isLarge ? 25 : owner == 1 ? 8 : dice.within(1...6)
    case .conversations: return isLarge ? 12 : owner == 1 ? 4 : dice.below(4)
    case .npsResponses: return isLarge ? min(40, max(1, largeAccountUsers)) : dice.below(4)
    case .projects: return isLarge ? 4 : owner == 1 ? 2 : dice.below(2)
    default: return isLarge ? 9 : dice.below(4)
    }
  }

  /// A few notes, tasks and users belong to an organization only; two users to nobody.
  private func countWithoutAccount(_ kind: Collection, owner: Int) -> Int {
    let organizations = accounts / 10 + 1
    guard owner < accounts + organizations else { return kind == .users ? 2 : 0 }
    switch kind {
    case .users, .tasks: return (owner - accounts) % 3 == 0 ? 1 : 0
    case .notes: return (owner - accounts) % 2
    default: return 0
    }
  }
}
