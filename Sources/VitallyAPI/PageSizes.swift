// How many records a page may have so that its answer can be read. Lists of heavy records get smaller
// pages than were asked for, once one was too large.

import Synchronization
import VitallyModel

/// The largest pages of the lists that were too large. Safe to use from any thread.
final class PageSizes: Sendable {
  /// Lists of which pages are of one size: those that hang on records of one resource are alike.
  private struct Kind: Hashable {
    let resource: Resource
    let parent: Resource?

    init(_ query: ListQuery) {
      resource = query.resource
      parent = query.parent?.resource
    }
  }

  private let limits = Mutex<[Kind: Int]>([:])

  /// The query with the page size that is right for its list.
  func fit(_ query: ListQuery) -> ListQuery {
    var query = query
    if let limit = limits.withLock({ $0[Kind(query)] }) { query.limit = min(query.limit, limit) }
    return query
  }

  /// The query for half as much, after an answer that was too large; nil where it can't be less.
  func halve(_ query: ListQuery) -> ListQuery? {
    guard query.limit > 1, query.resource.schema.sweep?.isPaged ?? true else { return nil }
    var half = query
    half.limit /= 2
    return half
  }

  /// A page of this size could be read after a larger one could not.
  func keep(_ query: ListQuery) { limits.withLock { $0[Kind(query)] = query.limit } }
}
