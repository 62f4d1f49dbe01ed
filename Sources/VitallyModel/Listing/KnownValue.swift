// A value that a field has, and how many records have it: for completing filters.

/// A value among those of many records.
public struct KnownValue: Hashable, Sendable {
  /// The value as it is shown: a text, or the name of a record.
  public var text: String
  /// How many records have it.
  public var count: Int

  /// A value that so many records have.
  public init(_ text: String, _ count: Int) {
    self.text = text
    self.count = count
  }
}
