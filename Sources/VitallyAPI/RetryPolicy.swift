// When a request is tried again, and how long to wait before. Pure: no clock, no chance.

import VitallyModel

/// A failed attempt.
struct Failure: Error, Hashable {
  /// What went wrong.
  var error: VitallyError
  /// How long the server asks to wait.
  var retryAfter: Duration?
}

/// The rules of trying again.
struct RetryPolicy: Hashable, Sendable {
  /// No wait that a full limit asks for is longer; then it is asked again.
  static let longestWait = Duration.seconds(3600)
  /// A server in trouble that asks for a longer wait is not waited for: whoever waits is told.
  static let longestOutage = Duration.seconds(60)

  /// How often a request is tried, the first time included.
  var attempts: Int

  /// How long to wait after an attempt, counted from 1, before the next one; nil to give up.
  func wait(
    after attempt: Int, _ failure: Failure, isWrite: Bool, jitter: Double
  ) -> Duration? {
    guard attempt < allowedAttempts(failure.error.kind), isRepeatable(failure.error, isWrite)
    else { return nil }
    if let asked = failure.retryAfter {
      if failure.error.kind == .rateLimited { return min(asked, Self.longestWait) }
      return asked <= Self.longestOutage ? asked : nil
    }
    let seconds = min(30, Double(1 << min(attempt - 1, 5)))
    return .seconds(seconds * (0.5 + 0.5 * jitter))
  }

  /// A host that cannot be reached is tried once more only: whoever waits should be told.
  private func allowedAttempts(_ kind: VitallyError.Kind) -> Int {
    kind == .unreachable ? min(attempts, 2) : attempts
  }

  /// A write is repeated only when the server cannot have acted on it.
  private func isRepeatable(_ error: VitallyError, _ isWrite: Bool) -> Bool {
    switch error.kind {
    case .rateLimited: true
    case .unreachable: !isWrite || error.delivery == .neverSent
    case .lost: !isWrite
    case .server: !isWrite && [500, 502, 503, 504].contains(error.status)
    case .unauthorized, .forbidden, .strangeKey, .notFound, .duplicate, .refused, .unreadable,
      .tooLarge,
      .cancelled:
      false
    }
  }
}
