// Files that an earlier vitty has written.

import Foundation
import GRDB
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct MigrationTests {
  @Test func `all that a vitty of November 2026 has kept is found`() throws {
    // Given the file of a vitty that did not name its changes
    let folder = try TestFolder()
    let file = try #require(
      Bundle.module.url(forResource: "local", withExtension: "db", subdirectory: "Fixtures"))
    try FileManager.default.copyItem(atPath: file.path, toPath: folder.path + "/local.db")

    // When it is opened
    let local = try LocalDatabase.open(in: folder.path)
    let table = OutboxTable(local: local)

    // Then the refused change is there with the server's words
    let changes = try table.all(answeredSince: Moment(milliseconds: 0))
    #expect(
      changes.map(\.state) == [.refused, .answered, .answered, .conflict, .waiting, .waiting])
    #expect(changes[0].new.fields.keys == ["completedAt"])
    #expect(changes[0].fieldMessages.map(\.path) == ["name", "externalId"])
    // And the record that was made, under the id that the server gave it
    #expect(changes[1].ref.serverID == "237f4728-0a13-4323-9da4-0fec762dfc08")
    // And the change that was merged with one of somebody else's
    #expect(changes[2].new.fields["traits"] == ["Berth": "south"])
    // And both values of the conflict
    #expect(changes[3].new.fields == ["name": "Call the pilot today"])
    #expect(changes[3].new.base == ["name": "Call the pilot"])
    // And what waits, in its order
    #expect(changes[4].new.action == .create && changes[4].new.fields["subject"] == "Adrift")
    #expect(changes[5].new.fields.keys == ["completedAt"])
    #expect(changes.allSatisfy { $0.madeID == nil })
    // And the drafts
    let drafts = try DraftTable(local: local).all()
    #expect(drafts.map { $0.texts["name"]?.text } == ["Order more rope", "Aardvark Unfinished"])
    #expect(drafts.map(\.parent) == [drafts[1].ref, nil])

    // When another change is made, then it has its place behind them, and its name
    let new = NewChange(.update, changes[5].ref, fields: ["name": "Heave the anchor"])
    let change = try table.insert(new, named: "m1", at: TestClock.start)
    #expect(change.id == 7)
    #expect(try table.change(7)?.madeID == "m1")
    // And a name is given once
    #expect(throws: StoreError.self) { try table.insert(new, named: "m1", at: TestClock.start) }
  }

  @Test func `what the cache had of the changes is still known`() throws {
    // Given a file from when a forgotten request meant that the cache has the answer
    let folder = try TestFolder()
    let pool = try DatabasePool(path: folder.path + "/local.db")
    try LocalTables.migrator.migrate(pool, upTo: "outbox, drafts, waits, places, history")
    try pool.write { db in
      for (id, request) in [(1, nil), (2, "{}")] as [(Int, String?)] {
        try db.execute(
          sql: """
            INSERT INTO change
              (id, resource, ref, op, fields, base, state, created_at, request, answer)
            VALUES (?, 'account', 'account/a', 'update', '{}', '{}', 'answered', 0, ?,
              '{"id":"a"}')
            """, arguments: [id, request])
      }
    }
    try pool.close()
    // When it is opened
    let table = OutboxTable(local: try LocalDatabase.open(in: folder.path))
    // Then only the other one has to be brought to the cache
    #expect(try table.unsettled().map(\.change.id) == [2])
    try table.settle(2)
    #expect(try table.unsettled().isEmpty)
  }

  @Test func `the options of definitions that are here already are found`() throws {
    // Given a cache from when options were not kept
    let folder = try TestFolder()
    let pool = try DatabasePool(path: folder.path + "/cache.db")
    try CacheTables.migrator.migrate(pool, upTo: "tables")
    let options = #"[{"label":"Gold","value":"gold"},"iron"]"#
    try pool.write { db in
      for (resource, body) in [
        ("customField", #"{"path":"plan","model":"accounts","options":\#(options)}"#),
        ("customField", #"{"path":"plan","model":"users"}"#),
        ("customObject", #"{"customFields":[{"path":"size","options":\#(options)}]}"#),
      ] {
        try db.execute(
          sql: """
            INSERT INTO record (resource, is_full, title, name_folded, hidden, open_until, body)
            VALUES (?, 1, '', '', 0, 0, ?)
            """, arguments: [resource, body])
      }
      for (resource, path) in [
        ("account", "traits.plan"), ("user", "traits.plan"), ("instance", "traits.size"),
      ] {
        try db.execute(
          sql: """
            INSERT INTO field (resource, path, label, type, is_trait, is_defined)
            VALUES (?, ?, 'X', 'string', 1, 1)
            """, arguments: [resource, path])
      }
    }
    try pool.close()
    // When it is opened
    let store = PagingStore(
      cache: try Cache.open(at: folder.path) { TestClock.start }.cache, changes: { _ in [] })
    // Then traits have them
    let choice = FieldKind.choice([Choice("gold", "Gold"), Choice("iron")])
    #expect(try store.traitFields(.account).map(\.kind) == [choice])
    #expect(try store.traitFields(.instance).map(\.kind) == [choice])
    #expect(try store.traitFields(.user).map(\.kind) == [.text])
  }
}
