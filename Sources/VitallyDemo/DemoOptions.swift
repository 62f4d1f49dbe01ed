// How a demo server is set up: the size of its sample, its key, its clock, and the choices that the
// public documentation of Vitally leaves open. Knows nothing of sockets or records.

public import Foundation

/// The settings of a `DemoServer`.
public struct DemoOptions: Sendable {
  /// What a POST of an account, organization or user answers when its external id is taken.
  public enum DuplicateRule: Sendable {
    /// 409 with an error text.
    case conflict409
    /// 400 with an error text.
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
    /// 400 with an error text.
    case refuse
  }

  /// What a successful DELETE answers.
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
  /// The key that requests must carry (HTTP Basic, empty password).
  public var apiKey = "sk_live_demo"
  /// The port on 127.0.0.1; 0 takes a free one.
  public var port = 0
  /// The moment that the sample is built around: "this morning".
  public var now = Date()
  /// Tells the time of each request. Without it time runs on from `now` at its usual pace.
  public var clock: (@Sendable () -> Date)?
  /// Equal seeds, sizes and `now` give equal samples, byte for byte.
  public var seed: UInt64 = 20_260_901
  /// Size of the token bucket, and how much of it comes back in a minute.
  public var limitPerMinute = 1000
  /// What a POST, PUT or DELETE takes out of the bucket. A GET takes 1.
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
