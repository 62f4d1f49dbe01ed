// The two orders of lists, and a place in such an order. Lists are always newest first.
// Knows nothing of pages as they look on the wire.

/// What a list is ordered by.
enum SortOrder: String, Sendable {
  case created = "createdAt"
  case updated = "updatedAt"
}

/// The place of a record in a list. A smaller key stands earlier: later moments first, then larger ids.
struct SortKey: Comparable, Sendable {
  var moment: Moment
  var id: String

  static func < (left: SortKey, right: SortKey) -> Bool {
    left.moment == right.moment ? left.id > right.id : left.moment > right.moment
  }
}
