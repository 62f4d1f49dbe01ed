// Keeps the text search up to date in the background: first with what has changed, then, for a cache
// that it does not know yet, with everything. It reads in pieces and writes into its own file, so
// that no change of the user waits for it.

import Synchronization
import VitallyModel

/// The work behind the text search. Safe to use from any thread.
final class TextKeeper: Sendable {
  private struct State {
    /// Whether this process keeps the file.
    var isOn = false
    var isRunning = false
    /// Whether something was written while it ran.
    var hasNews = false
    /// What the user was told: nothing twice.
    var told: Set<String> = []
  }

  private let cache: Cache
  private let file: TextFile
  private let texts: RecordTexts
  private let work: Activity
  private let announce: @Sendable (Set<Resource>) async -> Void
  private let tell: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// A keeper at rest. Searches in what it announces may have other results; `tell` is told what
  /// failed.
  init(
    cache: Cache, file: TextFile, texts: RecordTexts, work: Activity,
    announce: @escaping @Sendable (Set<Resource>) async -> Void,
    tell: @escaping @Sendable (String) -> Void
  ) {
    self.cache = cache
    self.file = file
    self.texts = texts
    self.work = work
    self.announce = announce
    self.tell = tell
  }

  /// Begins to keep the file: of several processes, one does.
  func begin() {
    state.withLock { $0.isOn = true }
    cache.onWrite { [weak self] in self?.wake() }
    wake()
  }

  /// Ends the work after the current piece.
  func stop() { state.withLock { $0.isOn = false } }

  /// Looks for something to read, unless it does already.
  func wake() {
    let starts = state.withLock { state in
      state.hasNews = true
      defer { state.isRunning = state.isRunning || state.isOn }
      return state.isOn && !state.isRunning
    }
    if starts { work.run(priority: .background) { [self] in await run() } }
  }

  /// How many pieces are read until the screen shows how far it is.
  private static let piecesPerNews = 20

  private func run() async {
    while beginRound() {
      var changed: Set<Resource> = []
      var pieces = 0
      while let piece = readNext() {
        changed.formUnion(piece)
        pieces += 1
        if pieces % Self.piecesPerNews == 0 {
          await announce(changed)
          changed = []
        }
        await Task.yield()
      }
      await announce(changed)
    }
  }

  /// Whether there may be something to read; if not, the work has ended.
  private func beginRound() -> Bool {
    state.withLock { state in
      state.isRunning = state.isOn && state.hasNews && !Task.isCancelled
      state.hasNews = false
      return state.isRunning
    }
  }

  /// Reads one piece. Returns the resources in which searches may have other results; nil if there is
  /// nothing to read.
  private func readNext() -> Set<Resource>? {
    guard state.withLock({ $0.isOn }), !Task.isCancelled else { return nil }
    do throws(StoreError) {
      if let changed = try readUnread() { return changed }
      if let changed = try fill() { return changed }
      return try file.write { try $0.clearIfWorn() } ? [] : nil
    } catch {
      let isNew = state.withLock { $0.told.insert(error.sentence).inserted }
      if isNew { tell(error.sentence) }
      return nil
    }
  }

  // MARK: Pieces

  /// How many records are one piece.
  private static let pieceSize = 50

  /// Reads some of the records that have changed.
  private func readUnread() throws(StoreError) -> Set<Resource>? {
    let unread = try cache.unread(limit: Self.pieceSize)
    if unread.isEmpty { return nil }
    let changed = try file.write { index in
      var changed: Set<Resource> = []
      for entry in unread {
        if let row = entry.row {
          if try take(row, into: index) { changed.insert(row.resource) }
        } else {
          _ = try index.remove(entry.key)
        }
      }
      return changed
    }
    try cache.crossOff(unread, changed: changed)
    return changed
  }

  /// Reads the next records of a cache that has not been read to its end.
  private func fill() throws(StoreError) -> Set<Resource>? {
    let progress = try file.read { try $0.progress }
    if progress.isFull { return nil }
    let rows = try cache.records(after: progress.filled, limit: Self.pieceSize)
    let changed = try file.write { index in
      var changed: Set<Resource> = []
      for row in rows where try take(row, into: index) { changed.insert(row.resource) }
      try index.note(
        TextIndex.Progress(filled: rows.last?.key ?? progress.filled, isFull: rows.isEmpty))
      return changed
    }
    // What lists have found in texts so far is out of date once all have been read.
    if rows.isEmpty { try cache.crossOff([], changed: Set(Resource.allCases.filter(\.hasTexts))) }
    return rows.isEmpty ? Set(Resource.allCases.filter(\.hasTexts)) : changed
  }

  private func take(_ row: RecordRow, into index: TextIndex) throws -> Bool {
    guard row.resource.hasTexts, let key = row.key else { return false }
    let record = Record(ref: row.ref, body: try row.shownBody())
    return try index.put(texts.words(of: record), of: key, at: record.searchDate)
  }
}
