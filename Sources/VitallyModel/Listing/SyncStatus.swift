// How far a list has come in from the server, so that an empty or short list can say why.

/// What is known of a list: a resource's own, or one that hangs on a record.
public struct SyncStatus: Hashable, Sendable, Codable {
  /// Whether pages are being fetched now.
  public var isRunning: Bool
  /// When all of the list had been walked last; nil while it is only known in part.
  public var completedAt: Moment?
  /// When anything of the list last came in.
  public var refreshedAt: Moment?
  /// How many records a walk that is under way has brought so far.
  public var count: Int
  /// Why the last attempt failed, in one sentence; nil when it did not.
  public var failure: String?
  /// How many items could not be read.
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

/// Which list a status is about.
public struct ListKey: Hashable, Sendable, Codable {
  /// The kind of record.
  public var resource: Resource
  /// The record on which the list hangs, nil for the resource's own list.
  public var parent: Ref?

  /// The key of a list.
  public init(_ resource: Resource, parent: Ref? = nil) {
    self.resource = resource
    self.parent = parent
  }
}
