// What each command does.

import VitallyModel

extension AppViewModel {
  /// Runs a command in whatever has the keys.
  mutating func run(_ invocation: Invocation) -> [Effect] {
    if let effects = runEverywhere(invocation) { return effects }
    if let overlay { return run(invocation, in: overlay) }
    if isTypingInForm { return runForm(invocation) }
    notice = nil
    return runGlobal(invocation) ?? runMove(invocation.command) ?? runPane(invocation)
      ?? runList(invocation) ?? runEdit(invocation) ?? runRecord(invocation) ?? []
  }

  private mutating func runEverywhere(_ invocation: Invocation) -> [Effect]? {
    switch invocation.command {
    case .redraw: return [.redraw]
    case .suspend: return keepDraft() + [.suspend]
    case .quit: return [.quit]
    case .help:
      if case .help? = overlay { return [] }
      if let overlay { overlayBelow.append(overlay) }
      // What is particular to the place comes before what holds wherever one types.
      let places = contexts.filter { $0 != .editor } + contexts.filter { $0 == .editor }
      overlay = .help(HelpViewModel(places.map { ($0, bindings[$0] ?? []) }))
      return []
    default: return nil
    }
  }

  private mutating func runGlobal(_ invocation: Invocation) -> [Effect]? {
    switch invocation.command {
    case .prompt: overlay = .prompt(PromptViewModel(.command, history: history[.command] ?? []))
    case .messages:
      overlay = .messages
      logTop = 0
    case .outbox: return openOutbox()
    case .drafts: return openDrafts()
    case .openView:
      guard let resource = Resource(rawValue: invocation.argument) else { return [] }
      return showView(resource)
    case .refresh: return refresh()
    case .sendOutbox: return sendOutbox()
    case .back: return back()
    case .forward: return forward()
    case .close: return close()
    case .stepBack: return stepBack()
    default: return nil
    }
    return []
  }

  /// Sends what waits, and says so.
  mutating func sendOutbox() -> [Effect] {
    say(waitingCount == 0 ? "Nothing waits in the outbox." : "Sending what waits.")
    return [.sendOutbox]
  }

  private mutating func refresh() -> [Effect] {
    if let list = screen?.focusedList { return [.refresh(list.key)] }
    return fetchDetail(isForced: true)
  }

  private mutating func runMove(_ command: Command) -> [Effect]? {
    let page = screen?.focusedList?.height ?? screen?.detail?.size.height ?? 1
    switch command {
    case .down: return move(by: 1)
    case .up: return move(by: -1)
    case .halfPageDown: return move(by: max(1, page / 2))
    case .halfPageUp: return move(by: -max(1, page / 2))
    case .pageDown: return move(by: page)
    case .pageUp: return move(by: -page)
    case .top: return move(by: -.max / 2)
    case .bottom: return move(by: .max / 2)
    default: return nil
    }
  }

  private mutating func move(by distance: Int) -> [Effect] {
    let effects = withScreen { screen in
      if screen.focus == .list {
        return screen.list?.move(by: distance) == true ? screen.requestList() : []
      }
      if screen.detail?.related != nil {
        return screen.detail?.related?.move(by: distance) == true ? screen.requestRelated() : []
      }
      screen.detail?.move(by: distance)
      return []
    }
    return effects + followSelection()
  }

  private mutating func runPane(_ invocation: Invocation) -> [Effect]? {
    switch invocation.command {
    case .paneLeft: return focus(.list)
    case .paneRight: return focus(.detail)
    case .nextPane: return focus(screen?.focus == .list ? .detail : .list)
    case .nextTab: return showTab((screen?.detail?.tab ?? 0) + 1)
    case .previousTab: return showTab((screen?.detail?.tab ?? 0) - 1)
    case .showTab: return showTab((Int(invocation.argument) ?? 1) - 1)
    case .fullPane: return toggle { $0.isFull.toggle() }
    case .preview: return toggle { $0.showsPreview.toggle() }
    case .nextRecord: return stepRecord(by: 1)
    case .previousRecord: return stepRecord(by: -1)
    default: return nil
    }
  }

  private mutating func toggle(_ change: (inout BrowseViewModel) -> Void) -> [Effect] {
    let effects = withScreen { screen in
      change(&screen)
      return []
    }
    return effects + fit() + followSelection()
  }

  private mutating func runList(_ invocation: Invocation) -> [Effect]? {
    switch invocation.command {
    case .filter:
      let words = screen?.focusedList?.query.words ?? ""
      overlay = .prompt(PromptViewModel(.filter, text: words, history: history[.filter] ?? []))
      return []
    case .clearFilter: return filter("")
    case .sort: return pickSort(invocation.argument)
    case .reverse: return requery(keepingSelection: false) { $0.order.isDescending.toggle() }
    case .hidden:
      guard let query = screen?.focusedList?.query else {
        say("There is no list here.")
        return []
      }
      let shows = !query.showsHidden
      say(
        shows
          ? "Shows what is churned, archived or done too."
          : "Hides what is churned, archived or done.")
      return requery { $0.showsHidden = shows }
    default: return nil
    }
  }

  /// Shows only what has these words in its name.
  mutating func filter(_ words: String) -> [Effect] {
    guard screen?.focusedList?.query.words != words else { return [] }
    return requery(keepingSelection: words.isEmpty) { $0.words = words }
  }

  /// Changes the query of the list that has the keys.
  mutating func requery(
    keepingSelection: Bool = true, _ change: (inout ListingQuery) -> Void
  ) -> [Effect] {
    withScreen { screen in
      guard var query = screen.focusedList?.query else { return [] }
      change(&query)
      if screen.focus == .list {
        screen.list?.show(query, keepingSelection: keepingSelection)
        return screen.requestList()
      }
      screen.detail?.related?.show(query, keepingSelection: keepingSelection)
      return screen.requestRelated()
    }
  }

  private mutating func pickSort(_ argument: String) -> [Effect] {
    guard let query = screen?.focusedList?.query else { return [] }
    let fields = query.resource.schema.fields.filter(\.isSortable)
    if !argument.isEmpty {
      let wanted = argument.lowercased()
      guard
        let field = fields.first(where: {
          $0.label.lowercased() == wanted || $0.path.text == argument
        })
      else {
        say("There is no column “\(argument)” here. s shows them all.", .warning)
        return []
      }
      return sort(by: field.path)
    }
    let items = fields.map { PickerViewModel.Item($0.label, choice: .sort($0.path)) }
    let current = fields.firstIndex { $0.path == query.order.path } ?? 0
    overlay = .picker(
      PickerViewModel(
        "Sort \(query.resource.schema.plural.lowercased()) by", items, selected: current))
    return []
  }

  /// Sorts by a field: names from A, figures and dates from the largest and newest. The list goes
  /// to its top: that is what one sorts for.
  mutating func sort(by path: FieldPath) -> [Effect] {
    requery(keepingSelection: false) { query in
      let startsHigh = query.resource.schema.field(path)?.sortsHighFirst ?? false
      query.order = ListOrder(path, descending: startsHigh)
    }
  }
}

extension Field {
  /// Whether a list can be sorted by the field.
  fileprivate var isSortable: Bool {
    switch kind {
    case .json, .traits, .objects, .longText, .participants: false
    default: true
    }
  }

  /// Whether the largest value is what one looks for first. Days to come are wanted soonest first.
  fileprivate var sortsHighFirst: Bool {
    switch kind {
    case .number: sense != .health
    case .moment: true
    default: false
    }
  }
}
