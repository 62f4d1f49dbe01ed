// What the server does not have when a workspace is closed, and why: for whoever leaves.

import GRDB
import VitallyModel

/// The changes that the server does not have, by what has to happen to them.
public struct Unsent: Equatable, Sendable {
  /// Why what could be sent is not.
  public enum Reason: Equatable, Sendable {
    /// There was no time for it, or the server was not able to take it.
    case notYet
    /// The server is not reached.
    case unreached
    /// The server rejects the key, or nobody knows whether it is for this workspace. The sentence
    /// says what to check.
    case key(String)
    /// The workspace was opened so that nothing may be changed.
    case readOnly
    /// Another process on the workspace sends.
    case otherProcess
  }

  /// Those that wait to be sent.
  public var waiting = 0
  /// Those that were sent, of which no answer came.
  public var unsure = 0
  /// Those that the user has paused.
  public var paused = 0
  /// Those that the user has to decide about.
  public var undecided = 0
  /// Those that wait for one of these to be decided.
  public var behind = 0
  /// Why those that wait do.
  public var reason = Reason.notYet

  /// Nothing.
  public init() {}

  /// Nothing, for a reason.
  init(because reason: Reason) { self.reason = reason }
}

extension OutboxTable {
  /// Counts what the server does not have.
  func unsent(because reason: Unsent.Reason) throws(StoreError) -> Unsent {
    try local.read { db in
      var unsent = Unsent(because: reason)
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT state, ifnull(held_until, 0) = ? AS paused, \(Self.isBlocked("change")) AS blocked,
            count(*) AS count
          FROM change WHERE state IN \(Self.open) GROUP BY 1, 2, 3
          """, arguments: [Change.untilResumed.milliseconds])
      for row in rows {
        let count: Int = row["count"]
        switch Change.State(rawValue: row["state"]) {
        case .refused, .conflict: unsent.undecided += count
        case _ where row["blocked"]: unsent.behind += count
        case _ where row["paused"]: unsent.paused += count
        case .sending, .unknown: unsent.unsure += count
        default: unsent.waiting += count
        }
      }
      return unsent
    }
  }

  /// Whether a change waits for another one that was refused: that it follows, or that makes a record.
  private static func isBlocked(_ table: String) -> String {
    """
    EXISTS (SELECT 1 FROM change AS made
      WHERE made.state IN ('refused', 'conflict') AND made.id <> \(table).id
        AND (made.id = \(table).follows OR made.op = 'create' AND made.ref = \(table).ref
          OR made.op = 'create' AND instr(char(10) || \(table).depends_on || char(10), char(10) || made.ref || char(10))))
    """
  }
}
