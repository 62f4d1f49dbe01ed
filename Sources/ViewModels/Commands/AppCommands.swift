// Commands that work everywhere, commands of a screen, and movement.

public import VitallyModel

/// Commands that work everywhere: going to other places, and those of the whole program.
public enum AppCommand: CommandGroup {
  case help
  case prompt
  case openView(Resource)
  /// With the number or the name of the view.
  case openSaved(String)
  case show(Destination)
  /// With what to search for, nil to ask.
  case search(String?)
  case jump
  /// Asks who the user is.
  case identify
  /// The list of what the user has put aside.
  case waiting
  case today
  /// Where an earlier session has ended.
  case resume
  case sendOutbox
  case undo
  case redo
  case back
  case forward
  case redraw
  case suspend
  case quit

  static let allCases: [AppCommand] =
    [.help, .prompt, .openView(.account), .openSaved("1")]
    + Destination.allCases.map(AppCommand.show)
    + [
      .search(nil), .jump, .waiting, .today, .resume, .identify, .sendOutbox, .undo, .redo, .back,
      .forward, .redraw, .suspend, .quit,
    ]

  var topic: CommandTopic {
    switch self {
    case .openView, .openSaved, .show, .jump, .waiting, .today, .resume, .back, .forward: .goTo
    case .search: .find
    case .undo, .redo: .change
    case .help, .prompt, .identify, .sendOutbox, .redraw, .suspend, .quit: .program
    }
  }

  var words: CommandWords {
    switch self {
    case .help: .init("help.show", "help", "Shows the keys that work here.", .global)
    case .prompt:
      .init("prompt.show", "command", "Runs a command by name, such as open or sort.", .global)
    case .openView(let resource):
      .init(
        "view.open", "go to", "Opens the list of \(resource.schema.pluralInSentence).", .global)
    case .openSaved:
      .init(
        "saved-view.open", "view", "Opens a saved view by its number or its name.", .global, .views)
    case .show(let destination): destination.words
    case .search:
      .init(
        "search.show", "search", "Searches notes, messages and all other texts for words.",
        .global)
    case .jump:
      .init(
        "jump.show", "jump", "Goes to a record, a list or a command by a few letters of its name.",
        .global)
    case .today:
      .init(
        "view.open-today", "today",
        "Shows your open tasks by day, and the accounts that need attention.", .global)
    case .resume:
      .init(
        "place.resume", "last place",
        "Opens again what was open when vitty ended on an earlier day.", .global)
    case .identify:
      .init(
        "user.identify", "who you are", "Asks who of the team you are, so that “mine” works.",
        .global)
    case .waiting:
      .init("waiting.show", "waiting", "Lists the tasks that you have put aside.", .global)
    case .sendOutbox:
      .init("outbox.send", "send now", "Sends the waiting changes now.", .global)
    case .undo:
      .init(
        "change.undo", "take back",
        "Takes your last decision back, then the one before it; in the outbox the selected one.",
        .global, .outbox)
    case .redo:
      .init("change.redo", "do again", "Does again what was taken back.", .global, .outbox)
    case .back: .init("view.back", "back", "Goes back to where you were.", .global)
    case .forward: .init("view.forward", "forward", "Goes forward again after going back.", .global)
    case .redraw: .init("screen.redraw", "redraw", "Redraws the screen.", .global)
    case .suspend:
      .init("screen.suspend", "suspend", "Suspends vitty until the shell resumes it.", .global)
    case .quit:
      .init(
        "program.quit", "quit",
        "Quits. What is held back is sent before, in a second or two; all else that waits is kept.",
        .global)
    }
  }
}

/// Commands about the screen itself.
public enum ScreenCommand: CaseIterable, CommandGroup {
  case refresh
  case close
  case stepBack

  var topic: CommandTopic {
    switch self {
    case .refresh: .program
    case .close, .stepBack: .goTo
    }
  }

  var words: CommandWords {
    switch self {
    case .refresh:
      .init("view.refresh", "refresh", "Reloads what is on screen from the server.", .global)
    case .close:
      .init("view.close", "close", "Closes this screen; on the last one, asks to quit.", .global)
    case .stepBack:
      .init(
        "view.step-back", "one step back", "Goes back one step: filter, pane, screen.",
        CommandWords.places)
    }
  }
}

/// Moving through rows, lines and days.
public enum MoveCommand: CaseIterable, CommandGroup {
  case down
  case up
  case top
  case bottom
  case halfPageDown
  case halfPageUp
  case pageDown
  case pageUp

  var topic: CommandTopic { .move }

  var words: CommandWords {
    switch self {
    case .down:
      .init(
        "move.down", "down", "Moves down.",
        CommandWords.places + [.followUps, .bulk, .conflict, .calendar])
    case .up:
      .init(
        "move.up", "up", "Moves up.",
        CommandWords.places + [.followUps, .bulk, .conflict, .calendar])
    case .top:
      .init(
        "move.top", "top", "Goes to the top.", CommandWords.places + [.followUps, .bulk, .conflict])
    case .bottom:
      .init(
        "move.bottom", "end", "Goes to the end.",
        CommandWords.places + [.followUps, .bulk, .conflict])
    case .halfPageDown:
      .init(
        "move.half-page-down", "half page down", "Moves half a page down.",
        CommandWords.places + [.bulk])
    case .halfPageUp:
      .init(
        "move.half-page-up", "half page up", "Moves half a page up.", CommandWords.places + [.bulk])
    case .pageDown:
      .init(
        "move.page-down", "page down", "Moves a page down.",
        CommandWords.places + [.form, .calendar, .help, .picker, .columns, .search, .jump, .bulk])
    case .pageUp:
      .init(
        "move.page-up", "page up", "Moves a page up.",
        CommandWords.places + [.form, .calendar, .help, .picker, .columns, .search, .jump, .bulk])
    }
  }
}
