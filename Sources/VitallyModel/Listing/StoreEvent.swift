// What the store tells to whoever listens.

/// Something happened in the store or on the way to the server.
public enum StoreEvent: Equatable, Sendable {
  /// Records came in or changed. Sweeps report at most every 250 ms.
  case changed(Set<Resource>)
  /// A list started, went on, ended or failed.
  case status(ListKey, SyncStatus)
  /// A change has moved on.
  case change(Change)
  /// A record that was made here has got its server id, or two rows turned out to be one.
  case merged(from: Ref, to: Ref)
  /// Something the user should know, in one sentence.
  case notice(Notice)
  /// Only the user can say whether the API key belongs to this workspace; the reason. Nothing is
  /// sent before.
  case keyInDoubt(String)
}

/// One sentence to the user, kept in the log of messages.
public struct Notice: Hashable, Sendable {
  /// How bad it is.
  public enum Level: Hashable, Sendable {
    case info
    case warning
    case failure
  }

  /// How bad it is.
  public var level: Level
  /// What happened and what to do.
  public var sentence: String

  /// A notice.
  public init(_ level: Level, _ sentence: String) {
    self.level = level
    self.sentence = sentence
  }
}
