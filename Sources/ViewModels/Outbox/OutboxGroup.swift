// Changes that were made together, as the outbox lists them: in one row, or unfolded into their own.

import Markup
import VitallyModel

/// A group of changes in the outbox. What it says of them is found out once: there may be thousands.
struct OutboxGroup: Equatable, Sendable {
  /// The group.
  let group: ChangeGroup
  /// Its changes, in the order in which they are sent; there is at least one.
  let entries: [OutboxEntry]
  /// The first member that needs the user; nil if none does.
  let needy: OutboxEntry?
  /// The first member whose values have to be chosen; nil if there is none.
  let choice: OutboxEntry?
  /// When the server had the last of it; when it was made while it has none.
  let moment: Moment?
  /// What needs the user first; nil if all of it is over.
  private let leading: OutboxEntry?
  /// What is changed: `note and 2 tasks`, `400 accounts`.
  let what: String
  /// What has become of it.
  let sentence: String
  /// Whether some of it can be thrown away.
  let canBeDropped: Bool
  /// Whether some of it can be tried again.
  let canBeRetried: Bool
  /// Whether some of it is being sent.
  let isBeingSent: Bool
  /// The changes that can be taken back.
  let undoable: [ChangeID]
  /// Whether the user has paused all that waits of it.
  let isPaused: Bool
  /// Whether some of it can be held back, or let go.
  let canBePaused: Bool

  /// A group of these changes.
  init(_ group: ChangeGroup, _ entries: [OutboxEntry]) {
    self.group = group
    self.entries = entries
    let members = entries.map(\.change)
    let words = GroupWords(
      members,
      undoing: Dictionary(
        entries.compactMap { entry in entry.undoing.map { (entry.id, $0.state) } },
        uniquingKeysWith: { $1 }))
    needy = entries.first { $0.change.needsAttention }
    choice = entries.first { $0.change.isChoice }
    moment =
      members.compactMap { $0.state == .answered ? $0.sentAt : nil }.max()
      ?? members.compactMap(\.droppedAt).max() ?? members.first?.createdAt
    let byState = Self.states.lazy.compactMap { state in
      entries.first { $0.change.state == state }
    }
    leading =
      entries.allSatisfy(\.isOver) ? entries.first(where: \.isUndone) : byState.first
    what = words.what
    sentence = words.sentence
    canBeDropped = members.contains(where: \.canBeDropped)
    canBeRetried = members.contains(where: \.canBeRetried)
    isBeingSent = members.contains { $0.state == .sending }
    undoable = entries.filter { !$0.isOver }.map(\.id)
    canBePaused = members.contains(where: \.canBePaused)
    // What is being sent counts only where nothing waits beside it.
    let pausable = members.filter(\.canBePaused)
    let atRest = pausable.filter { $0.state != .sending }
    isPaused = canBePaused && (atRest.isEmpty ? pausable : atRest).allSatisfy(\.isPauseWanted)
  }

  /// The state of what needs the user first at a moment, in one or two words.
  func standing(at now: Moment) -> Formatted {
    leading?.standing(at: now) ?? Formatted("taken back", .dim)
  }

  /// The states, the one that tells most of a group first.
  private static let states: [Change.State] = [
    .refused, .conflict, .unknown, .sending, .waiting, .answered, .dropped,
  ]

  /// The changes that can be thrown away.
  var droppable: [Change] { entries.map(\.change).filter(\.canBeDropped) }

  /// The changes that can be tried again.
  var retriable: [Change] { entries.map(\.change).filter(\.canBeRetried) }

  /// The question before what can be is thrown away. A write that was sent may have happened.
  var questionBeforeDropping: String {
    let dropped = droppable
    let isSaved = entries.contains { $0.change.state == .answered }
    let unsure = dropped.count { $0.isPending && !$0.canBeTakenBack }
    let what = "Throw away \(GroupWords(dropped).what) of “\(group.name)”?"
    let rest = isSaved ? " What is saved stays." : ""
    return unsure == 0
      ? what + rest
      : "Vitally may have \(NumberText.grouped(unsure)) of these already. \(what)\(rest)"
  }
}

/// A row of the outbox.
struct OutboxRow: Equatable, Sendable, Identifiable {
  /// What a row shows.
  enum Content: Equatable, Sendable {
    case change(OutboxEntry)
    case group(OutboxGroup, isUnfolded: Bool)
    /// A change below the row of its group.
    case member(OutboxEntry)
  }

  /// Tells rows apart.
  enum ID: Hashable, Sendable {
    case change(ChangeID)
    case group(ChangeGroup)
  }

  /// The section that it is in; a member is in that of its group.
  let section: OutboxViewModel.Section
  /// What it shows.
  let content: Content

  /// What it is recognized by when the list changes.
  var id: ID {
    switch content {
    case .change(let entry), .member(let entry): .change(entry.id)
    case .group(let group, _): .group(group.group)
    }
  }

  /// The change that it shows; nil for a group.
  var entry: OutboxEntry? {
    switch content {
    case .change(let entry), .member(let entry): entry
    case .group: nil
    }
  }

  /// When what it shows was made, or when it ended.
  var moment: Moment? {
    switch content {
    case .group(let group, _): return group.moment
    case .change(let entry), .member(let entry):
      let isOver = entry.change.state == .answered || entry.change.state == .dropped
      return isOver ? entry.change.endedAt : entry.change.createdAt
    }
  }

  /// The group that it shows; nil for a change.
  var group: OutboxGroup? { if case .group(let group, _) = content { group } else { nil } }

  /// The group that it shows or belongs to.
  var groupOfRow: ChangeGroup? {
    switch content {
    case .change: nil
    case .group(let group, _): group.group
    case .member(let entry): entry.change.group
    }
  }
}

extension Change {
  /// Whether it can be thrown away.
  fileprivate var canBeDropped: Bool { state != .sending && (isPending || needsAttention) }

  /// Whether trying it again can help: somebody else's values have to be chosen from.
  fileprivate var canBeRetried: Bool { canBeDropped && !isChoice }

  /// Whether it can be held back: what is being sent, if that fails.
  var canBePaused: Bool { isPending }
}

extension OutboxEntry {
  /// Whether it was taken back.
  var isOver: Bool { isUndone || change.state == .dropped }
}
