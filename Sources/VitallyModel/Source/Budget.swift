// How many requests the API key has, and who uses them up, for display.

/// The request budget of the key, as the server last reported it.
public struct Budget: Hashable, Sendable {
  /// The requests per minute that the server allows the key.
  public var limit: Int
  /// The requests left at the last answer; nil if there was none in the last minute that says so.
  public var remaining: Int?
  /// The requests per minute that vitty allows itself.
  public var share: Int
  /// Whether the server has said what the limit is; nil before its first answer.
  public var isStated: Bool?
  /// The requests that vitty has made in the last minute.
  public var used: Int
  /// The requests that others have made with the key in that minute, at least: the server may have
  /// given some back already. Nil if that is not known.
  public var others: Int?
  /// How long the server wants no requests at all, in seconds.
  public var pause: Double
  /// How long what is left is kept for the user, in seconds: background requests wait.
  public var reserve: Double

  /// Creates a budget.
  public init(
    limit: Int, remaining: Int? = nil, share: Int, isStated: Bool? = nil, used: Int = 0,
    others: Int? = nil, pause: Double = 0, reserve: Double = 0
  ) {
    self.limit = limit
    self.remaining = remaining
    self.share = share
    self.isStated = isStated
    self.used = used
    self.others = others
    self.pause = pause
    self.reserve = reserve
  }
}
