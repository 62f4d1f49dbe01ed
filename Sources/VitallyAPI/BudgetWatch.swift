// Follows the budget of a key: what the server says of it, and the requests of the last minute. A
// plain value; it takes the time from its caller.

import VitallyModel

/// What is known about the budget of a key.
struct BudgetWatch: Sendable {
  /// The time over which the server counts requests.
  static let window = Duration.seconds(60)

  /// The requests per minute that the server allows the key.
  private(set) var limit: Int
  /// The requests per minute that vitty allows itself.
  private(set) var share: Int
  /// Until when nothing is requested.
  var pausedUntil: Duration
  /// Until when background requests wait.
  var heldUntil: Duration

  private var isStated: Bool?
  private var remaining: Int?
  private var others: Int?
  private var saidAt: Duration
  /// When requests were made, the oldest first.
  private var sent: [Duration] = []

  /// Nothing is known yet but an assumption about the limit.
  init(limit: Int, share: Int, at now: Duration) {
    self.limit = limit
    self.share = share
    pausedUntil = now
    heldUntil = now
    saidAt = now
  }

  /// Notes a request.
  mutating func request(at now: Duration) {
    sent.removeAll { $0 <= now - Self.window }
    sent.append(now)
  }

  /// Notes what an answer says. What is missing from the limit, and was not requested here, was
  /// requested by others.
  mutating func learn(_ headers: RateHeaders, limit: Int, share: Int, at now: Duration) {
    self.limit = limit
    self.share = share
    isStated = isStated == true || headers.limit != nil
    guard let left = headers.remaining else { return }
    saidAt = now
    remaining = left
    others = isStated == true ? max(0, limit - left - used(at: now)) : nil
  }

  /// The budget at a time. What the server said more than a minute ago is no longer true.
  func budget(at now: Duration) -> Budget {
    let isRecent = now - saidAt < Self.window
    return Budget(
      limit: limit, remaining: isRecent ? remaining : nil, share: share, isStated: isStated,
      used: used(at: now), others: isRecent ? others : nil,
      pause: max(0, (pausedUntil - now) / .seconds(1)),
      reserve: max(0, (heldUntil - now) / .seconds(1)))
  }

  private func used(at now: Duration) -> Int { sent.count { $0 > now - Self.window } }
}
