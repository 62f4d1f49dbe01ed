// Everything that the program can do by name. Commands come in groups, so that each place handles
// its own to the last; keys, footer, help and the command line all come from this table.

public import VitallyModel

/// A command with its argument, such as `view.open task`.
public enum Command: Hashable, Sendable {
  /// What holds everywhere: it goes to other places or concerns the program.
  case app(AppCommand)
  /// What a place does with itself.
  case screen(ScreenCommand)
  /// Going through rows, lines and days.
  case move(MoveCommand)
  /// The panes of a screen and the tabs of its detail.
  case pane(PaneCommand)
  /// What a list shows, and in which order.
  case list(ListCommand)
  /// Reading a record: its text, its links, its neighbours.
  case text(TextCommand)
  /// What is done with the record at hand.
  case record(RecordCommand)
  /// What is done with a change in the outbox.
  case outbox(OutboxCommand)
  /// What is done with a draft.
  case drafts(DraftsCommand)
  /// Choosing between values.
  case conflict(ConflictCommand)
  /// Filling in a form.
  case form(FormCommand)
  /// Editing text.
  case editor(EditorCommand)
  /// What lies over a screen: lines to type in, boxes, questions.
  case dialog(DialogCommand)
}

/// The commands of one place.
protocol CommandGroup: Hashable, Sendable {
  /// All of them, once each, whatever their arguments.
  static var allCases: [Self] { get }
  /// What is said of it.
  var words: CommandWords { get }
}

/// What holds everywhere: it goes to other places or concerns the program.
public enum AppCommand: CommandGroup {
  case help
  case prompt
  case openView(Resource)
  case messages
  case sendOutbox
  case outbox
  case drafts
  case back
  case forward
  case redraw
  case suspend
  case quit

  static let allCases: [AppCommand] = [
    .help, .prompt, .openView(.account), .messages, .sendOutbox, .outbox, .drafts, .back, .forward,
    .redraw, .suspend, .quit,
  ]
}

/// What a place does with itself.
public enum ScreenCommand: CaseIterable, CommandGroup {
  case refresh
  case close
  case stepBack
}

/// Going through rows, lines and days.
public enum MoveCommand: CaseIterable, CommandGroup {
  case down
  case up
  case top
  case bottom
  case halfPageDown
  case halfPageUp
  case pageDown
  case pageUp
}

/// The panes of a screen and the tabs of its detail.
public enum PaneCommand: CommandGroup {
  case left
  case right
  case next
  case full
  case preview
  case nextTab
  case previousTab
  case showTab(Int)

  static let allCases: [PaneCommand] = [
    .left, .right, .next, .full, .preview, .nextTab, .previousTab, .showTab(1),
  ]
}

/// What a list shows, and in which order.
public enum ListCommand: CommandGroup {
  case filter
  case clearFilter
  case sort(String?)
  case reverse
  case hidden
  case editColumn(FieldPath?)

  static let allCases: [ListCommand] = [
    .filter, .clearFilter, .sort(nil), .reverse, .hidden, .editColumn(nil),
  ]
}

/// Reading a record: its text, its links, its neighbours.
public enum TextCommand: CommandGroup {
  case nextRecord
  case previousRecord
  case search
  case nextMatch
  case previousMatch
  case openLink(Int)
  case pickLink

  static let allCases: [TextCommand] = [
    .nextRecord, .previousRecord, .search, .nextMatch, .previousMatch, .openLink(1), .pickLink,
  ]
}

/// What is done with the record at hand.
public enum RecordCommand: CommandGroup {
  case open
  case edit
  case editText
  case setField(FieldPath?)
  case add(Resource)
  case done
  case browse
  case copyLine
  case copyName
  case copyLink
  case copyMail
  case copyID
  case copyRecord

  static let allCases: [RecordCommand] = [
    .open, .edit, .editText, .setField(nil), .add(.account), .done, .browse, .copyLine, .copyName,
    .copyLink, .copyMail, .copyID, .copyRecord,
  ]
}

/// What is done with a change in the outbox.
public enum OutboxCommand: CaseIterable, CommandGroup {
  case show
  case fix
  case resolve
  case drop
  case retry
  case open
}

/// What is done with a draft.
public enum DraftsCommand: CaseIterable, CommandGroup {
  case open
  case discard
}

/// Choosing between values.
public enum ConflictCommand: CaseIterable, CommandGroup {
  case left
  case right
  case type
  case send
}

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
  case revert
  case discard
  case leave
}

/// Editing text.
public enum EditorCommand: CaseIterable, CommandGroup {
  case left
  case right
  case wordLeft
  case wordRight
  case home
  case end
  case deleteBackward
  case deleteForward
  case killToEnd
  case killToStart
  case killWord
  case killWordAhead
  case yank
  case undo
}

/// What lies over a screen: lines to type in, boxes, questions.
public enum DialogCommand: CaseIterable, CommandGroup {
  case accept
  case cancel
  case complete
  case previous
  case next
  case yes
  case no
}

extension Command {
  /// What is said of the command, whatever its argument.
  public var words: CommandWords { group.words }

  private var group: any CommandGroup {
    switch self {
    case .app(let command): command
    case .screen(let command): command
    case .move(let command): command
    case .pane(let command): command
    case .list(let command): command
    case .text(let command): command
    case .record(let command): command
    case .outbox(let command): command
    case .drafts(let command): command
    case .conflict(let command): command
    case .form(let command): command
    case .editor(let command): command
    case .dialog(let command): command
    }
  }

  /// All commands, once each.
  public static let all: [Command] =
    AppCommand.allCases.map(Command.app)
    + ScreenCommand.allCases.map(Command.screen)
    + MoveCommand.allCases.map(Command.move)
    + PaneCommand.allCases.map(Command.pane)
    + ListCommand.allCases.map(Command.list)
    + TextCommand.allCases.map(Command.text)
    + RecordCommand.allCases.map(Command.record)
    + OutboxCommand.allCases.map(Command.outbox)
    + DraftsCommand.allCases.map(Command.drafts)
    + ConflictCommand.allCases.map(Command.conflict)
    + FormCommand.allCases.map(Command.form)
    + EditorCommand.allCases.map(Command.editor)
    + DialogCommand.allCases.map(Command.dialog)

  private static let named = Dictionary(
    all.map { ($0.words.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Reads `task.done` or `view.open account`; nil when there is no such command, or none with
  /// this argument.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let name = parts.first, let command = Self.named[String(name)],
      let complete = command.taking(parts.count > 1 ? String(parts[1]).trimmed : "")
    else { return nil }
    self = complete
  }

  /// The same command with another argument; nil when it is none for it.
  private func taking(_ argument: String) -> Command? {
    switch self {
    case .app(.openView): Resource(rawValue: argument).map { .app(.openView($0)) }
    case .record(.add): Resource(rawValue: argument).map { .record(.add($0)) }
    case .record(.setField): .record(.setField(argument.isEmpty ? nil : FieldPath(argument)))
    case .list(.editColumn): .list(.editColumn(argument.isEmpty ? nil : FieldPath(argument)))
    case .list(.sort): .list(.sort(argument.isEmpty ? nil : argument))
    case .pane(.showTab): Int(argument).map { .pane(.showTab($0)) }
    case .text(.openLink): Int(argument).map { .text(.openLink($0)) }
    default: self
    }
  }

  /// The text form, which `init` reads.
  public var text: String {
    let argument: String? =
      switch self {
      case .app(.openView(let resource)), .record(.add(let resource)): resource.rawValue
      case .record(.setField(let path)), .list(.editColumn(let path)): path?.text
      case .list(.sort(let column)): column
      case .pane(.showTab(let number)), .text(.openLink(let number)): String(number)
      default: nil
      }
    return ([words.name] + [argument].compactMap(\.self)).joined(separator: " ")
  }
}
