// Lists as the user sees them: order, filters, windows and anchors, over real files.

import Testing
import VitallyModel

@testable import Store

struct ListingTests {
  let fixture: CacheFixture
  var store: PagingStore { fixture.store }

  init() throws { fixture = try CacheFixture() }

  private func titles(
    _ resource: Resource = .account, by path: FieldPath, descending: Bool = false
  ) throws -> [String] {
    try fixture.titles(
      ListingQuery(resource, order: ListOrder(path, descending: descending)))
  }

  // MARK: Order

  @Test func `Records without a value come last in both directions, ties by name`() throws {
    try fixture.absorb(
      .account,
      [
        .named("1", "none b"), .named("2", "nine", ["mrr": 9]), .named("3", "Ten b", ["mrr": 10]),
        .named("4", "ten a", ["mrr": .number("10.0")]), .named("5", "None a", ["mrr": .null]),
      ])

    #expect(try titles(by: "mrr") == ["nine", "ten a", "Ten b", "None a", "none b"])
    #expect(
      try titles(by: "mrr", descending: true) == ["ten a", "Ten b", "nine", "None a", "none b"])
  }

  @Test func `Text is ordered without case and accents`() throws {
    try fixture.absorb(
      .account, [.named("1", "éclair"), .named("2", "Eaton"), .named("3", "FOX")])

    #expect(try titles(by: "name") == ["Eaton", "éclair", "FOX"])
  }

  @Test func `Days and moments are ordered in time, however they are written`() throws {
    try fixture.absorb(
      .task,
      [
        .named("1", "March", ["dueDate": "2026-03-01"]),
        .named("2", "February", ["dueDate": "2026-02-01T23:00:00.000Z"]),
        .named("3", "bad", ["dueDate": "soon"]), .named("4", "none"),
      ])
    try fixture.absorb(
      .account,
      [
        .named("1", "later", ["lastSeenTimestamp": "2026-01-02T00:00:00.000Z"]),
        .named("2", "earlier", ["lastSeenTimestamp": 1_767_225_600_000]),
      ])

    #expect(try titles(.task, by: "dueDate") == ["February", "March", "bad", "none"])
    #expect(try titles(by: "lastSeenTimestamp") == ["earlier", "later"])
  }

  @Test func `Look-ups are ordered by what they name, once that is known`() throws {
    try fixture.absorb(
      .account,
      [
        .named("1", "of Zoe", ["accountOwnerId": "z"]),
        .named("2", "of Ann", ["accountOwnerId": "a"]),
        .named("3", "of nobody"),
      ])
    _ = try titles(by: "accountOwnerId")

    let absorbed = try fixture.absorb(.admin, [.named("z", "Zoe"), .named("a", "Ann")])

    #expect(absorbed.changed.contains(.account))
    #expect(try titles(by: "accountOwnerId") == ["of Ann", "of Zoe", "of nobody"])
  }

  @Test func `Look-ups of many are ordered by the first, embedded names first`() throws {
    try fixture.absorb(
      .user,
      [
        .named("1", "two", ["accounts": [.object(.named("z", "Zoo")), .object(.named("a", "A"))]]),
        .named("2", "one", ["accounts": [.object(.named("b", "Beta"))]]),
      ])

    #expect(try titles(.user, by: "accountIds") == ["one", "two"])
  }

  @Test func `Any column orders, from its first use on also what comes in`() throws {
    try fixture.absorb(.account, [.named("1", "ten", ["usersCount": 10])])
    #expect(try titles(by: "usersCount") == ["ten"])

    try fixture.absorb(
      .account, [.named("2", "two", ["usersCount": 2]), .named("3", "eleven", ["usersCount": 11])])

    #expect(try titles(by: "usersCount") == ["two", "ten", "eleven"])
  }

  @Test func `Traits order by their type`() throws {
    try fixture.absorb(
      .account,
      [
        .named("1", "ten", ["traits": ["a.seats": 10]]),
        .named("2", "nine", ["traits": ["a.seats": 9]]), .named("3", "none", ["traits": [:]]),
      ])

    #expect(try titles(by: .trait("a.seats")) == ["nine", "ten", "none"])
  }

  @Test(arguments: ["a.b", "say \"hi\"", "back\\slash", "größe"])
  func `A trait orders whatever its key is made of`(key: String) throws {
    try fixture.absorb(
      .account,
      [
        .named("1", "a", ["traits": .object([key: 2])]),
        .named("2", "b", ["traits": .object([key: 1])]),
      ])

    #expect(try titles(by: .trait(key)) == ["b", "a"])
  }

  @Test func `A definition that says another type orders a trait anew`() throws {
    try fixture.absorb(
      .account,
      [
        .named("1", "ten", ["traits": ["seats": "10"]]),
        .named("2", "nine", ["traits": ["seats": "9"]]),
      ])
    #expect(try titles(by: .trait("seats")) == ["ten", "nine"])

    try fixture.absorb(
      .customField,
      [["id": "f", "model": "accounts", "path": "seats", "label": "Seats", "type": "number"]])

    #expect(try titles(by: .trait("seats")) == ["nine", "ten"])
    let field = Field.trait("seats", label: "Seats", type: "number")
    #expect(try store.traitFields(.account) == [field])
  }

  // MARK: Filters

  @Test func `Words are found anywhere in the name, without case and accents`() throws {
    try fixture.absorb(
      .account,
      [
        .named("1", "Café Zürich"), .named("2", "Zurich Insurance"), .named("3", "100%_sure"),
        .named("4", "1000 sure"),
      ])
    let found = { (words: String) in
      try fixture.titles(ListingQuery(.account, words: words))
    }

    #expect(try found("ZURICH") == ["Café Zürich", "Zurich Insurance"])
    #expect(try found(" zür  CAFE ") == ["Café Zürich"])
    #expect(try found("0%_s") == ["100%_sure"])
    #expect(try found("zurich missing").isEmpty)
  }

  @Test func `Churned and archived records are hidden unless asked for`() throws {
    try fixture.absorb(
      .account, [.named("1", "Here"), .named("2", "Gone", ["churnedAt": "2026-01-01"])])
    try fixture.absorb(
      .note,
      [
        ["id": "1", "subject": "Kept"],
        ["id": "2", "subject": "Archived", "archivedAt": "2026-01-01T00:00:00Z"],
      ])

    #expect(try fixture.titles(ListingQuery(.account)) == ["Here"])
    #expect(try fixture.titles(ListingQuery(.account, showsHidden: true)) == ["Gone", "Here"])
    #expect(try fixture.titles(ListingQuery(.note)) == ["Kept"])
  }

  @Test func `What was done lately stays in sight`() throws {
    let since = try #require(Moment("2026-01-02T00:00:00Z"))
    try fixture.absorb(
      .task,
      [
        .named("1", "open"), .named("2", "done before", ["completedAt": "2026-01-01T23:59:59Z"]),
        .named("3", "done since", ["completedAt": "2026-01-02T00:00:00Z"]),
      ])

    #expect(try fixture.titles(ListingQuery(.task)) == ["open"])
    #expect(try fixture.titles(ListingQuery(.task, openSince: since)) == ["done since", "open"])
    #expect(try fixture.titles(ListingQuery(.task, showsHidden: true)).count == 3)
  }

  // MARK: Windows

  private func absorbNumbered(_ numbers: Range<Int>) throws {
    try fixture.absorb(.account, numbers.map { .named("\($0)", "Account \(10_000 + $0)") })
  }

  @Test func `Windows page through a listing, near the top and deep`() throws {
    try absorbNumbered(0..<1200)
    let query = ListingQuery(.account)

    for first in [0, 450, 700, 1150] {
      let window = try store.window(query, rows: first..<first + 50)
      #expect(window.first == first)
      #expect(window.total == 1200)
      #expect(
        window.rows.map(\.record.title) == (first..<first + 50).map { "Account \(10_000 + $0)" })
    }
  }

  @Test func `A range beyond the end is moved to the end`() throws {
    try absorbNumbered(0..<30)

    let window = try store.window(ListingQuery(.account), rows: 100..<120)

    #expect(window.first == 10)
    #expect(window.rows.count == 20)
    #expect(try store.window(ListingQuery(.note), rows: 100..<120).rows.isEmpty)
  }

  @Test func `A window follows what changes, also when its rows are known`() throws {
    try absorbNumbered(0..<600)
    let query = ListingQuery(.account)
    _ = try store.window(query, rows: 550..<600)

    try fixture.absorb(.account, [.named("new", "Account 0")])
    try fixture.cache.remove(.server(.account, "599"))

    let window = try store.window(query, rows: 550..<600)
    #expect(window.rows.last?.record.title == "Account 10598")
    #expect(window.total == 600)
  }

  @Test func `The anchor moves the range, near the top and deep`() throws {
    try absorbNumbered(0..<1000)
    let query = ListingQuery(.account)

    for row in [3, 300, 900] {
      let window = try store.window(query, rows: 0..<20, anchor: .server(.account, "\(row)"))
      #expect(window.anchor == row)
      let held = window.rows[row - window.first]
      #expect(held.record.ref == .server(.account, "\(row)"))
      #expect(window.rows.count == 20)
    }
  }

  @Test func `An anchor that is not in the listing leaves the range alone`() throws {
    try absorbNumbered(0..<100)
    let query = ListingQuery(.account, words: "1000")

    let window = try store.window(query, rows: 2..<5, anchor: .server(.account, "50"))

    #expect(window.anchor == nil)
    #expect(window.first == 2)
  }

  @Test func `Names are given for look-ups that are bare ids`() throws {
    try fixture.absorb(.admin, [.named("z", "Zoe")])
    try fixture.absorb(
      .task,
      [
        .named("1", "Call", ["assignedToId": "z", "accountId": "?"]),
        .named("2", "Mail", ["assignedTo": .object(.named("a", "Ann")), "assignedToId": "a"]),
      ])

    let window = try store.window(ListingQuery(.task), rows: 0..<10)

    #expect(window.names == [.server(.admin, "z"): "Zoe"])
  }

  @Test func `20,000 records are listed in every order and found by every word`() throws {
    for page in 0..<20 {
      try fixture.absorb(
        .account,
        (0..<1000).map { index in
          let number = page * 1000 + index
          return .named(
            "\(number)", "Account \(number)",
            ["mrr": number % 7 == 0 ? .null : .number("\(number * 7919 % 20_011)")])
        })
    }
    let query = ListingQuery(.account, order: ListOrder("mrr", descending: true))

    // Then each record is there once, and the values never rise
    var seen: Set<Ref> = []
    var last = Double.infinity
    for first in stride(from: 0, to: 20_000, by: 1000) {
      for row in try store.window(query, rows: first..<first + 1000).rows {
        seen.insert(row.record.ref)
        let value = row.record["mrr"].double ?? -1
        #expect(value <= last)
        last = value
      }
    }
    #expect(seen.count == 20_000)
    let found = (0..<20_000).count { String($0).contains("777") }
    #expect(try store.window(ListingQuery(.account, words: "777"), rows: 0..<10).total == found)
  }
}
