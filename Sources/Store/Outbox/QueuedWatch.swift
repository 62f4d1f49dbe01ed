// For a vitty that queues while another one sends: looks after its own changes, for nobody else
// tells its screen what has become of them.

import VitallyModel

/// Follows changes that another process sends.
actor QueuedWatch {
  /// How long to wait between two looks while something is queued, in seconds.
  static let pause: Double = 2

  private let table: OutboxTable
  private let emit: @Sendable (StoreEvent) -> Void
  private var watched: [ChangeID: Change] = [:]

  /// A watch over nothing yet.
  init(_ table: OutboxTable, emit: @escaping @Sendable (StoreEvent) -> Void) {
    self.table = table
    self.emit = emit
  }

  /// Whether nothing is queued.
  var isEmpty: Bool { watched.isEmpty }

  /// Follows a change. Answers whether it is the only one.
  func follow(_ change: Change) -> Bool {
    watched[change.id] = change
    return watched.count == 1
  }

  /// Tells what has moved since the last look.
  func look() {
    for (id, former) in watched {
      guard let change = try? table.change(id) else { continue }
      watched[id] = change.isPending ? change : nil
      guard change.state != former.state else { continue }
      if change.ref != former.ref { emit(.merged(from: former.ref, to: change.ref)) }
      emit(.changed([change.ref.resource]))
      emit(.change(change))
    }
  }

  /// Follows nothing any more: this process sends now, and tells.
  func end() { watched = [:] }
}
