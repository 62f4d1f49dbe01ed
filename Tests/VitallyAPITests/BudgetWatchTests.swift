// Who uses up the budget of a key: what the headers say, less what was requested here.

import NIOHTTP1
import Testing
import VitallyModel

@testable import VitallyAPI

struct BudgetWatchTests {
  private func headers(_ remaining: Int?, spelled prefix: String = "RateLimit-") -> RateHeaders {
    var headers = HTTPHeaders()
    headers.add(name: prefix + "Limit", value: "1000, 1000;window=60")
    if let remaining { headers.add(name: prefix + "Remaining", value: "\(remaining)") }
    return RateHeaders(headers)
  }

  private func watch() -> BudgetWatch { BudgetWatch(limit: 1000, share: 600, at: .zero) }

  @Test("Before an answer nothing is known but the assumption")
  func unknown() {
    #expect(watch().budget(at: .seconds(9)) == Budget(limit: 1000, share: 600))
  }

  @Test(
    "What is missing from the limit was used by others", arguments: ["RateLimit-", "X-RateLimit-"])
  func others(prefix: String) {
    // Given thirty requests, and an answer after which 850 are left
    var watch = watch()
    for second in 1...30 { watch.request(at: .seconds(second)) }
    watch.learn(headers(850, spelled: prefix), limit: 1000, share: 600, at: .seconds(30))
    // Then others have made 120
    let budget = watch.budget(at: .seconds(30))
    #expect(
      budget
        == Budget(
          limit: 1000, remaining: 850, share: 600, isStated: true, used: 30, others: 120))
  }

  @Test("Requests count for a minute, and so does what the server has said")
  func window() {
    var watch = watch()
    for second in 1...30 { watch.request(at: .seconds(second)) }
    watch.learn(headers(850), limit: 1000, share: 600, at: .seconds(30))
    #expect(watch.budget(at: .seconds(70)).used == 20)
    #expect(watch.budget(at: .seconds(70)).others == 120)
    #expect(watch.budget(at: .seconds(91)).used == 0)
    #expect(watch.budget(at: .seconds(91)).others == nil)
    #expect(watch.budget(at: .seconds(91)).remaining == nil)
  }

  @Test("A server that has given requests back does not make others negative")
  func refilled() {
    var watch = watch()
    for second in 1...30 { watch.request(at: .seconds(second)) }
    watch.learn(headers(995), limit: 1000, share: 600, at: .seconds(30))
    #expect(watch.budget(at: .seconds(30)).others == 0)
  }

  @Test("A server without headers says nothing about others")
  func silent() {
    var watch = watch()
    watch.request(at: .seconds(1))
    watch.learn(RateHeaders(HTTPHeaders()), limit: 1000, share: 600, at: .seconds(1))
    let budget = watch.budget(at: .seconds(1))
    #expect(budget.isStated == false)
    #expect(budget.others == nil)
    #expect(budget.used == 1)
  }

  @Test("Pauses are told by what is left of them")
  func pauses() async throws {
    let time = JumpingTime()
    let limiter = RateLimiter(share: 0.6, slots: 4, timing: time.timing)
    try await limiter.turn(.user)
    await limiter.finish(
      RateHeaders([
        "RateLimit-Limit": "1000", "RateLimit-Remaining": "50", "RateLimit-Reset": "20",
      ]))
    #expect(limiter.budget.reserve == 20)
    #expect(limiter.budget.pause == 0)
    #expect(limiter.budget.others == 949)
    await limiter.pause(.seconds(30))
    #expect(limiter.budget.pause == 30)
    try await limiter.turn(.user)
    #expect(limiter.budget.pause == 0)
  }
}
