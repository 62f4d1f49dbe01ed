// The settings of the client, with defaults that suit Vitally.

/// The settings of a client.
public struct ClientOptions: Sendable {
  /// The share of the key's rate limit that vitty allows itself, 0.05 to 1; the rest is for other
  /// programs that use the key.
  public var share: Double {
    didSet { share = Self.bounded(share) }
  }
  /// How many times a request is tried before it fails, including the first.
  public var attempts: Int
  /// How long a connection may take to open.
  public var connectTimeout: Duration
  /// How long the server may be silent.
  public var readTimeout: Duration
  /// How long one attempt may take as a whole.
  public var deadline: Duration
  /// The largest response body that is read, in bytes, after decompression.
  public var maxBody: Int
  /// How many requests may be in flight at once.
  public var concurrency: Int
  /// How the server is reached.
  public var network: Network

  /// Creates options; each has a default.
  public init(
    share: Double = 0.6, attempts: Int = 5, connectTimeout: Duration = .seconds(5),
    readTimeout: Duration = .seconds(30), deadline: Duration = .seconds(60),
    maxBody: Int = 8 * 1024 * 1024, concurrency: Int = 4, network: Network = Network()
  ) {
    self.share = Self.bounded(share)
    self.attempts = attempts
    self.connectTimeout = connectTimeout
    self.readTimeout = readTimeout
    self.deadline = deadline
    self.maxBody = maxBody
    self.concurrency = concurrency
    self.network = network
  }

  private static func bounded(_ share: Double) -> Double { min(max(share, 0.05), 1) }
}
