// What happens to a page or a record that comes in: stored once, stubs, links and moves.
// Real files, no server.

import GRDB
import Testing
import VitallyModel

@testable import Store

struct AbsorbTests {
  let fixture: CacheFixture
  var cache: Cache { fixture.cache }

  init() throws { fixture = try CacheFixture() }

  @Test func `A record that comes twice is stored once`() throws {
    let first = try fixture.absorb(.account, [.named("1", "Acme"), .named("2", "Beta")])
    let second = try fixture.absorb(.account, [.named("2", "Beta"), .named("3", "Cargo")])

    #expect(first.newCount == 2)
    #expect(second.newCount == 1)
    #expect(try fixture.titles(ListingQuery(.account)) == ["Acme", "Beta", "Cargo"])
  }

  @Test func `A page is all known when every record was there with the same body`() throws {
    let body = JSONObject.named("1", "Acme", ["updatedAt": "2026-01-01T00:00:00.000Z"])
    #expect(try !fixture.absorb(.account, [body]).allKnown)

    let shuffled = JSONObject(body.members.reversed().map { ($0.key, $0.value) })
    let again = try fixture.absorb(.account, [shuffled])
    #expect(again.allKnown)
    #expect(again.changed.isEmpty)

    let newer = try fixture.absorb(
      .account, [body.with(["updatedAt": "2026-01-02T00:00:00.000Z"])])
    #expect(!newer.allKnown)
    #expect(newer.changed == [.account])
    #expect(newer.refs == [.server(.account, "1")])
  }

  @Test func `An embedded parent becomes a stub that no list of its resource shows`() throws {
    try fixture.absorb(
      .task,
      [
        .named(
          "t", "Call",
          ["account": .object(.named("a", "Acme", ["mrr": 5, "externalId": "x"]))])
      ])

    #expect(
      try cache.body(.server(.account, "a")) == ["id": "a", "name": "Acme", "externalId": "x"])
    #expect(try fixture.titles(ListingQuery(.account)).isEmpty)
    #expect(
      try fixture.store.recordDetail(.server(.account, "a"), now: CacheFixture.noon).row?.isStub
        == true)
  }

  @Test func `A stub never overwrites a full record`() throws {
    let full = JSONObject.named("a", "Acme", ["mrr": 100])
    try fixture.absorb(.account, [full])

    try fixture.absorb(.task, [.named("t", "Call", ["account": .object(.named("a", "Old name"))])])

    #expect(try cache.body(.server(.account, "a")) == full)
    #expect(try fixture.titles(ListingQuery(.account)) == ["Acme"])
  }

  @Test func `A full record takes the place of its stub`() throws {
    try fixture.absorb(.task, [.named("t", "Call", ["account": .object(.named("a", "Acme"))])])

    let absorbed = try fixture.absorb(.account, [.named("a", "Acme Ltd")])

    #expect(absorbed.newCount == 1)
    #expect(try fixture.titles(ListingQuery(.account)) == ["Acme Ltd"])
  }

  @Test func `Bodies say who belongs to whom, and a new body says it anew`() throws {
    let task = JSONObject.named("t", "Call")
    let under = { (id: String) in ListingQuery(.task, parent: .server(.account, id)) }

    try fixture.absorb(.task, [task.with(["accountId": "a"])])
    #expect(try fixture.titles(under("a")) == ["Call"])

    try fixture.absorb(.task, [task.with(["accountId": "b"])])
    #expect(try fixture.titles(under("a")).isEmpty)
    #expect(try fixture.titles(under("b")) == ["Call"])
  }

  @Test func `A user belongs to each of its accounts`() throws {
    try fixture.absorb(
      .user,
      [
        .named(
          "u", "Ann",
          ["accounts": [.object(.named("a", "Acme")), .object(.named("b", "Beta"))]])
      ])

    for id in ["a", "b"] {
      let query = ListingQuery(.user, parent: .server(.account, id))
      #expect(try fixture.titles(query) == ["Ann"])
    }
  }

  @Test func `The list of a record links what its bodies do not`() throws {
    let account = Ref.server(.account, "a")
    let absorbed = try fixture.absorb(
      .npsResponse, [["id": "n", "score": 9, "user": .object(.named("u", "Ann"))]],
      under: account, sweep: 1)

    #expect(absorbed.changed.contains(.npsResponse))
    #expect(try fixture.titles(ListingQuery(.npsResponse, parent: account)) == ["Ann"])
  }

  @Test func `A list leaves the messages of a conversation as they were read`() throws {
    let listed: JSONObject = ["id": "c", "subject": "Hello", "status": "open"]
    let whole = listed.with(["messages": [["message": "Hi"]]])
    _ = try cache.absorb(try #require(Record(.conversation, body: whole)))

    let again = try fixture.absorb(.conversation, [listed])
    #expect(again.allKnown)
    try fixture.absorb(.conversation, [listed.with(["status": "closed"])])

    let body = try cache.body(.server(.conversation, "c"))
    #expect(body == whole.with(["status": "closed"]))
  }

  @Test func `Only watched values that differ are moves`() throws {
    let account = Ref.server(.account, "a")
    let was = { Cache.Move.Former(value: $0, at: CacheFixture.noon) }
    let body = JSONObject.named(
      "a", "Acme",
      [
        "healthScore": 8, "mrr": .null,
        "keyRoles": [["keyRole": ["label": "CSM"], "vitallyUser": ["id": "ann", "name": "Ann"]]],
      ])

    // Given the first sight of an account, then what it shows is where its history begins
    #expect(
      try fixture.absorb(.account, [body]).moves == [
        Cache.Move(record: account, path: "healthScore", value: 8),
        Cache.Move(record: account, path: "csmId", value: "ann"),
      ])
    // When only the writing of a number and other fields differ, then nothing has moved
    #expect(
      try fixture.absorb(
        .account, [body.with(["name": "Acme Ltd", "healthScore": .number("8.0")])]
      ).moves.isEmpty)
    #expect(
      try fixture.absorb(.account, [body.with(["healthScore": 3])]).moves == [
        Cache.Move(record: account, path: "healthScore", value: 3, former: was(.number("8.0")))
      ])
    // Then a value that is gone has moved to nothing
    #expect(
      try fixture.absorb(.account, [body.with(["healthScore": .null])]).moves == [
        Cache.Move(record: account, path: "healthScore", value: .null, former: was(3))
      ])
  }

  @Test func `An embedded record is stored as what identifies it`() throws {
    // Given a user and a note that come with their whole account
    let account = Ref.server(.account, "a")
    let whole: JSONObject = [
      "id": "a", "name": "Acme", "externalId": "x", "mrr": 4000, "traits": ["plan": "gold"],
    ]
    let user = JSONObject.named(
      "u", "Ann", ["email": "ann@acme.example", "accounts": [.object(whole)]])
    try fixture.absorb(.user, [user])
    try fixture.absorb(
      .note, [["id": "n", "subject": "Visit", "account": .object(whole), "accountId": "a"]])

    // Then only what tells which one it is has been stored
    let part: JSONObject = ["id": "a", "name": "Acme", "externalId": "x"]
    let stored = try fixture.cache.body(.server(.user, "u"))
    #expect(stored == user.with(["accounts": [.object(part)]]))
    let note = try fixture.cache.body(.server(.note, "n"))
    #expect(note?["account"] == .object(part))
    // And it is linked and named as before
    #expect(try fixture.titles(ListingQuery(.user, parent: account)) == ["Ann"])
    #expect(try fixture.cache.title(account) == "Acme")
    // And the same user with another figure of its account is known
    let moved = user.with(["accounts": [.object(whole.with(["mrr": 5000]))]])
    #expect(try fixture.absorb(.user, [moved]).allKnown)
  }

  @Test func `What an earlier vitty has stored whole is known`() throws {
    let user = JSONObject.named(
      "u", "Ann", ["accounts": [["id": "a", "name": "Acme", "mrr": 4000]]])
    try fixture.absorb(.user, [user])
    try fixture.cache.write { db in
      try db.execute(
        sql: "UPDATE record SET body = ? WHERE server_id = 'u'", arguments: [user.jsonText])
    }
    #expect(try fixture.absorb(.user, [user]).allKnown)
    #expect(try fixture.cache.body(.server(.user, "u")) == user)
  }

  @Test func `Odd ids and values do no harm`() throws {
    let name = "O'Brien \"; DROP TABLE record; --\u{0}end"
    try fixture.absorb(
      .account,
      [
        ["id": 42, "name": .string(name), "traits": ["a.b\"c": "x", "": 1], "csmId": false],
        ["id": "mü/1?", "name": .null],
      ])

    #expect(try fixture.cache.body(.server(.account, "42"))?["name"] == .string(name))
    #expect(try fixture.cache.body(.server(.account, "mü/1?")) != nil)
    let query = ListingQuery(.account, order: ListOrder(.trait("a.b\"c")))
    #expect(try fixture.store.window(query, rows: 0..<10).total == 2)
  }
}
