// The paging data store as the rest of the program sees it: synchronous reads of what is cached.
// It never asks the server and never writes what the user has made.

public import VitallyModel

/// Lists, details and names, read from the cache. Safe to use from any thread.
public final class PagingStore: Sendable {
  let cache: Cache
  let listings = ListingKeys()
  let changes: @Sendable (Ref?) -> [Change]
  let drafts: @Sendable (Ref) -> [Draft]
  let places: @Sendable (Resource) -> [Ref]

  /// A store over a cache. `changes` tells what is pending for a record, or for all (nil),
  /// `drafts` which forms about a record are unfinished, `places` where the user has been last.
  init(
    cache: Cache, drafts: @escaping @Sendable (Ref) -> [Draft] = { _ in [] },
    places: @escaping @Sendable (Resource) -> [Ref] = { _ in [] },
    changes: @escaping @Sendable (Ref?) -> [Change]
  ) {
    self.cache = cache
    self.changes = changes
    self.drafts = drafts
    self.places = places
  }

  /// How far a list has come in.
  public func status(_ key: ListKey) throws(StoreError) -> SyncStatus { try cache.status(key) }
}
