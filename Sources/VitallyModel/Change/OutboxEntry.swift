// A change as the list of the outbox shows it.

/// A change with what it takes to recognize its record.
public struct OutboxEntry: Hashable, Sendable, Identifiable {
  /// The change.
  public var change: Change
  /// The title of the record.
  public var title: String
  /// The name of the record's customer; empty for none.
  public var customer: String

  /// The change that undoes it; nil if there is none in force.
  public var undoing: Undoing?

  /// A change that undoes another one.
  public struct Undoing: Hashable, Sendable {
    /// When it was made.
    public var at: Moment
    /// How far it has come.
    public var state: Change.State

    /// A change that undoes another one.
    public init(at: Moment, state: Change.State) {
      self.at = at
      self.state = state
    }
  }

  /// Whether another change undoes it, or is about to.
  public var isUndone: Bool {
    switch undoing?.state {
    case .waiting, .sending, .unknown, .answered: true
    case .refused, .conflict, .dropped, nil: false
    }
  }

  /// When it was undone; nil while the server has not taken that.
  public var undoneAt: Moment? { undoing?.state == .answered ? undoing?.at : nil }

  /// The number of the change.
  public var id: ChangeID { change.id }

  /// An entry.
  public init(_ change: Change, title: String, of customer: String = "") {
    self.change = change
    self.title = title
    self.customer = customer
  }
}
