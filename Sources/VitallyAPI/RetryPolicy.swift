// Decides when a request is retried and how long to wait. Pure: no clock, no randomness.

import VitallyModel

/// A failed attempt.
struct Failure: Error, Hashable {
  /// What went wrong.
  var error: VitallyError
  /// How long the server asks to wait.
  var retryAfter: Duration?
  /// How long it has taken, if there was no response.
  var time = Duration.zero
}

/// The rules for retries.
struct RetryPolicy: Hashable, Sendable {
  /// The longest wait when the rate limit is exceeded; after it the server is tried again.
  static let longestWait = Duration.seconds(3600)
  /// If a failing server asks for a longer wait, the request fails instead, so that the user is
  /// told.
  static let longestOutage = Duration.seconds(60)

  /// How many times a request is tried, including the first.
  var attempts: Int

  /// The wait after attempt number `attempt`, counted from 1; nil to give up.
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

  /// An unreachable host is retried only once, so that the user is told soon.
  private func allowedAttempts(_ kind: VitallyError.Kind) -> Int {
    kind == .unreachable ? min(attempts, 2) : attempts
  }

  /// A write is retried only if it certainly has not reached the server. What the server has put off
  /// waits with the caller, who may want it no longer by then.
  private func isRepeatable(_ error: VitallyError, _ isWrite: Bool) -> Bool {
    switch error.kind {
    case .rateLimited: !isWrite
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
