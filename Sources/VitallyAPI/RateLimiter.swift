// Schedules requests so that all together stay within vitty's share of the key's rate limit. It
// knows nothing about what is requested.

import Synchronization
import VitallyModel

/// A token bucket whose size follows what the server reports. User requests overtake background
/// ones and always find a free slot.
actor RateLimiter {
  private typealias Continuation = CheckedContinuation<Void, any Error>

  private struct Waiter {
    var number: Int
    var urgency: Urgency
    var continuation: Continuation
  }

  /// The longest pause; after it the server is tried again.
  static let longestPause = RetryPolicy.longestWait
  /// The longest time that background requests leave the last tenth to the user; nobody is told
  /// about it.
  static let longestReserve = Duration.seconds(60)
  /// Shorter pauses are reported only if the user waits for their end.
  static let shortestTold = Duration.seconds(10)
  /// Shorter ones never are: they are over before anybody has read about them.
  static let shortestAwaited = Duration.seconds(2)

  private let share: Double
  private let slots: Int
  private let timing: Timing
  private let onPause: @Sendable (Duration) -> Void
  private let watch: Mutex<BudgetWatch>

  private var tokens: Double
  private var filledAt: Duration
  private var toldUntil: Duration
  /// Until when a request of the user is put off that the server has told to wait.
  private var awaitedUntil: Duration
  private var underWay = 0
  private var waiting: [Waiter] = []
  private var nextNumber = 0
  private var alarm: Task<Void, Never>?

  /// Creates a limiter for a share (0.05 to 1) of the limit, with at most `slots` requests in
  /// flight. `onPause` receives how long pauses still take that are worth reporting.
  init(
    share: Double, slots: Int, timing: Timing,
    onPause: @escaping @Sendable (Duration) -> Void = { _ in }
  ) {
    self.onPause = onPause
    self.share = share
    self.slots = max(slots, 1)
    self.timing = timing
    let limit = 1000
    filledAt = timing.now()
    toldUntil = filledAt
    awaitedUntil = filledAt
    watch = Mutex(BudgetWatch(limit: limit, share: Self.own(share, of: limit), at: filledAt))
    tokens = Self.burst(Self.own(share, of: limit))
  }

  /// The budget as last seen.
  nonisolated var budget: Budget { known.budget(at: timing.now()) }

  private nonisolated var known: BudgetWatch { watch.withLock { $0 } }

  /// Waits for a turn; `finish` must follow. Throws when the task is cancelled while waiting.
  func turn(_ urgency: Urgency) async throws {
    let number = nextNumber
    nextNumber += 1
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: Continuation) in
        guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
        waiting.append(Waiter(number: number, urgency: urgency, continuation: continuation))
        grant()
        tellPause()
      }
    } onCancel: {
      Task { await abandon(number) }
    }
  }

  /// Returns a turn, with the rate limit headers of the response.
  func finish(_ headers: RateHeaders?) {
    underWay -= 1
    if let headers { learn(headers) }
    grant()
  }

  /// Holds all requests back for a while, because the server has reported too many; the one that it
  /// has told so is tried again then.
  func pause(_ span: Duration, _ urgency: Urgency = .background) {
    hold(for: span)
    if urgency == .user { awaitedUntil = known.pausedUntil }
    tellPause()
    grant()
  }

  private func hold(for span: Duration) {
    let now = timing.now()
    watch.withLock { watch in
      watch.pausedUntil = max(watch.pausedUntil, now + min(span, Self.longestPause))
    }
  }

  /// Reports a pause that is long, or for whose end the user waits.
  private func tellPause() {
    let (now, pausedUntil) = (timing.now(), known.pausedUntil)
    let isAwaited = awaitedUntil > now || waiting.contains { $0.urgency == .user }
    let least = isAwaited ? Self.shortestAwaited : Self.shortestTold
    // Requests in flight at the same time are all told to wait: that is one pause.
    let news: Duration = isAwaited ? .milliseconds(500) : .seconds(5)
    guard pausedUntil - now >= least, pausedUntil >= toldUntil + news else { return }
    toldUntil = pausedUntil
    onPause(pausedUntil - now)
  }

  private func learn(_ headers: RateHeaders) {
    let before = known
    let limit = max(headers.limit ?? before.limit, 1)
    let own = Self.own(share, of: limit)
    if limit != before.limit {
      tokens = min(tokens * Double(own) / Double(before.share), Self.burst(own))
    }
    let now = timing.now()
    watch.withLock { $0.learn(headers, limit: limit, share: own, at: now) }

    guard let remaining = headers.remaining else { return }
    let reset = headers.reset ?? .seconds(1)
    // Others use the key too: the last tenth is left to the user, and at zero nothing is sent.
    if remaining < limit / 10 {
      watch.withLock { $0.heldUntil = now + min(reset, Self.longestReserve) }
    }
    if remaining <= 0 {
      hold(for: reset)
      tellPause()
    }
  }

  private func abandon(_ number: Int) {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    grant()
  }

  /// Grants all turns that are possible now, and sets the timer for the next.
  private func grant() {
    fill()
    while let index = nextIndex() {
      tokens -= 1
      underWay += 1
      watch.withLock { $0.request(at: timing.now()) }
      waiting.remove(at: index).continuation.resume()
    }
    alarm?.cancel()
    alarm = waiting.compactMap { delay($0.urgency) }.min().map { delay in
      Task { [timing] in
        // At least 1 ms: with rounding it could otherwise fire too early again and again.
        do { try await timing.sleep(max(delay, .milliseconds(1))) } catch { return }
        grant()
      }
    }
  }

  /// The first of the most urgent waiters that may go now.
  private func nextIndex() -> Int? {
    for urgency in [Urgency.user, .background] {
      guard let delay = delay(urgency), delay <= .zero else { continue }
      if let index = waiting.firstIndex(where: { $0.urgency == urgency }) { return index }
    }
    return nil
  }

  /// How long a request of this urgency has to wait; nil when another has to finish first.
  private func delay(_ urgency: Urgency) -> Duration? {
    // One slot is reserved for the user if there are several.
    let open = urgency == .user || slots == 1 ? slots : slots - 1
    guard underWay < open else { return nil }
    let missing = max(0, 1 - tokens - 1e-6)
    let known = known
    var time = max(filledAt + .seconds(missing / rate), known.pausedUntil)
    if urgency == .background { time = max(time, known.heldUntil) }
    return time - timing.now()
  }

  private func fill() {
    let now = timing.now()
    tokens = min(tokens + (now - filledAt) / .seconds(1) * rate, Self.burst(known.share))
    filledAt = now
  }

  /// Tokens per second. Together with a full bucket they add up to one share per minute.
  private var rate: Double { Double(known.share) * 0.9 / 60 }

  private static func burst(_ own: Int) -> Double { max(1, Double(own) / 10) }

  private static func own(_ share: Double, of limit: Int) -> Int {
    max(1, Int(Double(limit) * share))
  }
}
