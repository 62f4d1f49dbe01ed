import NIOHTTP1
import Synchronization
import Testing
import VitallyModel

@testable import VitallyAPI

struct RateLimiterTests {
  /// Names in the order in which their turns came.
  final class Order: Sendable {
    private let names = Mutex<[String]>([])
    var all: [String] { names.withLock { $0 } }
    func add(_ name: String) { names.withLock { $0.append(name) } }
  }

  private func headers(limit: Int, remaining: Int, reset: Int = 1) -> RateHeaders {
    RateHeaders([
      "RateLimit-Limit": "\(limit)", "RateLimit-Remaining": "\(remaining)",
      "RateLimit-Reset": "\(reset)",
    ])
  }

  /// Takes so many turns one after the other.
  private func take(_ count: Int, from limiter: RateLimiter) async throws {
    for _ in 0..<count {
      try await limiter.turn(.background)
      await limiter.finish(nil)
    }
  }

  @Test("In no minute are there more turns than the share of the limit", arguments: [0.1, 0.6, 1])
  func share(share: Double) async throws {
    // Given a limiter whose waits jump
    let time = JumpingTime()
    let limiter = RateLimiter(share: share, slots: 4, timing: time.timing)
    // When turns are taken as fast as they come
    var moments: [Duration] = []
    for _ in 0..<1500 {
      try await limiter.turn(.background)
      moments.append(time.now)
      await limiter.finish(nil)
    }
    // Then every window of a minute holds at most the share, and the share is used
    let own = Int(1000 * share)
    var first = 0
    var most = 0
    for last in moments.indices {
      while moments[last] - moments[first] >= .seconds(60) { first += 1 }
      most = max(most, last - first + 1)
    }
    #expect(most <= own + 1)
    #expect(most >= own * 9 / 10)
    #expect(limiter.budget.share == own)
  }

  @Test("What the user waits for overtakes what was there before")
  func urgency() async throws {
    // Given a limiter with nothing left, and a background request that waits. Of two slots one is the
    // user's: the other request goes only after the user's has been noted.
    let time = ManualTime()
    let limiter = RateLimiter(share: 0.6, slots: 2, timing: time.timing)
    let order = Order()
    try await take(60, from: limiter)
    let background = Task {
      try await limiter.turn(.background)
      order.add("background")
      await limiter.finish(nil)
    }
    await time.waitsBegun(1)
    // When the user asks, and time passes
    let user = Task {
      try await limiter.turn(.user)
      order.add("user")
      await limiter.finish(nil)
    }
    await time.waitsBegun(2)
    #expect(order.all == [])
    await time.run { order.all.count == 2 }
    // Then the user comes first
    #expect(order.all == ["user", "background"])
    try await user.value
    try await background.value
  }

  @Test("Background work leaves one slot free for the user")
  func slots() async throws {
    let limiter = RateLimiter(share: 0.6, slots: 2, timing: JumpingTime().timing)
    let order = Order()
    try await limiter.turn(.background)
    let second = Task {
      try await limiter.turn(.background)
      order.add("background")
    }
    for _ in 0..<20 { await Task.yield() }
    try await limiter.turn(.user)
    order.add("user")
    await limiter.finish(nil)
    await limiter.finish(nil)
    try await second.value
    #expect(order.all == ["user", "background"])
  }

  @Test("The limit, the share and what is left follow the headers")
  func headersAreLearned() async throws {
    let time = JumpingTime()
    let limiter = RateLimiter(share: 0.5, slots: 4, timing: time.timing)
    #expect(limiter.budget == Budget(limit: 1000, remaining: nil, share: 500))
    try await limiter.turn(.user)
    await limiter.finish(headers(limit: 200, remaining: 150))
    #expect(
      limiter.budget
        == Budget(
          limit: 200, remaining: 150, share: 100, isStated: true, used: 1, others: 49))
    // A share of 100 a minute begins with a burst of ten at most.
    try await take(11, from: limiter)
    #expect(time.waits.count >= 1)
  }

  @Test("With little left, background work waits for the reset and the user does not")
  func reserve() async throws {
    let time = JumpingTime()
    let limiter = RateLimiter(share: 1, slots: 4, timing: time.timing)
    try await limiter.turn(.user)
    await limiter.finish(headers(limit: 1000, remaining: 50, reset: 20))
    try await limiter.turn(.user)
    await limiter.finish(nil)
    #expect(time.now == .zero)
    try await limiter.turn(.background)
    #expect(time.now == .seconds(20))
  }

  @Test("With nothing left, everything waits")
  func nothingLeft() async throws {
    let time = JumpingTime()
    let limiter = RateLimiter(share: 1, slots: 4, timing: time.timing)
    try await limiter.turn(.user)
    await limiter.finish(headers(limit: 1000, remaining: 0, reset: 5))
    try await limiter.turn(.user)
    #expect(time.now == .seconds(5))
  }

  @Test("A pause holds everything back, for an hour at most")
  func pause() async throws {
    let time = JumpingTime()
    let limiter = RateLimiter(share: 1, slots: 4, timing: time.timing)
    await limiter.pause(.seconds(3))
    try await limiter.turn(.user)
    #expect(time.now == .seconds(3))
    await limiter.pause(.seconds(9999))
    try await limiter.turn(.user)
    #expect(time.now == .seconds(3) + RateLimiter.longestPause)
  }

  /// How long pauses are told to take.
  final class Told: Sendable {
    private let spans = Mutex<[Duration]>([])
    var all: [Duration] { spans.withLock { $0 } }
    func add(_ span: Duration) { spans.withLock { $0.append(span) } }
  }

  @Test("A pause of some seconds is told if the user waits for its end")
  func awaitedPause() async throws {
    // Given a pause of four seconds that a background request has met, and one that waits
    let (time, told) = (ManualTime(), Told())
    let limiter = RateLimiter(share: 1, slots: 4, timing: time.timing) { told.add($0) }
    await limiter.pause(.seconds(4), .background)
    let order = Order()
    let wait: @Sendable (Urgency) async throws -> Void = { urgency in
      try await limiter.turn(urgency)
      order.add("\(urgency)")
      await limiter.finish(nil)
    }
    let background = Task { try await wait(.background) }
    await time.waitsBegun(1)
    #expect(told.all == [])
    // When the user asks for something, and for more
    let users = [Task { try await wait(.user) }, Task { try await wait(.user) }]
    await time.waitsBegun(3)
    // Then it is told, once
    #expect(told.all == [.seconds(4)])
    await time.run { order.all.count == 3 }
    #expect(told.all.count == 1)
    for task in users + [background] { try await task.value }
  }

  @Test("So is one that a request of the user has met, unless it is over at once")
  func metPause() async throws {
    let told = Told()
    let limiter = RateLimiter(share: 1, slots: 4, timing: ManualTime().timing) { told.add($0) }
    await limiter.pause(.seconds(1), .user)
    #expect(told.all == [])
    await limiter.pause(.seconds(3), .user)
    #expect(told.all == [.seconds(3)])
    await limiter.pause(.seconds(3.2), .user)
    #expect(told.all.count == 1)
    await limiter.pause(.seconds(30), .background)
    #expect(told.all.last == .seconds(30))
  }

  @Test("Who gives up leaves the queue, and the next one goes")
  func cancellation() async throws {
    let time = ManualTime()
    let limiter = RateLimiter(share: 0.6, slots: 4, timing: time.timing)
    try await take(60, from: limiter)
    let impatient = Task { try await limiter.turn(.user) }
    await time.waitsBegun(1)
    let order = Order()
    let patient = Task {
      try await limiter.turn(.background)
      order.add("patient")
    }
    await time.waitsBegun(2)
    impatient.cancel()
    await #expect(throws: CancellationError.self) { try await impatient.value }
    await time.run { order.all == ["patient"] }
    try await patient.value
  }

  @Test("A task that is cancelled already gets no turn")
  func cancelledBefore() async {
    let limiter = RateLimiter(share: 1, slots: 1, timing: JumpingTime().timing)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await limiter.turn(.user)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
