// Keeps the history small: recent values by day, older ones by week, and none beyond some age. It
// works in small steps, so that nothing waits for it, and goes on after a restart.

import GRDB
import VitallyModel

/// How long past values are kept.
struct Retention: Sendable {
  /// For how many days the last value of each day is kept; after that, of each week.
  var daily: Int64 = 90
  /// For how many days values are kept at all.
  var all: Int64 = 730
  /// Above this size of the file, in bytes, both are halved until it fits.
  var limit: Int64 = 1_000_000_000

  /// How often they can be halved.
  static let halvings = 4

  /// The times halved this often.
  func halved(_ level: Int) -> Retention {
    Retention(daily: daily >> level, all: all >> level, limit: limit)
  }
}

extension HistoryTable {
  /// How many series are thinned in one transaction.
  private static let step = 200

  /// Thins some series, once a week from the first to the last. Returns whether there is more to do.
  func thin(at moment: Moment, keeping retention: Retention = Retention()) -> Bool {
    file.write { db in
      let week = Self.monday(moment.day)
      let row = try Row.fetchOne(db, sql: "SELECT week, level, series FROM thinning")
      let isGoingOn = row?["week"] == week
      let level: Int = isGoingOn ? row?["level"] ?? 0 : 0
      let first: Int64 = isGoingOn ? row?["series"] ?? 0 : 0
      if !isGoingOn {
        let start = Moment(milliseconds: (moment.day - retention.all) * 86_400_000)
        try Self.forgetLooks(before: start, db)
      }
      if let last = try Self.last(after: first, db) {
        try Self.thin(after: first, to: last, today: moment.day, retention.halved(level), db)
        try Self.save(week, level, last, db)
        return true
      }
      guard level < Retention.halvings, try Self.size(db) > retention.limit else { return false }
      try Self.save(week, level + 1, 0, db)
      return true
    } ?? false
  }

  private static func last(after first: Int64, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT max(no) FROM (SELECT no FROM series WHERE no > ? ORDER BY no LIMIT ?)",
      arguments: [first, step])
  }

  private static func save(_ week: Int64, _ level: Int, _ series: Int64, _ db: Database) throws {
    try db.run("DELETE FROM thinning")
    try db.run("INSERT INTO thinning VALUES (?, ?, ?)", [week, level, series])
  }

  /// The size of what is in use.
  private static func size(_ db: Database) throws -> Int64 {
    let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    let free = try Int64.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
    return (pages - free) * (try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
  }

  /// Deletes values that a later one of their week makes superfluous, and those that are too old
  /// but for the last: it was still the value when the time that is kept began.
  private static func thin(
    after first: Int64, to last: Int64, today: Int64, _ retention: Retention, _ db: Database
  ) throws {
    let arguments: StatementArguments = [
      first, last, monday(today - retention.daily), today - retention.all,
    ]
    try db.run(
      """
      DELETE FROM point WHERE series > ?1 AND series <= ?2 AND (
        day < ?3 AND EXISTS (
          SELECT 1 FROM point AS later WHERE later.series = point.series
            AND later.day > point.day AND later.day <= (point.day + 3) / 7 * 7 + 3)
        OR day < ?4 AND EXISTS (
          SELECT 1 FROM point AS later WHERE later.series = point.series
            AND later.day > point.day AND later.day <= ?4))
      """, arguments)
  }

  /// The Monday of a day's week, as the number of its day.
  private static func monday(_ day: Int64) -> Int64 { (day + 3) / 7 * 7 - 3 }
}
