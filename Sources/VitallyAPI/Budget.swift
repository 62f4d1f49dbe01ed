// How many requests the key has left, for display.

/// The request budget of the key, as the server last reported it.
public struct Budget: Hashable, Sendable {
  /// The requests per minute that the server allows the key.
  public var limit: Int
  /// The requests left at the last answer, nil before the first one.
  public var remaining: Int?
  /// The requests per minute that vitty allows itself.
  public var share: Int

  /// Creates a budget.
  public init(limit: Int, remaining: Int? = nil, share: Int) {
    self.limit = limit
    self.remaining = remaining
    self.share = share
  }
}
