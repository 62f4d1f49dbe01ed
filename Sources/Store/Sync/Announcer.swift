// Tells which resources have changed, and not more often than a screen can be redrawn: a sweep
// brings many pages a second.

import VitallyModel

/// Gathers what has changed and tells it. No timer runs while nothing happens.
actor Announcer {
  /// The shortest time between two events of a sweep, in seconds.
  private static let pause = 0.25

  private let timing: StoreClock
  private let emit: @Sendable (StoreEvent) -> Void
  private var gathered: Set<Resource> = []
  private var lastAt: Moment?
  private var timer: Task<Void, Never>?

  /// An announcer to a listener.
  init(timing: StoreClock, emit: @escaping @Sendable (StoreEvent) -> Void) {
    self.timing = timing
    self.emit = emit
  }

  /// Tells that resources have changed: at once, or when the last event is long enough ago.
  func announce(_ resources: Set<Resource>, atOnce: Bool) {
    guard !resources.isEmpty else { return }
    gathered.formUnion(resources)
    let elapsed = lastAt.map { timing.now().seconds(since: $0) } ?? Self.pause
    if atOnce || elapsed >= Self.pause {
      flush()
    } else if timer == nil {
      timer = Task { [timing, weak self] in
        try? await timing.sleep(Self.pause - elapsed)
        await self?.flush()
      }
    }
  }

  /// Tells what is gathered now.
  func flush() {
    timer?.cancel()
    timer = nil
    guard !gathered.isEmpty else { return }
    lastAt = timing.now()
    emit(.changed(gathered))
    gathered = []
  }
}
