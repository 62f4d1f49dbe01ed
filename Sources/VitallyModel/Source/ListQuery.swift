// One list request, independent of URLs.

/// A list request.
public struct ListQuery: Hashable, Sendable {
  /// The two sort orders that Vitally supports, both newest first.
  public enum Sort: String, Sendable, Codable {
    case createdAt
    case updatedAt
  }

  /// The kind of record.
  public var resource: Resource
  /// Only records that belong to this one.
  public var parent: Ref?
  /// Filters such as `status` and `archived`, in wire format.
  public var filters: [String: String]
  /// The sort order; nil for lists that support none.
  public var sort: Sort?
  /// The page size, 1 to 100.
  public var limit: Int
  /// The cursor: the `next` of the previous page.
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

/// A page of a list.
public struct Page: Equatable, Sendable {
  /// The records that could be decoded.
  public var records: [Record]
  /// The cursor of the next page; nil at the end.
  public var next: String?
  /// How many items of the page could not be decoded.
  public var unreadable: Int

  /// A page.
  public init(records: [Record], next: String? = nil, unreadable: Int = 0) {
    self.records = records
    self.next = next
    self.unreadable = unreadable
  }
}
