// How far a change of many records has come.

import VitallyModel

/// The progress of a change of many records.
public struct BulkProgress: Equatable, Sendable {
  /// The group that the changes belong to.
  let group: String
  /// How many changes there are; those that were taken back don't count.
  public private(set) var total: Int
  /// Those that Vitally does not take, or not without a decision.
  private var failed: Set<ChangeID>
  private var pending: Set<ChangeID>
  private var paused: Set<ChangeID>
  /// Those that wait and are not paused.
  private var going: Set<ChangeID>

  /// The progress of so many changes of a group; all of them that the server does not have yet are
  /// among the given ones. Nil if they were not decided together.
  init?(_ changes: [Change], of total: Int) {
    guard total > 1, let group = changes.first?.group, group.kind == .bulk else { return nil }
    self.group = group.id
    self.total = total
    failed = Set(changes.filter(\.needsAttention).map(\.id))
    pending = Set(changes.filter(\.isPending).map(\.id))
    paused = Set(changes.filter(\.isPaused).map(\.id))
    going = Set(changes.filter(\.isGoing).map(\.id))
  }

  /// How many of the changes Vitally has.
  public var saved: Int { total - pending.count - failed.count }

  /// How many of the changes have still to be sent.
  public var pendingCount: Int { pending.count }

  /// Whether the user has paused all that waits of it.
  public var isPaused: Bool { !paused.isEmpty && going.isEmpty }

  /// `saved 120/5,000`, for the header.
  public var words: String {
    let count = "\(NumberText.grouped(saved))/\(NumberText.grouped(total))"
    return isPaused ? "paused \(count)" : "saved \(count)"
  }

  /// Whether all of them have.
  var isOver: Bool { pending.isEmpty }

  /// Takes the state of a change.
  mutating func note(_ change: Change) {
    guard change.group?.id == group else { return }
    let wasCounted = [pending.remove(change.id), failed.remove(change.id)] != [nil, nil]
    if change.state == .dropped, wasCounted { total -= 1 }
    // It takes the place of one that was mended, which counts no more.
    if !wasCounted, change.isPending || change.needsAttention { total += 1 }
    if change.isPending { pending.insert(change.id) }
    if change.needsAttention { failed.insert(change.id) }
    if change.isPaused { paused.insert(change.id) } else { paused.remove(change.id) }
    if change.isGoing { going.insert(change.id) } else { going.remove(change.id) }
  }
}

extension Change {
  /// Whether it waits and is not paused.
  fileprivate var isGoing: Bool { state == .waiting && !isPaused }
}

extension [BulkProgress] {
  /// Follows changes that were decided together; those of a start with how many there are of each
  /// group, counting what the server has already.
  mutating func follow(_ changes: [Change], of totals: [ChangeGroup: Int]? = nil) {
    let groups = Dictionary(grouping: changes.filter { $0.group?.kind == .bulk }) { $0.group }
    // Those of the last decision come last.
    for (group, members) in groups.sorted(by: { ($0.value[0].id) < ($1.value[0].id) }) {
      guard let group,
        let progress = BulkProgress(members, of: totals?[group] ?? members.count),
        !progress.isOver
      else { continue }
      removeAll { $0.group == group.id }
      append(progress)
    }
  }

  /// Takes the state of a change.
  mutating func note(_ change: Change) {
    guard let id = change.group?.id, let index = firstIndex(where: { $0.group == id })
    else { return }
    self[index].note(change)
    if self[index].isOver { remove(at: index) }
  }
}
