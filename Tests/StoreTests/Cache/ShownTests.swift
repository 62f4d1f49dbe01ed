// Pending changes over what the server has, and records that were made here.

import Testing
import VitallyModel

@testable import Store

struct ShownTests {
  let fixture: CacheFixture
  let acme = Ref.server(.account, "1")
  let made = Ref.made(.task, "m")
  var cache: Cache { fixture.cache }

  init() throws {
    fixture = try CacheFixture()
    try fixture.absorb(.account, [.named("1", "Acme"), .named("2", "Beta")])
  }

  private func rows(_ resource: Resource) throws -> [ListingRow] {
    try fixture.store.window(ListingQuery(resource), rows: 0..<10).rows
  }

  @Test func `A pending change is shown, ordered by and searched by`() throws {
    try cache.setShown(acme, body: .named("1", "Zebra"), state: .waiting)

    #expect(try fixture.titles(ListingQuery(.account)) == ["Beta", "Zebra"])
    #expect(try fixture.titles(ListingQuery(.account, words: "zeb")) == ["Zebra"])
    #expect(try rows(.account).map(\.pending) == [nil, .waiting])
    #expect(try cache.body(acme) == .named("1", "Acme"))
  }

  @Test func `A nil body shows what the server has, and may still ask for attention`() throws {
    try cache.setShown(acme, body: .named("1", "Zebra"), state: .waiting)
    try cache.setShown(acme, body: nil, state: .refused)

    #expect(try rows(.account).map(\.record.title) == ["Acme", "Beta"])
    #expect(try rows(.account).map(\.pending) == [.refused, nil])
  }

  @Test func `The server's body does not hide a pending change`() throws {
    try cache.setShown(acme, body: .named("1", "Zebra"), state: .waiting)

    let absorbed = try fixture.absorb(.account, [.named("1", "Acme", ["mrr": 5])])

    #expect(absorbed.refs == [acme])
    #expect(try rows(.account).map(\.record.title) == ["Beta", "Zebra"])
    #expect(try cache.body(acme)?["mrr"] == 5)
  }

  @Test func `A change that moves a record to another parent moves it in lists`() throws {
    try fixture.absorb(.task, [.named("t", "Call", ["accountId": "1"])])
    let task = Ref.server(.task, "t")
    let query = ListingQuery(.task, parent: .server(.account, "2"))

    try cache.setShown(task, body: .named("t", "Call", ["accountId": "2"]), state: .waiting)
    #expect(try fixture.titles(query) == ["Call"])

    try cache.setShown(task, body: nil, state: nil)
    #expect(try fixture.titles(query).isEmpty)
  }

  @Test func `A record that was made here is in lists, also under its parent`() throws {
    try cache.setShown(made, body: ["name": "Call", "accountId": "1"], state: .waiting)

    #expect(try rows(.task).map(\.record.ref) == [made])
    #expect(try fixture.titles(ListingQuery(.task, parent: acme)) == ["Call"])

    try cache.setShown(made, body: nil, state: nil)
    #expect(try rows(.task).isEmpty)
  }

  @Test func `What is shown with changes is known, and showing it again changes nothing`() throws {
    #expect(try cache.setShown(acme, body: .named("1", "Zebra"), state: .waiting))
    #expect(try cache.setShown(made, body: ["name": "Call"], state: .waiting))
    #expect(try cache.shown() == [acme, made])
    let versions = try cache.versions()

    #expect(try !cache.setShown(acme, body: .named("1", "Zebra"), state: .waiting))
    #expect(try cache.versions() == versions)

    #expect(try cache.setShown(acme, body: .named("1", "Zebra"), state: .refused))
    #expect(try cache.versions() != versions)
  }

  @Test func `An answered create gets the server's name and is found by both`() throws {
    try cache.setShown(made, body: ["name": "Call", "accountId": "1"], state: .sending)
    let answer = try #require(
      Record(.task, body: .named("t", "Call", ["accountId": "1", "createdAt": "2026-01-01"])))

    try cache.adopt(made, as: answer)

    #expect(try rows(.task) == [ListingRow(answer)])
    #expect(try cache.body(made) == answer.body)
    let window = try fixture.store.window(ListingQuery(.task), rows: 0..<10, anchor: made)
    #expect(window.anchor == 0)
  }

  @Test func `An answered create is one record with what a sweep brought first`() throws {
    try cache.setShown(made, body: ["name": "Call", "accountId": "1"], state: .sending)
    let answer = try #require(Record(.task, body: .named("t", "Call", ["accountId": "1"])))
    try fixture.absorb(.task, [answer.body], under: acme, sweep: 1)
    #expect(try rows(.task).count == 2)

    try cache.adopt(made, as: answer)

    #expect(try rows(.task) == [ListingRow(answer)])
    #expect(try fixture.titles(ListingQuery(.task, parent: acme)) == ["Call"])
    #expect(try cache.body(made) == answer.body)
  }

  @Test func `Children of a record that was made here follow it to its server id`() throws {
    let account = Ref.made(.account, "n")
    try cache.setShown(account, body: ["name": "New"], state: .waiting)
    try cache.setShown(
      made, body: ["name": "Call", "accountId": .string(account.description)], state: .waiting)
    #expect(try fixture.titles(ListingQuery(.task, parent: account)) == ["Call"])

    try cache.adopt(account, as: try #require(Record(.account, body: .named("9", "New"))))

    #expect(try fixture.titles(ListingQuery(.task, parent: .server(.account, "9"))) == ["Call"])
  }

  @Test func `A removed record is gone with its values and links`() throws {
    try fixture.absorb(.task, [.named("t", "Call", ["accountId": "1"])])

    try cache.remove(.server(.task, "t"))

    #expect(try rows(.task).isEmpty)
    #expect(try fixture.titles(ListingQuery(.task, parent: acme)).isEmpty)
    #expect(try cache.body(.server(.task, "t")) == nil)
  }

  @Test func `A known record is one that the server can be asked for`() throws {
    let empty = try CacheFixture()
    #expect(try empty.cache.knownRecord() == nil)
    try empty.absorb(.admin, [.named("x", "Ann")])
    try empty.cache.setShown(made, body: ["name": "Call"], state: .waiting)
    #expect(try empty.cache.knownRecord() == nil)

    try empty.absorb(.account, [.named("1", "Acme")])
    #expect(try empty.cache.knownRecord() == .server(.account, "1"))
  }
}
