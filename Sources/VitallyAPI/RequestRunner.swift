// Takes a request to its answer: waits for the rate limiter, sends it, and retries as the policy
// says.

import VitallyModel

/// Runs requests within the rate limit.
struct RequestRunner: Sendable {
  var sender: RequestSender
  var limiter: RateLimiter
  var policy: RetryPolicy
  var errors: ErrorReader
  var timing: Timing
  /// Called when the server seems not to be reached, though the request is tried again.
  var onSilence: @Sendable () -> Void = {}

  /// A connection that breaks within this time may just have been an old one.
  private static let patience = Duration.seconds(5)

  /// The successful response to a request, after as many attempts as needed.
  func answer(_ request: Request, urgency: Urgency) async throws(VitallyError) -> Response {
    var attempt = 1
    while true {
      do {
        return try await attemptOnce(request, urgency: urgency)
      } catch {
        let wait = policy.wait(
          after: attempt, error, isWrite: request.isWrite, jitter: timing.jitter())
        // Even if this request gives up, the others have to wait.
        if error.error.kind == .rateLimited, let pause = error.retryAfter ?? wait {
          await limiter.pause(pause, wait == nil && !request.isWrite ? .background : urgency)
        }
        guard let wait else { throw error.error }
        if isSilence(error, attempt) { onSilence() }
        try await sleep(wait)
        attempt += 1
      }
    }
  }

  /// Whether a failure says that the server is not reached.
  private func isSilence(_ failure: Failure, _ attempt: Int) -> Bool {
    switch failure.error.kind {
    case .unreachable: true
    case .lost: failure.error.status == nil && (attempt > 1 || failure.time >= Self.patience)
    default: false
    }
  }

  private func attemptOnce(
    _ request: Request, urgency: Urgency
  ) async throws(Failure) -> Response {
    do {
      try await limiter.turn(urgency)
    } catch {
      throw Failure(error: .cancelled(.neverSent))
    }
    let start = timing.now()
    let response: Response
    do {
      response = try await sender.send(request)
    } catch {
      await limiter.finish(nil)
      throw Failure(error: error, time: timing.now() - start)
    }
    let headers = RateHeaders(response.headers)
    await limiter.finish(headers)
    guard !response.isSuccess else { return response }
    let error = errors.error(response, for: request)
    let reset = error.kind == .rateLimited ? headers.reset : nil
    throw Failure(error: error, retryAfter: headers.retryAfter ?? reset)
  }

  /// Waits before a retry. Cancelling is safe: the server has not acted on what is retried.
  private func sleep(_ wait: Duration) async throws(VitallyError) {
    do {
      try await timing.sleep(wait)
    } catch {
      throw .cancelled(.neverSent)
    }
  }
}
