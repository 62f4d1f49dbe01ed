import Foundation
import Testing
import VitallyModel

@testable import VitallyAPI

struct PageDecoderTests {
  /// A fixture, and what must come out of it.
  struct Expected: Sendable, CustomTestStringConvertible {
    var file: String
    var resource: Resource
    var records: Int
    var unreadable = 0
    var next: String?
    var testDescription: String { file }
  }

  static let expected = [
    Expected(file: "accounts-with-nulls", resource: .account, records: 3),
    Expected(file: "account-key-roles", resource: .account, records: 1),
    Expected(file: "users", resource: .user, records: 4, next: "c1+/="),
    Expected(file: "trait-values", resource: .account, records: 1),
    Expected(file: "trait-keys", resource: .account, records: 1),
    Expected(file: "notes", resource: .note, records: 3),
    Expected(file: "tasks", resource: .task, records: 2),
    Expected(file: "conversations", resource: .conversation, records: 1),
    Expected(file: "nps-dismissed", resource: .npsResponse, records: 1),
    Expected(file: "projects", resource: .project, records: 2),
    Expected(file: "custom-objects", resource: .customObject, records: 2),
    Expected(file: "instances-bare", resource: .instance, records: 1),
    Expected(file: "bad-date", resource: .account, records: 1),
    Expected(file: "unknown-keys", resource: .account, records: 2),
    Expected(file: "page-without-at-end", resource: .account, records: 1, next: "more"),
    Expected(file: "page-without-next", resource: .account, records: 1),
    Expected(file: "page-at-end-with-next", resource: .account, records: 1),
    Expected(file: "page-repeats-item", resource: .account, records: 2, next: "more"),
    Expected(file: "odd-items", resource: .account, records: 1, unreadable: 9),
    Expected(file: "data-envelope", resource: .account, records: 1, next: "more"),
    Expected(file: "custom-fields-bare", resource: .customField, records: 3, unreadable: 1),
  ]

  @Test("No oddity costs a page", arguments: expected)
  func fixture(expected: Expected) throws {
    let page = try #require(
      PageDecoder(resource: expected.resource).page(try Fixture.json(expected.file)))
    #expect(page.records.count == expected.records)
    #expect(page.unreadable == expected.unreadable)
    #expect(page.next == expected.next)
    #expect(page.records.allSatisfy { $0.resource == expected.resource && !$0.title.isEmpty })
  }

  @Test("Every fixture is looked at")
  func allFixtures() throws {
    #expect(Set(try Fixture.names()) == Set(Self.expected.map(\.file)))
  }

  @Test("Ids and external ids may be numbers, and bodies stay as they came")
  func numericIDs() throws {
    let page = try #require(PageDecoder(resource: .user).page(try Fixture.json("users")))
    let record = try #require(page.records.last)
    #expect(record.ref == .server(.user, "4711"))
    #expect(record.externalID == "4411")
    #expect(record.body["id"] == 4711)
  }

  @Test("Big numbers keep every digit")
  func bigNumbers() throws {
    let page = try #require(PageDecoder(resource: .account).page(try Fixture.json("trait-values")))
    #expect(page.records[0][.trait("big")] == .number("12345678901234567890"))
    #expect(page.records[0][.trait("decimal")] == .number("0.1"))
  }

  @Test("A date that is none is no date, and the others stay")
  func badDate() throws {
    let page = try #require(PageDecoder(resource: .account).page(try Fixture.json("bad-date")))
    #expect(page.records[0].createdAt == nil)
    #expect(page.records[0].updatedAt == Moment("2026-09-01T08:15:30Z"))
  }

  @Test("The order of keys makes no difference")
  func keyOrder() throws {
    let page = try #require(PageDecoder(resource: .account).page(try Fixture.json("unknown-keys")))
    #expect(page.records[0] == page.records[1])
  }

  @Test("A custom field without an id is named by what it belongs to and its path")
  func customFieldIDs() throws {
    let json = try Fixture.json("custom-fields-bare")
    let accounts = PageDecoder(resource: .customField, filters: ["model": "accounts"])
    let page = try #require(accounts.page(json))
    #expect(
      page.records.map(\.ref.serverID)
        == ["accounts/vitally.custom.risk", "f2", "accounts/x y"])
    #expect(page.records.allSatisfy { $0["model"] == "accounts" })

    let object = PageDecoder(
      resource: .customField, filters: ["model": "customObjects", "customObjectId": "o1"])
    let first = try #require(object.page(json)?.records.first)
    #expect(first.ref.serverID == "customObjects/o1/vitally.custom.risk")
    #expect(first["customObjectId"] == "o1")
  }

  @Test("A body without a list is no page: a sweep must not take it for an empty one")
  func noList() {
    let decoder = PageDecoder(resource: .account)
    for json: JSONValue in [[:], .null, "text", ["results": .null], ["error": "x"], ["id": "a"]] {
      #expect(decoder.page(json) == nil)
    }
  }

  @Test("One record is found in every wrapping")
  func wrappedRecord() {
    let decoder = PageDecoder(resource: .account)
    let wrapped: [JSONValue] = [
      ["id": "a"], ["results": [["id": "a"]]], ["data": ["id": "a"]], ["data": [["id": "a"]]],
      [["id": "a"]], [.null, ["id": "a"]],
    ]
    for json in wrapped { #expect(decoder.record(json)?.ref == .server(.account, "a")) }
    for json: JSONValue in [[:], [], .null, ["data": [:]], ["id": ""]] {
      #expect(decoder.record(json) == nil)
    }
  }

  @Test("A search finds one object, a list, or nobody")
  func found() {
    let decoder = PageDecoder(resource: .admin)
    #expect(decoder.found(["id": "a"]).count == 1)
    #expect(decoder.found(["results": [["id": "a"], ["id": "b"]]]).count == 2)
    #expect(decoder.found([["id": "a"]]).count == 1)
    #expect(decoder.found(["data": ["id": "a"]]).count == 1)
    for json: JSONValue in [[:], [], ["results": []], .null] {
      #expect(decoder.found(json).isEmpty)
    }
  }
}
