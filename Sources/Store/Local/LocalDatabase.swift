// Owns `local.db`: what the user has made and what can't be fetched again. Every commit is on disk
// when it returns. It knows nothing about requests or the cache.

import Foundation
import GRDB
import VitallyModel

/// The database of a workspace that must never be lost. Safe to use from any thread.
final class LocalDatabase: Sendable {
  private let pool: DatabasePool

  private init(pool: DatabasePool) { self.pool = pool }

  /// Opens `local.db` in an existing folder, creating the file when it is missing. A damaged file
  /// is left as it is: the call throws, and without the file nothing may be changed.
  static func open(in folder: String) throws(StoreError) -> LocalDatabase {
    let path = folder + "/local.db"
    do {
      makePrivateFile(at: path)
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try check(pool)
      return LocalDatabase(pool: pool)
    } catch {
      let reason = (error as? StoreError)?.sentence ?? error.reason
      throw StoreError(
        "The file \(path) can't be used (\(reason)): nothing can be changed until it is "
          + "repaired or moved away.",
        detail: "\(error)")
    }
  }

  /// Reads from a consistent snapshot, unaffected by concurrent writes.
  func read<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try pool.read(work)
    } catch {
      throw Self.storeError(error, "The changes on this computer could not be read")
    }
  }

  /// Writes in one transaction, which is on disk when this returns.
  func write<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try pool.write(work)
    } catch {
      throw Self.storeError(error, "Nothing was saved")
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    return configuration
  }

  /// Creates the file with private permissions; SQLite gives its companion files the same ones.
  private static func makePrivateFile(at path: String) {
    let files = FileManager.default
    guard !files.fileExists(atPath: path) else { return }
    _ = files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
  }

  private static func check(_ pool: DatabasePool) throws {
    let verdict = try pool.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    guard verdict == "ok" else {
      throw StoreError("it is damaged", detail: verdict ?? "no answer")
    }
    let migrator = LocalTables.migrator
    guard try !pool.read(migrator.hasBeenSuperseded) else {
      throw StoreError("a newer vitty has written it")
    }
    try migrator.migrate(pool)
  }

  private static func storeError(_ error: any Error, _ what: String) -> StoreError {
    if let error = error as? StoreError { return error }
    return StoreError("\(what): \(error.reason).", detail: "\(error)")
  }
}
