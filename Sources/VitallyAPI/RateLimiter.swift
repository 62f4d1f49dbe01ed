// Gives turns, so that all requests together stay within vitty's share of the key's limit. Knows
// nothing of what is asked.

import Synchronization
import VitallyModel

/// A token bucket whose size follows what the server tells. What the user waits for overtakes what
/// runs behind, and always finds a free slot.
actor RateLimiter {
  private typealias Continuation = CheckedContinuation<Void, any Error>

  private struct Waiter {
    var number: Int
    var urgency: Urgency
    var continuation: Continuation
  }

  /// No pause that a server asks for is longer; then it is asked again.
  static let longestPause = RetryPolicy.longestWait
  /// What runs behind leaves the last tenth to the user for so long at most: nobody is told of it.
  static let longestReserve = Duration.seconds(60)
  /// A shorter pause is over before anybody has read of it.
  static let shortestTold = Duration.seconds(10)

  private let share: Double
  private let slots: Int
  private let timing: Timing
  private let onPause: @Sendable (Duration) -> Void
  private let seen: Mutex<Budget>

  private var tokens: Double
  private var filledAt: Duration
  private var pausedUntil: Duration
  private var toldUntil: Duration
  private var backgroundHeldUntil: Duration
  private var underWay = 0
  private var waiting: [Waiter] = []
  private var nextNumber = 0
  private var alarm: Task<Void, Never>?

  /// A limiter with a share (0.05 to 1) of the limit and so many requests under way at once. It
  /// tells how long everything is held back, where that is long enough to be told.
  init(
    share: Double, slots: Int, timing: Timing,
    onPause: @escaping @Sendable (Duration) -> Void = { _ in }
  ) {
    self.onPause = onPause
    self.share = share
    self.slots = max(slots, 1)
    self.timing = timing
    let limit = 1000
    seen = Mutex(Budget(limit: limit, share: Self.own(share, of: limit)))
    filledAt = timing.now()
    pausedUntil = filledAt
    toldUntil = filledAt
    backgroundHeldUntil = filledAt
    tokens = Self.burst(Self.own(share, of: limit))
  }

  /// The budget as last seen.
  nonisolated var budget: Budget { seen.withLock { $0 } }

  /// Waits for a turn; `finish` must follow. Throws when the task is cancelled meanwhile.
  func turn(_ urgency: Urgency) async throws {
    let number = nextNumber
    nextNumber += 1
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: Continuation) in
        guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
        waiting.append(Waiter(number: number, urgency: urgency, continuation: continuation))
        grant()
      }
    } onCancel: {
      Task { await abandon(number) }
    }
  }

  /// Gives a turn back, with what the answer said about the limit.
  func finish(_ headers: RateHeaders?) {
    underWay -= 1
    if let headers { learn(headers) }
    grant()
  }

  /// Holds everything back for a while: the server has said that it is too much.
  func pause(_ span: Duration) {
    hold(for: span)
    grant()
  }

  private func hold(for span: Duration) {
    let now = timing.now()
    pausedUntil = max(pausedUntil, now + min(span, Self.longestPause))
    // Requests that were under way together are all told to wait: that is one pause.
    guard pausedUntil - now >= Self.shortestTold, pausedUntil >= toldUntil + .seconds(5)
    else { return }
    toldUntil = pausedUntil
    onPause(pausedUntil - now)
  }

  private func learn(_ headers: RateHeaders) {
    let before = budget
    let limit = max(headers.limit ?? before.limit, 1)
    let own = Self.own(share, of: limit)
    if limit != before.limit {
      tokens = min(tokens * Double(own) / Double(before.share), Self.burst(own))
    }
    let remaining = headers.remaining ?? before.remaining
    seen.withLock { $0 = Budget(limit: limit, remaining: remaining, share: own) }

    guard let remaining = headers.remaining else { return }
    let reset = headers.reset ?? .seconds(1)
    // Others use the key too: the last tenth is left to the user, and nothing is asked of zero.
    if remaining < limit / 10 {
      backgroundHeldUntil = timing.now() + min(reset, Self.longestReserve)
    }
    if remaining <= 0 { hold(for: reset) }
  }

  private func abandon(_ number: Int) {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    grant()
  }

  /// Lets go whoever may go, and sets the alarm for the next.
  private func grant() {
    fill()
    while let index = nextIndex() {
      tokens -= 1
      underWay += 1
      waiting.remove(at: index).continuation.resume()
    }
    alarm?.cancel()
    alarm = waiting.compactMap { delay($0.urgency) }.min().map { delay in
      Task { [timing] in
        // Not shorter, or rounding could make it come too early again and again.
        do { try await timing.sleep(max(delay, .milliseconds(1))) } catch { return }
        grant()
      }
    }
  }

  /// The first of the most urgent who may go now.
  private func nextIndex() -> Int? {
    for urgency in [Urgency.user, .background] {
      guard let delay = delay(urgency), delay <= .zero else { continue }
      if let index = waiting.firstIndex(where: { $0.urgency == urgency }) { return index }
    }
    return nil
  }

  /// How long such a request has to wait from now; nil when it waits for another to finish.
  private func delay(_ urgency: Urgency) -> Duration? {
    // One slot is kept for the user where there are several.
    let open = urgency == .user || slots == 1 ? slots : slots - 1
    guard underWay < open else { return nil }
    let missing = max(0, 1 - tokens - 1e-6)
    var time = max(filledAt + .seconds(missing / rate), pausedUntil)
    if urgency == .background { time = max(time, backgroundHeldUntil) }
    return time - timing.now()
  }

  private func fill() {
    let now = timing.now()
    tokens = min(tokens + (now - filledAt) / .seconds(1) * rate, Self.burst(budget.share))
    filledAt = now
  }

  /// Tokens a second. Together with a full bucket they make one share a minute.
  private var rate: Double { Double(budget.share) * 0.9 / 60 }

  private static func burst(_ own: Int) -> Double { max(1, Double(own) / 10) }

  private static func own(_ share: Double, of limit: Int) -> Int {
    max(1, Int(Double(limit) * share))
  }
}
