// What was decided on one screen, for the sentence at its end.

import VitallyModel

/// The decisions of a run through a list, and what of them is in force.
struct Tally: Equatable, Sendable {
  /// What can be decided.
  enum Kind: CaseIterable, Hashable, Sendable {
    case done
    case bumped
    case assigned
    case noted
    case putAside
    case other

    /// After a number: `3 done`.
    fileprivate var words: String {
      switch self {
      case .done: "done"
      case .bumped: "moved to another day"
      case .assigned: "assigned"
      case .noted: "noted and done"
      case .putAside: "put aside"
      case .other: "changed"
      }
    }
  }

  /// What was decided, by the names of its changes, which they keep when they are made again.
  private var kinds: [String: Kind] = [:]
  /// The changes by their names, once they are on disk.
  private var ids: [String: ChangeID] = [:]
  /// Whether those changes, and what undoes them, have happened or may still happen.
  private var mayHappen: [ChangeID: Bool] = [:]
  /// What undoes a change: that can be undone as well.
  private var inverses: [ChangeID: Set<ChangeID>] = [:]
  /// The records that were put aside, and whether they still are.
  private var aside: [Ref: Bool] = [:]
  /// Whether nothing was decided since this was told.
  private var isTold = true

  /// How many decisions a sentence is worth.
  private static let least = 3

  // MARK: What is decided

  /// Counts a decision that is a change, or each of those that were made together.
  mutating func add(_ kind: Kind, madeIDs: [String]) {
    for id in madeIDs { kinds[id] = kind }
    isTold = isTold && madeIDs.isEmpty
  }

  /// Counts records that are put aside.
  mutating func addAside(_ refs: some Sequence<Ref>) {
    for ref in refs { aside[ref] = true }
    isTold = false
  }

  /// Changes could not be kept: nothing was decided.
  mutating func remove(_ madeIDs: [String]) {
    for id in madeIDs { kinds[id] = nil }
  }

  // MARK: What becomes of it

  /// What was taken back, or refused, does not count, unless it is made again.
  mutating func note(_ change: Change) {
    if let name = change.madeID, kinds[name] != nil {
      ids[name] = change.id
    } else if let undone = change.new.undoes, mayHappen[undone] != nil {
      inverses[undone, default: []].insert(change.id)
    } else {
      return
    }
    mayHappen[change.id] = change.state != .dropped && !change.needsAttention
  }

  /// Notes how long records wait now that were put aside here before.
  mutating func note(_ waits: [WaitChange]) {
    for change in waits where aside[change.ref] != nil { aside[change.ref] = change.wait != nil }
  }

  /// Gives a record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    if let isAside = aside.removeValue(forKey: old) { aside[new] = isAside }
  }

  private func isInForce(_ id: ChangeID) -> Bool {
    mayHappen[id] == true && inverses[id]?.contains(where: isInForce) != true
  }

  // MARK: Telling

  /// How many decisions of each kind are in force.
  private var counts: [Kind: Int] {
    let standing = kinds.filter { name, _ in ids[name].map(isInForce) ?? true }
    var counts = Dictionary(standing.values.map { ($0, 1) }, uniquingKeysWith: +)
    counts[.putAside] = aside.values.count { $0 }
    return counts
  }

  /// `20 done, 15 moved to another day, 10 assigned, 5 noted and done`; nil for a few decisions.
  var words: String? { Self.words([self]) }

  private static func words(_ tallies: [Tally]) -> String? {
    let counts: [Kind: Int] = tallies.map(\.counts).reduce(into: [:]) { sum, counts in
      sum.merge(counts, uniquingKeysWith: +)
    }
    guard counts.values.reduce(0, +) >= least else { return nil }
    return Kind.allCases.compactMap { kind in
      counts[kind].flatMap { $0 == 0 ? nil : "\(NumberText.grouped($0)) \(kind.words)" }
    }.joined(separator: ", ")
  }

  /// The words of those of these tallies that were not told yet; nil for a few decisions.
  static func untold(_ tallies: [Tally]) -> String? { words(tallies.filter { !$0.isTold }) }

  /// Notes that it was told: it is not told again before something else is decided.
  mutating func noteTold() { isTold = true }
}

extension Decision {
  /// How it counts in a run through a list.
  var tallied: Tally.Kind {
    switch self {
    case .complete(true): .done
    case .due: .bumped
    case .assign: .assigned
    case .complete(false), .set, .tag, .archive: .other
    }
  }
}
