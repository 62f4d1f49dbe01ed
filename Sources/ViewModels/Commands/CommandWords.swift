// What each command is called, what it does in one sentence, and where it works.

/// The words about a command.
public struct CommandWords: Sendable {
  /// The name in key maps and on the command line, `noun.verb`.
  public var name: String
  /// What it is called in the footer and in help.
  public var title: String
  /// What it does, in one sentence.
  public var sentence: String
  /// Where it can be bound to keys.
  public var contexts: [Context]

  init(_ name: String, _ title: String, _ sentence: String, _ contexts: Context...) {
    self.init(name, title, sentence, contexts)
  }

  init(_ name: String, _ title: String, _ sentence: String, _ contexts: [Context]) {
    self.name = name
    self.title = title
    self.sentence = sentence
    self.contexts = contexts
  }

  /// Where one moves through rows or lines.
  fileprivate static let places: [Context] = [
    .list, .detail, .reader, .messages, .outbox, .drafts,
  ]
}

extension AppCommand {
  var words: CommandWords {
    switch self {
    case .help: .init("help.show", "help", "Shows the keys that work here.", .global)
    case .prompt:
      .init("prompt.show", "command", "Types a command: a list by name, open, sort, quit.", .global)
    case .openView:
      .init("view.open", "go to", "Shows a list of accounts, tasks, notes and so on.", .global)
    case .messages:
      .init("messages.show", "messages", "Shows the messages of this session.", .global)
    case .sendOutbox:
      .init("outbox.send", "send now", "Sends what waits in the outbox at once.", .global)
    case .outbox:
      .init(
        "outbox.show", "outbox", "Shows what waits, what needs you, and what was sent today.",
        .global)
    case .drafts: .init("drafts.show", "drafts", "Shows the forms that are not finished.", .global)
    case .back: .init("view.back", "back", "Goes back to where one was.", .global)
    case .forward: .init("view.forward", "forward", "Goes forward again after going back.", .global)
    case .redraw: .init("screen.redraw", "redraw", "Draws the whole screen again.", .global)
    case .suspend:
      .init("screen.suspend", "suspend", "Stops the program until the shell resumes it.", .global)
    case .quit:
      .init("program.quit", "quit", "Leaves; what is queued is kept and sent next time.", .global)
    }
  }
}

extension ScreenCommand {
  var words: CommandWords {
    switch self {
    case .refresh:
      .init("view.refresh", "refresh", "Asks the server for what is on screen.", .global)
    case .close: .init("view.close", "close", "Closes this; at the root it asks to quit.", .global)
    case .stepBack:
      .init(
        "view.step-back", "one step back", "Goes back one step: filter, pane, screen.",
        CommandWords.places)
    }
  }
}

extension MoveCommand {
  var words: CommandWords {
    switch self {
    case .down:
      .init("move.down", "down", "Moves one down.", CommandWords.places + [.conflict, .calendar])
    case .up: .init("move.up", "up", "Moves one up.", CommandWords.places + [.conflict, .calendar])
    case .top: .init("move.top", "top", "Goes to the first.", CommandWords.places + [.conflict])
    case .bottom:
      .init("move.bottom", "end", "Goes to the last.", CommandWords.places + [.conflict])
    case .halfPageDown:
      .init("move.half-page-down", "half page down", "Moves half a page down.", CommandWords.places)
    case .halfPageUp:
      .init("move.half-page-up", "half page up", "Moves half a page up.", CommandWords.places)
    case .pageDown:
      .init(
        "move.page-down", "page down", "Moves a page down.",
        CommandWords.places + [.form, .calendar])
    case .pageUp:
      .init(
        "move.page-up", "page up", "Moves a page up.", CommandWords.places + [.form, .calendar])
    }
  }
}

extension PaneCommand {
  var words: CommandWords {
    switch self {
    case .left: .init("pane.left", "left pane", "Goes to the list.", .list, .detail, .reader)
    case .right: .init("pane.right", "right pane", "Goes to the detail.", .list, .detail, .reader)
    case .next: .init("pane.next", "other pane", "Goes to the other pane.", .list, .detail, .reader)
    case .full:
      .init(
        "pane.full", "full pane", "Gives this pane the whole screen, and back.", .list, .detail,
        .reader)
    case .preview:
      .init(
        "pane.preview", "preview", "Shows or hides the detail beside the list.", .list, .detail,
        .reader)
    case .nextTab:
      .init("tab.next", "next tab", "Shows the next tab of the detail.", .list, .detail)
    case .previousTab:
      .init("tab.previous", "previous tab", "Shows the tab before.", .list, .detail)
    case .showTab:
      .init("tab.show", "tab", "Shows a tab of the detail by its number.", .list, .detail)
    }
  }
}

extension ListCommand {
  var words: CommandWords {
    switch self {
    case .filter:
      .init("list.filter", "filter", "Shows only what has these words in its name.", .list)
    case .clearFilter: .init("list.clear-filter", "clear filter", "Shows all again.", .list)
    case .sort: .init("list.sort", "sort", "Picks the column by which the list is sorted.", .list)
    case .reverse: .init("list.reverse", "reverse", "Turns the order of the list around.", .list)
    case .hidden:
      .init(
        "list.hidden", "hidden too", "Shows or hides churned, archived and done records.", .list)
    case .editColumn:
      .init(
        "list.edit-column", "edit column",
        "Edits one field down the list: type, Enter, type, Enter.", .list)
    }
  }
}

extension TextCommand {
  var words: CommandWords {
    switch self {
    case .nextRecord:
      .init("record.next", "next", "Shows the next record of the list.", .detail, .reader)
    case .previousRecord:
      .init("record.previous", "previous", "Shows the record before.", .detail, .reader)
    case .search: .init("text.search", "search", "Searches in the text.", .detail, .reader)
    case .nextMatch:
      .init("text.next-match", "next match", "Goes to the next place found.", .detail, .reader)
    case .previousMatch:
      .init(
        "text.previous-match", "previous match", "Goes to the place found before.", .detail, .reader
      )
    case .openLink: .init("link.open", "link", "Opens a link of the text by its number.", .reader)
    case .pickLink:
      .init("link.pick", "links", "Picks one of all links and linked records.", .reader)
    }
  }
}

extension RecordCommand {
  var words: CommandWords {
    switch self {
    case .open:
      .init("record.open", "open", "Opens the row, or the record under the cursor.", .list, .detail)
    case .edit: .init("record.edit", "edit", "Edits the record in a form.", .record)
    case .editText:
      .init(
        "record.edit-text", "edit in $EDITOR", "Edits the long text in your own editor.", .record)
    case .setField:
      .init(
        "record.set-field", "set a field", "Sets one field of the record, without a form.", .record)
    case .add: .init("record.add", "add", "Adds a record, linked to the one at hand.", .record)
    case .done: .init("task.done", "done", "Marks the task as done; again: reopens it.", .tasks)
    case .browse:
      .init("record.browse", "browser", "Opens the record's link in the browser.", .record)
    case .copyLine:
      .init("copy.line", "copy line", "Sends the row as text to the terminal's clipboard.", .record)
    case .copyName:
      .init("copy.name", "copy name", "Sends the name to the terminal's clipboard.", .record)
    case .copyLink:
      .init("copy.link", "copy link", "Sends the record's link to the clipboard.", .record)
    case .copyMail:
      .init("copy.mail", "copy mail", "Sends the mail address to the clipboard.", .record)
    case .copyID: .init("copy.id", "copy id", "Sends the id to the terminal's clipboard.", .record)
    case .copyRecord:
      .init("copy.record", "copy JSON", "Sends the whole record as JSON to the clipboard.", .record)
    }
  }
}

extension OutboxCommand {
  var words: CommandWords {
    switch self {
    case .show:
      .init("change.show", "show", "Shows what was sent and what the server said.", .outbox)
    case .fix: .init("change.fix", "fix", "Opens the form again with all that was typed.", .outbox)
    case .resolve:
      .init(
        "change.resolve", "resolve", "Chooses between your values and somebody else's.", .outbox)
    case .drop: .init("change.drop", "throw away", "Throws the change away, after asking.", .outbox)
    case .retry: .init("change.retry", "try again", "Tries the change again as it is.", .outbox)
    case .open:
      .init("change.open", "open", "Opens the record, or the one that stands in its way.", .outbox)
    }
  }
}

extension DraftsCommand {
  var words: CommandWords {
    switch self {
    case .open: .init("draft.open", "go on", "Opens the form as it was left.", .drafts)
    case .discard:
      .init("draft.discard", "throw away", "Throws away what was typed, after asking.", .drafts)
    }
  }
}

extension ConflictCommand {
  var words: CommandWords {
    switch self {
    case .left:
      .init(
        "conflict.left", "left", "Takes the value to the left: theirs, yours, before.", .conflict)
    case .right:
      .init(
        "conflict.right", "right", "Takes the value to the right: before, yours, theirs.", .conflict
      )
    case .type: .init("conflict.type", "type", "Types another value for the field.", .conflict)
    case .send: .init("conflict.send", "send", "Sends what was chosen.", .conflict)
    }
  }
}

extension FormCommand {
  var words: CommandWords {
    switch self {
    case .next: .init("form.next", "next field", "Goes to the next field.", .form)
    case .previous: .init("form.previous", "previous field", "Goes to the field before.", .form)
    case .down: .init("form.down", "down", "Goes a line down, in long text first.", .form)
    case .up: .init("form.up", "up", "Goes a line up, in long text first.", .form)
    case .enter: .init("form.enter", "enter", "Next field; picks where there is a choice.", .form)
    case .toggle:
      .init("form.toggle", "switch", "Switches yes and no, or takes the next choice.", .form)
    case .save: .init("form.save", "save", "Saves; what is wrong is said first.", .form)
    case .editOutside:
      .init("form.editor", "$EDITOR", "Edits this field in your own editor.", .form)
    case .pick: .init("form.pick", "pick", "Picks a date, a value or a record.", .form)
    case .revert: .init("form.revert", "revert", "Puts back what stood in this field.", .form)
    case .discard:
      .init("form.discard", "throw away", "Throws away what was typed, after asking.", .form)
    case .leave: .init("form.leave", "leave", "Leaves; what was typed is kept as a draft.", .form)
    }
  }
}

extension EditorCommand {
  var words: CommandWords {
    switch self {
    case .left: .init("editor.left", "left", "Moves one character left.", .editor, .calendar)
    case .right: .init("editor.right", "right", "Moves one character right.", .editor, .calendar)
    case .wordLeft: .init("editor.word-left", "word left", "Moves one word left.", .editor)
    case .wordRight: .init("editor.word-right", "word right", "Moves one word right.", .editor)
    case .home: .init("editor.home", "start", "Goes to the start of the line.", .editor)
    case .end: .init("editor.end", "end", "Goes to the end of the line.", .editor)
    case .deleteBackward:
      .init("editor.delete-backward", "delete", "Deletes the character before the cursor.", .editor)
    case .deleteForward:
      .init(
        "editor.delete-forward", "delete ahead", "Deletes the character at the cursor.", .editor)
    case .killToEnd:
      .init("editor.kill-to-end", "cut to end", "Cuts what stands after the cursor.", .editor)
    case .killToStart:
      .init("editor.kill-to-start", "cut to start", "Cuts what stands before the cursor.", .editor)
    case .killWord:
      .init("editor.kill-word", "cut word", "Cuts the word before the cursor.", .editor)
    case .killWordAhead:
      .init("editor.kill-word-ahead", "cut word ahead", "Cuts the word after the cursor.", .editor)
    case .yank: .init("editor.yank", "paste", "Puts back what was cut last.", .editor)
    case .undo: .init("editor.undo", "undo", "Takes back the last typing.", .editor)
    }
  }
}

extension DialogCommand {
  var words: CommandWords {
    switch self {
    case .accept:
      .init(
        "overlay.accept", "accept", "Takes what is chosen or typed.", .prompt, .picker, .help,
        .confirm, .calendar)
    case .cancel:
      .init(
        "overlay.cancel", "cancel", "Closes this without doing anything.", .prompt, .picker, .help,
        .confirm, .calendar, .conflict)
    case .complete:
      .init("prompt.complete", "complete", "Completes what is typed.", .prompt, .picker)
    case .previous:
      .init("prompt.previous", "previous", "Goes to the entry before.", .prompt, .picker, .help)
    case .next: .init("prompt.next", "next", "Goes to the next entry.", .prompt, .picker, .help)
    case .yes: .init("question.yes", "yes", "Answers yes.", .confirm)
    case .no: .init("question.no", "no", "Answers no.", .confirm)
    }
  }
}
