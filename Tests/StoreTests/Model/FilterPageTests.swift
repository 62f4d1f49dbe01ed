// Keeps docs/FILTER.md true: every line of its tables is read, and lists some records but not all.

import Foundation
import Testing
import VitallyModel

@testable import Store

@Suite struct FilterPageTests {
  private struct Line: Hashable {
    var text: String
    var resource: Resource
  }

  private static let me = Ref.server(.admin, "dana")
  /// Wednesday.
  private static let now = Moment("2026-05-06T10:15:00Z") ?? .distantPast

  private func lines() throws -> [Line] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../docs/FILTER.md")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return rows.compactMap { row in
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[0].hasPrefix("`"), cells[0].hasSuffix("`"),
        let resource = Resource.allCases.first(where: { $0.schema.pluralInSentence == cells[1] })
      else { return nil }
      return Line(text: String(cells[0].dropFirst().dropLast()), resource: resource)
    }
  }

  /// Records of which some are meant by each line.
  private func fixture() throws -> CacheFixture {
    let fixture = try CacheFixture()
    try fixture.absorb(
      .admin, [.named("dana", "Dana Fell"), .named("robin", "Robin Ash"), .named("kim", "Kim")])
    try fixture.absorb(
      .customField,
      [["id": "f", "model": "accounts", "path": "risk", "label": "Renewal risk", "type": "string"]])
    try fixture.absorb(
      .account,
      [
        .named(
          "1", "Acme GmbH",
          [
            "healthScore": 3, "mrr": 6000, "csmId": "dana", "nextRenewalDate": "2026-05-20",
            "lastSeenTimestamp": "2026-05-04T10:00:00Z",
            "traits": ["plan": "enterprise", "risk": "high", "seats": 200],
          ]),
        .named(
          "2", "Contoso",
          [
            "healthScore": 2, "mrr": 2_000_000, "csmId": "robin", "nextRenewalDate": "2027-01-01",
            "lastSeenTimestamp": "2026-03-01T10:00:00Z", "traits": ["plan": "starter", "seats": 5],
          ]),
        .named("3", "Acme", ["mrr": 0, "csmId": "kim"]),
        .named("4", "Gone", ["churnedAt": "2026-01-01", "mrr": 1]),
        .named("5", "Quiet", ["healthScore": 9]),
      ])
    let values = [("healthScore", "5"), ("mrr", "5000"), ("csmId", "\"robin\"")]
    let past = values.map {
      HistoryTable.Point(
        account: "account/1", path: $0.0, at: Moment(milliseconds: 1_772_000_000_000),
        value: $0.1)
    }
    #expect(fixture.history.add(past))
    try fixture.absorb(
      .user,
      [
        .named("u1", "Ann", ["email": "ann@example.com", "accounts": [["id": "1"]]]),
        .named("u2", "Bob", ["email": "bob@other.test", "accounts": [["id": "2"]]]),
      ])
    try fixture.absorb(
      .task,
      [
        .named("t1", "Call", ["accountId": "1", "dueDate": "2026-05-01", "assignedToId": "dana"]),
        .named("t2", "Mail", ["accountId": "3", "dueDate": "2026-06-01", "assignedToId": "kim"]),
        .named("t3", "Some day", ["accountId": "3"]),
        .named("t4", "Old", ["accountId": "1", "completedAt": "2026-01-01T00:00:00Z"]),
      ])
    try fixture.absorb(
      .note,
      [
        [
          "id": "n1", "subject": "Kick-off", "accountId": "1", "authorId": "dana",
          "createdAt": "2026-03-11T09:00:00Z",
        ],
        [
          "id": "n2", "subject": "Other", "accountId": "2", "authorId": "kim",
          "createdAt": "2026-04-01T09:00:00Z",
        ],
        ["id": "n3", "subject": "Away", "archivedAt": "2026-04-02T09:00:00Z"],
      ])
    return fixture
  }

  @Test func `Every line of the page lists what it says`() throws {
    let fixture = try fixture()
    let lines = try lines()
    #expect(lines.count > 30)
    let now = Now(moment: Self.now, me: Self.me)
    for line in lines {
      let traits = try fixture.store.traits(for: [line.resource])
      let scope = FilterScope(line.resource, traits: traits, now: now)
      let filter = try Filter.read(line.text, in: scope)
      let query = filter.applied(to: ListingQuery(line.resource, order: ListOrder("name")))
      let titles = try fixture.titles(query)
      let all = try fixture.titles(
        ListingQuery(line.resource, order: ListOrder("name"), showsHidden: true))
      let isLocal = ["is:pending", "is:draft"].contains(line.text)
      if !isLocal { #expect(!titles.isEmpty, "\(line.text) lists nothing") }
      #expect(titles.count < all.count, "\(line.text) lists everything")
    }
  }
}
