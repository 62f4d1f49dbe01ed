// Changes that were made together, in words: what they are, and what has become of them.

import VitallyModel

/// The words for changes that were made together.
struct GroupWords {
  /// What has become of a change.
  private enum Outcome: CaseIterable {
    case refused
    case conflict
    case waiting
    case paused
    case notUndone
    case undoing
    case undone
    case dropped
    case answered

    init(_ change: Change, undoing: Change.State?) {
      self =
        switch change.state {
        case .waiting where change.isPaused, .unknown where change.isPaused: .paused
        case .waiting, .sending, .unknown: .waiting
        case .answered:
          switch undoing {
          case .answered: .undone
          case .waiting, .sending, .unknown: .undoing
          case .refused, .conflict: .notUndone
          case .dropped, nil: .answered
          }
        case .refused: .refused
        case .dropped: .dropped
        case .conflict: .conflict
        }
    }

    /// The verb after the changes that it is about.
    func words(of changes: [Change], count: Int) -> String {
      switch self {
      case .refused: "refused"
      case .conflict: "in conflict"
      case .waiting: count == 1 ? "waits" : "wait"
      case .paused: "paused"
      case .notUndone: "not undone"
      case .undoing: count == 1 ? "is being undone" : "are being undone"
      case .undone: "undone"
      case .dropped: "taken back"
      case .answered where changes.first?.new.undoes != nil: "changed back"
      case .answered: changes.first?.new.action.removed ?? "saved"
      }
    }

    /// Whether that what was saved is told beside it: it does not go without saying.
    var isBesideSaved: Bool {
      switch self {
      case .notUndone, .undoing, .undone, .dropped: true
      case .refused, .conflict, .waiting, .paused, .answered: false
      }
    }
  }

  /// The members about records of one resource.
  private let parts: [[Change]]
  private let members: [Change]
  private let undoing: [ChangeID: Change.State]

  /// The words for members of a group, in their order; with how far the changes have come that undo
  /// them.
  init(_ members: [Change], undoing: [ChangeID: Change.State] = [:]) {
    self.members = members
    self.undoing = undoing
    var resources: [Resource] = []
    for change in members where !resources.contains(change.ref.resource) {
      resources.append(change.ref.resource)
    }
    // The note of a call comes first, also after it was mended.
    if let note = resources.firstIndex(of: .note) {
      resources.insert(resources.remove(at: note), at: 0)
    }
    let byResource = Dictionary(grouping: members, by: \.ref.resource)
    parts = resources.map { byResource[$0] ?? [] }
  }

  /// What they are: `note and 2 tasks`.
  var what: String {
    let nouns = parts.map(Self.noun)
    guard nouns.count > 1, let last = nouns.last else { return nouns.joined() }
    return nouns.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What has become of them: `Note saved, 1 of 2 tasks refused.`
  var sentence: String {
    let outcomes = Set(members.map(outcome))
    let text: String
    if outcomes.count == 1, let outcome = outcomes.first {
      text = "\(what) \(outcome.words(of: members, count: members.count))"
    } else {
      text = parts.map(clause).joined(separator: ", ")
    }
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private func outcome(_ change: Change) -> Outcome {
    Outcome(change, undoing: undoing[change.id])
  }

  private static func noun(_ part: [Change]) -> String {
    let noun = part.first?.ref.resource.schema.singular ?? ""
    return part.count == 1 ? noun : part.count.counted(noun)
  }

  /// What has become of one part: `2 tasks wait`, `1 of 3 tasks refused, 1 waits`. What was saved
  /// goes without saying beside what failed.
  private func clause(_ part: [Change]) -> String {
    let byOutcome = Dictionary(grouping: part, by: outcome)
    let present = Outcome.allCases.compactMap { outcome in byOutcome[outcome].map { (outcome, $0) }
    }
    if present.count == 1, let (outcome, changes) = present.first {
      return "\(Self.noun(part)) \(outcome.words(of: changes, count: changes.count))"
    }
    let isAllTold = present.contains { $0.0.isBesideSaved }
    let failed = present.filter { isAllTold || $0.0 != .answered }
    let told = failed.map(\.0) == [.waiting] ? present.filter { $0.0 == .answered } : failed
    return told.enumerated().map { index, told in
      let (outcome, changes) = told
      let count = NumberText.grouped(changes.count)
      let whole = index == 0 ? "\(count) of \(Self.noun(part))" : count
      return "\(whole) \(outcome.words(of: changes, count: changes.count))"
    }.joined(separator: ", ")
  }

  /// What is said once changes are held back by the user, or go on.
  static func sentence(ofPaused changes: [Change], _ isPaused: Bool, _ keys: KeyNames) -> String {
    guard !changes.isEmpty else { return "Nothing of it waits any more." }
    guard isPaused else { return "Going on: \(GroupWords(changes).what)." }
    let key = keys[.outbox(.pause)]
    let waiting = changes.filter { $0.state != .sending }
    guard !waiting.isEmpty else {
      return "It is being sent: if that fails, it is held back. \(key) lets it go on."
    }
    let rest =
      waiting.count < changes.count ? " What is being sent is too, if it fails." : ""
    let them = changes.count == 1 ? "it" : "them"
    return "Paused: \(GroupWords(waiting).what).\(rest) \(key) resumes \(them)."
  }
}
