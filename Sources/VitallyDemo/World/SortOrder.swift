// The two sort orders of lists, and a position in such an order. Lists are always newest first.
// Knows nothing about pages on the wire.

/// What a list is ordered by.
enum SortOrder: String, Sendable {
  case created = "createdAt"
  case updated = "updatedAt"
}

/// The position of a record in a list. Smaller keys come first: later moments, then larger ids.
struct SortKey: Comparable, Sendable {
  var moment: Moment
  var id: String

  static func < (left: SortKey, right: SortKey) -> Bool {
    left.moment == right.moment ? left.id > right.id : left.moment > right.moment
  }
}
