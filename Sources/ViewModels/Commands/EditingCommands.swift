// Filling in forms, editing text, and answering boxes.

/// Filling in a form.
public enum FormCommand: CaseIterable, CommandGroup {
  case next
  case previous
  case down
  case up
  case enter
  case toggle
  case save
  case editOutside
  case pick
  case preview
  case logAs
  case moveObjectUp
  case moveObjectDown
  case revert
  case discard
  case leave

  var topic: CommandTopic {
    switch self {
    case .next, .previous, .down, .up: .move
    case .preview: .open
    case .enter, .toggle, .save, .editOutside, .pick, .logAs, .moveObjectUp, .moveObjectDown,
      .revert,
      .discard, .leave:
      .change
    }
  }

  var words: CommandWords {
    switch self {
    case .next: .init("form.next", "next field", "Goes to the next field.", .form)
    case .previous: .init("form.previous", "previous field", "Goes to the previous field.", .form)
    case .down: .init("form.down", "down", "Moves down a line, inside long text first.", .form)
    case .up: .init("form.up", "up", "Moves up a line, inside long text first.", .form)
    case .enter:
      .init("form.enter", "enter", "Goes to the next field, or opens the choices.", .form)
    case .toggle:
      .init("form.toggle", "switch", "Switches yes and no, or takes the next choice.", .form)
    case .save: .init("form.save", "save", "Checks every field, then saves.", .form)
    case .editOutside:
      .init("form.editor", "$EDITOR", "Edits this field in your own editor.", .form)
    case .pick:
      .init(
        "form.pick", "pick", "Picks a date, a value or a record; in long text a template.", .form)
    case .logAs:
      .init("form.log-as", "note or talk", "Logs a call as a conversation, or as a note.", .form)
    case .preview:
      .init(
        "form.preview", "preview",
        "Shows what the reader of the text will see; in a call the brief, too.", .form)
    case .moveObjectUp:
      .init(
        "form.move-object-up", "move up", "Moves this message up among the new ones.", .form)
    case .moveObjectDown:
      .init(
        "form.move-object-down", "move down", "Moves this message down among the new ones.", .form)
    case .revert: .init("form.revert", "revert", "Restores this field's original value.", .form)
    case .discard:
      .init("form.discard", "throw away", "Throws away what you typed, after asking.", .form)
    case .leave: .init("form.leave", "leave", "Leaves and keeps what you typed as a draft.", .form)
    }
  }
}

/// Editing text.
public enum EditorCommand: CaseIterable, CommandGroup {
  case left
  case right
  case wordLeft
  case wordRight
  case home
  case end
  case textStart
  case textEnd
  case deleteBackward
  case deleteForward
  case killToEnd
  case killToStart
  case killWord
  case killWordAhead
  case yank
  case undo

  var topic: CommandTopic { .type }

  var words: CommandWords {
    switch self {
    case .left:
      .init("editor.left", "left", "Moves left by a character, or a day.", .editor, .calendar)
    case .right:
      .init("editor.right", "right", "Moves right by a character, or a day.", .editor, .calendar)
    case .wordLeft: .init("editor.word-left", "word left", "Moves one word left.", .editor)
    case .wordRight: .init("editor.word-right", "word right", "Moves one word right.", .editor)
    case .home: .init("editor.home", "start", "Goes to the start of the line.", .editor)
    case .end: .init("editor.end", "end", "Goes to the end of the line.", .editor)
    case .textStart:
      .init("editor.text-start", "text start", "Goes to the start of the whole text.", .editor)
    case .textEnd:
      .init("editor.text-end", "text end", "Goes to the end of the whole text.", .editor)
    case .deleteBackward:
      .init("editor.delete-backward", "delete", "Deletes the character before the cursor.", .editor)
    case .deleteForward:
      .init(
        "editor.delete-forward", "delete ahead", "Deletes the character at the cursor.", .editor)
    case .killToEnd:
      .init("editor.kill-to-end", "cut to end", "Cuts the text after the cursor.", .editor)
    case .killToStart:
      .init("editor.kill-to-start", "cut to start", "Cuts the text before the cursor.", .editor)
    case .killWord:
      .init("editor.kill-word", "cut word", "Cuts the word before the cursor.", .editor)
    case .killWordAhead:
      .init("editor.kill-word-ahead", "cut word ahead", "Cuts the word after the cursor.", .editor)
    case .yank: .init("editor.yank", "paste", "Pastes what was last cut.", .editor)
    case .undo: .init("editor.undo", "undo", "Undoes the last edit.", .editor)
    }
  }
}

/// Input lines, boxes and questions.
public enum DialogCommand: CaseIterable, CommandGroup {
  case accept
  case cancel
  case complete
  case previous
  case next
  case yes
  case no

  var topic: CommandTopic {
    switch self {
    case .previous, .next: .move
    case .accept: .open
    case .complete: .type
    case .yes, .no: .change
    case .cancel: .goTo
    }
  }

  var words: CommandWords {
    switch self {
    case .accept:
      .init(
        "overlay.accept", "accept", "Accepts what is chosen or typed.", .prompt, .picker, .help,
        .confirm, .calendar, .search, .columns, .jump)
    case .cancel:
      .init(
        "overlay.cancel", "cancel", "Closes this without doing anything.", .prompt, .picker, .help,
        .confirm, .calendar, .followUps, .bulk, .conflict, .search, .columns, .jump)
    case .complete:
      .init("prompt.complete", "complete", "Completes what you typed.", .prompt, .picker, .jump)
    case .previous:
      .init(
        "prompt.previous", "previous", "Goes to the previous entry.", .prompt, .picker, .help,
        .search, .columns, .jump)
    case .next:
      .init(
        "prompt.next", "next", "Goes to the next entry.", .prompt, .picker, .help, .search,
        .columns, .jump)
    case .yes: .init("question.yes", "yes", "Answers yes.", .confirm)
    case .no: .init("question.no", "no", "Answers no.", .confirm)
    }
  }
}
