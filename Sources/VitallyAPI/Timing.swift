// Time as the client needs it, so that tests can control the clock.

/// A clock, a sleep function and a source of randomness.
public struct Timing: Sendable {
  /// The time since some fixed start; never goes back.
  public var now: @Sendable () -> Duration
  /// Waits; throws when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// A random number from 0 to 1 that spreads retries.
  public var jitter: @Sendable () -> Double

  /// Creates a timing from its parts.
  public init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    jitter: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.jitter = jitter
  }

  /// The system's clock.
  public static let live: Timing = {
    let start = ContinuousClock.now
    return Timing(
      now: { ContinuousClock.now - start },
      sleep: { try await Task.sleep(for: $0) },
      jitter: { Double.random(in: 0...1) })
  }()
}
