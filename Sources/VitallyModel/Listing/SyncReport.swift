// How the sync stands: list by list, and how much of the key's budget it uses.

/// The state of all lists that are fetched, at one moment.
public struct SyncReport: Equatable, Sendable {
  /// What is being done for a list.
  public enum Standing: Hashable, Sendable {
    /// Nothing.
    case idle
    /// Its turn comes later.
    case waiting
    /// It is being fetched.
    case fetching
  }

  /// The state of one list.
  public struct Row: Equatable, Sendable {
    /// The list.
    public var key: ListKey
    /// The title of the record that it belongs to; nil for a whole resource.
    public var parentTitle: String?
    /// What is being done for it.
    public var standing: Standing
    /// Its sync status.
    public var status: SyncStatus
    /// How many of its records are in the cache.
    public var cached: Int
    /// How many of them the running sweep has fetched; nil if there is none.
    public var fetched: Int?
    /// How many records there will be, judging by the last complete sweep; nil if there was none.
    public var expected: Int?
    /// How many records a second have come in lately; nil if that is not known.
    public var rate: Double?
    /// How long its sweep will take at this rate, in seconds; nil if that is not known.
    public var secondsLeft: Double?

    /// The state of a list.
    public init(
      _ key: ListKey, parentTitle: String? = nil, standing: Standing = .idle,
      status: SyncStatus = SyncStatus(), cached: Int = 0, fetched: Int? = nil,
      expected: Int? = nil, rate: Double? = nil, secondsLeft: Double? = nil
    ) {
      self.key = key
      self.parentTitle = parentTitle
      self.standing = standing
      self.status = status
      self.cached = cached
      self.fetched = fetched
      self.expected = expected
      self.rate = rate
      self.secondsLeft = secondsLeft
    }
  }

  /// When it was made.
  public var at: Moment
  /// The lists, in the order of their turns; then those of records that are being fetched.
  public var rows: [Row]
  /// Whether the user has paused the sync.
  public var isPaused: Bool
  /// Whether there is a connection to the server.
  public var isConnected: Bool
  /// Whether this process sweeps, and not another one on the same workspace.
  public var sweepsHere: Bool
  /// The budget of the key; nil if it is not known.
  public var budget: Budget?

  /// A report.
  public init(
    at: Moment, rows: [Row], isPaused: Bool = false, isConnected: Bool = true,
    sweepsHere: Bool = true, budget: Budget? = nil
  ) {
    self.at = at
    self.rows = rows
    self.isPaused = isPaused
    self.isConnected = isConnected
    self.sweepsHere = sweepsHere
    self.budget = budget
  }
}
