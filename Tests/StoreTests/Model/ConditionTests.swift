// Lists of records that meet a condition, each kind of condition once, and what ends a search.

import Synchronization
import Testing
import VitallyModel

@testable import Store

struct ConditionTests {
  let fixture: CacheFixture

  init() throws {
    fixture = try CacheFixture()
    try fixture.absorb(.admin, [.named("a", "Änne"), .named("b", "Bob")])
    try fixture.absorb(
      .account,
      [
        .named("1", "Acme", ["mrr": 100, "accountOwnerId": "a", "traits": ["plan": "Scale"]]),
        .named("2", "Beta", ["mrr": 200, "accountOwnerId": "b", "traits": ["plan": "start up"]]),
        .named("3", "Café", ["mrr": .null, "nextRenewalDate": "2026-03-01"]),
        .named("4", "Dodo", ["mrr": 0, "churnedAt": "2026-01-01"]),
      ])
    try fixture.absorb(
      .task,
      [
        .named("1", "Call", ["accountId": "1", "tags": ["Urgent", "two words"]]),
        .named("2", "Mail", ["accountId": "2", "tags": ["urgently"]]), .named("3", "Wait"),
      ])
  }

  private func titles(_ condition: Condition, of resource: Resource = .account) throws -> [String] {
    try fixture.titles(ListingQuery(resource, condition: condition, order: ListOrder("name")))
  }

  @Test func `Numbers, days and yes or no compare`() throws {
    #expect(try titles(.compares("mrr", .more, 100)) == ["Beta"])
    #expect(try titles(.compares("mrr", .atMost, 100)) == ["Acme"])
    #expect(try titles(.compares("mrr", .equal, 200)) == ["Beta"])
    let march = try #require(Moment("2026-03-01"))
    let day = Double(march.milliseconds)
    #expect(try titles(.compares("nextRenewalDate", .atLeast, day)) == ["Café"])
    #expect(try titles(.compares("nextRenewalDate", .less, day)).isEmpty)
  }

  @Test func `Rows say which reasons of the query they meet, in any order and window`() throws {
    var query = ListingQuery(.account, order: ListOrder("mrr", descending: true))
    query.reasons = [
      Reason("high mrr", .compares("mrr", .more, 50)),
      Reason("of Änne", .linked("accountOwnerId", .mentions("anne"))),
    ]
    let rows = try fixture.store.window(query, rows: 0..<10).rows
    #expect(rows.map(\.record.title) == ["Beta", "Acme", "Café"])
    #expect(rows.map(\.reasons) == [["high mrr"], ["high mrr", "of Änne"], []])
    query.condition = .mentions("acme")
    let found = try fixture.store.window(query, rows: 0..<1).rows
    #expect(found.map(\.reasons) == [["high mrr", "of Änne"]])
  }

  @Test func `Several fields sort, each between those that are equal by the ones before`() throws {
    // Given accounts of which some are equal by one field or two
    try fixture.absorb(
      .account,
      [
        .named("5", "Elch", ["mrr": 100, "accountOwnerId": "b"]),
        .named("6", "Fuchs", ["mrr": 100, "accountOwnerId": "a"]),
        .named("7", "Gnu", ["accountOwnerId": "b"]),
      ])
    var query = ListingQuery(.account, order: ListOrder("mrr", descending: true))
    query.thenBy = [ListOrder("accountOwnerId", descending: true), ListOrder("name")]
    #expect(try fixture.titles(query) == ["Beta", "Elch", "Acme", "Fuchs", "Gnu", "Café"])
    query.thenBy = [ListOrder("accountOwnerId"), ListOrder("name", descending: true)]
    #expect(try fixture.titles(query) == ["Beta", "Fuchs", "Acme", "Elch", "Gnu", "Café"])
    query.condition = .compares("mrr", .atMost, 100)
    #expect(try fixture.titles(query) == ["Fuchs", "Acme", "Elch"])

    // When one of them changes, then it goes to its new place.
    try fixture.absorb(.account, [.named("6", "Fuchs", ["mrr": 100, "accountOwnerId": "b"])])
    #expect(try fixture.titles(query) == ["Acme", "Fuchs", "Elch"])
    // And so it is below a parent.
    var tasks = ListingQuery(.task, parent: .server(.account, "1"), order: ListOrder("accountId"))
    tasks.thenBy = [ListOrder("name", descending: true)]
    try fixture.absorb(.task, [.named("9", "Zoo", ["accountId": "1"])])
    #expect(try fixture.titles(tasks) == ["Zoo", "Call"])
  }

  @Test func `Records with unfinished forms are those of now, whatever the cache says`() throws {
    let drafts = Mutex<[Ref]>([])
    let store = PagingStore(
      cache: fixture.cache, draftRefs: { drafts.withLock { $0 } }, changes: { _ in [] })
    let query = ListingQuery(.account, condition: .hasDraft, order: ListOrder("name"))
    let titles = { try store.window(query, rows: 0..<9).rows.map(\.record.title) }
    #expect(try titles() == [])
    drafts.withLock { $0 = [.server(.account, "3"), .server(.task, "1"), .made(.account, "new")] }
    #expect(try titles() == ["Café"])
    drafts.withLock { $0 = [.server(.account, "1")] }
    #expect(try titles() == ["Acme"])
  }

  @Test func `The values of a field are counted, as people know them`() throws {
    try fixture.absorb(.task, [.named("4", "Fly", ["tags": ["urgent"], "assignedToId": "a"])])
    let values = { (path: FieldPath, resource: Resource) in
      try self.fixture.store.values(of: path, resource, limit: 3).map { "\($0.text) \($0.count)" }
    }
    #expect(try values("tags", .task) == ["urgent 2", "two words 1", "urgently 1"])
    #expect(try values("accountOwnerId", .account) == ["Bob 1", "Änne 1"])
    // The churned account does not count; numbers are too many to choose from.
    #expect(try values("traits.plan", .account) == ["scale 1", "start up 1"])
    #expect(try values("mrr", .account) == [])
  }

  @Test func `What has no value meets the opposite of every condition on it`() throws {
    #expect(try titles(.isSet("mrr")) == ["Acme", "Beta"])
    #expect(try titles(.not(.compares("mrr", .less, 150))) == ["Beta", "Café"])
    #expect(try titles(.not(.contains("traits.plan", "scale"))) == ["Beta", "Café"])
  }

  @Test func `Texts contain words, or are one of several, without case and accents`() throws {
    #expect(try titles(.named("CAFE")) == ["Café"])
    #expect(try titles(.contains("traits.plan", "UP st")) == ["Beta"])
    #expect(try titles(.isOne("traits.plan", of: ["scale", "up"])) == ["Acme"])
  }

  @Test func `One of several tags is enough, but it has to be the whole tag`() throws {
    #expect(try titles(.isOne("tags", of: ["urgent"]), of: .task) == ["Call"])
    #expect(try titles(.isOne("tags", of: ["two words", "none"]), of: .task) == ["Call"])
    #expect(try titles(.contains("tags", "urgent"), of: .task) == ["Call", "Mail"])
  }

  @Test func `Words are in the name of the customer as well`() throws {
    // Given organizations, one of them with an account
    try fixture.absorb(.organization, [.named("o1", "Grand Hötel"), .named("o2", "Other")])
    try fixture.absorb(
      .account, [.named("1", "Acme", ["organizationId": "o1"])])
    try fixture.absorb(
      .task, [.named("4", "Invoice", ["organizationId": "o1"]), .named("5", "Acme fair")])

    // Then what belongs to a customer is found by its name, folded alike, and what is called so too
    #expect(try titles(.mentions("ACM"), of: .task) == ["Acme fair", "Call"])
    #expect(try titles(.mentions("hotel"), of: .task) == ["Invoice"])
    #expect(try titles(.mentions("grand hot"), of: .account) == ["Acme"])
    #expect(try titles(.all([.mentions("acme"), .mentions("call")]), of: .task) == ["Call"])
    #expect(try titles(.not(.mentions("acme")), of: .task) == ["Invoice", "Mail", "Wait"])

    // But a field that names a record is asked for the name of that one alone
    #expect(try titles(.linked("accountId", .mentions("grand")), of: .task).isEmpty)
    #expect(try titles(.linked("accountId", .mentions("acme")), of: .task) == ["Call"])

    // And in the list of a customer its own name tells nothing
    var query = ListingQuery(.task, parent: .server(.account, "1"), order: ListOrder("name"))
    query.condition = .mentions("acme")
    #expect(try fixture.titles(query).isEmpty)
    query.condition = .mentions("call")
    #expect(try fixture.titles(query) == ["Call"])

    // When a customer is called something else, then its tasks are found by that
    try fixture.absorb(.account, [.named("1", "Zenith")])
    #expect(try titles(.mentions("acme"), of: .task) == ["Acme fair"])
    #expect(try titles(.mentions("zen"), of: .task) == ["Call"])
  }

  @Test func `Words are in a name or a mail address, longer ones with digits in an id too`() throws
  {
    try fixture.absorb(
      .user,
      [
        .named("0a1b-77", "Ann", ["email": "ann@Acme.test", "externalId": "crm-4711"]),
        .named("5c6d-88", "Acme Bot", ["email": "bot@example.test", "externalId": "crm-4712"]),
        .named("9e9e-99", "Bob", ["externalId": "Acme"]),
      ])
    #expect(try titles(.mentions("ACME"), of: .user) == ["Acme Bot", "Ann"])
    #expect(try titles(.mentions("acme b"), of: .user) == ["Acme Bot"])
    #expect(try titles(.mentions("4711"), of: .user) == ["Ann"])
    #expect(try titles(.mentions("47"), of: .user).isEmpty)
    #expect(try titles(.mentions("5c6d-88"), of: .user) == ["Acme Bot"])
    #expect(try titles(.isNamed("acme bot"), of: .user) == ["Acme Bot"])
    #expect(try titles(.isNamed("acme"), of: .user).isEmpty)

    // When an address changes, then it is found by the new one.
    try fixture.absorb(.user, [.named("9e9e-99", "Bob", ["email": "bob@acme.test"])])
    #expect(try titles(.mentions("acme"), of: .user) == ["Acme Bot", "Ann", "Bob"])
  }

  @Test func `What belongs to a record is looked for as long as it is open`() throws {
    #expect(try titles(.hasChild(.task)) == ["Acme", "Beta"])
    try fixture.absorb(
      .task, [.named("1", "Call", ["accountId": "1", "completedAt": "2026-01-01T00:00:00Z"])])
    #expect(try titles(.hasChild(.task)) == ["Beta"])
    #expect(try titles(.not(.hasChild(.task))) == ["Acme", "Café"])
  }

  @Test func `Key roles and other objects are found by the texts in them`() throws {
    let roles: JSONValue = [
      ["keyRole": ["label": "CSM"], "vitallyUser": ["id": "b", "name": "Bob Stone"]]
    ]
    try fixture.absorb(.account, [.named("7", "Fjord", ["keyRoles": roles])])
    #expect(try titles(.contains("keyRoles", "stone")) == ["Fjord"])
    let me = Ref.server(.admin, "b")
    #expect(try titles(.mine(me, .account)) == ["Beta", "Fjord"])
  }

  @Test func `Records are named, or named by what they are like`() throws {
    #expect(try titles(.names("accountOwnerId", [.server(.admin, "b")])) == ["Beta"])
    #expect(try titles(.contains("accountOwnerId", "anne")) == ["Acme"])
    let ofAnne = Condition.linked("accountOwnerId", .named("anne"))
    #expect(try titles(.linked("accountId", ofAnne), of: .task) == ["Call"])
    #expect(try titles(.not(.linked("accountId", ofAnne)), of: .task) == ["Mail", "Wait"])
  }

  @Test func `A link leads to its record from when that is here`() throws {
    try fixture.absorb(.account, [.named("5", "Echo", ["accountOwnerId": "c"])])
    let ofCid = Condition.linked("accountOwnerId", .named("cid"))
    #expect(try titles(ofCid).isEmpty)

    try fixture.absorb(.admin, [.named("c", "Cid")])

    #expect(try titles(ofCid) == ["Echo"])
  }

  @Test func `Conditions combine, beside words, a parent and what is hidden`() throws {
    let rich = Condition.any([.compares("mrr", .more, 150), .contains("traits.plan", "scale")])
    #expect(try titles(.all([rich, .not(.named("beta"))])) == ["Acme"])
    #expect(try titles(.all([])) == ["Acme", "Beta", "Café"])
    #expect(try titles(.any([])).isEmpty)
    let query = ListingQuery(.account, words: "d", condition: .isSet("mrr"), showsHidden: true)
    #expect(try fixture.titles(query) == ["Dodo"])
    let account = Ref.server(.account, "1")
    let tasks = ListingQuery(.task, parent: account, condition: .isSet("tags"))
    #expect(try fixture.titles(tasks) == ["Call"])
    let others = ListingQuery(.task, parent: account, condition: .named("mail"))
    #expect(try fixture.titles(others).isEmpty)
  }

  @Test func `A trait of another type is compared anew`() throws {
    try fixture.absorb(.account, [.named("6", "Seats", ["traits": ["seats": "10"]])])
    #expect(try titles(.compares("traits.seats", .more, 9)).isEmpty)

    try fixture.absorb(
      .customField, [["id": "f", "model": "accounts", "path": "seats", "type": "number"]])

    #expect(try titles(.compares("traits.seats", .more, 9)) == ["Seats"])
  }

  @Test func `A search that nobody waits for any more ends`() async throws {
    let store = fixture.store
    let search = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try store.window(ListingQuery(.account, words: "a"), rows: 0..<10)
    }
    await #expect(throws: StoreError.self) { try await search.value }
    // And the same search is answered when it is wanted again
    #expect(try fixture.titles(ListingQuery(.account, words: "a")) == ["Acme", "Beta", "Café"])
  }

  @Test func `What changes is found in its new form, also after very many changes`() throws {
    #expect(try titles(.compares("mrr", .more, 150)) == ["Beta"])
    for round in 0..<300 {
      try fixture.absorb(.account, [.named("1", "Acme \(round)", ["mrr": .number("\(round)")])])
    }
    #expect(try titles(.compares("mrr", .more, 150)) == ["Acme 299", "Beta"])
    #expect(try titles(.named("299")) == ["Acme 299"])
  }
}
