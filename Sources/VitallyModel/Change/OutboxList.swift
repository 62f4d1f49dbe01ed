// The changes of the outbox, with what it takes to tell their values in words.

/// The list of the outbox.
public struct OutboxList: Equatable, Sendable {
  /// The changes that need attention, then those that wait, then those sent in the last day, then
  /// those taken back in it; each of these oldest first.
  public var entries: [OutboxEntry]
  /// The names of records that their values refer to only by id.
  public var names: [Ref: String]
  /// The traits of the records, with their labels and kinds.
  public var traits: [Resource: [FieldPath: Field]]

  /// A list; of names and traits there may be none.
  public init(
    _ entries: [OutboxEntry] = [], names: [Ref: String] = [:],
    traits: [Resource: [FieldPath: Field]] = [:]
  ) {
    self.entries = entries
    self.names = names
    self.traits = traits
  }

  /// The field that a change of a record changes; one that is not known is called by its path.
  public func field(_ path: FieldPath, of resource: Resource) -> Field {
    traits[resource]?[path] ?? resource.schema.field(path) ?? Field(path, path.text, .json)
  }
}
