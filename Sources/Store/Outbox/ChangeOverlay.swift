// Applies the user's changes on top of the server's bodies, so that every list shows them. The
// outbox is the source of truth; what is shown can be rebuilt from it at any time.

import Synchronization
import VitallyModel

/// Keeps the shown bodies of the cache in step with the outbox.
final class ChangeOverlay: Sendable {
  private let table: OutboxTable
  private let cache: Cache
  /// Two callers must not apply changes to the same record from different states.
  private let turn = Mutex(())

  /// An overlay of an outbox over a cache.
  init(_ table: OutboxTable, over cache: Cache) {
    self.table = table
    self.cache = cache
  }

  /// The records that were destroyed since a moment.
  func destroyed(since moment: Moment) throws(StoreError) -> Set<Ref> {
    try table.destroyed(since: moment)
  }

  /// Whether the changes can be trusted: their file is not known to be damaged.
  var isUsable: Bool { table.local.damage == nil }

  /// Updates the shown body of every record that has changes, or is shown as if it had. Returns the
  /// resources whose lists look different.
  func rebuild() throws(StoreError) -> Set<Resource> {
    var changed: Set<Resource> = []
    for ref in try table.refs().union(cache.shown()) where try lay(ref) {
      changed.insert(ref.resource)
    }
    return changed
  }

  /// Updates the shown body of every record that has changes. Returns their resources.
  func layAll() throws(StoreError) -> Set<Resource> {
    let refs = try table.refs()
    for ref in refs { try lay(ref) }
    return Set(refs.map(\.resource))
  }

  /// Updates the shown bodies of those of these records that have changes.
  func renew(_ refs: [Ref]) throws(StoreError) {
    guard !refs.isEmpty else { return }
    for ref in try table.refs().intersection(refs) { try lay(ref) }
  }

  /// Updates the shown body of one record. Returns whether it is different.
  @discardableResult
  func lay(_ ref: Ref) throws(StoreError) -> Bool {
    let outcome = turn.withLock { _ in
      Result { () throws(StoreError) in try derive(ref) }
    }
    return try outcome.get()
  }

  /// Updates the shown bodies of records, some of them in each transaction, so that no other write
  /// waits long.
  func lay(_ refs: [Ref]) throws(StoreError) {
    for start in stride(from: 0, to: refs.count, by: Self.piece) {
      let piece = Set(refs[start..<min(start + Self.piece, refs.count)])
      let outcome = turn.withLock { _ in
        Result { () throws(StoreError) in
          var shown: [Cache.ShownBody] = []
          for ref in piece { shown.append(try derived(ref)) }
          return try cache.setShown(shown)
        }
      }
      _ = try outcome.get()
    }
  }

  private static let piece = 20

  private func derive(_ ref: Ref) throws(StoreError) -> Bool {
    try cache.setShown([derived(ref)])
  }

  /// A refused update is only marked: the server's values are shown. A refused create stays
  /// visible, as there is nothing else to show. A create is applied first, even if it was edited
  /// after the other changes were made.
  private func derived(_ ref: Ref) throws(StoreError) -> Cache.ShownBody {
    let changes = try table.unfinished(ref)
    let laid =
      changes.filter { $0.new.action == .create }
      + changes.filter { $0.isPending && $0.new.action != .create }
    let body = try cache.body(ref) ?? [:]
    return Cache.ShownBody(
      ref: ref,
      body: laid.isEmpty ? nil : laid.reduce(body) { $1.apply(to: $0) },
      state: (changes.first(where: \.needsAttention) ?? changes.last)?.state)
  }
}
