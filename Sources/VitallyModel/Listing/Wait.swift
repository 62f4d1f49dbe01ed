// A record that the user has put aside for a while.

/// That a record is out of lists, on this computer only: for all others nothing has changed.
public struct Wait: Hashable, Sendable {
  /// When it comes back; nil where that is not a matter of time.
  public var until: Moment?
  /// It comes back once the server's record is newer than this; nil where that does not matter.
  public var changedAfter: Moment?

  /// A wait until a moment.
  public init(until: Moment) { self.until = until }

  /// A wait until a record changes that is as of a moment.
  public init(changedAfter: Moment) { self.changedAfter = changedAfter }

  /// A wait until a record changes, from what is known of it at the moment when it is put aside.
  public static let untilChange = Wait(until: nil, changedAfter: nil)

  /// A wait as it is stored.
  public init(until: Moment?, changedAfter: Moment?) {
    self.until = until
    self.changedAfter = changedAfter
  }

  /// Whether it is over, for a record that the server has changed at a moment.
  public func isOver(at now: Moment, changed: Moment?) -> Bool {
    if let until, until <= now { return true }
    if let changedAfter, let changed, changed > changedAfter { return true }
    return false
  }
}

/// How long records wait from now on.
public struct WaitChange: Hashable, Sendable {
  /// The record.
  public var ref: Ref
  /// How long it waits; nil for not at all.
  public var wait: Wait?

  /// How long a record waits from now on.
  public init(_ ref: Ref, _ wait: Wait?) {
    self.ref = ref
    self.wait = wait
  }
}
