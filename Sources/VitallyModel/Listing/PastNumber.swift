// What a field was at some time.

/// A number that a field of a record has had since a moment.
public struct PastNumber: Hashable, Sendable {
  /// Since when.
  public var at: Moment
  /// The number.
  public var value: Double

  /// A number of the past.
  public init(at: Moment, value: Double) {
    self.at = at
    self.value = value
  }
}
