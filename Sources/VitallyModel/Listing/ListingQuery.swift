// What a list on screen shows: an ordered, filtered, live view over stored records.

/// Which stored records a listing shows, in which order.
public struct ListingQuery: Hashable, Sendable {
  /// Which records.
  public var resource: Resource
  /// Only those that hang on this record.
  public var parent: Ref?
  /// Only those whose name holds all of these words; empty for all.
  public var words: String
  /// The order. Records without a value come last.
  public var order: ListOrder
  /// Whether archived records, churned accounts and what was done before `openSince` are shown.
  public var showsHidden: Bool
  /// What was done from this moment on still counts as open: what one ticks off stays in sight.
  public var openSince: Moment?

  /// A listing of all records of a resource in its own order.
  public init(
    _ resource: Resource, parent: Ref? = nil, words: String = "", order: ListOrder? = nil,
    showsHidden: Bool = false, openSince: Moment? = nil
  ) {
    self.resource = resource
    self.parent = parent
    self.words = words
    self.order = order ?? resource.schema.order
    self.showsHidden = showsHidden
    self.openSince = openSince
  }
}

/// One row of a listing.
public struct ListingRow: Hashable, Sendable {
  /// The record with its pending changes laid over it.
  public var record: Record
  /// What is on its way to the server or was refused, nil for nothing.
  public var pending: Change.State?
  /// Whether only the name of the record is known yet.
  public var isStub: Bool

  /// A row.
  public init(_ record: Record, pending: Change.State? = nil, isStub: Bool = false) {
    self.record = record
    self.pending = pending
    self.isStub = isStub
  }
}

/// Some rows of a listing.
public struct ListingWindow: Equatable, Sendable {
  /// What was asked.
  public var query: ListingQuery
  /// The number of the first of these rows.
  public var first: Int
  /// The rows.
  public var rows: [ListingRow]
  /// How many rows the listing has; while it is being counted, how many are known of.
  public var total: Int
  /// The names of records that rows refer to only by id.
  public var names: [Ref: String]
  /// How far the records have come in.
  public var status: SyncStatus
  /// The number of the row of the record that was asked for by name, nil when it is not there.
  public var anchor: Int?

  /// A window.
  public init(
    query: ListingQuery, first: Int = 0, rows: [ListingRow] = [], total: Int = 0,
    names: [Ref: String] = [:], status: SyncStatus = SyncStatus(), anchor: Int? = nil
  ) {
    self.query = query
    self.first = first
    self.rows = rows
    self.total = total
    self.names = names
    self.status = status
    self.anchor = anchor
  }
}
