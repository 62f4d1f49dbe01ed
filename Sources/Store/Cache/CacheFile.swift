// Opens the database file, private to the user; checks it, and replaces it when it is damaged.

import Foundation
import GRDB
import VitallyModel

struct CacheFile {
  let folder: String

  /// What is known about the soundness of the file.
  var marks: FileMarks { FileMarks(path: path) }

  private var path: String { folder + "/cache.db" }

  /// An open database.
  struct Opened {
    var pool: DatabasePool
    /// Whether the file was not closed and still has to be checked, which takes long for a large
    /// one.
    var isInDoubt: Bool
    var notice: Notice?
  }

  /// Opens the database. A file that isn't a database, is damaged, or can't be migrated is set
  /// aside, because its contents can be fetched again.
  func open(at moment: Moment) throws(StoreError) -> Opened {
    do {
      do {
        return try openCurrent()
      } catch  where error.isUnusable || saysReadOnly(error) {
        // Another vitty process may have been migrating the same file: only a second failure means
        // damage.
        if let opened = try? openCurrent() { return opened }
        let name = try setAside(at: moment)
        var opened = try openCurrent()
        opened.notice = Notice(
          .warning,
          "The cache could not be read and is fetched again; the old file is kept as \(name).")
        return opened
      }
    } catch {
      throw StoreError(
        "The cache in \(folder) could not be opened: \(error.reason).", detail: "\(error)")
    }
  }

  /// Whether SQLite finds the file read-only although its permissions allow writing: a damaged
  /// header can cause that.
  private func saysReadOnly(_ error: any Error) -> Bool {
    (error as? DatabaseError)?.resultCode == .SQLITE_READONLY && access(path, W_OK) == 0
      && access(folder, W_OK) == 0
  }

  /// Opens the file and brings its tables up to date. Before that, or if damage was met, a file that
  /// was not closed is checked.
  private func openCurrent() throws -> Opened {
    let files = FileManager.default
    if !files.fileExists(atPath: folder) {
      try files.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    FileMarks.createPrivate(path)
    var isInDoubt = marks.isInDoubt
    let pool = try DatabasePool(path: path, configuration: Self.configuration)
    let isCurrent = try pool.read(CacheTables.migrator.hasCompletedMigrations)
    if marks.saysDamaged || (isInDoubt && !isCurrent) {
      try pool.read(FileCheck.verify)
      marks.clear()
      isInDoubt = false
    }
    try CacheTables.migrator.migrate(pool)
    try buildDefaultOrders(pool)
    return Opened(pool: pool, isInDoubt: isInDoubt)
  }

  /// Builds the index for the default sort order of each resource.
  private func buildDefaultOrders(_ pool: DatabasePool) throws {
    let missing = try pool.read { db in
      try Resource.allCases.filter {
        try SortOrders.number($0, $0.schema.order.path, db) == nil
      }
    }
    guard !missing.isEmpty else { return }
    try pool.write { db in
      for resource in missing { try SortOrders.build(resource, resource.schema.order.path, db) }
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      // A page of records touches many leaves of many indexes: the writer keeps 32 MB of them in
      // memory and checkpoints only once the WAL reaches 16 MB.
      if !db.configuration.readonly {
        try db.execute(sql: "PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000")
      }
    }
    return configuration
  }

  private func setAside(at moment: Moment) throws -> String {
    let stamp = moment.iso.filter { $0 != ":" }
    let name = "cache.db.damaged-\(stamp)"
    let files = FileManager.default
    marks.clear()
    for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: path + suffix) {
      try files.moveItem(atPath: path + suffix, toPath: "\(folder)/\(name)\(suffix)")
    }
    return name
  }
}

extension Error {
  /// Whether SQLite reports that the file is damaged.
  var isDamage: Bool {
    guard let code = (self as? DatabaseError)?.resultCode else { return false }
    return code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB
  }

  /// Whether the file is damaged or can't be migrated. Disk errors, permissions and locks are not
  /// the file's fault.
  fileprivate var isUnusable: Bool {
    guard let code = (self as? DatabaseError)?.resultCode else { return false }
    return isDamage || code == .SQLITE_ERROR || code == .SQLITE_CONSTRAINT
  }
}
