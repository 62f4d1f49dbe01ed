// What has come of taking changes back, and of making them again.

/// A change that stays as it is, since it can't be undone.
public struct KeptChange: Hashable, Sendable {
  /// The change.
  public var entry: OutboxEntry
  /// Why it stays, as a sentence.
  public var sentence: String

  /// A change and the reason.
  public init(_ entry: OutboxEntry, _ sentence: String) {
    self.entry = entry
    self.sentence = sentence
  }
}

/// What has come of taking changes back that were made together.
public struct Undone: Hashable, Sendable {
  /// The changes that were to be taken back.
  public var asked: [ChangeID]
  /// What was thrown away, since the server does not have it.
  public var dropped: [OutboxEntry] = []
  /// What the server has, or is about to get; the opposite is on its way.
  public var reversed: [OutboxEntry] = []
  /// The opposites, in the outbox.
  public var inverses: [Change] = []
  /// What can't be undone.
  public var kept: [KeptChange] = []
  /// New records that would have to be archived. If there are any, nothing was done yet: the user
  /// has to agree.
  public var toArchive: [OutboxEntry] = []

  /// Nothing has come of it yet.
  public init(asked: [ChangeID]) { self.asked = asked }
}

/// What has come of making changes again that were taken back.
public struct Redone: Hashable, Sendable {
  /// What is there again.
  public var again: [OutboxEntry] = []
  /// The changes by which it is: these can be taken back.
  public var changes: [Change] = []
  /// What can't be made again.
  public var kept: [KeptChange] = []

  /// Nothing has come of it yet.
  public init() {}
}
