// What was decided by single keys on one screen, for the sentence at its end.

import VitallyModel

/// The decisions of a run through a list.
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

  /// One decision.
  private struct Entry: Equatable {
    let kind: Kind
    /// The name that its change was handed in under; nil for what is no change.
    let madeID: String?
    /// The record that was put aside; nil for a change.
    let aside: Ref?
    /// Its change, once it is known.
    var change: ChangeID?
    /// Whether it was taken back.
    var isUndone = false
  }

  private var entries: [Entry] = []

  /// How many decisions a sentence is worth.
  private static let least = 3

  /// Counts a decision that is a change.
  mutating func add(_ kind: Kind, madeID: String) {
    entries.append(Entry(kind: kind, madeID: madeID, aside: nil))
  }

  /// Counts a record that was put aside.
  mutating func addAside(_ ref: Ref) {
    entries.append(Entry(kind: .putAside, madeID: nil, aside: ref))
  }

  /// What was taken back does not count, until it is done again.
  mutating func note(_ change: Change) {
    for index in entries.indices {
      let entry = entries[index]
      if entry.madeID != nil, entry.madeID == change.madeID {
        entries[index].change = change.id
        if change.state == .dropped { entries[index].isUndone = true }
        if change.state == .waiting { entries[index].isUndone = false }
      } else if let id = entry.change, change.new.undoes == id {
        entries[index].isUndone = change.state != .dropped
      }
    }
  }

  /// Records came back: those that were put aside don't count any more.
  mutating func note(cameBack refs: [Ref]) {
    entries.removeAll { $0.aside.map(refs.contains) == true }
  }

  /// `20 done, 15 moved to another day, 10 assigned, 5 noted and done`; nil for a few decisions.
  var words: String? {
    let entries = entries.filter { !$0.isUndone }
    guard entries.count >= Self.least else { return nil }
    return Kind.allCases.compactMap { kind in
      let count = entries.count { $0.kind == kind }
      return count == 0 ? nil : "\(NumberText.grouped(count)) \(kind.words)"
    }.joined(separator: ", ")
  }
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
