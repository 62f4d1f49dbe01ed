// Looking for the record that a field shall name.

/// What is looked for.
public struct MatchQuery: Hashable, Sendable {
  /// Which records.
  public var resource: Resource
  /// Words of the name, or the beginning of a mail address or external id; empty for the best
  /// guesses.
  public var words: String
  /// The record that the form is about: those that hang on it come first.
  public var near: Ref?
  /// How many at most.
  public var limit: Int

  /// A query.
  public init(_ resource: Resource, words: String = "", near: Ref? = nil, limit: Int = 50) {
    self.resource = resource
    self.words = words
    self.near = near
    self.limit = limit
  }
}

/// A record that fits.
public struct Match: Hashable, Sendable {
  /// The record.
  public var ref: Ref
  /// Its name.
  public var title: String
  /// What tells it apart: a mail address or an external id; empty when there is neither.
  public var detail: String

  /// A match.
  public init(_ ref: Ref, title: String, detail: String = "") {
    self.ref = ref
    self.title = title
    self.detail = detail
  }
}
