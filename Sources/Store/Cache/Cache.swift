// Owns `cache.db`: what the server has sent, and what is derived from it. It knows nothing about
// requests, the outbox or the screen.

import Foundation
import GRDB
import VitallyModel

/// The cache of one workspace. Safe to use from any thread.
final class Cache: Sendable {
  let pool: DatabasePool
  let now: @Sendable () -> Moment
  let running = RunningLists()
  let naming = NamingMemo()

  private let file: CacheFile

  private init(_ file: CacheFile, _ pool: DatabasePool, now: @escaping @Sendable () -> Moment) {
    self.file = file
    self.pool = pool
    self.now = now
  }

  /// Opens the cache in a folder, creating both when they are missing. A damaged file is set aside
  /// and replaced by an empty one; in that case the notice says so.
  static func open(
    at folder: String, now: @escaping @Sendable () -> Moment
  ) throws(StoreError) -> (cache: Cache, notice: Notice?) {
    let file = CacheFile(folder: folder)
    let (pool, notice) = try file.open(at: now())
    return (Cache(file, pool, now: now), notice)
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
    do {
      return try pool.write(work)
    } catch {
      throw failure("written", error)
    }
  }

  /// Closes the file and empties the WAL, so that the next start need not check the file.
  func close() {
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? pool.close()
  }

  private func failure(_ verb: String, _ error: any Error) -> StoreError {
    if error.isDamage {
      file.markDamage()
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
