// The only path for records from the server: into the cache, under the user's pending changes, and
// into the history.

import VitallyModel

import struct VitallyModel.Record

/// Stores what the server sends. Without `local.db` there are no changes.
struct IncomingRecords: Sendable {
  /// Where records are kept.
  let cache: Cache
  /// Applies pending changes to them.
  private let changes: ChangeOverlay?
  /// Where changed values are kept.
  let history: HistoryTable
  /// The clock.
  let now: @Sendable () -> Moment

  /// Where records go, with the changes on top of them and the history behind them.
  init(
    cache: Cache, changes: ChangeOverlay?, history: HistoryTable,
    now: @escaping @Sendable () -> Moment
  ) {
    self.cache = cache
    self.changes = changes
    self.history = history
    self.now = now
  }

  /// The changes; nil if their file is damaged, which must not keep records from arriving.
  private var overlay: ChangeOverlay? { changes.flatMap { $0.isUsable ? $0 : nil } }

  /// How long a page may take that was requested before a record was destroyed, in seconds. Such a
  /// page must not bring the record back.
  private static let slowestPage: Double = 600

  /// How many records are stored in one transaction: the user's changes wait for no more.
  private static let pieceSize = 20

  /// Stores one page of a list together with the walk that it is part of. It does so in pieces, and
  /// the user's changes come in between. The walk is saved with the last piece, so that a page that
  /// was stored in part is requested again.
  func take(
    _ page: Page, from query: ListQuery, sweep: Int?, walk: Cache.Walk?
  ) async throws -> Cache.Absorbed {
    let destroyed = try self.destroyed
    var left = page.records.filter { !destroyed.contains($0.ref) }[...]
    var taken = Cache.Absorbed()
    repeat {
      var piece = page
      piece.records = Array(left.prefix(Self.pieceSize))
      left = left.dropFirst(Self.pieceSize)
      let absorbed = try cache.absorb(
        piece, from: query, sweep: sweep, walk: left.isEmpty ? walk : nil)
      try follow(absorbed)
      taken.add(absorbed)
      await Task.yield()
    } while !left.isEmpty
    return taken
  }

  /// Stores one record.
  func take(_ record: Record) throws(StoreError) -> Cache.Absorbed {
    if try destroyed.contains(record.ref) { return Cache.Absorbed() }
    let absorbed = try cache.absorb(record)
    try follow(absorbed)
    return absorbed
  }

  /// Stores the record that a create has made, in place of the local one.
  func adopt(_ made: Ref, as record: Record) throws(StoreError) {
    try cache.adopt(made, as: record)
    history.rename(made, to: record.ref)
    try overlay?.lay(record.ref)
  }

  /// Removes a record that was destroyed. Returns the resources whose lists may look different.
  func forget(_ ref: Ref) throws(StoreError) -> Set<Resource> {
    history.forget(ref)
    return try cache.destroy(ref)
  }

  private var destroyed: Set<Ref> {
    get throws(StoreError) {
      try overlay?.destroyed(since: now().adding(seconds: -Self.slowestPage)) ?? []
    }
  }

  private func follow(_ absorbed: Cache.Absorbed) throws(StoreError) {
    try overlay?.renew(absorbed.refs)
    history.add(absorbed.moves, at: now())
  }
}
