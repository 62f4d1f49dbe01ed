// The clock and the sleep function, injected so that tests control time.

import VitallyModel

/// The store's source of time.
struct StoreClock: Sendable {
  /// The current moment.
  var now: @Sendable () -> Moment
  /// Waits for a number of seconds, or until its task is cancelled.
  var sleep: @Sendable (_ seconds: Double) async throws -> Void

  /// Creates a clock with real sleeping.
  init(now: @escaping @Sendable () -> Moment) {
    self.init(now: now) { try await Task.sleep(for: .seconds($0)) }
  }

  /// Creates a clock with the given sleep function.
  init(
    now: @escaping @Sendable () -> Moment,
    sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }
}
