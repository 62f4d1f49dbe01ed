// Which records are offered where one is looked up, and in which order.

import Testing
import VitallyModel

@testable import Store

@Suite struct MatchTests {
  let fixture: CacheFixture
  let acme = Ref.server(.account, "a1")

  init() throws {
    fixture = try CacheFixture()
    try fixture.absorb(.organization, [.named("o1", "Group")])
    try fixture.absorb(
      .account,
      [
        .named("a1", "Acme", ["organizationId": "o1", "externalId": "Crm-77"]),
        .named("a2", "Ácme Nord", ["organizationId": "o1"]), .named("a3", "Zenith"),
        .named("a4", "Acme Alt", ["churnedAt": "2026-01-01"]), .named("a5", "Big Acme"),
      ])
    try fixture.absorb(
      .user,
      [
        .named("u1", "Ann", ["email": "Ann@Zebra.example"]),
        .named("u2", "Bob", ["email": "bob@x.example", "accounts": [["id": "a1"]]]),
        .named("u3", "Cleo", ["organizations": [["id": "o1"]]]),
        .named("u4", "Zebedee", ["externalId": "u-4"]),
      ])
  }

  private func titles(
    _ query: MatchQuery, visited: [Ref] = []
  ) throws -> [String] {
    let store = PagingStore(
      cache: fixture.cache,
      places: { resource in visited.filter { $0.resource == resource } }, changes: { _ in [] })
    return try store.matches(query).map(\.title)
  }

  @Test func `without words: where one has been, what is near, then by name, hidden ones last`()
    throws
  {
    #expect(
      try titles(
        MatchQuery(.account, near: .server(.user, "u2")), visited: [.server(.account, "a3")])
        == ["Zenith", "Acme", "Ácme Nord", "Big Acme", "Acme Alt"])
  }

  @Test func `near an account are its people, and those of its organization`() throws {
    #expect(try titles(MatchQuery(.user, near: acme)) == ["Bob", "Cleo", "Ann", "Zebedee"])
  }

  @Test func `near a task are the people of its account`() throws {
    try fixture.absorb(.task, [.named("t", "Call", ["accountId": "a1"])])
    #expect(
      try titles(MatchQuery(.user, near: .server(.task, "t"), limit: 2)) == ["Bob", "Ann"])
  }

  @Test func `with words: names that begin with them come before those that hold them`() throws {
    #expect(
      try titles(MatchQuery(.account, words: "ACME")) == [
        "Acme", "Ácme Nord", "Big Acme", "Acme Alt",
      ])
    #expect(try titles(MatchQuery(.account, words: "acm nor")) == ["Ácme Nord"])
  }

  @Test func `with words: what is near and where one has been comes first`() throws {
    #expect(
      try titles(MatchQuery(.user, words: "b", near: acme)) == ["Bob", "Zebedee"])
    #expect(
      try titles(
        MatchQuery(.account, words: "acme"),
        visited: [.server(.account, "a5"), .server(.account, "a3")])
        == ["Big Acme", "Acme", "Ácme Nord", "Acme Alt"])
  }

  @Test func `a mail address, an external id or an id tells the record`() throws {
    #expect(try titles(MatchQuery(.user, words: "ann@ZEB")) == ["Ann"])
    #expect(try titles(MatchQuery(.user, words: "zeb")) == ["Zebedee"])
    #expect(try titles(MatchQuery(.account, words: "crm-7")) == ["Acme"])
    #expect(try titles(MatchQuery(.account, words: " a3 ")) == ["Zenith"])
    // Of another resource they tell nothing
    #expect(try titles(MatchQuery(.account, words: "ann@")).isEmpty)
    // And they are no patterns
    #expect(try titles(MatchQuery(.account, words: "crm%")).isEmpty)
  }

  @Test func `a match is told apart by its mail address, or its external id`() throws {
    let matches = try fixture.store.matches(MatchQuery(.user))
    #expect(
      matches.map(\.detail) == ["Ann@Zebra.example", "bob@x.example", "", "u-4"])
    #expect(matches.first == Match(.server(.user, "u1"), title: "Ann", detail: "Ann@Zebra.example"))
  }

  @Test func `records that were made here are offered, too`() throws {
    let made = Ref.made(.account, "m")
    try fixture.cache.setShown(made, body: ["name": "Acme New"], state: .waiting)
    #expect(
      try fixture.store.matches(MatchQuery(.account, words: "acme new")).map(\.ref) == [made])
    #expect(
      try titles(MatchQuery(.account, limit: 1), visited: [made]) == ["Acme New"])
  }

  @Test func `there are never more than asked for`() throws {
    #expect(try titles(MatchQuery(.account, limit: 2)) == ["Acme", "Ácme Nord"])
    #expect(try titles(MatchQuery(.account, words: "acme", limit: 2)).count == 2)
  }

  @Test func `where the user has been is noted, and follows a new record to its id`()
    async throws
  {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1), account(2)])
    test.workspace.show(.account)
    await test.workspace.idle()
    await test.server.hold()
    let made = Ref.made(.account, "11111111-0000-4000-8000-000000000001")
    _ = try test.workspace.submit(NewChange(.create, made, fields: ["name": "Zoo"]))
    for ref in [made, .server(.account, "account-2")] {
      test.workspace.visited(ref)
      test.clock.advance(1)
    }
    await test.server.release()
    await test.workspace.idle()
    #expect(
      try test.workspace.store.matches(MatchQuery(.account)).map(\.title)
        == ["Account 2", "Zoo", "Account 1"])
  }

  @Test func `who has left is offered only where a record names them already`() throws {
    // Given a team of which one has left
    try fixture.absorb(
      .admin,
      [
        .named("mia", "Mia Berg", ["email": "mia@x.example", "licenseStatus": "active"]),
        .named("max", "Max Gone", ["email": "max@x.example", "licenseStatus": "deactivated"]),
        .named("new", "Mo Auto", ["licenseStatus": "auto-created"]),
      ])
    let max = Ref.server(.admin, "max")

    // Then that one is not offered, by whatever words
    for words in ["", "m", "max gone", "max@", "max"] {
      #expect(try !titles(MatchQuery(.admin, words: words)).contains("Max Gone"), "\(words)")
    }
    #expect(try titles(MatchQuery(.admin)) == ["Mia Berg", "Mo Auto"])

    // But is where the record has them, and is said to have left
    let store = PagingStore(cache: fixture.cache, changes: { _ in [] })
    let matches = try store.matches(MatchQuery(.admin, words: "max", held: [max]))
    #expect(
      matches == [Match(max, title: "Max Gone", detail: "max@x.example · deactivated")])
    #expect(try store.matches(of: [max]) == matches)
  }
}
