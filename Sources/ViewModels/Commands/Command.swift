// Everything that the program can do by name. Keys, footer, help and the key reference all come
// from this table.

/// A command, named `noun.verb`.
public enum Command: String, CaseIterable, Hashable, Sendable {
  case help = "help.show"
  case prompt = "prompt.show"
  case openView = "view.open"
  case messages = "messages.show"
  case refresh = "view.refresh"
  case sendOutbox = "outbox.send"
  case outbox = "outbox.show"
  case drafts = "drafts.show"
  case back = "view.back"
  case forward = "view.forward"
  case redraw = "screen.redraw"
  case suspend = "screen.suspend"
  case close = "view.close"
  case quit = "program.quit"

  case copyLine = "copy.line"
  case copyName = "copy.name"
  case copyLink = "copy.link"
  case copyMail = "copy.mail"
  case copyID = "copy.id"
  case copyRecord = "copy.record"
  case browse = "record.browse"
  case edit = "record.edit"
  case editText = "record.edit-text"
  case setField = "record.set-field"
  case add = "record.add"

  case down = "move.down"
  case up = "move.up"
  case top = "move.top"
  case bottom = "move.bottom"
  case halfPageDown = "move.half-page-down"
  case halfPageUp = "move.half-page-up"
  case pageDown = "move.page-down"
  case pageUp = "move.page-up"
  case open = "record.open"
  case paneLeft = "pane.left"
  case paneRight = "pane.right"
  case nextPane = "pane.next"
  case nextTab = "tab.next"
  case previousTab = "tab.previous"
  case showTab = "tab.show"
  case fullPane = "pane.full"
  case preview = "pane.preview"
  case filter = "list.filter"
  case clearFilter = "list.clear-filter"
  case sort = "list.sort"
  case reverse = "list.reverse"
  case hidden = "list.hidden"
  case editColumn = "list.edit-column"
  case stepBack = "view.step-back"

  case taskDone = "task.done"

  case changeShow = "change.show"
  case changeFix = "change.fix"
  case changeResolve = "change.resolve"
  case changeDrop = "change.drop"
  case changeRetry = "change.retry"
  case changeOpen = "change.open"
  case draftOpen = "draft.open"
  case draftDiscard = "draft.discard"
  case sideLeft = "conflict.left"
  case sideRight = "conflict.right"
  case typeValue = "conflict.type"
  case sendChoice = "conflict.send"

  case nextField = "form.next"
  case previousField = "form.previous"
  case fieldDown = "form.down"
  case fieldUp = "form.up"
  case enterField = "form.enter"
  case toggleField = "form.toggle"
  case saveForm = "form.save"
  case editOutside = "form.editor"
  case pickValue = "form.pick"
  case revertField = "form.revert"
  case discardForm = "form.discard"
  case leaveForm = "form.leave"

  case nextRecord = "record.next"
  case previousRecord = "record.previous"
  case search = "text.search"
  case nextMatch = "text.next-match"
  case previousMatch = "text.previous-match"
  case openLink = "link.open"
  case pickLink = "link.pick"

  case cursorLeft = "editor.left"
  case cursorRight = "editor.right"
  case cursorWordLeft = "editor.word-left"
  case cursorWordRight = "editor.word-right"
  case cursorHome = "editor.home"
  case cursorEnd = "editor.end"
  case deleteBackward = "editor.delete-backward"
  case deleteForward = "editor.delete-forward"
  case killToEnd = "editor.kill-to-end"
  case killToStart = "editor.kill-to-start"
  case killWord = "editor.kill-word"
  case killWordAhead = "editor.kill-word-ahead"
  case yank = "editor.yank"
  case undoTyping = "editor.undo"

  case accept = "overlay.accept"
  case cancel = "overlay.cancel"
  case complete = "prompt.complete"
  case previousEntry = "prompt.previous"
  case nextEntry = "prompt.next"
  case yes = "question.yes"
  case no = "question.no"
}

/// A command with its argument, such as `view.open task`.
public struct Invocation: Hashable, Sendable {
  /// The command.
  public var command: Command
  /// What stands after the name; empty when nothing does.
  public var argument: String

  /// A command and its argument.
  public init(_ command: Command, _ argument: String = "") {
    self.command = command
    self.argument = argument
  }

  /// Reads `task.done` or `view.open account`; nil when there is no such command.
  public init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 1)
    guard let name = words.first, let command = Command(rawValue: String(name)) else { return nil }
    self.init(command, words.count > 1 ? String(words[1]) : "")
  }

  /// The text form.
  public var text: String {
    argument.isEmpty ? command.rawValue : "\(command.rawValue) \(argument)"
  }
}
