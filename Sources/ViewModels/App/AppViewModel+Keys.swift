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
    case nil: break
    }
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
    let wanted = hintedCommands
    let available = contexts.flatMap { bindings[$0] ?? [] }
    return wanted.compactMap { command in available.first { $0.invocation.command == command } }
  }

  private var hintedCommands: [Command] {
    switch overlay {
    case .prompt?: return [.accept, .complete, .previousEntry, .cancel]
    case .picker?, .help?: return [.accept, .nextEntry, .previousEntry, .cancel]
    case .question?: return [.yes, .no]
    case .messages?: return [.close, .down, .up]
    case nil: break
    }
    if screen?.focusedList != nil {
      return [
        .help, .taskDone, .open, .filter, .sort, .nextPane, .nextTab, .refresh, .prompt, .close,
        .quit,
      ]
    }
    if screen?.detail?.isReader == true {
      return [.help, .pickLink, .search, .nextRecord, .previousRecord, .copyLine, .close, .quit]
    }
    return [.help, .taskDone, .open, .nextTab, .nextRecord, .refresh, .copyLine, .close, .quit]
  }
}

extension BrowseViewModel {
  /// The schema of the records that commands are about.
  var selectedSchema: Schema? {
    (focusedList?.query.resource ?? detail?.ref.resource)?.schema
  }
}
