// The history of accounts: the last value of each day on which a watched value changed. The server
// does not keep it.

import GRDB
import Synchronization
import VitallyModel

/// The tables of `history.db`.
struct HistoryTable: Sendable {
  /// The file that holds the tables.
  let file: HistoryFile

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("series and points") { try $0.execute(sql: tables) }
    return migrator
  }

  /// A series is one value of one account; its points are the days on which it changed.
  /// `thinning` says how far the thinning has come.
  private static let tables = """
    CREATE TABLE series (
      no INTEGER PRIMARY KEY,
      account TEXT NOT NULL,
      path TEXT NOT NULL,
      UNIQUE (account, path)
    );
    CREATE TABLE point (
      series INTEGER NOT NULL,
      day INTEGER NOT NULL,
      at INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (series, day)
    ) WITHOUT ROWID;
    CREATE TABLE thinning (week INTEGER NOT NULL, level INTEGER NOT NULL, series INTEGER NOT NULL);
    """

  /// A value of an account at some time.
  struct Point: Equatable {
    var account: String
    var path: String
    var at: Moment
    var value: String
  }

  /// Adds changed values. A value equal to the last one adds nothing, since a rebuilt cache reports
  /// every value again.
  func add(_ moves: [Cache.Move], at moment: Moment) {
    guard !moves.isEmpty else { return }
    file.write { db -> Void in
      for move in moves {
        let value = move.value.jsonText
        let series = try Self.series(move.account.description, move.path.text, db)
        let last = try String.fetchOne(
          db.cachedStatement(
            sql: "SELECT value FROM point WHERE series = ? ORDER BY day DESC LIMIT 1"),
          arguments: [series])
        if last != value { try Self.set(series, moment, value, db) }
      }
    }
  }

  /// Adds values of the past. Returns whether they are on disk.
  func add(_ points: [Point]) -> Bool {
    file.write(durably: true) { db -> Void in
      for point in points {
        try Self.set(
          try Self.series(point.account, point.path, db), point.at, point.value, db)
      }
    } != nil
  }

  /// The past values of an account's field, oldest first.
  func values(of account: Ref, _ path: FieldPath) -> [(at: Moment, value: JSONValue)] {
    file.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT at, value FROM point
          WHERE series = (SELECT no FROM series WHERE account = ? AND path = ?) ORDER BY day
          """, arguments: [account.description, path.text]
      ).map { row in
        (Moment(milliseconds: row["at"]), try JSONReader.read(row["value"] as String))
      }
    } ?? []
  }

  /// Deletes what is kept about an account. What an earlier vitty has kept of it is gone already.
  func forget(_ account: Ref) {
    let name = account.description
    file.moving.withLock { _ in
      _ = file.write { db -> Void in
        try db.run(
          "DELETE FROM point WHERE series IN (SELECT no FROM series WHERE account = ?)", [name])
        try db.run("DELETE FROM series WHERE account = ?", [name])
      }
    }
  }

  private static func series(_ account: String, _ path: String, _ db: Database) throws -> Int64 {
    let known = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT no FROM series WHERE account = ? AND path = ?"),
      arguments: [account, path])
    if let known { return known }
    try db.run("INSERT INTO series (account, path) VALUES (?, ?)", [account, path])
    return db.lastInsertedRowID
  }

  /// Sets the value of a day, unless a later one of that day is known.
  private static func set(
    _ series: Int64, _ moment: Moment, _ value: String, _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO point (series, day, at, value) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET at = excluded.at, value = excluded.value
        WHERE excluded.at >= at
      """, [series, moment.day, moment.milliseconds, value])
  }
}

extension Moment {
  /// The number of the day in UTC; 0 is 1 January 1970.
  var day: Int64 { milliseconds / 86_400_000 }
}
