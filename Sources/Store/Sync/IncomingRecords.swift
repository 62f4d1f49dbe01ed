// The one way by which records come in from the server: into the cache, under the user's pending
// changes, and into the history.

import VitallyModel

import struct VitallyModel.Record

/// Takes in what the server answers. Without `local.db` there are no changes and no history.
struct IncomingRecords: Sendable {
  /// Where records are kept.
  let cache: Cache
  /// What lays pending changes over them.
  let overlay: ChangeOverlay?
  /// Where moved values are kept.
  let history: HistoryTable?
  /// The clock.
  let now: @Sendable () -> Moment

  /// One page of a list, with the state from which the list goes on.
  func take(
    _ page: Page, from query: ListQuery, sweep: Int?, walk: Cache.Walk?
  ) throws(StoreError) -> Cache.Absorbed {
    let absorbed = try cache.absorb(page, from: query, sweep: sweep, walk: walk)
    try follow(absorbed)
    return absorbed
  }

  /// One record.
  func take(_ record: Record) throws(StoreError) -> Cache.Absorbed {
    let absorbed = try cache.absorb(record)
    try follow(absorbed)
    return absorbed
  }

  /// The record that a create has made: it takes the place of the one that was made here.
  func adopt(_ made: Ref, as record: Record) throws(StoreError) {
    try cache.adopt(made, as: record)
    try overlay?.lay(record.ref)
  }

  private func follow(_ absorbed: Cache.Absorbed) throws(StoreError) {
    try overlay?.renew(absorbed.refs)
    try history?.add(absorbed.moves, at: now())
  }
}
