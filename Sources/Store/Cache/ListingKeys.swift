// The row keys of the listings that were looked at last, so that row n is found at once.

import Foundation
import VitallyModel

/// A few listings in full, each as of one version of its resource.
final class ListingKeys: @unchecked Sendable {
  private struct Entry {
    var query: ListingQuery
    var version: Int
    var keys: [Int64]
  }

  private static let limit = 8

  private let lock = NSLock()
  /// The last used one is at the end.
  private var entries: [Entry] = []

  /// The keys of a listing, nil unless they are known as of this version.
  func keys(of query: ListingQuery, version: Int) -> [Int64]? {
    lock.withLock {
      guard let index = entries.firstIndex(where: { $0.query == query }) else { return nil }
      let entry = entries.remove(at: index)
      // What is out of date stays out of date.
      guard entry.version == version else { return nil }
      entries.append(entry)
      return entry.keys
    }
  }

  /// Keeps the keys of a listing instead of those that were used longest ago.
  func set(_ keys: [Int64], of query: ListingQuery, version: Int) {
    lock.withLock {
      entries.removeAll { $0.query == query }
      if entries.count == Self.limit { entries.removeFirst() }
      entries.append(Entry(query: query, version: version, keys: keys))
    }
  }
}
