// A change as the list of the outbox shows it.

/// A change with the title of its record.
public struct OutboxEntry: Hashable, Sendable, Identifiable {
  /// The change.
  public var change: Change
  /// The title of the record.
  public var title: String
  /// The last request body; nil if nothing was sent yet.
  public var request: JSONObject?

  /// Whether another change undoes it.
  public var isUndone = false

  /// The number of the change.
  public var id: ChangeID { change.id }

  /// An entry.
  public init(_ change: Change, title: String, request: JSONObject? = nil) {
    self.change = change
    self.title = title
    self.request = request
  }
}
