// Everything that a form needs before it can open.

/// The data from the store for a form.
public struct FormMaterial: Equatable, Sendable {
  /// The requested record.
  public var ref: Ref
  /// The record as shown; nil if it is not in the cache.
  public var row: ListingRow?
  /// The record as the server has it, without pending changes.
  public var body: JSONObject?
  /// When the record was last fetched.
  public var fetchedAt: Moment?
  /// The traits that the record can have, with labels, kinds and options.
  public var traits: [Field]
  /// The names of records that the body, draft or changes refer to only by id.
  public var names: [Ref: String]
  /// The user's changes that the server does not have, oldest first.
  public var changes: [Change]
  /// The unfinished form of the record.
  public var draft: Draft?
  /// The record from which a new one is started, with its body.
  public var parent: ListingRow?
  /// The record that holds this one on the server; nil if there is none, or it is not in the cache.
  public var holder: Record?
  /// The record that is done once the form of the draft is saved; nil for none.
  public var completed: Record?

  /// The traits that its holder defines, which forms show even while they have no value.
  public var ownTraits: [Field] { holder?.traits(of: ref.resource) ?? [] }

  /// Material; everything but the ref has a default.
  public init(
    _ ref: Ref, row: ListingRow? = nil, body: JSONObject? = nil, fetchedAt: Moment? = nil,
    traits: [Field] = [], names: [Ref: String] = [:], changes: [Change] = [],
    draft: Draft? = nil, parent: ListingRow? = nil, holder: Record? = nil
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
    self.holder = holder
  }
}
