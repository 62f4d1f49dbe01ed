// Finding records by ids and by words, and the registry of traits.

import Testing
import VitallyModel

@testable import Store

struct SearchTests {
  let fixture: CacheFixture
  var store: PagingStore { fixture.store }

  init() throws { fixture = try CacheFixture() }

  @Test func `An id, an external id or a mail address finds a record`() throws {
    try fixture.absorb(.account, [.named("id-1", "Acme", ["externalId": "Ext-1"])])
    try fixture.absorb(.user, [.named("id-2", "Ann", ["email": "Ann@Example.com"])])

    #expect(try store.find("id-1") == [.server(.account, "id-1")])
    #expect(try store.find("Ext-1") == [.server(.account, "id-1")])
    #expect(try store.find("ext-1").isEmpty)
    #expect(try store.find("ann@EXAMPLE.com") == [.server(.user, "id-2")])
    #expect(try store.find("id-").isEmpty)
  }

  @Test func `Full records are found before stubs`() throws {
    try fixture.absorb(
      .task, [.named("t", "Call", ["account": .object(.named("a", "Stub", ["externalId": "x"]))])])
    try fixture.absorb(.account, [.named("b", "Full", ["externalId": "x"])])

    #expect(try store.find("x") == [.server(.account, "b"), .server(.account, "a")])
  }

  @Test func `Names complete by words: full, live and matching from the start first`() throws {
    try fixture.absorb(
      .account,
      [
        .named("1", "New Acme"), .named("2", "Ácme"),
        .named("3", "Acme old", ["churnedAt": "2026-01-01"]),
      ])
    try fixture.absorb(.task, [.named("t", "Acme", ["account": .object(.named("4", "Acme stub"))])])

    let found = try store.names("acme", resources: [.account, .user], limit: 10)
    #expect(found.map(\.title) == ["Ácme", "New Acme", "Acme old", "Acme stub"])
    #expect(found.first?.0 == .server(.account, "2"))
    #expect(try store.names("acme", resources: [.account], limit: 1).count == 1)
    #expect(try store.names("%", resources: [.account], limit: 10).isEmpty)
  }

  /// What is typed on a keyboard that lacks the letters, and names as they are written.
  static let spellings: [(typed: String, name: String)] = [
    ("bjork", "Bjørk"), ("alesjo", "Ålesjö"), ("lodz", "Łódź"), ("aether", "Æther"),
    ("o'brien", "O’Brien"), ("strasse", "Straße"), ("cafe\u{301}", "Café"),
    ("\u{AC01}", "\u{1100}\u{1161}\u{11A8}"), ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"),
    ("acme", "Ac\u{200B}me"), ("big acme", "Big\u{A0}Acme"), ("istanbul", "İstanbul"),
  ]

  @Test(arguments: spellings)
  func `Lists, look-ups and names find a name however it is typed`(typed: String, name: String)
    throws
  {
    try fixture.absorb(.account, [.named("1", "Zenith"), .named("2", name)])

    #expect(try fixture.titles(ListingQuery(.account, words: typed)) == [name])
    #expect(try store.matches(MatchQuery(.account, words: typed)).map(\.title) == [name])
    #expect(try store.names(typed, resources: [.account], limit: 9).map(\.title) == [name])
  }

  @Test func `A record whose name can't be seen is found by its external id`() throws {
    try fixture.absorb(.account, [.named("1", " \u{200B}", ["externalId": "nw-1"])])
    #expect(try store.names("nw", resources: [.account], limit: 9).map(\.title) == ["nw-1"])
  }

  @Test func `Traits are listed by label with the types that they were seen to have`() throws {
    try fixture.absorb(
      .account,
      [
        .named(
          "1", "Acme",
          [
            "traits": [
              "zeta": "text", "seats": 3, "paid": true, "since": "2026-01-01T00:00:00Z",
              "unset": .null,
            ]
          ])
      ])

    let fields = try store.traitFields(.account)

    #expect(fields.map(\.path.traitKey) == ["paid", "seats", "since", "zeta"])
    #expect(fields.map(\.kind) == [.yesNo, .number(.plain), .date(asksTime: true), .text])
    #expect(try store.traitFields(.user).isEmpty)
  }

  @Test func `A trait with values of several types is text`() throws {
    try fixture.absorb(.account, [.named("1", "Acme", ["traits": ["size": 3]])])
    try fixture.absorb(.account, [.named("2", "Beta", ["traits": ["size": "large"]])])

    #expect(try store.traitFields(.account).map(\.kind) == [.text])
  }

  @Test func `A defined trait has its options, with labels or bare`() throws {
    try fixture.absorb(
      .customField,
      [
        [
          "id": "f", "model": "accounts", "path": "plan", "label": "Plan", "type": "select",
          "options": [["label": "Gold", "value": "gold"], ["value": "iron"], "lead", .null],
        ]
      ])
    let plan = [Choice("gold", "Gold"), Choice("iron"), Choice("lead")]
    #expect(try store.traitFields(.account).map(\.kind) == [.choice(plan)])

    // And those of the newest definition
    try fixture.absorb(
      .customField,
      [["id": "f", "model": "accounts", "path": "plan", "type": "select", "options": []]])
    #expect(try store.traitFields(.account).map(\.kind) == [.text])
  }

  @Test func `Custom fields of custom objects name the traits of instances`() throws {
    try fixture.absorb(
      .customObject,
      [
        [
          "id": "o", "name": "ticket",
          "customFields": [["path": "severity", "label": "Severity", "type": "number"]],
        ]
      ])

    #expect(
      try store.traitFields(.instance)
        == [.trait("severity", label: "Severity", type: "number")])
  }
}
