// The events of the store.

/// An event in the store or in the communication with the server.
public enum StoreEvent: Equatable, Sendable {
  /// Records arrived or changed. Sweeps report at most every 250 ms.
  case changed(Set<Resource>)
  /// The sync of a list started, progressed, ended or failed.
  case status(ListKey, SyncStatus)
  /// The user has paused the background sync, or lets it go on.
  case syncPaused(Bool)
  /// The server is not reached any more, or is again. At first it counts as reached.
  case reached(Bool)
  /// A change has a new state.
  case change(Change)
  /// Several changes have a new state at once.
  case changes([Change])
  /// The last change of a group was answered or refused; the members as they are now, in order.
  case groupEnded([Change])
  /// A record created here got its server id, or two rows turned out to be the same record.
  case merged(from: Ref, to: Ref)
  /// A message for the user.
  case notice(Notice)
  /// Only the user can confirm that the API key belongs to this workspace; the value is the reason.
  /// Nothing is sent until then.
  case keyInDoubt(String)

  /// The changes that have a new state.
  public var changes: [Change] {
    switch self {
    case .change(let change): [change]
    case .changes(let changes): changes
    case .changed, .status, .syncPaused, .reached, .groupEnded, .merged, .notice, .keyInDoubt: []
    }
  }
}

/// A message to the user, kept in the list of messages.
public struct Notice: Hashable, Sendable {
  /// The severity.
  public enum Level: Hashable, Sendable {
    case info
    case warning
    case failure
  }

  /// The severity.
  public var level: Level
  /// What happened and what to do.
  public var sentence: String

  /// A notice.
  public init(_ level: Level, _ sentence: String) {
    self.level = level
    self.sentence = sentence
  }
}
