// What records have to be like to be listed: conditions on their fields, combined.

/// A condition on a record. Texts are compared without case and accents. A record without a value
/// meets no condition on it, so it meets the opposite of each.
public indirect enum Condition: Hashable, Sendable {
  /// How a number relates to another.
  public enum Comparison: Hashable, Sendable, CaseIterable {
    case less
    case atMost
    case equal
    case atLeast
    case more
  }

  /// How a value has changed.
  public enum Movement: Hashable, Sendable, CaseIterable {
    /// It is another one.
    case changed
    /// It is less, or earlier.
    case down
    /// It is more, or later.
    case up
  }

  /// What a value is compared with.
  public enum Since: Hashable, Sendable {
    /// What it was at a moment.
    case moment(Moment)
    /// What it was when the user last looked at the record before a moment; `Condition.unseen`
    /// before that moment for a record that nobody has looked at.
    case lastLook(before: Moment)
  }

  /// With how old a value that of a record is compared which the user has not looked at, in seconds.
  public static let unseen: Double = 7 * 86_400

  /// Its name contains all of these words.
  case named(String)
  /// This text is in its name, its mail address or, if it looks like part of one, an id.
  case mentions(String)
  /// Its name is this text.
  case isNamed(String)
  /// The text of a field contains all of these words; the name, for one that names a record.
  case contains(FieldPath, String)
  /// Its name and long texts contain all of these words: see `TextQuery`.
  case text(String)
  /// A number compares with another: days and moments in milliseconds since 1970, true is 1.
  case compares(FieldPath, Comparison, Double)
  /// A field has a value.
  case isSet(FieldPath)
  /// The text of a field, or one of its several, is one of these.
  case isOne(FieldPath, of: [String])
  /// A field names one of these records.
  case names(FieldPath, [Ref])
  /// A field names a record that meets a condition.
  case linked(FieldPath, Condition)
  /// A value has changed since then. What it was then has to be known.
  case moved(FieldPath, Movement, since: Since)
  /// A record of this kind belongs to it.
  case hasChild(Resource)
  /// The server does not have all of it: a change waits, or was refused.
  case isPending
  /// A form about it is unfinished.
  case hasDraft
  /// The user has put it aside.
  case isWaiting
  /// It meets all of these.
  case all([Condition])
  /// It meets at least one of these.
  case any([Condition])
  /// It does not meet this one.
  case not(Condition)
}

extension Condition {
  /// What meets all of these; nil for none.
  public static func all(of conditions: [Condition]) -> Condition? {
    conditions.count > 1 ? .all(conditions) : conditions.first
  }

  /// The fields of the records themselves that it looks at, once each.
  public var paths: [FieldPath] {
    switch self {
    case .contains(let path, _), .compares(let path, _, _), .isSet(let path), .isOne(let path, _),
      .names(let path, _), .linked(let path, _), .moved(let path, _, _):
      [path]
    case .not(let condition): condition.paths
    case .all(let conditions), .any(let conditions):
      conditions.flatMap(\.paths).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    case .named, .mentions, .isNamed, .text, .hasChild, .isPending, .hasDraft, .isWaiting: []
    }
  }

  /// Whether what meets it is put aside.
  public var isAboutWaits: Bool {
    switch self {
    case .isWaiting: true
    case .all(let conditions): conditions.contains(where: \.isAboutWaits)
    default: false
    }
  }

  /// Whether it is also about what only this machine has, whose changes the versions of the cache
  /// don't count.
  public var isAboutDrafts: Bool {
    switch self {
    case .hasDraft: true
    case .linked(_, let condition), .not(let condition): condition.isAboutDrafts
    case .all(let conditions), .any(let conditions): conditions.contains(where: \.isAboutDrafts)
    default: false
    }
  }
}
