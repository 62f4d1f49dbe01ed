// The messages of this session.

public import VitallyModel

/// The messages of a session.
public struct MessageLog: Equatable, Sendable {
  /// One message.
  public struct Entry: Hashable, Sendable {
    /// The time of the message.
    public var at: Moment
    /// The message.
    public var notice: Notice
  }

  /// The messages, newest first.
  public private(set) var entries: [Entry] = []
  /// The most messages that are kept.
  static let limit = 500

  /// Adds a message.
  mutating func add(_ notice: Notice, at moment: Moment) {
    entries.insert(Entry(at: moment, notice: notice), at: 0)
    if entries.count > Self.limit { entries.removeLast() }
  }
}
