// Everything that the program can do by name. Commands come in groups, so that the compiler checks
// that each place handles all of its own; keys, footer, help and the command line all use this
// table.

import VitallyModel

/// A command with its argument, such as `view.open task`.
public enum Command: Hashable, Sendable {
  /// Commands that work everywhere: going to other places, and those of the whole program.
  case app(AppCommand)
  /// Commands about the screen itself.
  case screen(ScreenCommand)
  /// Moving through rows, lines and days.
  case move(MoveCommand)
  /// The panes of a screen and the tabs of its detail.
  case pane(PaneCommand)
  /// The contents and order of a list.
  case list(ListCommand)
  /// Reading a record: its text, its links, its neighbours.
  case text(TextCommand)
  /// Commands about the current record.
  case record(RecordCommand)
  /// Deciding something about the current record by a single key.
  case decision(DecisionCommand)
  /// Marking records of a list.
  case mark(MarkCommand)
  /// Approving a change of many records.
  case bulk(BulkCommand)
  /// Commands about a change in the outbox.
  case outbox(OutboxCommand)
  /// Commands about a draft.
  case drafts(DraftsCommand)
  /// Commands about what is fetched from the server.
  case sync(SyncCommand)
  /// Commands about a saved view.
  case views(ViewsCommand)
  /// Commands about the columns of a list.
  case columns(ColumnsCommand)
  /// Approving the tasks of a call.
  case followUps(FollowUpsCommand)
  /// Choosing between conflicting values.
  case conflict(ConflictCommand)
  /// Filling in a form.
  case form(FormCommand)
  /// Editing text.
  case editor(EditorCommand)
  /// Input lines, boxes and questions.
  case dialog(DialogCommand)
}

/// The commands of one place.
protocol CommandGroup: Hashable, Sendable {
  /// All commands of the group, once each, whatever their arguments.
  static var allCases: [Self] { get }
  /// Its name, title and description.
  var words: CommandWords { get }
  /// What it is there for.
  var topic: CommandTopic { get }
}

extension Command {
  /// The command's name, title and description, whatever its argument.
  public var words: CommandWords { group.words }

  /// What the command is there for.
  public var topic: CommandTopic { group.topic }

  private var group: any CommandGroup {
    switch self {
    case .app(let command): command
    case .screen(let command): command
    case .move(let command): command
    case .pane(let command): command
    case .list(let command): command
    case .text(let command): command
    case .record(let command): command
    case .decision(let command): command
    case .mark(let command): command
    case .bulk(let command): command
    case .outbox(let command): command
    case .drafts(let command): command
    case .sync(let command): command
    case .views(let command): command
    case .columns(let command): command
    case .followUps(let command): command
    case .conflict(let command): command
    case .form(let command): command
    case .editor(let command): command
    case .dialog(let command): command
    }
  }

  /// Whether it closes the focused layer.
  public var isWayOut: Bool {
    switch self {
    case .screen(.close), .form(.leave), .dialog(.cancel), .dialog(.no): true
    default: false
    }
  }

  /// Whether it acts on the rows or the text in front of the user, so that it has to wait for them.
  public var needsRows: Bool {
    switch self {
    case .move, .pane, .list, .text, .record, .decision, .mark, .bulk, .outbox, .drafts, .sync,
      .views,
      .followUps,
      .conflict:
      true
    case .app, .screen, .columns, .form, .editor, .dialog: false
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
    + DecisionCommand.allCases.map(Command.decision)
    + MarkCommand.allCases.map(Command.mark)
    + BulkCommand.allCases.map(Command.bulk)
    + OutboxCommand.allCases.map(Command.outbox)
    + DraftsCommand.allCases.map(Command.drafts)
    + SyncCommand.allCases.map(Command.sync)
    + ViewsCommand.allCases.map(Command.views)
    + ColumnsCommand.allCases.map(Command.columns)
    + FollowUpsCommand.allCases.map(Command.followUps)
    + ConflictCommand.allCases.map(Command.conflict)
    + FormCommand.allCases.map(Command.form)
    + EditorCommand.allCases.map(Command.editor)
    + DialogCommand.allCases.map(Command.dialog)

  private static let named = Dictionary(
    all.map { ($0.words.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Parses `task.done` or `view.open account`; nil when there is no such command, or it doesn't
  /// take this argument.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let name = parts.first, let command = Self.named[String(name)],
      let complete = command.taking(parts.count > 1 ? String(parts[1]).trimmed : "")
    else { return nil }
    self = complete
  }

  /// The same command with another argument; nil when it doesn't take that argument.
  private func taking(_ argument: String) -> Command? {
    switch self {
    case .app(.openView): Resource(rawValue: argument).map { .app(.openView($0)) }
    case .app(.openSaved): argument.isEmpty ? nil : .app(.openSaved(argument))
    case .record(.add): Self.adding(argument)
    case .record(.setField): .record(.setField(argument.isEmpty ? nil : FieldPath(argument)))
    case .list(.editColumn): .list(.editColumn(argument.isEmpty ? nil : FieldPath(argument)))
    case .app(.search): .app(.search(argument.isEmpty ? nil : argument))
    case .decision(.bump): .decision(.bump(argument.isEmpty ? nil : argument))
    case .decision(.wait): .decision(.wait(argument.isEmpty ? nil : argument))
    case .list(.sort): .list(.sort(argument.isEmpty ? nil : argument))
    case .pane(.showTab): Int(argument).map { .pane(.showTab($0)) }
    case .text(.openLink): Int(argument).map { .text(.openLink($0)) }
    default: argument.isEmpty ? self : nil
    }
  }

  /// A command to add a record: the argument names the resource, and a template if it has blanks.
  private static func adding(_ argument: String) -> Command? {
    let words = argument.split(separator: " ", maxSplits: 1)
    guard let name = words.first, let resource = Resource(rawValue: String(name)) else {
      return nil
    }
    return .record(.add(resource, template: words.count > 1 ? String(words[1]).trimmed : nil))
  }

  /// Whether it takes an argument.
  var takesArgument: Bool {
    switch self {
    case .app(.openView), .app(.openSaved), .app(.search), .record(.add), .record(.setField),
      .list(.editColumn), .list(.sort), .decision(.bump), .decision(.wait),
      .pane(.showTab), .text(.openLink):
      true
    default: false
    }
  }

  /// The text form that `init` parses.
  public var text: String {
    let argument: String? =
      switch self {
      case .app(.openView(let resource)): resource.rawValue
      case .record(.add(let resource, let template)):
        ([resource.rawValue] + [template].compactMap(\.self)).joined(separator: " ")
      case .record(.setField(let path)), .list(.editColumn(let path)): path?.text
      case .list(.sort(let column)): column
      case .decision(.bump(let day)), .decision(.wait(let day)): day
      case .app(.search(let words)): words
      case .app(.openSaved(let view)): view
      case .pane(.showTab(let number)), .text(.openLink(let number)): String(number)
      default: nil
      }
    return ([words.name] + [argument].compactMap(\.self)).joined(separator: " ")
  }
}

/// The name, title and description of a command.
public struct CommandWords: Sendable {
  /// The name in key maps and on the command line, `noun.verb`.
  public var name: String
  /// The title in the footer and in help.
  public var title: String
  /// What it does, in one sentence.
  public var sentence: String
  /// The contexts in which it can be bound to keys.
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

  /// The contexts with rows or lines to move through.
  static let places: [Context] = [
    .list, .detail, .reader, .messages, .outbox, .drafts, .sync, .views,
  ]
}

/// A context for key bindings.
public enum Context: String, CaseIterable, Hashable, Sendable {
  case global
  case record
  case list
  case tasks
  case detail
  case reader
  case messages
  case outbox
  case drafts
  case sync
  case views
  case columns
  case search
  case jump
  case followUps = "call"
  case bulk
  case conflict
  case form
  case editor
  case prompt
  case picker
  case help
  case confirm
  case calendar
}

extension Context {
  /// The commands that work in every context, overlays included.
  public static let everywhere: [Command] = [.app(.suspend), .app(.redraw), .app(.help)]

  /// Whether unbound printable keys are typed as text.
  public var takesText: Bool {
    switch self {
    case .columns, .search, .jump, .prompt, .picker, .help, .editor, .form: true
    default: false
    }
  }

  /// The name as a heading.
  public var title: String {
    switch self {
    case .global: "Everywhere"
    case .record: "Record"
    case .list: "List"
    case .tasks: "Tasks"
    case .detail: "Detail"
    case .reader: "Reader"
    case .messages: "Messages"
    case .outbox: "Outbox"
    case .drafts: "Drafts"
    case .sync: "Sync"
    case .views: "Views"
    case .columns: "Columns"
    case .search: "Search"
    case .jump: "Jump"
    case .followUps: "Call"
    case .bulk: "Change many"
    case .conflict: "Conflict"
    case .form: "Form"
    case .editor: "Typing"
    case .prompt: "Command line"
    case .picker: "Picker"
    case .help: "Help"
    case .confirm: "Question"
    case .calendar: "Calendar"
    }
  }
}
