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
      case .bumped: "with another due day"
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
    /// The id of the change; nil for what is no change.
    let madeID: String?
  }

  private var entries: [Entry] = []

  /// How many decisions a sentence is worth.
  private static let least = 3

  /// Counts a decision.
  mutating func add(_ kind: Kind, madeID: String? = nil) {
    entries.append(Entry(kind: kind, madeID: madeID))
  }

  /// What was taken back does not count.
  mutating func note(_ change: Change) {
    guard change.state == .dropped, let madeID = change.madeID else { return }
    entries.removeAll { $0.madeID == madeID }
  }

  /// `20 done, 15 with another due day, 10 assigned, 5 noted and done`; nil for a few decisions.
  var words: String? {
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
