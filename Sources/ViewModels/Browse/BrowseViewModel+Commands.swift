// Runs the commands of a screen, and those about the contents of its list: filter, order, hidden rows.

import VitallyModel

extension BrowseViewModel {
  /// Runs a command.
  mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    left = nil
    asked = nil
    if command != .decision(.done) { isDoneAtEnd = false }
    if let reading = endRange(before: command) { return reading }
    switch command {
    case .screen(let command): return run(command, in: &shared)
    case .move(let command): return move(by: command.distance(page: page), shared)
    case .pane(let command): return run(command, shared)
    case .list(let command): return run(command, in: &shared)
    case .text(let command): return run(command, in: &shared)
    case .record(let command): return run(command, in: &shared)
    case .decision(let command): return run(command, in: &shared)
    case .mark(let command): return run(command, in: &shared)
    default: return .notHandled
    }
  }

  private mutating func run(_ command: ScreenCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .refresh: return refresh()
    case .close:
      marksReading = nil
      return goBackToList() ? fit(shared) + followSelection(shared) : leave(by: .close, in: &shared)
    case .stepBack: return stepBack(in: &shared)
    }
  }

  private func refresh() -> Outcome {
    focusedList.map { Outcome($0.query.keys.map { .refresh($0) }) } ?? fetchDetail(isForced: true)
  }

  /// Goes back one step: clears the marks or the filter, leaves the pane, or leaves the screen.
  private mutating func stepBack(in shared: inout Shared) -> Outcome {
    marksReading = nil
    if clearMarks(in: &shared) { return [] }
    if focus == .list, list?.view != nil {
      if list?.isViewChanged == true { return resetView() }
    } else if let list = focusedList, list.filter != .none {
      return show(ListFilter.none)
    }
    return goBackToList()
      ? fit(shared) + followSelection(shared) : leave(by: .back, in: &shared)
  }

  /// Leaves the screen, and says what was decided on it.
  private mutating func leave(by way: Navigation, in shared: inout Shared) -> Outcome {
    if let words = Tally.untold([tally]) { shared.say("Decided: \(words).") }
    tally.noteTold()
    return Outcome([], way)
  }

  // MARK: Contents of the list

  private mutating func run(_ command: ListCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .filter:
      guard let list = focusedList else { return [] }
      return .push(.prompt(shared.prompt(FilterInput(list.filterScope(shared.now), list.filter))))
    case .clearFilter: return show(ListFilter.none)
    case .sort(nil): return pickSort()
    case .sort(let column?): return sort(named: column, in: &shared)
    case .reverse:
      guard let query = focusedList?.query else { return [] }
      // Of several fields each, so that the last row comes first.
      return sort(query.order.reversed, thenBy: query.thenBy.map(\.reversed))
    case .hidden: return toggleHidden(in: &shared)
    case .fold, .nextGroup, .previousGroup: return runInGroups(command, shared)
    case .explain: return explain(in: shared)
    case .mine: return toggleMine(in: &shared)
    case .filterByValue:
      return focusedList?.isGrouped == true ? toggleKind(in: &shared) : pickValue(in: shared)
    case .columns:
      return focusedList.map { .push(.columns(ColumnsViewModel(of: $0))) } ?? []
    case .saveView: return nameView(in: shared)
    case .resetView:
      if list?.isViewChanged == false { shared.hint("The view is as it was saved.") }
      return resetView()
    case .editColumn(nil): return openForm(.picker(isColumn: true))
    case .editColumn(let path?):
      pinSelection()
      return .push(.column(ColumnRun(path)))
    }
  }

  private mutating func toggleHidden(in shared: inout Shared) -> Outcome {
    let shows = focusedList?.showsHidden == false
    shared.say(
      shows
        ? "Churned, archived and done records are shown."
        : "Churned, archived and done records are hidden.")
    return requery { $0.showsHidden = shows }
  }

  /// Shows only the rows that a filter asks for.
  mutating func show(_ filter: ListFilter) -> Outcome {
    guard let list = focusedList, list.filter != filter else { return [] }
    // The record that was found stays selected when the filter is cleared.
    if filter == .none { pinSelection() }
    return relist(keepingSelection: filter == .none) { $0.filter = filter }
  }

  /// Changes the query of the focused list.
  private mutating func requery(
    keepingSelection: Bool = true, _ change: (inout ListingQuery) -> Void
  ) -> Outcome {
    relist(keepingSelection: keepingSelection) { change(&$0.base) }
  }

  /// Changes what the focused list shows.
  private mutating func relist(
    keepingSelection: Bool, _ change: (inout ListViewModel) -> Void
  ) -> Outcome {
    guard var list = focusedList else { return [] }
    let former = list.query
    change(&list)
    list.show(list.base, with: list.filter, keepingSelection: keepingSelection)
    let isSame = list.query == former && keepingSelection
    if focus == .list { self.list = list } else { detail?.related = list }
    guard !isSame else { return [] }
    let wait = Outcome([.remind(.sayWait(list.query), after: Self.silence)])
    return (focus == .list ? requestList() : requestRelated()) + wait
  }

  /// How long rows may be looked for until that is said, in seconds.
  private static let silence = 0.3

  private func pickSort() -> Outcome {
    guard let query = focusedList?.query else { return [] }
    let fields = sortableFields
    let items = fields.map { field in
      PickerViewModel.Item(
        field.label, detail: field.path.traitKey == nil ? "" : "trait", choice: .sort(field.path))
    }
    let current = fields.firstIndex { $0.path == query.order.path } ?? 0
    let title = "Sort \(query.resource.schema.pluralInSentence) by"
    return .push(.picker(PickerViewModel(title, items, selected: current)))
  }

  /// What the focused list can be sorted by: fields first, then traits.
  var sortableFields: [Field] {
    guard let list = focusedList else { return [] }
    return (list.query.resource.schema.fields + list.window.traits).filter(\.isSortable)
  }

  /// What can be set of the current record without a form, as far as it is known before that is read.
  var editableFields: [Field] {
    let fields = selectedSchema?.fields.filter { $0.writing.onUpdate && $0.isSetAlone } ?? []
    return fields + (focusedList?.window.traits ?? [])
  }

  /// By what the focused list can be sorted; nil without a list.
  func sorting(_ now: Now) -> SortReader? {
    focusedList.map { SortReader(fields: sortableFields, scope: $0.filterScope(now)) }
  }

  private mutating func sort(named column: String, in shared: inout Shared) -> Outcome {
    do throws(SortReader.Problem) {
      let orders = try sorting(shared.now)?.read(column) ?? []
      return orders.first.map { sort($0, thenBy: Array(orders.dropFirst())) } ?? []
    } catch {
      shared.say(
        "The list can't be sorted: \(error.ended) \(shared.keys[.list(.sort(nil))]) shows all columns.",
        .warning)
      return []
    }
  }

  /// Sorts by a field: names from A, numbers and dates from the largest and newest. The list goes
  /// to its top, which is what the user sorts for.
  mutating func sort(by path: FieldPath) -> Outcome {
    let startsHigh = focusedList?.field(path)?.sortsHighFirst ?? false
    return sort(ListOrder(path, descending: startsHigh))
  }

  /// Sorts in an order, which takes the place of one in the filter.
  private mutating func sort(_ order: ListOrder, thenBy: [ListOrder] = []) -> Outcome {
    relist(keepingSelection: false) { list in
      list.base.order = order
      list.base.thenBy = thenBy
      list.filter = list.filter.withoutOrder
    }
  }
}

extension Field {
  /// Whether it has one value, which can be set by itself.
  fileprivate var isSetAlone: Bool {
    switch kind {
    case .traits, .objects: false
    default: true
    }
  }

  /// Whether a list can be sorted by the field.
  fileprivate var isSortable: Bool {
    switch kind {
    // A trait of unknown kind usually holds a number or a text.
    case .json: path.traitKey != nil
    case .traits, .objects, .longText, .participants: false
    default: true
    }
  }

  /// Whether the largest value is the most interesting. Future dates are sorted soonest first.
  var sortsHighFirst: Bool {
    switch kind {
    case .number: sense != .health
    case .moment, .date: true
    default: false
    }
  }
}
