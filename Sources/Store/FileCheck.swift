// Reads a whole database file in the background to find damage, after an end in which the file was
// not closed. What the check has to guard first comes first, so that writes need not wait for all
// of a large file.

import Dispatch
import GRDB
import Synchronization

/// One check of a database file. Safe to use from any thread.
final class FileCheck: Sendable {
  private struct State {
    var hasBegun = false
    var hasEnded = false
    var waiting: Set<Part> = [.firstTables, .all]
    var connection: DatabaseQueue?
  }

  /// What can be waited for.
  private enum Part {
    case firstTables
    case all
  }

  private let marks: FileMarks
  private let lastTable: String?
  private let state = Mutex(State())
  /// Left as soon as the first tables are found sound, or nothing more will be found.
  private let firstTables = DispatchGroup()
  private let all = DispatchGroup()

  /// A check that has not begun. The large table is checked last.
  init(_ marks: FileMarks, largeTable: String? = nil) {
    self.marks = marks
    lastTable = largeTable
    firstTables.enter()
    all.enter()
  }

  /// Begins in the background; a second call does nothing. `found` is told what is damaged.
  func begin(found: @escaping @Sendable (any Error) -> Void) {
    let isFirst = state.withLock { state in
      defer { state.hasBegun = true }
      return !state.hasBegun && !state.hasEnded
    }
    guard isFirst else { return }
    marks.markDoubt()
    DispatchQueue.global(qos: .utility).async { self.run(found) }
  }

  /// Waits until all tables but the large one are checked.
  func waitForFirstTables() { firstTables.wait() }

  /// Waits as above without blocking a thread.
  func firstTablesChecked() async { await left(firstTables) }

  /// Waits until nothing more will be found.
  func ended() async { await left(all) }

  private func left(_ group: DispatchGroup) async {
    await withCheckedContinuation { continuation in
      group.notify(queue: .global()) { continuation.resume() }
    }
  }

  /// Leaves the check to the other process that uses the file.
  func dismiss() {
    state.withLock { $0.hasEnded = true }
    release(.firstTables, .all)
  }

  /// Ends the check early. The next start makes up for it.
  func stop() {
    let (isEarly, hasBegun, connection) = state.withLock { state in
      defer { state.hasEnded = true }
      return (!state.hasEnded, state.hasBegun, state.connection)
    }
    if isEarly { marks.markDoubt() }
    connection?.interrupt()
    // A check that has begun lets go once it is interrupted.
    if !hasBegun { release(.firstTables, .all) }
  }

  private func run(_ found: @Sendable (any Error) -> Void) {
    defer {
      state.withLock { $0.connection = nil }
      release(.firstTables, .all)
    }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let connection = try DatabaseQueue(path: marks.path, configuration: configuration)
      let goesOn = state.withLock { state in
        state.connection = connection
        return !state.hasEnded
      }
      guard goesOn else { return }
      try connection.read { db in
        if let lastTable {
          for table in try Self.tables(db) where table != lastTable { try Self.verify(table, db) }
          release(.firstTables)
        }
        try Self.verify(db)
      }
      state.withLock { state in
        if !state.hasEnded { marks.clear() }
        state.hasEnded = true
      }
    } catch {
      // Anything else, such as an interruption, says nothing about the file: the doubt remains.
      guard error.isDamage else { return }
      state.withLock { $0.hasEnded = true }
      marks.markDamage()
      found(error)
    }
  }

  /// Lets those who wait for these parts go on.
  private func release(_ parts: Part...) {
    for part in parts where state.withLock({ $0.waiting.remove(part) }) != nil {
      switch part {
      case .firstTables: firstTables.leave()
      case .all: all.leave()
      }
    }
  }

  private static func tables(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
  }

  private static func verify(_ table: String, _ db: Database) throws {
    try refuse(
      try String.fetchOne(db, sql: "PRAGMA quick_check(\(table.quotedDatabaseIdentifier))"))
  }

  /// Reads all of a database; throws if it is damaged.
  static func verify(_ db: Database) throws {
    try refuse(try String.fetchOne(db, sql: "PRAGMA quick_check(1)"))
  }

  private static func refuse(_ verdict: String?) throws {
    guard verdict != "ok" else { return }
    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict ?? "no answer")
  }
}
