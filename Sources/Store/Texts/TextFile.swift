// Owns `texts.db`: the words of all long texts, for searching. All of it comes from the cache, so a
// file that is damaged or of another version is thrown away and filled again.

import Foundation
import GRDB
import Synchronization
import VitallyModel

/// The file of the text search, opened when it is first used. Safe to use from any thread.
final class TextFile: Sendable {
  private enum State {
    case closed
    case open(DatabasePool)
    /// The program ends.
    case shut
  }

  private let path: String
  private let state = Mutex(State.closed)

  /// The file in an existing folder.
  init(folder: String) { path = folder + "/texts.db" }

  /// Reads from a consistent snapshot.
  func read<Value>(_ work: (TextIndex) throws -> Value) throws(StoreError) -> Value {
    try use { pool in try pool.read { try work(TextIndex($0)) } }
  }

  /// Writes in one transaction, which is on disk when this returns.
  func write<Value>(_ work: (TextIndex) throws -> Value) throws(StoreError) -> Value {
    try use { pool in try pool.write { try work(TextIndex($0)) } }
  }

  /// Folds the WAL into the file. Nothing is read or written afterwards.
  func close() {
    state.withLock { state in
      if case .open(let pool) = state {
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? pool.close()
      }
      state = .shut
    }
  }

  private func use<Value>(
    _ work: (DatabasePool) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try work(try opened())
    } catch {
      if error.isDamage {
        throwAway()
        throw StoreError(
          "The text search was damaged and is being built again.", detail: "\(error)")
      }
      throw StoreError("Texts could not be searched: \(error.reason).", detail: "\(error)")
    }
  }

  private func opened() throws -> DatabasePool {
    try state.withLock { state in
      switch state {
      case .open(let pool): return pool
      case .shut: throw CancellationError()
      case .closed:
        let pool = try open()
        state = .open(pool)
        return pool
      }
    }
  }

  private func open() throws -> DatabasePool {
    do {
      let pool = try connected()
      if try pool.read(TextIndex.isCurrent) { return pool }
      try? pool.close()
    } catch  where error.isDamage {}
    removeFiles()
    let pool = try connected()
    try pool.write(TextIndex.create)
    return pool
  }

  private func connected() throws -> DatabasePool {
    FileMarks.createPrivate(path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // What is read from the cache is crossed off there, so it has to be on disk here before.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      if !db.configuration.readonly { try db.execute(sql: "PRAGMA cache_size = -16000") }
    }
    return try DatabasePool(path: path, configuration: configuration)
  }

  private func throwAway() {
    state.withLock { state in
      guard case .open(let pool) = state else { return }
      try? pool.close()
      removeFiles()
      state = .closed
    }
  }

  private func removeFiles() {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
