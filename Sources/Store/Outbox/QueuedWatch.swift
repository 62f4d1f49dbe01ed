// For a process that queues changes while another one sends: watches its own changes, because
// nobody else tells its screen what has become of them.

import VitallyModel

/// Follows changes that another process sends.
actor QueuedWatch {
  /// The interval between two checks while something is queued, in seconds.
  static let pause: Double = 2

  private let table: OutboxTable
  private let emit: @Sendable (StoreEvent) -> Void
  private var watched: [ChangeID: Change] = [:]

  /// Creates a watch without any changes.
  init(_ table: OutboxTable, emit: @escaping @Sendable (StoreEvent) -> Void) {
    self.table = table
    self.emit = emit
  }

  /// Whether nothing is queued.
  var isEmpty: Bool { watched.isEmpty }

  /// Watches changes. Returns whether there were none before.
  func follow(_ changes: [Change]) -> Bool {
    defer { for change in changes { watched[change.id] = change } }
    return watched.isEmpty && !changes.isEmpty
  }

  /// Reports what has changed since the last check.
  func look() {
    var moved: [Change] = []
    var ended: Set<ChangeGroup> = []
    for (id, former) in watched.sorted(by: { $0.key < $1.key }) {
      guard let change = try? table.change(id) else { continue }
      watched[id] = change.isPending ? change : nil
      guard change.state != former.state else { continue }
      if change.ref != former.ref { emit(.merged(from: former.ref, to: change.ref)) }
      moved.append(change)
      if let group = change.group, !change.isPending { ended.insert(group) }
    }
    if !moved.isEmpty {
      emit(.changed(Set(moved.map(\.ref.resource))))
      emit(.changes(moved))
    }
    for group in ended {
      // Of a group that was thrown away nothing is told.
      if let members = try? table.members(ofEnded: group), !members.isEmpty {
        emit(.groupEnded(members))
      }
    }
  }

  /// Stops watching: from here on this process sends, and reports itself.
  func end() { watched = [:] }
}
