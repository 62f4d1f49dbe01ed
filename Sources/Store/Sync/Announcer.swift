// Reports which resources have changed, throttled to what a screen can redraw: a sweep brings many
// pages a second.

import VitallyModel

/// Collects changes and reports them. No timer runs while nothing happens.
actor Announcer {
  /// The shortest time between two events of a sweep, in seconds.
  private static let pause = 0.25

  private let timing: StoreClock
  private let emit: @Sendable (StoreEvent) -> Void
  private var gathered: Set<Resource> = []
  private var lastAt: Moment?
  private var timer: Task<Void, Never>?

  /// Creates an announcer for a listener.
  init(timing: StoreClock, emit: @escaping @Sendable (StoreEvent) -> Void) {
    self.timing = timing
    self.emit = emit
  }

  /// Reports changed resources: immediately, or once the last event is long enough ago.
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

  /// Reports what has been collected.
  func flush() {
    timer?.cancel()
    timer = nil
    guard !gathered.isEmpty else { return }
    lastAt = timing.now()
    emit(.changed(gathered))
    gathered = []
  }
}
