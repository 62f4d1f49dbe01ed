// Removes a record that was destroyed, and what belonged to it alone: the server has deleted that
// as well.

import GRDB
import VitallyModel

extension Cache {
  /// Removes a destroyed record with its links, its lists and its belongings. What waits for the
  /// server stays, so that the user hears what becomes of it. Returns the resources whose lists may
  /// look different.
  func destroy(_ ref: Ref) throws(StoreError) -> Set<Resource> {
    try write { db in
      var writer = try RecordWriter(db, now: now())
      for link in ref.resource.schema.links where link.child.schema.links.isEmpty {
        for row in try Self.rows(link.child, under: ref, db)
        where try Self.belongs(row, onlyTo: ref, db) {
          try Self.delete(row, &writer)
        }
      }
      if let row = try RecordRow.find(ref, in: db) { try Self.delete(row, &writer) }
      for table in ["list", "walk", "horizon", "link"] {
        try db.run("DELETE FROM \(table) WHERE parent = ?", [ref.description])
      }
      try db.run("DELETE FROM waiting WHERE ref = ?", [ref.description])
      try writer.finish()
      return writer.changed
    }
  }

  /// The records of the server that are linked to a parent and have no changes.
  private static func rows(
    _ resource: Resource, under parent: Ref, _ db: Database
  ) throws -> [RecordRow] {
    try RecordRow.fetchAll(
      db,
      sql: """
        SELECT record.* FROM link CROSS JOIN record ON record.key = link.child
        WHERE link.parent = ? AND link.resource = ?
          AND record.server_id IS NOT NULL AND record.pending IS NULL
        """, arguments: [parent.description, resource.rawValue])
  }

  /// Whether a record belongs to one customer and to no other: by its body or, where that names
  /// none, by the lists in which it was found.
  private static func belongs(_ row: RecordRow, onlyTo parent: Ref, _ db: Database) throws -> Bool {
    let named = LinkTable.parents(of: row.resource, body: try JSONObject(stored: row.body))
    if !named.isEmpty { return named.allSatisfy { $0 == parent } }
    let others = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM link WHERE child = ? AND parent <> ?",
      arguments: [row.key, parent.description])
    return others == 0
  }
}
