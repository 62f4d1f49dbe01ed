// Everything that a detail shows of a record, read from the cache at once.

/// A record with the related data for its brief.
public struct RecordDetail: Equatable, Sendable {
  /// The record with its pending changes; nil if it is not in the cache.
  public var row: ListingRow?
  /// The records for each highlight of the schema that shows other records, in order.
  public var highlights: [[Record]]
  /// The number of cached records for each link of the schema, and how complete they are.
  public var links: [LinkCount]
  /// The names of records that are referred to only by id.
  public var names: [Ref: String]
  /// The record's traits as fields, with their labels and kinds, by path.
  public var traits: [FieldPath: Field]
  /// When the record was last fetched.
  public var fetchedAt: Moment?
  /// The user's changes that the server does not have, oldest first.
  public var changes: [Change]
  /// Unfinished forms of the record, and of new records started from it.
  public var drafts: [Draft]
  /// How long it is put aside; nil if it is not.
  public var wait: Wait?
  /// How its health has been lately, oldest first; empty if that is not known.
  public var health: [PastNumber]

  /// The number of records of a link.
  public struct LinkCount: Hashable, Sendable {
    /// The number in the cache, without hidden ones.
    public var count: Int
    /// Their sync status.
    public var status: SyncStatus

    /// A count with its status.
    public init(count: Int, status: SyncStatus) {
      self.count = count
      self.status = status
    }
  }

  /// A detail.
  public init(
    row: ListingRow? = nil, highlights: [[Record]] = [], links: [LinkCount] = [],
    names: [Ref: String] = [:], traits: [FieldPath: Field] = [:], fetchedAt: Moment? = nil,
    changes: [Change] = [], drafts: [Draft] = [], health: [PastNumber] = []
  ) {
    self.row = row
    self.highlights = highlights
    self.links = links
    self.names = names
    self.traits = traits
    self.fetchedAt = fetchedAt
    self.changes = changes
    self.drafts = drafts
    self.health = health
  }
}
