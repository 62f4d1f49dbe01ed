// What one decision about many records would change.

/// A decision about the marked records of a list.
public struct BulkQuery: Hashable, Sendable {
  /// What is decided.
  public var decision: Decision
  /// The marked records.
  public var refs: Set<Ref>
  /// The list, in whose order they are shown.
  public var query: ListingQuery
  /// When and by whom it is decided.
  public var now: Now

  /// A decision about marked records.
  public init(
    _ decision: Decision, about refs: Set<Ref>, in query: ListingQuery, at now: Now
  ) {
    self.now = now
    self.decision = decision
    self.refs = refs
    self.query = query
  }
}

/// What a decision about many records comes to, in the order of their list.
public struct BulkPreview: Equatable, Sendable {
  /// One record that would change.
  public struct Item: Equatable, Sendable {
    /// Its title.
    public var title: String
    /// The name of its customer, to tell it from others; empty for none.
    public var customer: String
    /// The change.
    public var change: NewChange
    /// Whether the list does not show it, because of its filter or for another reason.
    public var isOutside: Bool

    /// A record that would change.
    public init(
      title: String, of customer: String = "", change: NewChange, isOutside: Bool = false
    ) {
      self.customer = customer
      self.title = title
      self.change = change
      self.isOutside = isOutside
    }
  }

  /// One record that can't be changed.
  public struct Obstacle: Equatable, Sendable {
    /// Its title.
    public var title: String
    /// Why.
    public var reason: Hindrance

    /// A record that can't be changed.
    public init(title: String, reason: Hindrance) {
      self.title = title
      self.reason = reason
    }
  }

  /// The records that would change.
  public var items: [Item] = []
  /// Those that can't be.
  public var obstacles: [Obstacle] = []
  /// How many have the value already.
  public var alreadyCount = 0
  /// How many are not on this computer any more.
  public var missingCount = 0
  /// The names of records that the values before are.
  public var names: [Ref: String] = [:]
  /// How many requests vitty sends in a minute; nil if that is not known.
  public var requestsPerMinute: Int?

  /// A preview of nothing.
  public init() {}

  /// How many requests a change takes: the record is read, then written.
  public static let requestsPerChange = 2
}
