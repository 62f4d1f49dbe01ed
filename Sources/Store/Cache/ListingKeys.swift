// Caches the row keys of recent listings, so that row n is found at once.

import Foundation
import VitallyModel

/// The row keys of a whole listing, in order.
struct ListedKeys: Sendable {
  var keys: [UInt32]
  /// The groups that they form, in order; none if the listing is not divided.
  var groups: [Group] = []

  /// Keys under a heading.
  struct Group: Sendable {
    var id: String
    var title: String
    /// Their places among all keys.
    var places: Range<Int>
    /// How many of them are of what is done; nil where nothing can be.
    var done: Int?
  }
}

/// The complete row keys of a few listings, each for one version of its resource: see `RowKey`.
final class ListingKeys: @unchecked Sendable {
  private struct Entry {
    var query: ListingQuery
    var version: Int
    var keys: ListedKeys
  }

  private static let limit = 8

  private let lock = NSLock()
  /// Least recently used first.
  private var entries: [Entry] = []

  /// The keys of a listing, nil unless they are cached for this version.
  func keys(of query: ListingQuery, version: Int) -> ListedKeys? {
    lock.withLock {
      guard let index = entries.firstIndex(where: { $0.query == query }) else { return nil }
      let entry = entries.remove(at: index)
      // A stale entry never becomes valid again, so it is dropped.
      guard entry.version == version else { return nil }
      entries.append(entry)
      return entry.keys
    }
  }

  /// Caches the keys of a listing in place of the least recently used ones.
  func set(_ keys: ListedKeys, of query: ListingQuery, version: Int) {
    lock.withLock {
      entries.removeAll { $0.query == query }
      if entries.count == Self.limit { entries.removeFirst() }
      entries.append(Entry(query: query, version: version, keys: keys))
    }
  }
}
