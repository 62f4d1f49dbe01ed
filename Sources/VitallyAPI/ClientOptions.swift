// What can be set about the client, with values that suit Vitally.

/// The settings of a client.
public struct ClientOptions: Sendable {
  /// The part of the key's limit that vitty allows itself, 0.05 to 1; the rest is for the other
  /// programs that use the key.
  public var share: Double {
    didSet { share = Self.bounded(share) }
  }
  /// How often a request is tried before it fails, the first time included.
  public var attempts: Int
  /// How long a connection may take to open.
  public var connectTimeout: Duration
  /// How long the server may be silent.
  public var readTimeout: Duration
  /// How long one attempt may take as a whole.
  public var deadline: Duration
  /// The largest answer that is read, in bytes, after decompression.
  public var maxBody: Int
  /// How many requests may be under way at once.
  public var concurrency: Int
  /// The way to the server.
  public var network: Network

  /// Settings; everything has a default.
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
