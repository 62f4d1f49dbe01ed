// Limits page sizes so that responses can be read: once a page of heavy records was too large, its
// list gets smaller ones.

import Synchronization
import VitallyModel

/// The page sizes of lists that were too large. Safe to use from any thread.
final class PageSizes: Sendable {
  /// Lists that share a page size: the lists of all parents of one resource are alike.
  private struct Kind: Hashable {
    let resource: Resource
    let parent: Resource?

    init(_ query: ListQuery) {
      resource = query.resource
      parent = query.parent?.resource
    }
  }

  private let limits = Mutex<[Kind: Int]>([:])

  /// The query with a page size that suits its list.
  func fit(_ query: ListQuery) -> ListQuery {
    var query = query
    if let limit = limits.withLock({ $0[Kind(query)] }) { query.limit = min(query.limit, limit) }
    return query
  }

  /// The query with half the page size, after a response that was too large; nil when it can't be
  /// smaller.
  func halve(_ query: ListQuery) -> ListQuery? {
    guard query.limit > 1, query.resource.schema.sweep?.isPaged ?? true else { return nil }
    var half = query
    half.limit /= 2
    return half
  }

  /// Remembers a page size that could be read after a larger one could not.
  func keep(_ query: ListQuery) { limits.withLock { $0[Kind(query)] = query.limit } }
}
