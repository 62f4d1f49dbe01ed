// The settings of a demo server: the size of its sample, its key, its clock, and the choices that
// Vitally's public documentation leaves open. Knows nothing about sockets or records.

public import Foundation

/// The settings of a `DemoServer`.
public struct DemoOptions: Sendable {
  /// How a POST of an account, organization or user is answered when its external id is taken.
  public enum DuplicateRule: Sendable {
    /// 409 with an error message.
    case conflict409
    /// 400 with an error message.
    case badRequest400
    /// The record is updated and answered with 200.
    case upsert
  }

  /// What an update of a note or task without `tags` does to its tags.
  public enum TagsRule: Sendable {
    /// All tags are removed.
    case cleared
    /// The tags stay.
    case kept
  }

  /// What a list does with a `limit` outside 1...100.
  public enum LimitRule: Sendable {
    /// The nearest allowed value is used.
    case clamp
    /// 400 with an error message.
    case refuse
  }

  /// How a successful DELETE is answered.
  public enum DeleteAnswer: Sendable {
    /// 204 without a body.
    case noContent204
    /// 200 with `{}`.
    case emptyObject200
  }

  /// What a list without `archived` shows.
  public enum ArchivedDefault: Sendable {
    /// Only records that are not archived.
    case live
    /// Archived records too.
    case all
  }

  /// Number of accounts in the sample; everything else grows with it.
  public var accounts = 300
  /// Number of users of the first account, "the big one".
  public var largeAccountUsers = 5000
  /// Whether there are users, notes, tasks and what else belongs to accounts.
  public var hasChildren = true
  /// The key that requests must carry (HTTP Basic, empty password).
  public var apiKey = "sk_live_demo"
  /// The port on 127.0.0.1; 0 takes a free one.
  public var port = 0
  /// The moment around which the sample is built: "this morning".
  public var now = Date()
  /// Returns the time of each request. Without it, time runs on from `now` at normal speed.
  public var clock: (@Sendable () -> Date)?
  /// Equal seeds, sizes and `now` give equal samples, byte for byte.
  public var seed: UInt64 = 20_260_901
  /// The size of the token bucket, which is also what it regains per minute.
  public var limitPerMinute = 1000
  /// What a POST, PUT or DELETE takes from the bucket. A GET takes 1.
  public var writeCost = 1
  /// See `DuplicateRule`.
  public var duplicateRule = DuplicateRule.conflict409
  /// See `TagsRule`.
  public var tagsLeftOut = TagsRule.cleared
  /// See `LimitRule`.
  public var limitRule = LimitRule.clamp
  /// See `DeleteAnswer`.
  public var delete = DeleteAnswer.noContent204
  /// See `ArchivedDefault`.
  public var archivedLeftOut = ArchivedDefault.live

  /// The default settings; change the properties that matter.
  public init() {}

  /// The default settings with another size, for tests and benchmarks.
  public init(accounts: Int, largeAccountUsers: Int = 5000, now: Date = Date()) {
    self.accounts = accounts
    self.largeAccountUsers = largeAccountUsers
    self.now = now
  }
}
