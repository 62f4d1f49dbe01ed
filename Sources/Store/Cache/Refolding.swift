// Refolds stored names and email addresses after a change to the folding rules.

import GRDB
import VitallyModel

import struct VitallyModel.Record

enum Refolding {
  /// Refolds names and email addresses, and drops all sort values: they are rebuilt on demand.
  static func run(_ db: Database) throws {
    try db.execute(sql: "UPDATE field SET is_sorted = 0; DELETE FROM value")
    var stale: [(key: Int64, title: String, name: String, email: String?)] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT key, title, name_folded, email,
          iif(email IS NULL, NULL, coalesce(shown, body) ->> '$.email') AS mail
        FROM record
        """)
    while let row = try rows.next() {
      let (oldTitle, oldName): (String, String) = (row["title"], row["name_folded"])
      let oldEmail: String? = row["email"]
      var title = oldTitle
      if !title.isVisible { title = try self.title(ofRecord: row["key"], db) ?? title }
      let name = title.folded
      let email = (row["mail"] as String?)?.folded ?? oldEmail
      if title != oldTitle || name != oldName || email != oldEmail {
        stale.append((row["key"], title, name, email))
      }
    }
    for row in stale {
      try db.run(
        "UPDATE record SET title = ?, name_folded = ?, email = ? WHERE key = ?",
        [row.title, row.name, row.email, row.key])
    }
  }

  /// Derives the titles of records whose title is made of several values.
  static func retitle(_ db: Database) throws {
    for resource in Resource.allCases where !resource.schema.titleParts.isEmpty {
      let keys = try Int64.fetchAll(
        db, sql: "SELECT key FROM record WHERE resource = ?", arguments: [resource.rawValue])
      for key in keys {
        guard let title = try title(ofRecord: key, db) else { continue }
        try db.run(
          "UPDATE record SET title = ?, name_folded = ? WHERE key = ?", [title, title.folded, key])
      }
    }
  }

  private static func title(ofRecord key: Int64, _ db: Database) throws -> String? {
    guard let row = try RecordRow.fetchOne(db, key: key) else { return nil }
    return Record(ref: row.ref, body: try row.shownBody()).title
  }
}
