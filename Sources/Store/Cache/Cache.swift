// Owns `cache.db`: what the server has sent, and what is derived from it. It knows nothing about
// requests, the outbox or the screen.

import Foundation
import GRDB
import Synchronization
import VitallyModel

/// The cache of one workspace. Safe to use from any thread.
final class Cache: Sendable {
  let pool: DatabasePool
  let now: @Sendable () -> Moment
  let running = RunningLists()
  let naming = NamingMemo()

  /// Told after every write.
  private let listener = Mutex<(@Sendable () -> Void)?>(nil)
  private let marks: FileMarks
  private let log: WriteAheadLog
  /// The check of a file that was not closed; nil after a clean end.
  private let check: FileCheck?

  private init(
    _ opened: CacheFile.Opened, _ marks: FileMarks, logBound: Int,
    now: @escaping @Sendable () -> Moment
  ) {
    pool = opened.pool
    self.marks = marks
    log = WriteAheadLog(of: marks.path, bound: logBound)
    check = opened.isInDoubt ? FileCheck(marks) : nil
    self.now = now
  }

  /// Opens the cache in a folder, creating both when they are missing. A damaged file is set aside
  /// and replaced by an empty one; in that case the notice says so. The log is kept below a bound,
  /// in bytes.
  static func open(
    at folder: String, logBound: Int = WriteAheadLog.bound, now: @escaping @Sendable () -> Moment
  ) throws(StoreError) -> (cache: Cache, notice: Notice?) {
    let file = CacheFile(folder: folder)
    let opened = try file.open(at: now())
    return (Cache(opened, file.marks, logBound: logBound, now: now), opened.notice)
  }

  /// Reads from a consistent snapshot, unaffected by concurrent writes.
  func read<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try pool.read(work)
    } catch {
      throw failure("read", error)
    }
  }

  /// Writes in one transaction.
  func write<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    let value: Value
    do {
      value = try pool.write(work)
    } catch {
      throw failure("written", error)
    }
    log.shorten(pool)
    listener.withLock { $0 }?()
    return value
  }

  /// Tells somebody after every write of this process.
  func onWrite(_ tell: @escaping @Sendable () -> Void) { listener.withLock { $0 = tell } }

  /// Whether the file was not closed, so that it is being checked or has been.
  var wasInDoubt: Bool { check != nil }

  /// Starts the check of a file that was not closed; `found` is called if it is damaged.
  func beginCheck(found: @escaping @Sendable (StoreError) -> Void) {
    check?.begin { [weak self] error in
      if let self { found(failure("read", error)) }
    }
  }

  /// Leaves the check to the other process that uses the file.
  func leaveCheck() { check?.dismiss() }

  /// Waits until nothing more will be found.
  func checkEnded() async { await check?.ended() }

  /// Ends the check early. The next start makes up for it.
  func stopCheck() { check?.stop() }

  /// Closes the file and empties the WAL, so that the next start need not check the file.
  func close() {
    stopCheck()
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? pool.close()
  }

  private func failure(_ verb: String, _ error: any Error) -> StoreError {
    // Another file was at fault.
    if let error = error as? StoreError { return error }
    if error.isDamage {
      marks.markDamage()
      return StoreError(
        "The cache is damaged: restart vitty to fetch it again.", detail: "\(error)")
    }
    return StoreError("The cache could not be \(verb): \(error.reason).", detail: "\(error)")
  }
}

extension Cache {
  /// Builds the index for a sort order unless it exists, so that lists in that order are fast.
  func prepareOrder(_ resource: Resource, _ path: FieldPath) throws(StoreError) {
    if try read({ try SortOrders.number(resource, path, $0) }) != nil { return }
    try write { try SortOrders.build(resource, path, $0) }
  }

  /// For how many versions of a resource it is known which records they have touched.
  static let keptVersions = 256

  /// The version of a resource: see `versions()`.
  static func version(_ resource: Resource, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM version WHERE resource = ?"),
      arguments: [resource.rawValue]) ?? 0
  }
}

extension Error {
  /// SQLite's message, without the SQL statement.
  var reason: String {
    (self as? DatabaseError)?.message ?? localizedDescription
  }
}
