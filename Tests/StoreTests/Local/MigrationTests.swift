// Files that an earlier vitty has written.

import GRDB
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct MigrationTests {
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
