// What the detail of a record is given, from records that came in before.

import Testing
import VitallyModel

@testable import Store

struct DossierTests {
  let fixture: CacheFixture
  let acme = Ref.server(.account, "a")

  init() throws { fixture = try CacheFixture() }

  @Test func `A record that is not cached has an empty recordDetail`() throws {
    let recordDetail = try fixture.store.recordDetail(acme, now: CacheFixture.noon)

    #expect(recordDetail.row == nil)
    #expect(recordDetail.highlights == [[], [], []])
    #expect(recordDetail.links.count == Resource.account.schema.links.count)
    #expect(recordDetail.links.allSatisfy { $0.count == 0 && $0.status == SyncStatus() })
  }

  @Test func `Highlights are the next open tasks and the newest note and answer`() throws {
    try fixture.absorb(
      .task,
      [
        .named("1", "later", ["accountId": "a", "dueDate": "2026-05-01"]),
        .named("2", "sooner", ["accountId": "a", "dueDate": "2026-04-01"]),
        .named("3", "done", ["accountId": "a", "completedAt": "2026-01-01T00:00:00Z"]),
        .named("4", "elsewhere", ["accountId": "b"]),
        .named("5", "archived", ["accountId": "a", "archivedAt": "2026-01-01"]),
      ])
    try fixture.absorb(
      .note,
      [
        ["id": "1", "subject": "old", "accountId": "a", "noteDate": "2026-01-01T00:00:00Z"],
        ["id": "2", "subject": "new", "accountId": "a", "noteDate": "2026-02-01T00:00:00Z"],
      ])

    let recordDetail = try fixture.store.recordDetail(acme, now: CacheFixture.noon)

    #expect(recordDetail.highlights.map { $0.map(\.title) } == [["sooner", "later"], ["new"], []])
    let counts = Dictionary(
      uniqueKeysWithValues: zip(
        acme.resource.schema.links.map(\.child), recordDetail.links.map(\.count))
    )
    #expect(counts[.task] == 2)
    #expect(counts[.note] == 2)
    #expect(counts[.user] == 0)
  }

  @Test func `Names, labels, changes and age come along`() throws {
    try fixture.absorb(.admin, [.named("z", "Zoe")])
    try fixture.absorb(
      .account, [.named("a", "Acme", ["accountOwnerId": "z", "traits": ["plan": "pro"]])])
    try fixture.absorb(
      .customField,
      [
        ["id": "f", "model": "accounts", "path": "plan", "label": "Plan", "type": "string"],
        ["id": "g", "model": "users", "path": "plan", "label": "Not this", "type": "string"],
      ])
    let change = Change(
      id: 1, new: NewChange(.update, acme, fields: ["name": "B"]), createdAt: CacheFixture.noon)
    let store = PagingStore(cache: fixture.cache) { [acme] in $0 == acme ? [change] : [] }

    let recordDetail = try store.recordDetail(acme, now: CacheFixture.noon)

    #expect(recordDetail.row?.record.title == "Acme")
    #expect(recordDetail.names == [.server(.admin, "z"): "Zoe"])
    #expect(recordDetail.traits.mapValues(\.label) == [.trait("plan"): "Plan"])
    #expect(recordDetail.changes == [change])
    #expect(recordDetail.fetchedAt == CacheFixture.noon)
  }
}
