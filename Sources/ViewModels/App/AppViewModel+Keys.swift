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
    let wanted = hintedCommands.filter { $0 != .edit || canEdit }
    let available = contexts.flatMap { bindings[$0] ?? [] }
    return wanted.compactMap { command in available.first { $0.invocation.command == command } }
  }

  private var hintedCommands: [Command] {
    switch overlay {
    case .prompt(let prompt)?:
      return prompt.purpose == .value
        ? [.accept, .previousEntry, .cancel] : [.accept, .complete, .previousEntry, .cancel]
    case .picker?, .help?: return [.accept, .nextEntry, .previousEntry, .cancel]
    case .question?: return [.yes, .no]
    case .messages?: return [.close, .down, .up]
    case .outbox(let outbox)?: return outboxHints(outbox)
    case .drafts(let drafts)?:
      return (drafts.selection == nil ? [] : [.draftOpen, .draftDiscard]) + [.close, .help]
    case .conflict?: return [.sideLeft, .sideRight, .typeValue, .sendChoice, .down, .up, .cancel]
    case .calendar?: return [.accept, .cancel, .cursorLeft, .cursorRight, .up, .down, .pageDown]
    case nil: break
    }
    if let form { return form.isEditing ? formHints : [.leaveForm] }
    if screen?.focusedList != nil {
      return [
        .help, .taskDone, .open, .edit, .filter, .sort, .nextPane, .nextTab, .refresh, .prompt,
        .close,
        .quit,
      ]
    }
    if screen?.detail?.isReader == true {
      return [
        .help, .edit, .pickLink, .search, .nextRecord, .previousRecord, .copyLine, .close, .quit,
      ]
    }
    return [
      .help, .taskDone, .open, .edit, .nextTab, .nextRecord, .refresh, .copyLine, .close, .quit,
    ]
  }
}

extension AppViewModel {
  /// What can be typed in the field with the cursor, in a few words; empty outside of forms.
  public var fieldHint: String {
    form?.isEditing == true ? form?.focusedCell?.hint ?? "" : ""
  }

  private func outboxHints(_ outbox: OutboxViewModel) -> [Command] {
    guard let change = outbox.selection?.change else { return [.close, .help] }
    let own: [Command] =
      switch change.state {
      case .answered, .dropped: []
      case .conflict where change.isChoice: [.changeResolve, .changeDrop]
      default: [.changeFix, .changeRetry, .changeDrop]
      }
    return (outbox.isShowing ? [] : [.changeShow]) + own
      + [.changeOpen, .sendOutbox, .close, .help]
  }

  private var formHints: [Command] {
    guard let cell = form?.focusedCell else { return [.saveForm, .leaveForm] }
    let own: [Command] =
      switch cell.input {
      case .text,
        .line where cell.kind == .text:
        [.editOutside]
      case .option: [.toggleField, .pickValue]
      case .records: [.pickValue]
      case .line where cell.kind == .day || cell.kind == .moment: [.pickValue]
      case .line, .fixed: []
      }
    return form?.isBox == true
      ? [.saveForm] + own + [.leaveForm]
      : [.saveForm, .nextField] + own + [.revertField, .leaveForm, .discardForm]
  }
}

extension BrowseViewModel {
  /// The schema of the records that commands are about.
  var selectedSchema: Schema? {
    (focusedList?.query.resource ?? detail?.ref.resource)?.schema
  }
}
