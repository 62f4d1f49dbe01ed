// Changes that were made together, in words: what they are, and what has become of them.

import VitallyModel

/// The words for changes that were made together.
struct GroupWords {
  /// What has become of a change.
  private enum Outcome: CaseIterable {
    case refused
    case conflict
    case waiting
    case answered
    case dropped

    init(_ state: Change.State) {
      self =
        switch state {
        case .waiting, .sending, .unknown: .waiting
        case .answered: .answered
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
      case .dropped: "taken back"
      case .answered: changes.first?.new.action.removed ?? "saved"
      }
    }
  }

  /// The members about records of one resource.
  private let parts: [[Change]]
  private let members: [Change]

  /// The words for members of a group, in their order.
  init(_ members: [Change]) {
    self.members = members
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
    let outcomes = Set(members.map { Outcome($0.state) })
    let text: String
    if outcomes.count == 1, let outcome = outcomes.first {
      text = "\(what) \(outcome.words(of: members, count: members.count))"
    } else {
      text = parts.map(Self.clause).joined(separator: ", ")
    }
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func noun(_ part: [Change]) -> String {
    let noun = part.first?.ref.resource.schema.singular ?? ""
    return part.count == 1 ? noun : part.count.counted(noun)
  }

  /// What has become of one part: `2 tasks wait`, `1 of 3 tasks refused, 1 waits`. What was saved
  /// goes without saying beside what failed.
  private static func clause(_ part: [Change]) -> String {
    let byOutcome = Dictionary(grouping: part) { Outcome($0.state) }
    let present = Outcome.allCases.compactMap { outcome in byOutcome[outcome].map { (outcome, $0) }
    }
    if present.count == 1, let (outcome, changes) = present.first {
      return "\(noun(part)) \(outcome.words(of: changes, count: changes.count))"
    }
    let failed = present.filter { $0.0 != .answered }
    let told = failed.map(\.0) == [.waiting] ? present.filter { $0.0 == .answered } : failed
    return told.enumerated().map { index, told in
      let (outcome, changes) = told
      let count = NumberText.grouped(changes.count)
      let whole = index == 0 ? "\(count) of \(noun(part))" : count
      return "\(whole) \(outcome.words(of: changes, count: changes.count))"
    }.joined(separator: ", ")
  }
}
