// What the API key may read, as far as the server has shown. A list that it may not read is left
// out; if it could read that list before, the key itself is at fault.

import VitallyModel

/// What a key was allowed and refused. A plain value without I/O.
struct Permissions {
  /// The consequences of a refusal.
  struct Refusal {
    /// The error, about the key or about the list.
    var error: VitallyError
    /// What the user has to be told; nil when they were told before.
    var notice: Notice?
  }

  /// One list as the server sees it: each set of filters may be a different endpoint.
  private struct Address: Hashable {
    let key: ListKey
    let filters: [String: String]

    init(_ query: ListQuery) {
      key = ListKey(query)
      filters = query.filters
    }
  }

  private var answered: Set<Address> = []
  private var refused: Set<ListKey> = []
  private var told: Set<ListKey> = []

  /// Notes that a list was answered.
  mutating func allowed(_ query: ListQuery) {
    answered.insert(Address(query))
    refused.remove(ListKey(query))
    told.remove(ListKey(query))
  }

  /// Notes that a list was forbidden. `wasAllowed` says that it was read at an earlier time. If a
  /// list is refused a second time while others are answered, only that list is at fault.
  mutating func refuse(
    _ query: ListQuery, _ error: VitallyError, wasAllowed: Bool
  ) -> Refusal {
    let key = ListKey(query)
    if refused.insert(key).inserted, wasAllowed || answered.contains(Address(query)) {
      return Refusal(error: error.judged(wasAllowed: true))
    }
    var error = error
    error.sentence = Self.sentence(key)
    let isNews = key.parent == nil && told.insert(key).inserted
    return Refusal(error: error, notice: isNews ? Notice(.warning, error.sentence) : nil)
  }

  private static func sentence(_ key: ListKey) -> String {
    let place = key.parent.map { " of this \($0.resource.schema.singular)" } ?? ""
    return "“\(key.resource.schema.plural)”\(place) is left out: this API key may not read that "
      + "list. Ask whoever manages the keys."
  }
}

extension ListKey {
  /// The list that a query is about.
  init(_ query: ListQuery) { self.init(query.resource, parent: query.parent) }
}
