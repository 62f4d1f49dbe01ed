// How long lists are said to be, and what goes with a record: the triggers of the cache.

import GRDB
import Testing
import VitallyModel

@testable import Store

struct TallyTests {
  let fixture: CacheFixture
  var cache: Cache { fixture.cache }

  init() throws { fixture = try CacheFixture() }

  /// The length of a list that is longer than what is read at once to show its top.
  private func total(_ query: ListingQuery) throws -> Int {
    try fixture.store.window(query, rows: 0..<10).total
  }

  @Test func `A long list is as long as what it shows, whatever becomes of its records`() throws {
    let tasks = (0..<700).map { JSONObject.named("\($0)", "Task \($0)") }
    let day = try #require(Moment("2026-01-02T00:00:00Z"))
    try fixture.absorb(.task, tasks, sweep: 1)
    #expect(try total(ListingQuery(.task)) == 700)

    // When some are done, one of them opened again, one archived, one removed
    try fixture.absorb(.task, tasks[0..<10].map { $0.with(["completedAt": "2026-01-01"]) })
    try fixture.absorb(.task, tasks[10..<30].map { $0.with(["completedAt": "2026-01-03"]) })
    try fixture.absorb(.task, [tasks[0]])
    try fixture.absorb(.task, [tasks[40].with(["archivedAt": "2026-01-01"])])
    try cache.remove(.server(.task, "50"))

    #expect(try total(ListingQuery(.task)) == 669)
    #expect(try total(ListingQuery(.task, openSince: day)) == 689)
    #expect(try total(ListingQuery(.task, showsHidden: true)) == 699)
  }

  @Test func `A record that was known by its name counts from when it is here`() throws {
    let account = JSONObject.named("a", "Acme")
    try fixture.absorb(.task, [.named("t", "Call", ["account": .object(account)])])
    try fixture.absorb(.account, (0..<600).map { .named("\($0)", "Account \($0)") })
    #expect(try total(ListingQuery(.account)) == 600)

    try fixture.absorb(.account, [account])

    #expect(try total(ListingQuery(.account)) == 601)
  }

  @Test func `What lists and links hold of a record goes with it`() throws {
    try fixture.absorb(.task, [.named("t", "Call", ["accountId": "a"])])
    _ = try fixture.titles(ListingQuery(.task, order: ListOrder("assignedToId")))

    try cache.remove(.server(.task, "t"))

    for table in ["value", "link"] {
      #expect(try cache.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } == 0)
    }
  }
}
