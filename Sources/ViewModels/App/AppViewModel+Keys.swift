// Which keys mean something now, and what the footer says of them.

import VitallyModel

extension AppViewModel {
  /// The chain of contexts of whatever has the keys, innermost first.
  public var contexts: [Context] {
    switch overlay {
    case .prompt?: return [.prompt, .editor]
    case .picker?: return [.picker, .editor]
    case .help?: return [.help, .editor]
    case .question?: return [.confirm]
    case .messages?: return [.messages, .global]
    case .outbox?: return [.outbox, .global]
    case .drafts?: return [.drafts, .global]
    case .conflict?: return [.conflict]
    case .calendar?: return [.calendar]
    case nil: break
    }
    if isTypingInForm { return [.editor, .form] }
    guard let screen else { return [.global] }
    let place: [Context]
    if screen.focusedList != nil {
      place = [.list]
    } else {
      place = [screen.detail?.isReader == true ? .reader : .detail]
    }
    let isTask = screen.selectedSchema?.completion != nil
    return (isTask ? [.tasks] : []) + place + [.record, .global]
  }

  /// The commands that the footer names, best first, with their keys.
  public var hints: [Binding] {
    let canEdit = screen?.selectedSchema?.allows(.update) ?? false
    let wanted = hintedCommands.filter { $0 != .record(.edit) || canEdit }
    let available = contexts.flatMap { bindings[$0] ?? [] }
    return wanted.compactMap { command in available.first { $0.command == command } }
  }

  private var hintedCommands: [Command] {
    switch overlay {
    case .prompt(let prompt)?:
      return prompt.purpose == .value
        ? [.dialog(.accept), .dialog(.previous), .dialog(.cancel)]
        : [.dialog(.accept), .dialog(.complete), .dialog(.previous), .dialog(.cancel)]
    case .picker?, .help?:
      return [.dialog(.accept), .dialog(.next), .dialog(.previous), .dialog(.cancel)]
    case .question?: return [.dialog(.yes), .dialog(.no)]
    case .messages?: return [.screen(.close), .move(.down), .move(.up)]
    case .outbox(let outbox)?: return outboxHints(outbox)
    case .drafts(let drafts)?:
      let own: [Command] = drafts.selection == nil ? [] : [.drafts(.open), .drafts(.discard)]
      return own + [.screen(.close), .app(.help)]
    case .conflict?:
      return [
        .conflict(.left), .conflict(.right), .conflict(.type), .conflict(.send), .move(.down),
        .move(.up), .dialog(.cancel),
      ]
    case .calendar?:
      return [
        .dialog(.accept), .dialog(.cancel), .editor(.left), .editor(.right), .move(.up),
        .move(.down), .move(.pageDown),
      ]
    case nil: break
    }
    if let form { return form.isEditing ? formHints : [.form(.leave)] }
    if screen?.focusedList != nil {
      return [
        .app(.help), .record(.done), .record(.open), .record(.edit), .list(.filter),
        .list(.sort(nil)), .pane(.next), .pane(.nextTab), .screen(.refresh), .app(.prompt),
        .screen(.close), .app(.quit),
      ]
    }
    if screen?.detail?.isReader == true {
      return [
        .app(.help), .record(.edit), .text(.pickLink), .text(.search), .text(.nextRecord),
        .text(.previousRecord), .record(.copyLine), .screen(.close), .app(.quit),
      ]
    }
    return [
      .app(.help), .record(.done), .record(.open), .record(.edit), .pane(.nextTab),
      .text(.nextRecord), .screen(.refresh), .record(.copyLine), .screen(.close), .app(.quit),
    ]
  }
}

extension AppViewModel {
  /// What can be typed in the field with the cursor, in a few words; empty outside of forms.
  public var fieldHint: String {
    form?.isEditing == true ? form?.focusedCell?.hint ?? "" : ""
  }

  private func outboxHints(_ outbox: OutboxViewModel) -> [Command] {
    guard let change = outbox.selection?.change else { return [.screen(.close), .app(.help)] }
    let own: [Command] =
      switch change.state {
      case .answered, .dropped: []
      case .conflict where change.isChoice: [.outbox(.resolve), .outbox(.drop)]
      default: [.outbox(.fix), .outbox(.retry), .outbox(.drop)]
      }
    return (outbox.isShowing ? [] : [.outbox(.show)]) + own
      + [.outbox(.open), .app(.sendOutbox), .screen(.close), .app(.help)]
  }

  private var formHints: [Command] {
    guard let cell = form?.focusedCell else { return [.form(.save), .form(.leave)] }
    let own: [Command] =
      switch cell.input {
      case .text,
        .line where cell.kind == .text:
        [.form(.editOutside)]
      case .option: [.form(.toggle), .form(.pick)]
      case .records: [.form(.pick)]
      case .line where cell.kind == .day || cell.kind == .moment: [.form(.pick)]
      case .line, .fixed: []
      }
    return form?.isBox == true
      ? [.form(.save)] + own + [.form(.leave)]
      : [.form(.save), .form(.next)] + own + [.form(.revert), .form(.leave), .form(.discard)]
  }
}

extension BrowseViewModel {
  /// The schema of the records that commands are about.
  var selectedSchema: Schema? {
    (focusedList?.query.resource ?? detail?.ref.resource)?.schema
  }
}
