// Which records answer to what is typed to jump to them, and in which order.

import Testing
import VitallyModel

@testable import Store

@Suite struct JumpTests {
  let fixture: CacheFixture

  init() throws {
    fixture = try CacheFixture()
    try fixture.absorb(
      .account,
      [
        .named("a1", "Northwind Traders", ["externalId": "Crm-77"]), .named("a2", "Ácme Nord"),
        .named("a3", "Acme", ["churnedAt": "2026-01-01"]), .named("a4", "Big Acme"),
        .named("a5", "Acme Alt", ["churnedAt": "2026-01-01"]),
        .named("0d7a3f6e-55f1-4b41-9a0e-2f3f0a6c1001", "Zenith"),
      ])
    try fixture.absorb(
      .user,
      [
        .named("u1", "Ann Acmeson", ["email": "Ann@Zebra.example", "accounts": [["id": "a1"]]]),
        .named("u2", "Nils Weber"),
      ])
    try fixture.absorb(
      .task,
      [
        .named("t1", "Call Acme", ["accountId": "a4"]),
        .named("t2", "Acme invoice", ["completedAt": "2025-12-31T23:00:00Z"]),
        .named("t3", "Acme visit", ["completedAt": "2026-01-01T09:00:00Z"]),
      ])
  }

  /// From this moment on done tasks count as open: the day of the fixture.
  private static let today = Moment("2026-01-01T00:00:00Z")

  private func hits(
    _ typed: String, visited: [Ref] = [], limit: Int = 50
  ) throws -> JumpHits {
    let store = PagingStore(cache: fixture.cache, places: { _ in visited }, changes: { _ in [] })
    return try store.jump(JumpQuery(typed, openSince: Self.today, limit: limit))
  }

  private func titles(_ typed: String, visited: [Ref] = []) throws -> [String] {
    try hits(typed, visited: visited).hits.map(\.title)
  }

  @Test func `all resources are searched: whole names, beginnings, words, and what lists hide`()
    throws
  {
    let found = try hits("acme")
    #expect(
      found.hits.map(\.title) == [
        "Acme", "Ácme Nord", "Acme visit", "Big Acme", "Ann Acmeson", "Call Acme", "Acme Alt",
        "Acme invoice",
      ])
    #expect(found.hits.filter(\.isHidden).map(\.title) == ["Acme", "Acme Alt", "Acme invoice"])
    #expect(found.words == "acme" && !found.hasMore)
  }

  @Test func `words may stand in any order, without accents, and letters apart`() throws {
    #expect(try titles("nor acm") == ["Ácme Nord"])
    #expect(try titles("ÁCME nörd") == ["Ácme Nord"])
    #expect(try titles("nwtr") == ["Northwind Traders"])
    #expect(try titles("nwr") == ["Nils Weber", "Northwind Traders"])
    #expect(try titles("nowhere").isEmpty)
    // By words comes before by letters
    #expect(try titles("nwt") == ["Northwind Traders"])
    #expect(try hits("nwt").hits.map(\.rank) == [.letters])
  }

  @Test func `lately visited ones come first among those that answer equally well`() throws {
    #expect(
      try titles("acme", visited: [.server(.task, "t1"), .server(.task, "t3")]).prefix(5)
        == ["Acme", "Acme visit", "Ácme Nord", "Call Acme", "Big Acme"])
    #expect(try hits("call", visited: [.server(.task, "t1")]).hits.map(\.isVisited) == [true])
  }

  @Test func `without words those that were visited last come, newest first`() throws {
    let visited: [Ref] = [
      .server(.task, "t2"), .server(.admin, "x"), .server(.user, "gone"), .server(.account, "a2"),
    ]
    #expect(try titles("", visited: visited) == ["Acme invoice", "Ácme Nord"])
    #expect(try titles(" ", visited: visited) == ["Acme invoice", "Ácme Nord"])
    #expect(try hits("", visited: visited, limit: 1).hits.map(\.title) == ["Acme invoice"])
    #expect(try titles("").isEmpty)
  }

  @Test(arguments: [
    ("ann@zebra.EXAMPLE", "Ann Acmeson", NameRank.whole), ("ann@z", "Ann Acmeson", .beginning),
    ("crm-77", "Northwind Traders", .whole), ("crm-", "Northwind Traders", .beginning),
    ("0d7a3f6e-55f1-4b41-9a0e-2f3f0a6c1001", "Zenith", .whole), ("0d7a3", "Zenith", .beginning),
    (
      "https://acme.vitally.io/accounts/0d7a3f6e-55f1-4b41-9a0e-2f3f0a6c1001?tab=1", "Zenith",
      .whole
    ),
  ])
  func `a mail address, an external id, an id or a link tells the record`(
    typed: String, title: String, rank: NameRank
  ) throws {
    let found = try hits(typed).hits
    #expect(found.map(\.title) == [title] && found.first?.rank == rank)
  }

  @Test(arguments: ["crm%", "0d7", "zebra.example", "77", "@", "'", "\""])
  func `nothing is a pattern, and no id is known by its end or a few letters`(typed: String) throws
  {
    #expect(try titles(typed).isEmpty)
  }

  @Test func `a hit tells its customer, its mail address, and what it was found by`() throws {
    #expect(try hits("ann a").hits.map(\.detail) == ["Northwind Traders · Ann@Zebra.example"])
    #expect(try hits("ann@").hits.map(\.detail) == ["Ann@Zebra.example · Northwind Traders"])
    #expect(try hits("crm-7").hits.map(\.detail) == ["Crm-77"])
    #expect(try hits("call").hits.map(\.detail) == ["Big Acme"])
    #expect(try hits("zenith").hits.map(\.detail) == [""])
  }

  @Test func `there are never more than asked for, the best of all`() throws {
    let found = try hits("acme", limit: 2)
    #expect(found.hits.map(\.title) == ["Acme", "Ácme Nord"] && found.hasMore)
    #expect(try hits("acme", limit: 8).hasMore == false)
  }

  @Test func `of very many the best are found, wherever they are`() throws {
    // Given many that answer by a word, and behind them one that is meant
    try fixture.absorb(
      .task, (1...3000).map { .named("n\($0)", "About Quito \($0)") })
    try fixture.absorb(.project, [.named("p1", "Quito"), .named("p2", "Quito harbour")])
    #expect(try hits("quito", limit: 3).hits.map(\.title).prefix(2) == ["Quito", "Quito harbour"])
    #expect(try hits("quit", limit: 3).hits.count == 3)
    // The shortest of equals
    #expect(try hits("about", limit: 2).hits.map(\.title) == ["About Quito 1", "About Quito 2"])
  }

  @Test func `a record that was made here is found, and then by its new name`() async throws {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    test.workspace.show(.account)
    await test.workspace.idle()
    await test.server.hold()
    let made = Ref.made(.account, "11111111-0000-4000-8000-000000000001")
    _ = try test.workspace.submit(NewChange(.create, made, fields: ["name": "Zoo"]))
    test.workspace.visited(made)
    // Before the server knows it
    #expect(try test.workspace.store.jump(JumpQuery("zo")).hits.map(\.ref) == [made])

    // And afterwards
    await test.server.release()
    await test.workspace.idle()
    let found = try test.workspace.store.jump(JumpQuery("zo")).hits
    #expect(found.count == 1 && found.first?.ref.serverID != nil && found.first?.isVisited == true)
    #expect(try test.workspace.store.jump(JumpQuery("")).hits.map(\.title) == ["Zoo"])
    // And a visit that is noted late by its old name is one to the record
    test.workspace.visited(made)
    await test.workspace.idle()
    #expect(try test.workspace.editor?.places.recent() == found.map(\.ref))
  }

  @Test func `names that change and records that go are followed`() throws {
    let store = fixture.store
    #expect(try store.jump(JumpQuery("zenith")).hits.map(\.title) == ["Zenith"])
    let id = "0d7a3f6e-55f1-4b41-9a0e-2f3f0a6c1001"
    try fixture.absorb(.account, [.named(id, "Nadir"), .named("a9", "Zenobia")])
    #expect(try store.jump(JumpQuery("zenith")).hits.isEmpty)
    #expect(try store.jump(JumpQuery("nadir")).hits.map(\.ref) == [.server(.account, id)])
    #expect(try store.jump(JumpQuery("znb")).hits.map(\.title) == ["Zenobia"])
    _ = try fixture.cache.destroy(.server(.account, "a9"))
    #expect(try store.jump(JumpQuery("znb")).hits.isEmpty)
  }

  @Test func `a search that is no longer wanted ends early`() async throws {
    let store = fixture.store
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try store.jump(JumpQuery("acme"))
    }
    await #expect(throws: StoreError.self) { try await task.value }
  }

  @Test func `lists that are not fetched yet are named`() throws {
    #expect(try hits("acme").unfetched.contains(.note))
  }

  @Test func `a long text that was pasted by mistake is no burden`() throws {
    let text = String(repeating: "a ", count: 50_000) + String(repeating: "acme-", count: 20_000)
    #expect(try titles(text).isEmpty)
    #expect(try titles("acme " + String(repeating: "acme ", count: 1000)).contains("Big Acme"))
  }

  @Test func `an empty cache finds nothing`() throws {
    let empty = try CacheFixture()
    for typed in ["", "a", "acme", "ann@x", "0d7a3"] {
      #expect(try empty.store.jump(JumpQuery(typed)).hits.isEmpty)
    }
    try empty.store.prepareJump()
  }
}
