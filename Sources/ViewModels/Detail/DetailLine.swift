// A line of a detail, and what Enter opens on it.

public import Markup
public import VitallyModel

/// What a link leads to.
public enum Target: Hashable, Sendable {
  /// Another record.
  case record(Ref)
  /// An address outside of the program.
  case address(String)
}

/// A line that is ready to be drawn.
public struct DetailLine: Equatable, Sendable {
  /// The text with its meanings.
  public var line: StyledLine
  /// What the line leads to, nil for nothing.
  public var target: Target?

  /// A line.
  public init(_ line: StyledLine, target: Target? = nil) {
    self.line = line
    self.target = target
  }
}

/// A numbered link of a text.
public struct NumberedLink: Hashable, Sendable {
  /// The number that stands in the text; 0 for a linked record, which stands beside its label.
  public var number: Int
  /// What it is called.
  public var title: String
  /// Where it leads.
  public var target: Target
}

/// All that a detail shows of a record.
public struct DetailContent: Equatable, Sendable {
  /// The lines.
  public var lines: [DetailLine] = []
  /// The links in them, in the order of the text.
  public var links: [NumberedLink] = []

  /// Whether there are more lines, which are laid out when they come in sight.
  public internal(set) var isPartial = false

  /// No lines.
  public init() {}
}
