// A listing in sections: records of several kinds under headings, put in order by how much attention
// they need.

import Testing
import VitallyModel

@testable import Store

struct SectionTests {
  let fixture: CacheFixture
  private let today = Day("2026-11-30") ?? Day(number: 0)
  var store: PagingStore { fixture.store }
  private var ranking: Ranking { Ranking(.standard, today: today, zone: .utc) }

  init() throws { fixture = try CacheFixture() }

  private func fill() throws {
    try fixture.absorb(
      .account,
      [
        .named("low", "Low", ["healthScore": 1, "nextRenewalDate": "2026-12-01"]),
        .named("high", "High", ["healthScore": 9, "nextRenewalDate": "2028-12-01"]),
        .named("gone", "Gone", ["healthScore": 1, "churnedAt": "2026-01-01"]),
      ])
    try fixture.absorb(
      .task,
      [
        .named("t1", "Late", ["dueDate": "2026-11-29", "accountId": "high"]),
        .named("t2", "Late too", ["dueDate": "2026-11-29", "accountId": "low"]),
        .named("t3", "Later", ["dueDate": "2027-11-29", "accountId": "low"]),
        .named(
          "t4", "Done today",
          ["dueDate": "2026-11-20", "accountId": "high", "completedAt": "2026-11-30T08:00:00Z"]),
        .named(
          "t5", "Done before",
          ["dueDate": "2026-11-20", "accountId": "high", "completedAt": "2026-11-29T08:00:00Z"]),
      ])
  }

  private func query(folded: Set<String> = []) -> ListingQuery {
    let due = Double(today.number) * 86_400_000
    var query = ListingQuery(.task, openSince: Moment("2026-11-30T00:00:00Z"))
    var grouping = Grouping(
      .sections([
        ListSection("late", "Late", .task, .compares("dueDate", .less, due), ranking: ranking),
        ListSection("today", "Today", .task, .compares("dueDate", .equal, due), ranking: ranking),
        ListSection("rest", "Rest", .task, .compares("dueDate", .more, due), ranking: ranking),
        ListSection(
          "attention", "Attention", .account, .compares("healthScore", .less, 4),
          reasons: [
            Reason("low health", .compares("healthScore", .less, 4)),
            Reason("renewal", .compares("nextRenewalDate", .less, due)),
          ], ranking: ranking),
      ]))
    grouping.folded = folded
    query.grouping = grouping
    return query
  }

  private func lines(_ window: ListingWindow) -> [String] {
    window.lines.map { line in
      if let group = window.heading(at: line) {
        return "\(group.title) \(group.count)" + (group.done.map { "/\($0)" } ?? "")
      }
      return window.row(at: line)?.record.ref.serverID ?? "?"
    }
  }

  @Test func `sections hold several kinds, by attention, and empty ones are left out`() throws {
    try fill()
    let window = try store.window(query(), rows: 0..<100)
    // What is for a customer that needs more stands first, what is done last.
    #expect(
      lines(window) == [
        "Late 3/1", "t2", "t1", "t4", "Rest 1/0", "t3", "Attention 1", "low",
      ])
    #expect(window.rowTotal == 5)
  }

  @Test func `the order follows tasks and their customers, also those that come later`() throws {
    func late() throws -> [String] {
      try lines(store.window(query(), rows: 0..<100)).prefix { !$0.hasPrefix("Rest") }
        .filter { $0.hasPrefix("t") }
    }
    func set(_ account: String, revenue: Int) throws {
      try fixture.absorb(
        .account,
        [
          .named(
            account, "Account",
            [
              "healthScore": 0, "nextRenewalDate": "2026-11-01",
              "mrr": .number(String(revenue)),
            ])
        ])
    }
    try fill()
    try fixture.absorb(
      .task, [.named("t6", "Of a stranger", ["dueDate": "2026-11-29", "accountId": "new"])])
    #expect(try late() == ["t2", "t1", "t6", "t4"])
    // When a customer gets worse, or comes to be known
    try set("high", revenue: 10_000)
    #expect(try late() == ["t1", "t2", "t6", "t4"])
    try set("new", revenue: 100_000)
    #expect(try late() == ["t6", "t1", "t2", "t4"])
    // And when a task gets another day
    try fixture.absorb(
      .task, [.named("t2", "Late too", ["dueDate": "2025-11-29", "accountId": "low"])])
    try set("high", revenue: 0)
    #expect(try late() == ["t6", "t2", "t1", "t4"])
    // And by other weights
    var other = query()
    let ranking = Ranking(Weights([.overdue: 1000]), today: today, zone: .utc)
    if case .sections(var sections)? = other.grouping?.kind {
      for index in sections.indices { sections[index].ranking = ranking }
      other.grouping?.kind = .sections(sections)
    }
    #expect(try lines(store.window(other, rows: 0..<4)) == ["Late 4/1", "t2", "t6", "t1"])
    #expect(try late() == ["t6", "t2", "t1", "t4"])
  }

  @Test func `rows have the customer that they are for, and their reasons`() throws {
    try fill()
    let window = try store.window(query(), rows: 0..<100)
    #expect(window.row(at: 1)?.customer?.title == "Low")
    let account = try #require(window.row(at: 7))
    #expect(account.reasons == ["low health"])
    #expect(account.reasonPaths == ["healthScore"])
    #expect(account.customer == nil)
    #expect(window.parts.keys.count == 2)
  }

  @Test func `a task that is done today is counted as done, and gone tomorrow`() throws {
    try fill()
    try fixture.cache.setShown(
      .server(.task, "t1"),
      body: .named(
        "t1", "Late",
        [
          "dueDate": "2026-11-29", "accountId": "high", "completedAt": "2026-11-30T09:00:00Z",
        ]), state: .waiting)
    #expect(try lines(store.window(query(), rows: 0..<1)) == ["Late 3/2"])
    var tomorrow = query()
    tomorrow.openSince = Moment("2026-12-01T00:00:00Z")
    #expect(try lines(store.window(tomorrow, rows: 0..<2)) == ["Late 1/0", "t2"])
  }

  @Test func `a filter by fields lists the kinds that have them`() throws {
    try fill()
    func filtered(_ line: String) throws -> [String] {
      var scope = FilterScope(.task, now: Now(moment: Moment(milliseconds: 0), zone: .utc))
      scope.kinds = [.task, .account]
      return try lines(
        store.window(Filter.read(line, in: scope).applied(to: query()), rows: 0..<100))
    }
    // What only accounts have lists accounts, what only tasks have lists tasks
    #expect(try filtered("health<2") == ["Attention 1", "low"])
    #expect(try filtered("account.health<2") == ["Late 1/0", "t2", "Rest 1/0", "t3"])
    // Words list both, and what is hidden is listed when it is asked for
    #expect(try filtered("low") == ["Late 1/0", "t2", "Rest 1/0", "t3", "Attention 1", "low"])
    #expect(try filtered("low is:any").contains("low"))
    #expect(try filtered("is:done") == ["Late 2/2", "t5", "t4"])
  }

  @Test func `words narrow all sections`() throws {
    try fill()
    var query = query()
    query.condition = .mentions("low")
    // Tasks are found by the customer that their rows name
    #expect(
      try lines(store.window(query, rows: 0..<100)) == [
        "Late 1/0", "t2", "Rest 1/0", "t3", "Attention 1", "low",
      ])
    query.condition = .mentions("late")
    #expect(
      try lines(store.window(query, rows: 0..<100)) == [
        "Late 2/0", "t2", "t1", "Rest 1/0", "t3",
      ])
  }

  @Test func `the reason that brings the most points is said first`() throws {
    try fill()
    try fixture.absorb(
      .account, [.named("low", "Low", ["healthScore": 1, "nextRenewalDate": "2026-11-01"])])
    let row = try #require(try store.window(query(), rows: 0..<100).rows.last)
    #expect(row.reasons == ["renewal", "low health"])
    #expect(row.reasonPaths == ["nextRenewalDate", "healthScore"])
  }

  @Test func `folded sections cost no rows`() throws {
    try fill()
    let window = try store.window(query(folded: ["late", "attention"]), rows: 0..<100)
    #expect(lines(window) == ["Late 3/1", "Rest 1/0", "t3", "Attention 1"])
    #expect(window.rows.count == 1)
  }

  @Test func `what is put aside or archived does not count as done`() throws {
    try fill()
    try fixture.absorb(
      .task,
      [
        .named(
          "t6", "Archived",
          ["dueDate": "2026-11-20", "accountId": "high", "archivedAt": "2026-11-30T08:00:00Z"]),
        .named(
          "t7", "Archived when done",
          [
            "dueDate": "2026-11-20", "accountId": "high", "archivedAt": "2026-11-30T08:00:00Z",
            "completedAt": "2026-11-30T07:00:00Z",
          ]),
      ])
    let until = Moment(milliseconds: 4_000_000_000_000)
    try fixture.cache.setWaits([WaitChange(.server(.task, "t1"), Wait(until: until))])
    var query = query()
    #expect(try lines(store.window(query, rows: 0..<1)) == ["Late 2/1"])
    query.showsHidden = true
    query.openSince = nil
    // Done are one today, one before, and one that is archived by now.
    #expect(try lines(store.window(query, rows: 0..<1)) == ["Late 6/3"])
  }
}
