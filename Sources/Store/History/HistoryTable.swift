// The history of customers: the last value of each day on which a watched value changed. The server
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
    migrator.registerMigration("looks") { try $0.execute(sql: looks) }
    return migrator
  }

  /// A series is one value of one record, named in `account`; its points are the days on which it
  /// changed. `thinning` says how far the thinning has come.
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

  /// When the user last looked at a record, and when on an earlier day than that.
  private static let looks = """
    CREATE TABLE look (ref TEXT PRIMARY KEY, last INTEGER NOT NULL, earlier INTEGER) WITHOUT ROWID;
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
        let record = move.record.description
        let series = try Self.series(record, move.path.text, db)
        let last = try String.fetchOne(
          db.cachedStatement(
            sql: "SELECT value FROM point WHERE series = ? ORDER BY day DESC LIMIT 1"),
          arguments: [series])
        if last == nil, let former = move.former { try add(former, to: series, of: record, db) }
        if last != value { try Self.set(series, moment, value, db) }
      }
    }
  }

  /// Begins a series with what the value was: since the record is known here, because any change
  /// would have begun the series.
  private func add(
    _ former: Cache.Move.Former, to series: Int64, of record: String, _ db: Database
  ) throws {
    let first = try Int64.fetchOne(
      db,
      sql: "SELECT min(at) FROM point WHERE series IN (SELECT no FROM series WHERE account = ?)",
      arguments: [record])
    let moment = first.map { Moment(milliseconds: $0) } ?? former.at
    try Self.set(series, moment, former.value.jsonText, db)
    file.noteChangedPast()
  }

  /// Adds values of the past. Returns whether they are on disk.
  func add(_ points: [Point]) -> Bool {
    file.write(durably: true) { db -> Void in
      for point in points {
        try Self.set(
          try Self.series(point.account, point.path, db), point.at, point.value, db)
      }
      file.noteChangedPast()
    } != nil
  }

  /// The past values of a record's field, oldest first.
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

  /// Deletes what is kept about a record. What an earlier vitty has kept of it is gone already.
  func forget(_ record: Ref) {
    let name = record.description
    file.moving.withLock { _ in
      _ = file.write { db -> Void in
        try db.run(
          "DELETE FROM point WHERE series IN (SELECT no FROM series WHERE account = ?)", [name])
        try db.run("DELETE FROM series WHERE account = ?", [name])
        try db.run("DELETE FROM look WHERE ref = ?", [name])
        file.noteChangedPast()
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
