// The clock and the wait, given from outside so that tests decide when time passes.

import VitallyModel

/// What the store knows of time.
struct StoreClock: Sendable {
  /// The current moment.
  var now: @Sendable () -> Moment
  /// Waits for so many seconds, or until its task is cancelled.
  var sleep: @Sendable (_ seconds: Double) async throws -> Void

  /// Real waits with a given clock.
  init(now: @escaping @Sendable () -> Moment) {
    self.init(now: now) { try await Task.sleep(for: .seconds($0)) }
  }

  /// A clock and a wait.
  init(
    now: @escaping @Sendable () -> Moment,
    sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }
}
