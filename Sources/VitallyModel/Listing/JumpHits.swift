// Where one can jump to: what is looked for among the records of all resources, and what was found.

/// What is typed to jump to a record.
public struct JumpQuery: Hashable, Sendable {
  /// Words of a name, the beginning of an email address, an external id or an id, or a link; empty
  /// for the records that were visited last.
  public var words: String
  /// Records completed after this moment still count as open.
  public var openSince: Moment?
  /// The maximum number of records.
  public var limit: Int

  /// A query.
  public init(_ words: String, openSince: Moment? = nil, limit: Int = 50) {
    self.words = words
    self.openSince = openSince
    self.limit = limit
  }
}

/// The records that answer to what is typed, best first.
public struct JumpHits: Equatable, Sendable {
  /// What was typed.
  public var words: String
  /// The records.
  public var hits: [JumpHit]
  /// Whether there are more than these.
  public var hasMore: Bool
  /// The resources that have not been fetched completely.
  public var unfetched: [Resource]

  /// What was found.
  public init(
    words: String, hits: [JumpHit] = [], hasMore: Bool = false, unfetched: [Resource] = []
  ) {
    self.words = words
    self.hits = hits
    self.hasMore = hasMore
    self.unfetched = unfetched
  }
}

/// A record that was found.
public struct JumpHit: Hashable, Sendable {
  /// The record.
  public var ref: Ref
  /// Its title.
  public var title: String
  /// What tells it apart: its email address, or the external id or id that was found, and its
  /// customer; empty if there is nothing.
  public var detail: String
  /// How well it answers to what is typed.
  public var rank: NameRank
  /// Whether it was visited lately.
  public var isVisited: Bool
  /// Whether lists hide it by default.
  public var isHidden: Bool

  /// A hit.
  public init(
    _ ref: Ref, title: String, detail: String = "", rank: NameRank = .whole,
    isVisited: Bool = false, isHidden: Bool = false
  ) {
    self.ref = ref
    self.title = title
    self.detail = detail
    self.rank = rank
    self.isVisited = isVisited
    self.isHidden = isHidden
  }
}

extension Resource {
  /// The resources to whose records one can jump, in the order in which they are offered.
  public static let reachable: [Resource] = browsable + [.instance]
}
