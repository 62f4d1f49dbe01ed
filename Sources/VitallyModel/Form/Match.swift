// Looking up a record for a field.

/// A look-up.
public struct MatchQuery: Hashable, Sendable {
  /// The kinds of record; those of the first come first.
  public var resources: [Resource]
  /// Words of the name, or the beginning of an email address or external id; empty for the best
  /// guesses.
  public var words: String
  /// The record of the form; records that belong to it come first.
  public var near: Ref?
  /// The record that comes before all others; `me` finds it too. Nil for none.
  public var first: Ref?
  /// What the record names already: that is offered though it is not to be chosen any more.
  public var held: [Ref] = []
  /// The maximum number of matches.
  public var limit: Int

  /// A query for records of several kinds.
  public init(
    _ resources: [Resource], words: String = "", near: Ref? = nil, first: Ref? = nil,
    held: [Ref] = [], limit: Int = 50
  ) {
    self.held = held
    self.first = first
    self.resources = resources
    self.words = words
    self.near = near
    self.limit = limit
  }

  /// A query for records of one kind.
  public init(
    _ resource: Resource, words: String = "", near: Ref? = nil, first: Ref? = nil,
    held: [Ref] = [], limit: Int = 50
  ) {
    self.init([resource], words: words, near: near, first: first, held: held, limit: limit)
  }
}

/// A matching record.
public struct Match: Hashable, Sendable {
  /// The record.
  public var ref: Ref
  /// Its name.
  public var title: String
  /// Its email address or external id, to tell it apart; empty if it has neither.
  public var detail: String

  /// A match.
  public init(_ ref: Ref, title: String, detail: String = "") {
    self.ref = ref
    self.title = title
    self.detail = detail
  }
}
