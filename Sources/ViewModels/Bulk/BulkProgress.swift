// How far a change of many records has come.

import VitallyModel

/// The progress of a change of many records.
public struct BulkProgress: Equatable, Sendable {
  /// The group that the changes belong to.
  let group: String
  /// How many changes there are.
  public let total: Int
  /// Whether the user has paused it.
  public private(set) var isPaused = false
  private var pending: Set<ChangeID>

  /// The progress of changes that have just been made durable.
  init?(_ changes: [Change]) {
    guard let group = changes.first?.group, group.kind == .bulk else { return nil }
    self.group = group.id
    total = changes.count
    pending = Set(changes.filter(\.isPending).map(\.id))
  }

  /// How many of the changes have ended.
  public var done: Int { total - pending.count }

  /// `saved 120/5,000`, for the header.
  public var words: String {
    let count = "\(NumberText.grouped(done))/\(NumberText.grouped(total))"
    return isPaused ? "paused \(count)" : "saved \(count)"
  }

  /// Whether all of them have.
  var isOver: Bool { pending.isEmpty }

  /// Takes the state of a change.
  mutating func note(_ change: Change) {
    guard change.group?.id == group else { return }
    if change.isPending { pending.insert(change.id) } else { pending.remove(change.id) }
    if change.state == .waiting { isPaused = change.isPaused }
  }
}
