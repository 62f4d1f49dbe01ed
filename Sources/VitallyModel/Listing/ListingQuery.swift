// What a list on screen shows: an ordered, filtered view of stored records.

/// A query for the rows of a listing.
public struct ListingQuery: Hashable, Sendable {
  /// The kind of record.
  public var resource: Resource
  /// Only records that belong to this one.
  public var parent: Ref?
  /// Only records whose name contains all of these words; empty for all.
  public var words: String
  /// Only records that meet this condition; nil for all.
  public var condition: Condition?
  /// The sort order. Records without a value come last.
  public var order: ListOrder
  /// What decides between records that are equal by the order before.
  public var thenBy: [ListOrder] = []
  /// Whether to show archived records, churned accounts and those completed before `openSince`.
  public var showsHidden: Bool
  /// Records completed after this moment still count as open, so that they stay visible.
  public var openSince: Moment?
  /// What each row says whether it meets it.
  public var reasons: [Reason] = []
  /// How the rows are divided into groups, which may hold records of other kinds; nil for one list.
  public var grouping: Grouping?

  /// A listing of all records of a resource in its own order.
  public init(
    _ resource: Resource, parent: Ref? = nil, words: String = "", condition: Condition? = nil,
    order: ListOrder? = nil, showsHidden: Bool = false, openSince: Moment? = nil
  ) {
    self.resource = resource
    self.parent = parent
    self.words = words
    self.condition = condition
    self.order = order ?? resource.schema.order
    self.showsHidden = showsHidden
    self.openSince = openSince
  }
}

/// One row of a listing.
public struct ListingRow: Hashable, Sendable {
  /// The record with its pending changes applied.
  public var record: Record
  /// The state of its pending or refused change, if any.
  public var pending: Change.State?
  /// Whether only the name of the record is known so far.
  public var isStub: Bool
  /// The reasons of the query that it meets, in words.
  public var reasons: [String] = []
  /// The field that each of them is about; nil for one about several.
  public var reasonPaths: [FieldPath?] = []
  /// The customer that it is about, where a ranking asks for it.
  public var customer: Record?
  /// How the health of a customer has been lately, where a ranking asks for it, oldest first.
  public var past: [PastNumber] = []
  /// Until when it is put aside, where the query asks for what is.
  public var wait: Wait?

  /// A row.
  public init(_ record: Record, pending: Change.State? = nil, isStub: Bool = false) {
    self.record = record
    self.pending = pending
    self.isStub = isStub
  }
}
