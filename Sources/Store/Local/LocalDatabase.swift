// Owns `local.db`: what the user has made and what can't be fetched again. Every commit is on disk
// when it returns. It knows nothing about requests or the cache.

import Foundation
import GRDB
import Synchronization
import VitallyModel

/// The database of a workspace that must never be lost. Safe to use from any thread.
final class LocalDatabase: Sendable {
  /// What is known about damage, and who has to hear of it.
  private struct Health {
    var damage: StoreError?
    var tell: (@Sendable (StoreError) -> Void)?
  }

  private let pool: DatabasePool
  private let marks: FileMarks
  /// The check of a file that was not closed; nil after a clean end.
  private let check: FileCheck?
  private let health = Mutex(Health())

  private init(pool: DatabasePool, marks: FileMarks, isInDoubt: Bool) {
    self.pool = pool
    self.marks = marks
    check = isInDoubt ? FileCheck(marks, largeTable: "history") : nil
  }

  /// Opens `local.db` in an existing folder, creating the file when it is missing. A damaged file
  /// is left as it is: the call throws, and without the file nothing may be changed. Unless damage
  /// was met before or the tables have to change, a file that was not closed is checked later.
  static func open(in folder: String) throws(StoreError) -> LocalDatabase {
    let marks = FileMarks(path: folder + "/local.db")
    do {
      FileMarks.createPrivate(marks.path)
      var isInDoubt = marks.isInDoubt
      let pool = try DatabasePool(path: marks.path, configuration: configuration)
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      let migrator = LocalTables.migrator
      guard try !pool.read(migrator.hasBeenSuperseded) else {
        throw StoreError("a newer vitty has written it")
      }
      let isCurrent = try pool.read(migrator.hasCompletedMigrations)
      if marks.saysDamaged || (isInDoubt && !isCurrent) {
        try pool.read(FileCheck.verify)
        marks.clear()
        isInDoubt = false
      }
      if !isCurrent { try migrator.migrate(pool) }
      return LocalDatabase(pool: pool, marks: marks, isInDoubt: isInDoubt)
    } catch {
      throw unusable(marks.path, error)
    }
  }

  /// Reads from a consistent snapshot, unaffected by concurrent writes.
  func read<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try pool.read(work)
    } catch {
      throw failure("The changes on this computer could not be read", error)
    }
  }

  /// Writes in one transaction, which is on disk when this returns. Nothing is written into a file
  /// that is damaged, and while it is checked writes wait.
  func write<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    if let check {
      beginCheck()
      check.waitForFirstTables()
    }
    if let damage { throw damage }
    do {
      return try pool.write(work)
    } catch {
      throw failure("Nothing was saved", error)
    }
  }

  /// Gives space back to the disk if most of the file is empty. What is left is small, so that no
  /// write waits long.
  func shrink() throws(StoreError) {
    let (pages, free) = try read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
      )
    }
    guard free > Self.toleratedFreePages, free > pages / 2, damage == nil else { return }
    do {
      try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
    } catch {
      throw failure("local.db could not be made smaller", error)
    }
  }

  private static let toleratedFreePages = 1_000

  /// Folds the WAL into the file, so that the next start need not check it. A damaged file is left
  /// as it is. What is written afterwards is still kept.
  func close() {
    stopCheck()
    guard damage == nil else { return }
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    return configuration
  }
}

// MARK: - Damage

extension LocalDatabase {
  /// The reason why nothing may be written; nil while the file is not known to be damaged.
  var damage: StoreError? { health.withLock { $0.damage } }

  /// Whether the file was not closed, so that it is being checked or has been.
  var wasInDoubt: Bool { check != nil }

  /// Calls `tell` once, when the file turns out to be damaged.
  func onDamage(_ tell: @escaping @Sendable (StoreError) -> Void) {
    health.withLock { $0.tell = tell }
  }

  /// Starts the check of a file that was not closed. Otherwise it does nothing.
  func beginCheck() {
    check?.begin { [weak self] in self?.condemn($0) }
  }

  /// Leaves the check to the other process that uses the file.
  func leaveCheck() { check?.dismiss() }

  /// Waits until writes are allowed or refused.
  func checked() async {
    beginCheck()
    await check?.firstTablesChecked()
  }

  /// Waits until nothing more will be found.
  func checkEnded() async { await check?.ended() }

  /// Ends the check early. The next start makes up for it.
  func stopCheck() { check?.stop() }

  private func condemn(_ error: any Error) {
    marks.markDamage()
    let damage = Self.unusable(marks.path, StoreError("it is damaged", detail: "\(error)"))
    let tell = health.withLock { health in
      defer { health.damage = health.damage ?? damage }
      return health.damage == nil ? health.tell : nil
    }
    tell?(damage)
  }

  private func failure(_ what: String, _ error: any Error) -> StoreError {
    if let error = error as? StoreError { return error }
    if error.isDamage {
      condemn(error)
      if let damage { return damage }
    }
    return StoreError("\(what): \(error.reason).", detail: "\(error)")
  }

  private static func unusable(_ path: String, _ error: any Error) -> StoreError {
    let isFound = (error as? DatabaseError)?.resultCode == .SQLITE_CORRUPT
    let reason = (error as? StoreError)?.sentence ?? (isFound ? "it is damaged" : error.reason)
    return StoreError(
      "The file \(path) can't be used (\(reason)): nothing can be changed until it is "
        + "repaired or moved away.",
      detail: (error as? StoreError)?.detail ?? "\(error)")
  }
}
