// A request from its turn to its answer: waits for the rate limiter, sends, and tries again where
// the policy says so.

import VitallyModel

/// Runs requests within the limit.
struct RequestRunner: Sendable {
  var sender: RequestSender
  var limiter: RateLimiter
  var policy: RetryPolicy
  var errors: ErrorReader
  var timing: Timing

  /// The good answer to a request, after as many attempts as it takes.
  func answer(_ request: Request, urgency: Urgency) async throws(VitallyError) -> Response {
    var attempt = 1
    while true {
      do {
        return try await attemptOnce(request, urgency: urgency)
      } catch {
        let wait = policy.wait(
          after: attempt, error, isWrite: request.isWrite, jitter: timing.jitter())
        // Also where this request is given up: the others are asked to wait as well.
        if error.error.kind == .rateLimited, let pause = error.retryAfter ?? wait {
          await limiter.pause(pause)
        }
        guard let wait else { throw error.error }
        try await sleep(wait)
        attempt += 1
      }
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
    let response: Response
    do {
      response = try await sender.send(request)
    } catch {
      await limiter.finish(nil)
      throw Failure(error: error)
    }
    let headers = RateHeaders(response.headers)
    await limiter.finish(headers)
    guard !response.isSuccess else { return response }
    let error = errors.error(response, for: request)
    let reset = error.kind == .rateLimited ? headers.reset : nil
    throw Failure(error: error, retryAfter: headers.retryAfter ?? reset)
  }

  /// Waits. Only what the server has not acted on is waited with, so giving up is safe.
  private func sleep(_ wait: Duration) async throws(VitallyError) {
    do {
      try await timing.sleep(wait)
    } catch {
      throw .cancelled(.neverSent)
    }
  }
}
