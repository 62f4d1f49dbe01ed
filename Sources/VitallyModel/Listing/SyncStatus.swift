// The sync status of a list, so that an empty or short list can say why.

/// The sync status of a list: a whole resource, or the records that belong to one record.
public struct SyncStatus: Hashable, Sendable, Codable {
  /// Whether pages are being fetched now.
  public var isRunning: Bool
  /// When the whole list was last fetched; nil while it is incomplete.
  public var completedAt: Moment?
  /// When any part of the list was last fetched.
  public var refreshedAt: Moment?
  /// How many records the running sync has fetched so far.
  public var count: Int
  /// Why the last attempt failed, in one sentence; nil if it did not.
  public var failure: String?
  /// How many items could not be decoded.
  public var unreadable: Int

  /// Nothing known yet.
  public init(
    isRunning: Bool = false, completedAt: Moment? = nil, refreshedAt: Moment? = nil,
    count: Int = 0, failure: String? = nil, unreadable: Int = 0
  ) {
    self.isRunning = isRunning
    self.completedAt = completedAt
    self.refreshedAt = refreshedAt
    self.count = count
    self.failure = failure
    self.unreadable = unreadable
  }
}

/// Identifies a list.
public struct ListKey: Hashable, Sendable, Codable {
  /// The kind of record.
  public var resource: Resource
  /// The record that the list belongs to; nil for the whole resource.
  public var parent: Ref?

  /// The key of a list.
  public init(_ resource: Resource, parent: Ref? = nil) {
    self.resource = resource
    self.parent = parent
  }
}
