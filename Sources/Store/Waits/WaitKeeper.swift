// Puts records aside for the user, and brings them back in time.

import Synchronization
import VitallyModel

import struct VitallyModel.Record

/// What the user has put aside on this computer. Safe to use from any thread.
final class WaitKeeper: Sendable {
  let table: WaitTable
  private let cache: Cache
  private let timing: StoreClock
  private let emit: @Sendable (StoreEvent) -> Void
  private let alarm = Mutex<Task<Void, Never>?>(nil)
  /// The table and the cache are written one after the other: nobody else may come in between.
  private let turn = Mutex(())

  /// A keeper of the waits in a table, which the cache follows.
  init(
    _ table: WaitTable, cache: Cache, timing: StoreClock,
    emit: @escaping @Sendable (StoreEvent) -> Void
  ) {
    self.table = table
    self.cache = cache
    self.timing = timing
    self.emit = emit
  }

  /// Puts records aside; a nil brings one back. What is done or gone is not put aside, nor what can't
  /// be done. All others are on disk when this returns, or none if it throws. Returns how long those
  /// waited before.
  func set(_ changes: [WaitChange]) throws(StoreError) -> [WaitChange] {
    let closed = try cache.closed(changes.map(\.ref))
    let changes = changes.filter {
      $0.wait == nil || ($0.ref.resource.schema.completion != nil && !closed.contains($0.ref))
    }
    if changes.isEmpty { return [] }
    let before = try inTurn { () throws(StoreError) -> [WaitChange] in
      let before = try table.set(changes, at: timing.now())
      do throws(StoreError) {
        try cache.setWaits(zip(before, changes).map { WaitChange($0.ref, $1.wait) })
      } catch {
        _ = try table.set(before.reversed(), at: timing.now())
        throw error
      }
      return before
    }
    emit(.changed(Set(before.map(\.ref.resource))))
    setAlarm()
    return before
  }

  /// Brings the cache, which may be new, in step with what is kept, and brings back what has waited
  /// long enough, or can't be done any more.
  func look() {
    do throws(StoreError) {
      let (ended, changed) = try inTurn {
        () throws(StoreError) -> ([Ref: Wait], Set<Resource>) in
        let ended = try table.end(try cache.over(try table.all()))
        return (ended, try follow())
      }
      if !changed.isEmpty { emit(.changed(changed)) }
      tell(of: ended)
    } catch {
      emit(.notice(Notice(.warning, error.sentence)))
      // What is over already is looked at with the next tick.
      return setAlarm(onlyLater: true)
    }
    setAlarm()
  }

  /// Call when records may have changed: what waits for that is said to be back.
  func lookForNews() {
    guard let waits = try? table.all().filter({ $1.changedAfter != nil }), !waits.isEmpty,
      let over = try? cache.over(waits), !over.isEmpty
    else { return }
    look()
  }

  /// Stops waiting for the next one.
  func stop() { alarm.withLock { $0?.cancel() } }

  // MARK: The user's own changes

  /// Whether a record waits.
  func isWaiting(_ ref: Ref) throws(StoreError) -> Bool { try table.wait(of: ref) != nil }

  /// Call before the answer to a change of the user's own is stored: that is no reason for the record
  /// to come back. But if somebody else has changed it before, it is on its way back already; unless
  /// the change was sent `before` and may be what is seen there.
  func keepWaiting(_ record: Record, wasSent before: Bool) throws(StoreError) {
    guard let changed = record.updatedAt else { return }
    try inTurn { () throws(StoreError) -> Void in
      guard let after = try table.wait(of: record.ref)?.changedAfter else { return }
      if !before, let known = try cache.updatedAt(of: record.ref), known > after { return }
      try table.keepWaiting(record.ref, changed: changed)
      try cache.keepWaiting(record.ref, changed: changed)
    }
  }

  /// Call after it is stored: what is done now, or has come back, waits no longer.
  func endIfOver(_ ref: Ref) throws(StoreError) {
    let ended = try inTurn { () throws(StoreError) -> [Ref: Wait] in
      guard let wait = try table.wait(of: ref) else { return [:] }
      let ended = try table.end(try cache.over([ref: wait]))
      if !ended.isEmpty { try cache.setWaits([WaitChange(ref, nil)]) }
      return ended
    }
    tell(of: ended)
  }

  // MARK: Inside

  /// Lets the cache follow the table, which another process may write meanwhile: that one writes
  /// the table first, so once both are the same they stay so.
  private func follow() throws(StoreError) -> Set<Resource> {
    var changed: Set<Resource> = []
    var kept = try table.all()
    repeat {
      changed.formUnion(try cache.setAllWaits(kept))
      let now = try table.all()
      if now == kept { return changed }
      kept = now
    } while true
  }

  /// Says what has come back because its time was up, or because it has changed: once, since it does
  /// not wait any more.
  private func tell(of ended: [Ref: Wait]) {
    let open = ended.filter { ref, _ in (try? cache.isOpen(ref)) == true }
    let now = timing.now()
    let due = open.filter { $1.until.map { $0 <= now } == true }
    let changed = open.filter { ref, wait in
      guard let after = wait.changedAfter, let known = try? cache.updatedAt(of: ref)
      else { return false }
      return known > after
    }
    tell(of: Array(due.keys), "Back from waiting")
    tell(
      of: Array(changed.keys), "Back since \(changed.count == 1 ? "it has" : "they have") changed")
  }

  private func tell(of back: [Ref], _ verb: String) {
    guard let first = back.first else { return }
    var what = "\(back.count) \(first.resource.schema.pluralInSentence)"
    if back.count == 1, let title = try? cache.title(first) { what = title }
    emit(.notice(Notice(.info, "\(verb): \(what)")))
  }

  /// For how long the clock is not looked at, in seconds.
  private static let longestSleep: Double = 60

  private func setAlarm(onlyLater: Bool = false) {
    let next = (try? cache.nextWaitEnd()) ?? nil
    alarm.withLock { alarm in
      alarm?.cancel()
      guard let next, !onlyLater || next > timing.now() else {
        alarm = nil
        return
      }
      alarm = Task { [weak self, timing] in
        // Timers stand still while a machine sleeps, the clock does not.
        repeat {
          let seconds = max(0, next.seconds(since: timing.now()))
          guard (try? await timing.sleep(min(seconds, Self.longestSleep))) != nil else { return }
        } while timing.now() < next
        if !Task.isCancelled { self?.look() }
      }
    }
  }

  private func inTurn<Value: Sendable>(
    _ work: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let outcome = turn.withLock { _ in Result { () throws(StoreError) in try work() } }
    return try outcome.get()
  }
}
