// What the program has said in this session.

public import VitallyModel

/// The messages of a session and the place in them that is on screen.
public struct MessageLog: Equatable, Sendable {
  /// One message.
  public struct Entry: Hashable, Sendable {
    /// When it was said.
    public var at: Moment
    /// What was said.
    public var notice: Notice
  }

  /// The messages, newest first.
  public private(set) var entries: [Entry] = []
  /// How many are kept.
  static let limit = 500

  /// Keeps a message.
  mutating func add(_ notice: Notice, at moment: Moment) {
    entries.insert(Entry(at: moment, notice: notice), at: 0)
    if entries.count > Self.limit { entries.removeLast() }
  }
}
