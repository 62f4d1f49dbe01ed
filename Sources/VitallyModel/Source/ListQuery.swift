// One list call, in words that know no URL.

/// What to ask a list for.
public struct ListQuery: Hashable, Sendable {
  /// The two orders that Vitally knows, both newest first.
  public enum Sort: String, Sendable, Codable {
    case createdAt
    case updatedAt
  }

  /// Which records.
  public var resource: Resource
  /// Only those that hang on this record.
  public var parent: Ref?
  /// Filters such as `status` and `archived`, as on the wire.
  public var filters: [String: String]
  /// The order; nil for lists that know none.
  public var sort: Sort?
  /// The page size, 1 to 100.
  public var limit: Int
  /// Where to go on: the `next` of the page before.
  public var cursor: String?

  /// A query for the first page.
  public init(
    _ resource: Resource, parent: Ref? = nil, filters: [String: String] = [:],
    sort: Sort? = .updatedAt, limit: Int = 100, cursor: String? = nil
  ) {
    self.resource = resource
    self.parent = parent
    self.filters = filters
    self.sort = sort
    self.limit = limit
    self.cursor = cursor
  }
}

/// One answer of a list call.
public struct Page: Equatable, Sendable {
  /// The records that could be read.
  public var records: [Record]
  /// Where the next page begins, nil at the end.
  public var next: String?
  /// How many items of the page could not be read.
  public var unreadable: Int

  /// A page.
  public init(records: [Record], next: String? = nil, unreadable: Int = 0) {
    self.records = records
    self.next = next
    self.unreadable = unreadable
  }
}
