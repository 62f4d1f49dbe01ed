// Commands that mark records of a list.

/// Marking records for a decision about all of them.
public enum MarkCommand: CaseIterable, CommandGroup {
  case mark
  case range
  case all
  case byFilter
  case invert

  var topic: CommandTopic { .change }

  var words: CommandWords {
    switch self {
    case .mark: .init("mark.toggle", "mark", "Marks the row, or no longer, and goes on.", .list)
    case .range:
      .init(
        "mark.range", "mark range", "Marks all rows from here to where it is pressed again.", .list)
    case .all:
      .init(
        "mark.all", "mark all", "Marks all that the list shows with its filter; again: none.", .list
      )
    case .byFilter:
      .init("mark.by-filter", "mark by filter", "Marks what a filter finds in this list.", .list)
    case .invert:
      .init(
        "mark.invert", "invert marks", "Marks what is not marked, and no longer what is.", .list)
    }
  }
}
