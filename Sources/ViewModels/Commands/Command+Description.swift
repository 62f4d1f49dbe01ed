// What each command is called, what it does in one sentence, and where it works.

/// The words about a command.
public struct CommandDescription: Sendable {
  /// What it is called in the footer and in help.
  public var title: String
  /// What it does, in one sentence.
  public var sentence: String
  /// Where it can be bound to keys.
  public var contexts: [Context]
}

extension Command {
  /// The words about the command.
  public var description: CommandDescription {
    switch self {
    case .help: row("help", "Shows the keys that work here.", .global)
    case .prompt: row("command", "Types a command: a list by name, open, sort, quit.", .global)
    case .openView: row("go to", "Shows a list of accounts, tasks, notes and so on.", .global)
    case .messages: row("messages", "Shows the messages of this session.", .global)
    case .refresh: row("refresh", "Asks the server for what is on screen.", .global)
    case .sendOutbox: row("send now", "Sends what waits in the outbox at once.", .global)
    case .outbox:
      row("outbox", "Shows what waits, what needs you, and what was sent today.", .global)
    case .drafts: row("drafts", "Shows the forms that are not finished.", .global)
    case .back: row("back", "Goes back to where one was.", .global)
    case .forward: row("forward", "Goes forward again after going back.", .global)
    case .redraw: row("redraw", "Draws the whole screen again.", .global)
    case .suspend: row("suspend", "Stops the program until the shell resumes it.", .global)
    case .close: row("close", "Closes this; at the root it asks to quit.", .global)
    case .quit: row("quit", "Leaves; what is queued is kept and sent next time.", .global)

    case .copyLine: row("copy line", "Sends the row as text to the terminal's clipboard.", .record)
    case .copyName: row("copy name", "Sends the name to the terminal's clipboard.", .record)
    case .copyLink: row("copy link", "Sends the record's link to the clipboard.", .record)
    case .copyMail: row("copy mail", "Sends the mail address to the clipboard.", .record)
    case .copyID: row("copy id", "Sends the id to the terminal's clipboard.", .record)
    case .copyRecord: row("copy JSON", "Sends the whole record as JSON to the clipboard.", .record)
    case .browse: row("browser", "Opens the record's link in the browser.", .record)

    case .edit: row("edit", "Edits the record in a form.", .record)
    case .editText: row("edit in $EDITOR", "Edits the long text in your own editor.", .record)
    case .setField: row("set a field", "Sets one field of the record, without a form.", .record)
    case .add: row("add", "Adds a record, linked to the one at hand.", .record)

    case .down: row("down", "Moves one down.", Self.places + [.conflict, .calendar])
    case .up: row("up", "Moves one up.", Self.places + [.conflict, .calendar])
    case .top: row("top", "Goes to the first.", Self.places + [.conflict])
    case .bottom: row("end", "Goes to the last.", Self.places + [.conflict])
    case .halfPageDown: row("half page down", "Moves half a page down.", Self.places)
    case .halfPageUp: row("half page up", "Moves half a page up.", Self.places)
    case .pageDown: row("page down", "Moves a page down.", Self.places + [.form, .calendar])
    case .pageUp: row("page up", "Moves a page up.", Self.places + [.form, .calendar])
    case .open: row("open", "Opens the row, or the record under the cursor.", .list, .detail)
    case .paneLeft: row("left pane", "Goes to the list.", .list, .detail, .reader)
    case .paneRight: row("right pane", "Goes to the detail.", .list, .detail, .reader)
    case .nextPane: row("other pane", "Goes to the other pane.", .list, .detail, .reader)
    case .nextTab: row("next tab", "Shows the next tab of the detail.", .list, .detail)
    case .previousTab: row("previous tab", "Shows the tab before.", .list, .detail)
    case .showTab: row("tab", "Shows a tab of the detail by its number.", .list, .detail)
    case .fullPane:
      row("full pane", "Gives this pane the whole screen, and back.", .list, .detail, .reader)
    case .preview:
      row("preview", "Shows or hides the detail beside the list.", .list, .detail, .reader)
    case .filter: row("filter", "Shows only what has these words in its name.", .list)
    case .clearFilter: row("clear filter", "Shows all again.", .list)
    case .sort: row("sort", "Picks the column by which the list is sorted.", .list)
    case .reverse: row("reverse", "Turns the order of the list around.", .list)
    case .hidden: row("hidden too", "Shows or hides churned, archived and done records.", .list)
    case .editColumn:
      row("edit column", "Edits one field down the list: type, Enter, type, Enter.", .list)
    case .stepBack:
      row(
        "one step back", "Goes back one step: filter, pane, screen.", Self.places)

    case .taskDone: row("done", "Marks the task as done; again: reopens it.", .tasks)

    case .changeShow: row("show", "Shows what was sent and what the server said.", .outbox)
    case .changeFix: row("fix", "Opens the form again with all that was typed.", .outbox)
    case .changeResolve:
      row("resolve", "Chooses between your values and somebody else's.", .outbox)
    case .changeDrop: row("throw away", "Throws the change away, after asking.", .outbox)
    case .changeRetry: row("try again", "Tries the change again as it is.", .outbox)
    case .changeOpen:
      row("open", "Opens the record, or the one that stands in its way.", .outbox)
    case .draftOpen: row("go on", "Opens the form as it was left.", .drafts)
    case .draftDiscard: row("throw away", "Throws away what was typed, after asking.", .drafts)
    case .sideLeft: row("left", "Takes the value to the left: theirs, yours, before.", .conflict)
    case .sideRight: row("right", "Takes the value to the right: before, yours, theirs.", .conflict)
    case .typeValue: row("type", "Types another value for the field.", .conflict)
    case .sendChoice: row("send", "Sends what was chosen.", .conflict)

    case .nextField: row("next field", "Goes to the next field.", .form)
    case .previousField: row("previous field", "Goes to the field before.", .form)
    case .fieldDown: row("down", "Goes a line down, in long text first.", .form)
    case .fieldUp: row("up", "Goes a line up, in long text first.", .form)
    case .enterField: row("enter", "Next field; picks where there is a choice.", .form)
    case .toggleField: row("switch", "Switches yes and no, or takes the next choice.", .form)
    case .saveForm: row("save", "Saves; what is wrong is said first.", .form)
    case .editOutside: row("$EDITOR", "Edits this field in your own editor.", .form)
    case .pickValue: row("pick", "Picks a date, a value or a record.", .form)
    case .revertField: row("revert", "Puts back what stood in this field.", .form)
    case .discardForm: row("throw away", "Throws away what was typed, after asking.", .form)
    case .leaveForm: row("leave", "Leaves; what was typed is kept as a draft.", .form)

    case .nextRecord: row("next", "Shows the next record of the list.", .detail, .reader)
    case .previousRecord: row("previous", "Shows the record before.", .detail, .reader)
    case .search: row("search", "Searches in the text.", .detail, .reader)
    case .nextMatch: row("next match", "Goes to the next place found.", .detail, .reader)
    case .previousMatch: row("previous match", "Goes to the place found before.", .detail, .reader)
    case .openLink: row("link", "Opens a link of the text by its number.", .reader)
    case .pickLink: row("links", "Picks one of all links and linked records.", .reader)

    case .cursorLeft: row("left", "Moves one character left.", .editor, .calendar)
    case .cursorRight: row("right", "Moves one character right.", .editor, .calendar)
    case .cursorWordLeft: row("word left", "Moves one word left.", .editor)
    case .cursorWordRight: row("word right", "Moves one word right.", .editor)
    case .cursorHome: row("start", "Goes to the start of the line.", .editor)
    case .cursorEnd: row("end", "Goes to the end of the line.", .editor)
    case .deleteBackward: row("delete", "Deletes the character before the cursor.", .editor)
    case .deleteForward: row("delete ahead", "Deletes the character at the cursor.", .editor)
    case .killToEnd: row("cut to end", "Cuts what stands after the cursor.", .editor)
    case .killToStart: row("cut to start", "Cuts what stands before the cursor.", .editor)
    case .killWord: row("cut word", "Cuts the word before the cursor.", .editor)
    case .killWordAhead: row("cut word ahead", "Cuts the word after the cursor.", .editor)
    case .yank: row("paste", "Puts back what was cut last.", .editor)
    case .undoTyping: row("undo", "Takes back the last typing.", .editor)

    case .accept:
      row("accept", "Takes what is chosen or typed.", .prompt, .picker, .help, .confirm, .calendar)
    case .cancel:
      row(
        "cancel", "Closes this without doing anything.", .prompt, .picker, .help, .confirm,
        .calendar, .conflict)
    case .complete: row("complete", "Completes what is typed.", .prompt, .picker)
    case .previousEntry: row("previous", "Goes to the entry before.", .prompt, .picker, .help)
    case .nextEntry: row("next", "Goes to the next entry.", .prompt, .picker, .help)
    case .yes: row("yes", "Answers yes.", .confirm)
    case .no: row("no", "Answers no.", .confirm)
    }
  }

  /// Where one moves through rows or lines.
  private static let places: [Context] = [
    .list, .detail, .reader, .messages, .outbox, .drafts,
  ]

  private func row(
    _ title: String, _ sentence: String, _ contexts: Context...
  ) -> CommandDescription {
    row(title, sentence, contexts)
  }

  private func row(
    _ title: String, _ sentence: String, _ contexts: [Context]
  ) -> CommandDescription {
    CommandDescription(title: title, sentence: sentence, contexts: contexts)
  }
}
