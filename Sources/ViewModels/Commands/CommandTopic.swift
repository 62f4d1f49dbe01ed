// What one wants to do with a command: help is ordered by it.

/// What a command is there for.
public enum CommandTopic: String, CaseIterable, Hashable, Sendable {
  case move
  case open
  case find
  case change
  case type
  case copy
  case goTo
  case program

  /// The heading in help.
  public var title: String {
    switch self {
    case .move: "Move"
    case .open: "Open"
    case .find: "Find and sort"
    case .change: "Change"
    case .type: "Type"
    case .copy: "Copy"
    case .goTo: "Go to"
    case .program: "Program"
    }
  }
}
