// Walks that go on after a restart, finished sweeps, and how complete a list is.

import Testing
import VitallyModel

@testable import Store

struct WalkTests {
  let fixture: CacheFixture
  let accounts = ListKey(.account)
  let account = Ref.server(.account, "a")
  var cache: Cache { fixture.cache }

  init() throws { fixture = try CacheFixture() }

  @Test func `A walk goes on after a restart where its last page ended`() throws {
    let walk = Cache.Walk(accounts, sweep: 3, cursor: "next", count: 1)
    try fixture.absorb(.account, [.named("1", "Acme")], sweep: 3, walk: walk)

    #expect(try fixture.reopened().walks(accounts) == [walk])

    var ended = walk
    ended.cursor = nil
    ended.isDone = true
    try fixture.absorb(.account, [], sweep: 3, walk: ended)
    #expect(try cache.walks(accounts) == [ended])
    #expect(try cache.walks(ListKey(.account, parent: account)).isEmpty)
  }

  @Test func `A finished sweep removes what it has not seen`() throws {
    try fixture.absorb(.account, [.named("1", "Acme"), .named("2", "Beta")], sweep: 1)
    try fixture.absorb(.account, [.named("2", "Beta")], sweep: 2)

    let changed = try cache.finishSweep(accounts, sweep: 2, at: CacheFixture.noon)

    #expect(changed == [.account])
    #expect(try fixture.titles(ListingQuery(.account)) == ["Beta"])
    #expect(try cache.status(accounts).completedAt == CacheFixture.noon)
  }

  @Test func `What comes in by another way during a sweep counts as seen`() throws {
    try fixture.absorb(
      .account, [.named("1", "Acme")], sweep: 2, walk: Cache.Walk(accounts, sweep: 2))
    try fixture.absorb(.account, [.named("2", "Made meanwhile")])
    _ = try cache.absorb(try #require(Record(.account, body: .named("3", "Looked at"))))

    let changed = try cache.finishSweep(accounts, sweep: 2, at: CacheFixture.noon)

    #expect(changed.isEmpty)
    #expect(try fixture.titles(ListingQuery(.account)).count == 3)
  }

  @Test func `A finished sweep keeps pending changes, stubs and other resources`() throws {
    try fixture.absorb(.account, [.named("1", "Acme")], sweep: 1)
    try fixture.absorb(.task, [.named("t", "Call", ["account": .object(.named("9", "Stub"))])])
    try cache.setShown(
      .server(.account, "1"), body: .named("1", "Acme Ltd"), state: .waiting)
    try cache.setShown(.made(.account, "m"), body: ["name": "Made"], state: .waiting)

    _ = try cache.finishSweep(accounts, sweep: 2, at: CacheFixture.noon)

    #expect(try fixture.titles(ListingQuery(.account)) == ["Acme Ltd", "Made"])
    #expect(try cache.body(.server(.account, "9")) != nil)
    #expect(try fixture.titles(ListingQuery(.task)) == ["Call"])
  }

  @Test func `A finished walk of a record's list removes links only`() throws {
    let query = ListingQuery(.user, parent: account)
    try fixture.absorb(.user, [.named("1", "Ann"), .named("2", "Bob")], under: account, sweep: 1)
    try fixture.absorb(.user, [.named("3", "Cy", ["accountIds": ["a"]])])
    try fixture.absorb(.user, [.named("2", "Bob")], under: account, sweep: 2)

    _ = try cache.finishSweep(ListKey(.user, parent: account), sweep: 2, at: CacheFixture.noon)

    #expect(try fixture.titles(query) == ["Bob", "Cy"])
    #expect(try fixture.titles(ListingQuery(.user)) == ["Ann", "Bob", "Cy"])
  }

  @Test func `A status survives a restart, but for its running`() throws {
    let status = SyncStatus(
      isRunning: true, completedAt: CacheFixture.noon, refreshedAt: CacheFixture.noon, count: 7,
      failure: "No network.", unreadable: 2)
    try cache.setStatus(accounts, status)
    #expect(try cache.status(accounts) == status)

    var kept = status
    kept.isRunning = false
    #expect(try fixture.reopened().status(accounts) == kept)
    try cache.setStatus(accounts, kept)
    #expect(try cache.status(accounts) == kept)
  }

  @Test func `A record's list is complete when all are here and say whose they are`() throws {
    let key = ListKey(.task, parent: account)
    try fixture.absorb(.task, [.named("t", "Call", ["accountId": .null])], sweep: 1)
    #expect(try cache.status(key).completedAt == nil)

    _ = try cache.finishSweep(ListKey(.task), sweep: 1, at: CacheFixture.noon)

    #expect(try cache.status(key).completedAt == CacheFixture.noon)
    #expect(try fixture.store.status(key).completedAt == CacheFixture.noon)
  }

  @Test func `Lists of conversations do not say whose they are`() throws {
    try fixture.absorb(.conversation, [["id": "c", "subject": "Hello"]], sweep: 1)
    _ = try cache.finishSweep(ListKey(.conversation), sweep: 1, at: CacheFixture.noon)

    #expect(try cache.status(ListKey(.conversation, parent: account)).completedAt == nil)
  }
}
