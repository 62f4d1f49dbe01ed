// The log of what was written and is not yet in the database file. SQLite begins it anew only at a
// moment when nobody reads: while one long read follows the other, it grows without an end.

import Foundation
import GRDB

/// The write-ahead log of a database.
struct WriteAheadLog: Sendable {
  /// The size from which writers wait for readers, in bytes. What is written between two moments
  /// without a reader is usually a tenth of it.
  static let bound = 256 << 20

  /// How often writers look whether the readers are done, and the seconds between two looks.
  private static let (attempts, pause) = (200, 0.01)

  private let path: String
  private let bound: Int

  /// The log of the database at a path.
  init(of path: String, bound: Int = Self.bound) {
    self.path = path + "-wal"
    self.bound = bound
  }

  /// The size of the log, in bytes.
  var size: Int {
    var information = stat()
    return stat(path, &information) == 0 ? Int(information.st_size) : 0
  }

  /// Call after a write: empties the log if it is too large. That waits for the reads that have
  /// begun; if they are not done after a while, the next write tries again.
  func shorten(_ pool: DatabasePool) {
    guard size > bound else { return }
    try? pool.writeWithoutTransaction { db in
      // SQLite itself would wait for the place of a reader to be free, which the next reader takes.
      // Each attempt looks anew, and leaves less to the next one.
      let patience = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      defer { try? db.execute(sql: "PRAGMA busy_timeout = \(patience)") }
      for _ in 0..<Self.attempts {
        if (try? db.checkpoint(.truncate)) != nil { return }
        Thread.sleep(forTimeInterval: Self.pause)
      }
    }
  }
}
