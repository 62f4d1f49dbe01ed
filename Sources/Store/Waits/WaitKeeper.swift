// Puts records aside for the user, and brings them back in time.

import Synchronization
import VitallyModel

/// What the user has put aside on this computer. Safe to use from any thread.
final class WaitKeeper: Sendable {
  private let table: WaitTable
  private let cache: Cache
  private let timing: StoreClock
  private let emit: @Sendable (StoreEvent) -> Void
  private let alarm = Mutex<Task<Void, Never>?>(nil)

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

  /// Puts a record aside; nil brings it back. It is on disk when this returns. Returns how long it
  /// waited before.
  func set(_ wait: Wait?, of ref: Ref) throws(StoreError) -> Wait? {
    let former = try table.set(wait, of: ref, at: timing.now())
    try cache.setWait(wait, of: ref)
    emit(.changed([ref.resource]))
    setAlarm()
    return former
  }

  /// Brings the cache, which may be new, in step with what is kept, and brings back what has waited
  /// long enough.
  func look() {
    do throws(StoreError) {
      let changed = try cache.setWaits(try table.all())
      if !changed.isEmpty { emit(.changed(changed)) }
      let over = try cache.endWaits()
      try table.end(Array(over.keys))
      if !over.isEmpty { emit(.changed(Set(over.keys.map(\.resource)))) }
      tell(of: over)
    } catch {
      emit(.notice(Notice(.warning, error.sentence)))
    }
    setAlarm()
  }

  /// Stops waiting for the next one.
  func stop() { alarm.withLock { $0?.cancel() } }

  /// Says what has come back because its time was up.
  private func tell(of over: [Ref: Wait]) {
    let back = over.filter { $0.value.until != nil }.keys
    guard let first = back.first else { return }
    let what: String
    if back.count == 1, let title = try? cache.title(first) {
      what = "Back from waiting: \(title)"
    } else {
      what = "Back from waiting: \(back.count) \(first.resource.schema.pluralInSentence)"
    }
    emit(.notice(Notice(.info, what)))
  }

  private func setAlarm() {
    let next = (try? cache.nextWaitEnd()) ?? nil
    alarm.withLock { alarm in
      alarm?.cancel()
      guard let next else {
        alarm = nil
        return
      }
      let seconds = max(0, next.seconds(since: timing.now()))
      alarm = Task { [weak self, timing] in
        guard (try? await timing.sleep(seconds)) != nil, !Task.isCancelled else { return }
        self?.look()
      }
    }
  }
}
