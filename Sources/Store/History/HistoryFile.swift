// Owns `history.db`: past values that the server does not keep. A crash may take its last second.
// Whatever happens to it, nothing else stops working.

import Foundation
import GRDB
import Synchronization
import VitallyModel

/// The history of a workspace on disk, opened when it is first used. Safe to use from any thread.
final class HistoryFile: Sendable {
  private enum State {
    case closed
    case open(DatabaseQueue, FileCheck?)
    /// The file can't be used, or the program ends.
    case shut
  }

  /// Held while old rows move here, and while an account is forgotten: it must not come back.
  let moving = Mutex(())

  private let marks: FileMarks
  private let tell: @Sendable (String) -> Void
  private let state = Mutex(State.closed)
  private let told = Mutex<Set<String>>([])
  /// Whether another process uses the file, so that a log that is open says nothing.
  private let isShared = Mutex(false)
  private let changes = Atomic(0)

  /// The file in an existing folder. `tell` is told why it can't be used, once.
  init(folder: String, tell: @escaping @Sendable (String) -> Void) {
    marks = FileMarks(path: folder + "/history.db")
    self.tell = tell
  }

  /// Works in one transaction; nil when the file can't be used. A durable transaction is on disk
  /// when this returns; others are soon.
  @discardableResult
  func write<Value>(durably: Bool = false, _ work: (Database) throws -> Value) -> Value? {
    use { queue in
      guard durably else { return try queue.write(work) }
      return try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        defer { try? db.execute(sql: "PRAGMA synchronous = NORMAL") }
        var value: Value?
        try db.inTransaction {
          value = try work(db)
          return .commit
        }
        return value
      }
    }
  }

  /// Reads; nil when the file can't be used.
  func read<Value>(_ work: (Database) throws -> Value) -> Value? {
    use { try $0.read(work) }
  }

  /// How often it was changed what values were; that values are new does not count.
  var pastVersion: Int { changes.load(ordering: .relaxed) }

  /// Call with every change in what values were.
  func noteChangedPast() { changes.add(1, ordering: .relaxed) }

  /// Why it can't be told what values were, once `read` has failed.
  var unknownPast: String {
    "The file \(marks.path) can't be used, so nobody knows what has moved: repair it, or move it "
      + "away to begin anew."
  }

  /// Leaves the check of a file that was not closed to the other process that uses it.
  func leaveCheck() { isShared.withLock { $0 = true } }

  /// Waits until nothing more will be found.
  func checkEnded() async {
    let check: FileCheck? = state.withLock { state in
      if case .open(_, let check) = state { check } else { nil }
    }
    await check?.ended()
  }

  /// Ends a check early. The next start makes up for it.
  func stopCheck() {
    state.withLock { state in
      if case .open(_, let check) = state { check?.stop() }
    }
  }

  /// Folds the WAL into the file. Nothing is written afterwards.
  func close() {
    stopCheck()
    state.withLock { state in
      if case .open(let queue, _) = state {
        _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      }
      state = .shut
    }
  }

  private func use<Value>(_ work: (DatabaseQueue) throws -> Value?) -> Value? {
    do {
      guard let queue = try opened() else { return nil }
      return try work(queue)
    } catch {
      fail(error)
      return nil
    }
  }

  private func opened() throws -> DatabaseQueue? {
    try state.withLock { state in
      switch state {
      case .open(let queue, _): return queue
      case .shut: return nil
      case .closed:
        do {
          let (queue, check) = try open()
          state = .open(queue, check)
          return queue
        } catch {
          state = .shut
          throw error
        }
      }
    }
  }

  private func open() throws -> (DatabaseQueue, FileCheck?) {
    FileMarks.createPrivate(marks.path)
    var isInDoubt = marks.isInDoubt && !isShared.withLock { $0 }
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(5)
    let queue = try DatabaseQueue(path: marks.path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    let migrator = HistoryTable.migrator
    guard try !queue.read(migrator.hasBeenSuperseded) else {
      throw StoreError("a newer vitty has written it")
    }
    if try marks.saysDamaged || (isInDoubt && !queue.read(migrator.hasCompletedMigrations)) {
      try queue.read(FileCheck.verify)
      marks.clear()
      isInDoubt = false
    }
    try migrator.migrate(queue)
    guard isInDoubt else { return (queue, nil) }
    let check = FileCheck(marks)
    check.begin { [weak self] in self?.fail($0) }
    return (queue, check)
  }

  /// Tells why values are not kept. A damaged file is left as it is, and used no more.
  private func fail(_ error: any Error) {
    if error.isDamage {
      marks.markDamage()
      state.withLock { $0 = .shut }
    }
    let reason =
      (error as? StoreError)?.sentence ?? (error.isDamage ? "it is damaged" : error.reason)
    let isUsable = if case .shut = state.withLock({ $0 }) { false } else { true }
    let sentence =
      isUsable
      ? "The history could not be written: \(reason)."
      : "The file \(marks.path) can't be used (\(reason)): past values are not kept "
        + "until it is repaired or moved away."
    if told.withLock({ $0.insert(sentence).inserted }) { tell(sentence) }
  }
}
