// How much attention a task or a customer needs: its parts, their limits, and the user's weights.

import Testing
import VitallyModel

@Suite struct AttentionTests {
  private let today = Day("2026-11-30") ?? Day(number: 0)

  private func account(_ body: JSONObject) -> Record {
    Record(ref: .server(.account, "a"), body: body)
  }

  private func attention(
    _ record: Record, customer: Record? = nil, _ weights: Weights = .standard
  ) -> Attention {
    Attention(of: record, customer: customer, weights: weights, today: today, zone: .utc)
  }

  private func points(_ attention: Attention, _ part: Weights.Part) -> Double? {
    attention.shares.first { $0.part == part }?.points
  }

  @Test func `a customer has what is known of it, and a task the same and its lateness`() {
    let customer = account([
      "healthScore": 4, "nextRenewalDate": "2026-12-09", "mrr": 1000,
      "lastSeenTimestamp": "2026-10-31T10:00:00Z",
    ])
    let own = attention(customer)
    #expect(own.shares.map(\.part) == [.renewal, .revenue, .health, .silence])
    #expect(own.shares.map(\.value) == [9, 1000, 4, 30])
    #expect(points(own, .renewal) == 36)
    #expect(points(own, .revenue) == 12)
    #expect(points(own, .health) == 15)
    #expect(points(own, .silence) == 7.5)
    #expect(own.points == 70.5)

    let task = Record(ref: .server(.task, "t"), body: ["dueDate": "2026-11-23"])
    let late = attention(task, customer: customer)
    #expect(late.shares.map(\.part) == Weights.Part.allCases)
    #expect(points(late, .overdue) == 10)
    #expect(late.points == 80.5)
  }

  @Test(arguments: [
    ("2026-11-30", 0.0), ("2026-11-29", 20.0 / 14), ("2026-11-01", 20), ("1999-01-01", 20),
    ("2027-01-01", 0),
  ])
  func `no part is worth more than its weight, nor less than nothing`(due: String, points: Double) {
    let task = Record(ref: .server(.task, "t"), body: ["dueDate": .string(due)])
    let found = self.points(attention(task), .overdue) ?? -1
    #expect(abs(found - points) < 1e-9)
  }

  @Test func `what is not known counts nothing`() {
    let empty = attention(account([:]))
    #expect(empty.points == 0)
    #expect(empty.shares.allSatisfy { $0.value == nil })
    let odd = attention(
      account(["healthScore": "low", "mrr": -5, "nextRenewalDate": "soon", "lastSeenTimestamp": []])
    )
    #expect(odd.points == 0)
  }

  @Test func `a renewal that has lapsed counts fully, and one far away not at all`() {
    #expect(points(attention(account(["nextRenewalDate": "2026-06-01"])), .renewal) == 40)
    #expect(points(attention(account(["nextRenewalDate": "2028-06-01"])), .renewal) == 0)
  }

  @Test func `the user's weights count, the others stay`() {
    let customer = account(["healthScore": 0, "nextRenewalDate": "2026-11-30"])
    let found = attention(customer, Weights([.health: 100]))
    #expect(points(found, .health) == 100)
    #expect(points(found, .renewal) == 40)
  }
}
