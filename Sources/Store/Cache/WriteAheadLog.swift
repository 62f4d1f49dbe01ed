// The log of what was written and is not yet in the database file. SQLite begins it anew only at a
// moment when nobody reads: while one long read follows the other, it grows without an end.

import Foundation
import GRDB
import Synchronization

/// The write-ahead log of a database. Safe to use from any thread.
final class WriteAheadLog: Sendable {
  /// The size from which writers wait for readers, in bytes: what is usually written between two
  /// moments without a reader is a tenth of it.
  static let bound = 256 << 20

  /// How often a writer looks whether the readers are done, and the seconds between two looks.
  private static let (looks, pause) = (50, 0.01)

  private let path: String
  private let bound: Int
  /// The size at which it is tried next.
  private let due: Mutex<Int>

  /// The log of the database at a path.
  init(of path: String, bound: Int = WriteAheadLog.bound) {
    self.path = path + "-wal"
    self.bound = bound
    due = Mutex(bound)
  }

  /// The size of the log, in bytes.
  var size: Int {
    var information = stat()
    return stat(path, &information) == 0 ? Int(information.st_size) : 0
  }

  /// Call after a write: empties the log if it is too large. That waits for the reads that have
  /// begun. If they take long, it is tried again only when the log has grown by a quarter.
  func shorten(_ pool: DatabasePool) {
    let size = size
    let isDue = due.withLock { due in
      defer { if size > due { due = size + bound / 4 } }
      return size > due
    }
    guard isDue, (try? pool.writeWithoutTransaction(empty)) == true else { return }
    due.withLock { $0 = bound }
  }

  /// SQLite itself would wait for the place of a reader to be free, which the next reader takes. Each
  /// look here begins anew, and leaves less to the next one.
  private func empty(_ db: Database) throws -> Bool {
    let patience = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
    try db.execute(sql: "PRAGMA busy_timeout = 0")
    defer { try? db.execute(sql: "PRAGMA busy_timeout = \(patience)") }
    for _ in 0..<Self.looks {
      if (try? db.checkpoint(.truncate)) != nil { return true }
      Thread.sleep(forTimeInterval: Self.pause)
    }
    return false
  }
}
