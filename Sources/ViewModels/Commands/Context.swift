// Where a key is pressed. Contexts form a chain, innermost first: what the inner one does not
// know, the next one may.

/// A place in which keys have a meaning.
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
  /// What every context lets through, overlays too: suspend, redraw and help.
  public static let everywhere: [Command] = [.app(.suspend), .app(.redraw), .app(.help)]

  /// Whether printable keys that are not bound here are text.
  public var takesText: Bool {
    switch self {
    case .prompt, .picker, .help, .editor, .form: true
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
