// What changes that were made together have in common: a call with its note and tasks, or one edit
// of many records.

/// A group of changes in the outbox. Its members are sent in the order in which they were made; one
/// that is refused stops no other.
public struct ChangeGroup: Hashable, Sendable {
  /// What the members have in common.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The note of a call, and the tasks that follow from it.
    case call
    /// The same change of many records.
    case bulk

    /// Whether a member waits until those before it are answered or refused. The records of one
    /// edit have nothing to do with each other, so that several of them are sent at once.
    public var isInSequence: Bool { self == .call }
  }

  /// Tells the group from all others.
  public var id: String
  /// What its members have in common.
  public var kind: Kind
  /// What the user knows it by, such as the subject of the note.
  public var name: String

  /// A group with an id that no other has.
  public init(_ kind: Kind, id: String, name: String) {
    self.id = id
    self.kind = kind
    self.name = name
  }

  /// The group from its stored text; nil if that says of no group.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let kind = Kind(rawValue: String(parts[0])), !parts[1].isEmpty
    else { return nil }
    self.init(kind, id: String(parts[1]), name: String(parts[2]))
  }

  /// The text that is stored with each member: kind, id and name.
  public var text: String { "\(kind.rawValue) \(id) \(name)" }
}

extension ChangeGroup: Identifiable {}
