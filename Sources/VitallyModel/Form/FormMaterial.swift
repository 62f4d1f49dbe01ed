// Everything that a form needs to know of a record before it can open.

/// What the store knows for a form.
public struct FormMaterial: Equatable, Sendable {
  /// The record that is asked about.
  public var ref: Ref
  /// The record as it is shown, nil when it is not in the cache.
  public var row: ListingRow?
  /// The record as the server has it, without pending changes.
  public var body: JSONObject?
  /// When the record last came in.
  public var fetchedAt: Moment?
  /// All traits that records of the resource have, with labels, kinds and options.
  public var traits: [Field]
  /// The names of records that the body, the draft or a change refers to only by id.
  public var names: [Ref: String]
  /// What the user has changed and the server does not have, oldest first.
  public var changes: [Change]
  /// The unfinished form of the record.
  public var draft: Draft?
  /// The record from which a new one is to be begun, with its body.
  public var parent: ListingRow?

  /// Material; all but the ref has a default.
  public init(
    _ ref: Ref, row: ListingRow? = nil, body: JSONObject? = nil, fetchedAt: Moment? = nil,
    traits: [Field] = [], names: [Ref: String] = [:], changes: [Change] = [],
    draft: Draft? = nil, parent: ListingRow? = nil
  ) {
    self.ref = ref
    self.row = row
    self.body = body
    self.fetchedAt = fetchedAt
    self.traits = traits
    self.names = names
    self.changes = changes
    self.draft = draft
    self.parent = parent
  }
}
