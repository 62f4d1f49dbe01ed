// A change as the list of the outbox shows it.

/// A change with what it takes to recognize its record.
public struct OutboxEntry: Hashable, Sendable, Identifiable {
  /// The change.
  public var change: Change
  /// The title of the record.
  public var title: String
  /// The name of the record's customer; empty for none.
  public var customer: String

  /// When another change that is in force was made to undo it; nil if there is none.
  public var undoneAt: Moment?

  /// Whether another change undoes it.
  public var isUndone: Bool { undoneAt != nil }

  /// The number of the change.
  public var id: ChangeID { change.id }

  /// An entry.
  public init(_ change: Change, title: String, of customer: String = "") {
    self.change = change
    self.title = title
    self.customer = customer
  }
}
