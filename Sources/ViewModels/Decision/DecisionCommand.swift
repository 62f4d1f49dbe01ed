// Commands that decide something about the record at hand by a single key.

/// Decisions by a single key. Days are given as they are typed in a form.
public enum DecisionCommand: CommandGroup {
  case done
  /// Moves the due day; nil asks for the day.
  case bump(String?)
  /// Puts it aside on this computer: until a day, or until it `changed`; nil asks for the day, `over`
  /// brings it back.
  case wait(String?)
  case assign
  case tags
  /// A form for a note; once it is saved, the task is done.
  case noteThenDone
  case again

  static let allCases: [DecisionCommand] = [
    .done, .bump(nil), .wait(nil), .assign, .tags, .noteThenDone, .again,
  ]

  var topic: CommandTopic { .change }

  var words: CommandWords {
    switch self {
    case .done: .init("task.done", "done/reopen", "Marks the task as done, or reopens it.", .tasks)
    case .bump:
      .init(
        "task.bump", "due day",
        "Moves the due day, for everyone: +3d, +mon, or a day.", .tasks)
    case .wait:
      .init(
        "task.wait", "wait",
        "Puts the task aside for you, on this computer: until a day, until it changed, or over.",
        .tasks)
    case .assign: .init("record.assign", "assign", "Gives the record to a team member.", .record)
    case .tags: .init("record.tags", "tags", "Sets the tags of the record.", .record)
    case .noteThenDone:
      .init(
        "task.note-done", "note, then done",
        "Writes a note about the task, which is done once that is saved.", .tasks)
    case .again:
      .init("record.again", "again", "Decides about this record what was decided last.", .record)
    }
  }
}
