// How many requests the key has left, for those who want to show it.

/// The request budget of the key, as the server last told it.
public struct Budget: Hashable, Sendable {
  /// Requests a minute that the server allows the key.
  public var limit: Int
  /// Requests that were left at the last answer, nil before the first one.
  public var remaining: Int?
  /// Requests a minute that vitty allows itself.
  public var share: Int

  /// A budget.
  public init(limit: Int, remaining: Int? = nil, share: Int) {
    self.limit = limit
    self.remaining = remaining
    self.share = share
  }
}
