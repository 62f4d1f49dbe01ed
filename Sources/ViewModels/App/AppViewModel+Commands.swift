// What each command does.

import VitallyModel

extension AppViewModel {
  /// Runs a command in whatever has the keys.
  mutating func run(_ command: Command) -> [Effect] {
    if case .app(let command) = command, let effects = runEverywhere(command) { return effects }
    if let overlay { return run(command, in: overlay) }
    if isTypingInForm { return runForm(command) }
    notice = nil
    switch command {
    case .app(let command): return run(command)
    case .screen(let command): return run(command)
    case .move(let command): return run(command)
    case .pane(let command): return run(command)
    case .list(let command): return run(command)
    case .text(let command): return run(command)
    case .record(let command): return run(command)
    case .outbox, .drafts, .conflict, .form, .editor, .dialog: return []
    }
  }

  /// What holds in boxes and forms, too; nil for what does not.
  private mutating func runEverywhere(_ command: AppCommand) -> [Effect]? {
    switch command {
    case .redraw: return [.redraw]
    case .suspend: return keepDraft() + [.suspend]
    case .quit: return [.quit]
    case .help:
      showHelp()
      return []
    case .prompt, .openView, .messages, .sendOutbox, .outbox, .drafts, .back, .forward: return nil
    }
  }

  private mutating func showHelp() {
    if case .help? = overlay { return }
    if let overlay { overlayBelow.append(overlay) }
    // What is particular to the place comes before what holds wherever one types.
    let places = contexts.filter { $0 != .editor } + contexts.filter { $0 == .editor }
    overlay = .help(HelpViewModel(places.map { ($0, bindings[$0] ?? []) }))
  }

  private mutating func run(_ command: AppCommand) -> [Effect] {
    switch command {
    case .help, .redraw, .suspend, .quit: return runEverywhere(command) ?? []
    case .prompt:
      overlay = .prompt(PromptViewModel(.command, history: history[.command] ?? []))
      return []
    case .messages:
      overlay = .messages
      logTop = 0
      return []
    case .outbox: return openOutbox()
    case .drafts: return openDrafts()
    case .openView(let resource): return showView(resource)
    case .sendOutbox: return sendOutbox()
    case .back: return back()
    case .forward: return forward()
    }
  }

  private mutating func run(_ command: ScreenCommand) -> [Effect] {
    switch command {
    case .refresh: refresh()
    case .close: close()
    case .stepBack: stepBack()
    }
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

  private mutating func run(_ command: MoveCommand) -> [Effect] {
    let page = screen?.focusedList?.height ?? screen?.detail?.size.height ?? 1
    return move(by: command.distance(page: page))
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

  private mutating func run(_ command: PaneCommand) -> [Effect] {
    switch command {
    case .left: focus(.list)
    case .right: focus(.detail)
    case .next: focus(screen?.focus == .list ? .detail : .list)
    case .nextTab: showTab((screen?.detail?.tab ?? 0) + 1)
    case .previousTab: showTab((screen?.detail?.tab ?? 0) - 1)
    case .showTab(let number): showTab(number - 1)
    case .full: toggle { $0.isFull.toggle() }
    case .preview: toggle { $0.showsPreview.toggle() }
    }
  }

  private mutating func toggle(_ change: (inout BrowseViewModel) -> Void) -> [Effect] {
    let effects = withScreen { screen in
      change(&screen)
      return []
    }
    return effects + fit() + followSelection()
  }

  private mutating func run(_ command: ListCommand) -> [Effect] {
    switch command {
    case .filter:
      let words = screen?.focusedList?.query.words ?? ""
      overlay = .prompt(PromptViewModel(.filter, text: words, history: history[.filter] ?? []))
      return []
    case .clearFilter: return filter("")
    case .sort(let column): return pickSort(column)
    case .reverse: return requery(keepingSelection: false) { $0.order.isDescending.toggle() }
    case .hidden: return toggleHidden()
    case .editColumn(let path): return setField(path, isColumn: true)
    }
  }

  private mutating func toggleHidden() -> [Effect] {
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

  private mutating func pickSort(_ column: String?) -> [Effect] {
    guard let query = screen?.focusedList?.query else { return [] }
    let fields = query.resource.schema.fields.filter(\.isSortable)
    if let column {
      let wanted = column.lowercased()
      guard
        let field = fields.first(where: {
          $0.label.lowercased() == wanted || $0.path.text == column
        })
      else {
        say("There is no column “\(column)” here. s shows them all.", .warning)
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

extension MoveCommand {
  /// How far it goes, in rows or lines of which so many are a page.
  func distance(page: Int) -> Int {
    switch self {
    case .down: 1
    case .up: -1
    case .halfPageDown: max(1, page / 2)
    case .halfPageUp: -max(1, page / 2)
    case .pageDown: page
    case .pageUp: -page
    case .top: -.max / 2
    case .bottom: .max / 2
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
