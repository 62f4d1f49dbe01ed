// A line of a detail, what Enter opens on it, and what is folded into one line.

public import Markup
public import VitallyModel

/// The target of a link.
public enum Target: Hashable, Sendable {
  /// Another record.
  case record(Ref)
  /// A URL or email address.
  case address(String)
}

/// A line that is ready to be drawn.
public struct DetailLine: Equatable, Sendable {
  /// The styled text.
  public var line: StyledLine
  /// The target of the line, nil for none.
  public var target: Target?

  /// Creates a line.
  public init(_ line: StyledLine, target: Target? = nil) {
    self.line = line
    self.target = target
  }
}

/// A numbered link of a text.
public struct NumberedLink: Hashable, Sendable {
  /// The number in the text; 0 for a linked record, which is shown beside its label.
  public var number: Int
  /// Its title.
  public var title: String
  /// Its target.
  public var target: Target
}

/// Everything that a detail shows of a record.
public struct DetailContent: Equatable, Sendable {
  /// The lines.
  public var lines: [DetailLine] = []
  /// The links in them, in the order of the text.
  public var links: [NumberedLink] = []
  /// The groups in them, such as the messages of a conversation, from top to bottom.
  public internal(set) var groups: [ListGroup] = []
  /// The quoted mails in them, and the groups that are folded, from top to bottom.
  public internal(set) var folds: [FoldedLines] = []

  /// How many lines each part has of which more may arrive, from top to bottom.
  var reserved: [Int] = []

  /// Whether there are more lines, which are laid out when they become visible.
  public internal(set) var isPartial = false

  /// No lines.
  public init() {}
}

/// Lines of which one stands for all unless they were unfolded: a quoted mail, or a group with its
/// heading.
public struct FoldedLines: Equatable, Sendable {
  /// Their first line in the detail.
  var line: Int
  /// The lines, all of them.
  var lines: [StyledLine]
  /// Whether all of them are shown.
  var isOpen: Bool
  /// The group that they are or are in; empty for none.
  var group: String
  /// Whether they are a quoted mail.
  var isQuote: Bool
}

/// A record that was read and laid out before it is shown.
public struct LaidOut: Equatable, Sendable {
  /// What was read.
  let recordDetail: RecordDetail
  /// Its content.
  let content: DetailContent
  /// The columns and the day that the content was laid out for.
  let width: Int
  let today: Day
}
