// What other vitty processes on the workspace do to changes, told to the screen of this one as what it
// does itself is.

import GRDB
import Synchronization
import VitallyModel

/// Compares the changes on disk with what this process has told of them. Safe to use from any thread.
final class OthersChanges: Sendable {
  /// What was told of a change.
  private struct Told: Equatable {
    var state: Change.State
    var heldUntil: Moment?
    var ref: Ref
  }

  private struct State {
    /// What was told of the changes that the server does not have.
    var told: [ChangeID: Told] = [:]
    /// How many times this process has told of changes, and the last time for each that it has told
    /// of since the last look.
    var count = 0
    var times: [ChangeID: Int] = [:]
    /// The newest change that was seen on disk: what was made and answered since is told as well.
    var newest: ChangeID?
    /// What was told of newer ones.
    var toldAfter: Set<ChangeID> = []
  }

  private let table: OutboxTable
  private let emit: @Sendable (StoreEvent) -> Void
  private let state = Mutex(State())
  /// One look after the other.
  private let turn = Mutex(())

  /// Follows the changes of a table.
  init(_ table: OutboxTable, emit: @escaping @Sendable (StoreEvent) -> Void) {
    self.table = table
    self.emit = emit
  }

  /// Tells of what this process has done. Nothing that was read before can be told after it.
  func tell(own event: StoreEvent) {
    state.withLock { state in
      Self.note(event.changes, &state)
      emit(event)
    }
  }

  /// Whether there are changes that a process has to send.
  var areToBeSent: Bool {
    state.withLock { state in
      state.told.values.contains {
        ($0.state == .waiting || $0.state == .sending || $0.state == .unknown)
          && $0.heldUntil != Change.untilResumed
      }
    }
  }

  /// Notes what is told in another way.
  func note(_ changes: [Change]) { state.withLock { Self.note(changes, &$0) } }

  /// Tells what others have done since the last look. What this process tells meanwhile is newer.
  func look() throws(StoreError) {
    let outcome = turn.withLock { _ in Result { () throws(StoreError) in try compare() } }
    try outcome.get()
  }

  private func compare() throws(StoreError) {
    let (told, start, newest, toldAfter) = state.withLock { state in
      state.times = [:]
      return (state.told, state.count, state.newest, state.toldAfter)
    }
    let (now, last) = try table.standings(after: newest)
    defer {
      state.withLock { state in
        state.newest = last
        state.toldAfter = state.toldAfter.filter { $0 > last }
      }
    }
    let moved = now.filter { id, standing in
      told[id].map { $0.state != standing.state || $0.heldUntil != standing.heldUntil }
        ?? !toldAfter.contains(id)
    }.map(\.key)
    let gone = told.keys.filter { now[$0] == nil }
    guard !moved.isEmpty || !gone.isEmpty else { return }
    let changes = try table.changes((moved + gone).sorted())
    state.withLock { state in
      let news = changes.filter { state.times[$0.id, default: 0] <= start }
      guard !news.isEmpty else { return }
      var refs: [(from: Ref, to: Ref)] = []
      for change in news {
        if let former = state.told[change.id]?.ref, former != change.ref {
          refs.append((former, change.ref))
        }
      }
      Self.note(news, &state)
      for (former, ref) in refs { emit(.merged(from: former, to: ref)) }
      emit(.changed(Set(news.map(\.ref.resource))))
      emit(.changes(news))
    }
  }

  private static func note(_ changes: [Change], _ state: inout State) {
    state.count += 1
    for change in changes {
      state.times[change.id] = state.count
      state.toldAfter.insert(change.id)
      let isOpen = change.isPending || change.needsAttention
      state.told[change.id] =
        isOpen ? Told(state: change.state, heldUntil: change.heldUntil, ref: change.ref) : nil
    }
  }
}

extension OutboxTable {
  /// The states of all changes that the server does not have, and until when they are held back.
  /// Those of newer ones than `newest` as well, whatever their states. Returns the newest of all, too.
  fileprivate func standings(
    after newest: ChangeID?
  ) throws(StoreError) -> ([ChangeID: (state: Change.State, heldUntil: Moment?)], ChangeID) {
    try local.read { db in
      let last = try ChangeID.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, state, held_until FROM change WHERE state IN \(Self.open)
          UNION SELECT id, state, held_until FROM change WHERE id > ?
          """, arguments: [newest ?? last])
      var standings: [ChangeID: (state: Change.State, heldUntil: Moment?)] = [:]
      for row in rows {
        let (id, until): (ChangeID, Int64?) = (row[0], row[2])
        guard let state = Change.State(rawValue: row[1]) else { continue }
        standings[id] = (state, until.map(Moment.init(milliseconds:)))
      }
      return (standings, last)
    }
  }
}
