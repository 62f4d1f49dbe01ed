// Which records have changed since the text search has read them: triggers write that down, so that
// no change of any process is missed.

import GRDB
import VitallyModel

extension Cache {
  /// A record to read: its key, how often it was written down, and its row; nil if it is gone.
  struct Unread {
    var key: Int64
    var turn: Int
    var row: RecordRow?
  }

  /// Some of the records that are unread.
  func unread(limit: Int) throws(StoreError) -> [Unread] {
    try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT record, turn FROM unread LIMIT ?"), arguments: [limit])
      return try rows.map { row in
        Unread(key: row[0], turn: row[1], row: try RecordRow.full(row[0], db))
      }
    }
  }

  /// The whole records with the next keys after one.
  func records(after key: Int64, limit: Int) throws(StoreError) -> [RecordRow] {
    try read { db in
      try RecordRow.fetchAll(
        db.cachedStatement(
          sql: "SELECT * FROM record WHERE key > ? AND is_full ORDER BY key LIMIT ?"),
        arguments: [key, limit])
    }
  }

  /// Crosses off what was read, unless it has changed again meanwhile. Searches in these resources
  /// may now have other results.
  func crossOff(_ unread: [Unread], changed: Set<Resource>) throws(StoreError) {
    try write { db in
      for entry in unread {
        try db.run("DELETE FROM unread WHERE record = ? AND turn = ?", [entry.key, entry.turn])
      }
      var writer = try RecordWriter(db, now: now())
      writer.changed = changed
      try writer.finish()
    }
  }

  /// How many records are unread, and the largest key.
  static func unreadCount(_ db: Database) throws -> (unread: Int, lastKey: Int64) {
    (
      try Int.fetchOne(db, sql: "SELECT count(*) FROM unread") ?? 0,
      try Int64.fetchOne(db, sql: "SELECT max(key) FROM record") ?? 0
    )
  }
}

extension RecordRow {
  /// The row with a key, nil if it is gone or a stub.
  static func full(_ key: Int64, _ db: Database) throws -> RecordRow? {
    try RecordRow.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM record WHERE key = ? AND is_full"), arguments: [key])
  }
}
