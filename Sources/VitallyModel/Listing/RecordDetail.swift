// Everything that a detail shows of one record, read from the cache in one go.

/// A record with what its brief needs of others.
public struct RecordDetail: Equatable, Sendable {
  /// The record with its pending changes, nil when it is not in the cache.
  public var row: ListingRow?
  /// For each highlight of the schema that shows other records, in order, those records.
  public var highlights: [[Record]]
  /// How many records each link of the schema has in the cache, and how complete that is.
  public var links: [LinkCount]
  /// The names of records that are referred to only by id.
  public var names: [Ref: String]
  /// The record's traits as fields, with their labels and kinds, by path.
  public var traits: [FieldPath: Field]
  /// When the record last came in.
  public var fetchedAt: Moment?
  /// What the user has changed and the server does not have, oldest first.
  public var changes: [Change]
  /// Unfinished forms: of the record itself, and of new ones that were begun from it.
  public var drafts: [Draft]

  /// How many records a link has.
  public struct LinkCount: Hashable, Sendable {
    /// How many are in the cache, hidden ones left out.
    public var count: Int
    /// How far they have come in.
    public var status: SyncStatus

    /// A count with its status.
    public init(count: Int, status: SyncStatus) {
      self.count = count
      self.status = status
    }
  }

  /// What is known of a record.
  public init(
    row: ListingRow? = nil, highlights: [[Record]] = [], links: [LinkCount] = [],
    names: [Ref: String] = [:], traits: [FieldPath: Field] = [:], fetchedAt: Moment? = nil,
    changes: [Change] = [], drafts: [Draft] = []
  ) {
    self.row = row
    self.highlights = highlights
    self.links = links
    self.names = names
    self.traits = traits
    self.fetchedAt = fetchedAt
    self.changes = changes
    self.drafts = drafts
  }
}
