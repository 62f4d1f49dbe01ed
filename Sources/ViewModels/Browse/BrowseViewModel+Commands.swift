// Runs the commands of a screen: moving, panes, tabs, and the contents of the list.

import VitallyModel

extension BrowseViewModel {
  /// Runs a command.
  mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    left = nil
    marksFilter = nil
    (assigns, attachesTo, commandAfterRange) = (nil, nil, nil)
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
    case .refresh: refresh()
    case .close:
      goBackToList() ? fit(shared) + followSelection(shared) : leave(by: .close, in: &shared)
    case .stepBack: stepBack(in: &shared)
    }
  }

  private func refresh() -> Outcome {
    focusedList.map { Outcome($0.query.keys.map { .refresh($0) }) } ?? fetchDetail(isForced: true)
  }

  /// Goes back one step: clears the marks or the filter, leaves the pane, or leaves the screen.
  private mutating func stepBack(in shared: inout Shared) -> Outcome {
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
    if let words = tally.words { shared.say("On this screen: \(words).") }
    return Outcome([], way)
  }

  // MARK: Moving

  private var page: Int { focusedList?.height ?? detail?.size.height ?? 1 }

  private mutating func move(by distance: Int, _ shared: Shared) -> Outcome {
    let outcome: Outcome
    if focusedList != nil {
      outcome = moveRow(by: distance)
    } else {
      detail?.move(by: distance)
      outcome = []
    }
    return outcome + followSelection(shared)
  }

  /// Selects another row of the focused list.
  mutating func moveRow(by distance: Int) -> Outcome {
    if focus == .list { return requestList(list?.move(by: distance)) }
    return requestRelated(detail?.related?.move(by: distance))
  }

  /// Moves the cursor of the focused list to the next record that is still to be done.
  mutating func goOnInList() -> Outcome {
    if focus == .list { return requestList(list?.goOn()) }
    return requestRelated(detail?.related?.goOn())
  }

  /// Keeps the selection on the current record, whatever rows arrive.
  mutating func pinSelection() {
    if focus == .list { list?.pin() } else { detail?.related?.pin() }
  }

  /// Keeps the selection at its position in the list, even if this record moves away.
  mutating func stay(whereverGoes ref: Ref) {
    guard let row = selectedRow, row.record.ref == ref else { return }
    left = Left(ref: ref, title: row.record.title)
    stayInPlace()
  }

  /// Keeps the selection at its position in the list, whatever record is there.
  mutating func stayInPlace() {
    if focus == .list { list?.stay() } else { detail?.related?.stay() }
  }

  /// Selects a newly created record if the list shows its resource.
  mutating func select(_ ref: Ref) -> Outcome {
    guard focusedList?.query.resources.contains(ref.resource) == true else { return [] }
    if focus == .list {
      list?.select(ref)
      return requestList()
    }
    detail?.related?.select(ref)
    return requestRelated()
  }

  /// Selects what has come back, if the list has it: of several the one at hand, or else the first.
  mutating func goBack(to refs: [Ref]) -> Outcome {
    guard let list = focusedList else {
      if let ref = refs.first { detail?.goBack(to: ref) }
      return []
    }
    let listed = refs.filter { list.query.resources.contains($0.resource) }
    let atHand = list.selectedRow?.record.ref
    guard let ref = listed.first(where: { $0 == atHand }) ?? listed.first else { return [] }
    if focus == .list {
      self.list?.selectIfListed(ref)
      return requestList()
    }
    detail?.related?.selectIfListed(ref)
    return requestRelated()
  }

  /// Selects a record of the screen's list, which shows it whatever it has left out so far.
  mutating func reveal(_ ref: Ref, isHidden: Bool, in shared: inout Shared) -> Outcome {
    guard var list else { return [] }
    var base = list.base
    base.showsHidden = base.showsHidden || isHidden
    if base != list.base {
      shared.say("Churned, archived and done records are shown.")
    } else if list.filter != .none {
      shared.say("The filter “\(list.filter.line)” is cleared.")
    }
    list.show(base, keepingSelection: true)
    list.select(ref)
    self.list = list
    return requestList()
  }

  // MARK: Column runs

  /// Offers the next unfinished row to the column run above; looks again once missing rows have
  /// arrived.
  mutating func offerRow(moves: Bool = false) -> Outcome {
    guard let done = rowsDone else { return [] }
    var outcome = moves ? moveRow(by: 1) : []
    while let list = focusedList {
      guard let ref = list.selectedRow?.record.ref else {
        // The row is still to come, unless the list is empty.
        if list.isLoaded, list.isCurrent, list.window.total == 0 { break }
        return outcome
      }
      if !done.contains(ref) {
        rowsDone = nil
        outcome.row = .found(ref)
        return outcome
      }
      let before = list.selected
      outcome += moveRow(by: 1)
      if focusedList?.selected == before { break }
    }
    rowsDone = nil
    outcome.row = .noMore
    return outcome
  }

  // MARK: Panes

  private mutating func run(_ command: PaneCommand, _ shared: Shared) -> Outcome {
    switch command {
    case .left: return focus(.list, shared)
    case .right: return focus(.detail, shared)
    case .next: return focus(focus == .list ? .detail : .list, shared)
    case .nextTab: return showTab((detail?.tab ?? 0) + 1, shared)
    case .previousTab: return showTab((detail?.tab ?? 0) - 1, shared)
    case .showTab(let number): return showTab(number - 1, shared)
    case .full: isFull.toggle()
    case .preview: showsPreview.toggle()
    }
    return fit(shared) + followSelection(shared)
  }

  /// Focuses a pane.
  private mutating func focus(_ focus: Focus, _ shared: Shared) -> Outcome {
    guard self.focus != focus else { return [] }
    if focus == .list {
      return leaveDetail() ? fit(shared) + followSelection(shared) : []
    }
    return selectedRow.map { openSelected($0.record.ref, shared) } ?? []
  }

  /// Goes back from the detail of a record that was taken away.
  mutating func leaveDetail(of ref: Ref, _ shared: Shared) -> Outcome {
    guard focusedList == nil, detail?.ref == ref else { return [] }
    return goBackToList() ? fit(shared) + followSelection(shared) : Outcome([], .back)
  }

  /// Focuses the list again, unless that is one of a tab which is not in sight: it stands in the screen
  /// below, with the tabs and the record that it belongs to.
  private mutating func goBackToList() -> Bool {
    guard list?.query.parent == nil || layout.listWidth > 0 else { return false }
    return leaveDetail()
  }

  /// Focuses the list again; false when it already is, or there is none.
  private mutating func leaveDetail() -> Bool {
    guard focus == .detail, list != nil else { return false }
    focus = .list
    return true
  }

  /// Focuses the detail of the selected record and fetches the record and its child lists.
  mutating func openSelected(_ ref: Ref, _ shared: Shared) -> Outcome {
    showDetail(ref, shared) + [.visit(ref)] + fetchDetail(isForced: false)
  }

  /// Shows a record in the detail and focuses that.
  mutating func showDetail(_ ref: Ref, _ shared: Shared) -> Outcome {
    let outcome = show(ref, shared)
    list?.pin()
    focus = .detail
    return fit(shared) + outcome
  }

  /// Shows a record in the detail: at once where it was read ahead, otherwise its title first.
  private mutating func show(_ ref: Ref, _ shared: Shared) -> Outcome {
    if detail == nil { detail = DetailViewModel(opening: ref, in: shared) }
    let isNew = detail?.ref != ref || detail?.recordDetail == nil
    if isNew, let left = detail?.ref, let laidOut = detail?.laidOut {
      neighbours.keep(left, laidOut)
    }
    if isNew { neighbours.expectMoves() }
    if isNew, let known = neighbours.detail(of: ref, openSince: detail?.openSince) {
      detail?.show(ref, known, now: shared.now)
      return requestRelated() + loadPartsLater() + noteFront(shared) + requestNeighbour()
    }
    detail?.show(
      ref, as: list?.selectedRow, names: list?.window.names ?? [:], now: shared.now)
    return requestDetail() + requestRelated()
  }

  /// Fetches the record of the detail and its child lists, the visible tab's first.
  private func fetchDetail(isForced: Bool) -> Outcome {
    guard let detail else { return [] }
    return [.fetch(detail.ref, first: detail.related?.query.resource, isForced: isForced)]
  }

  /// Shows the selected record in the detail beside the list, if that is visible.
  mutating func followSelection(_ shared: Shared) -> Outcome {
    guard focus == .list, layout.detailWidth > 0 else { return [] }
    guard let ref = list?.selectedRow?.record.ref else {
      if list?.isLoaded == true, list?.window.total == 0 || list?.foldedGroup != nil {
        detail = nil
      }
      return []
    }
    guard detail?.ref != ref else { return [] }
    let outcome = show(ref, shared)
    return fit(shared) + outcome
  }

  /// Shows a tab of the detail and fetches its list.
  private mutating func showTab(_ tab: Int, _ shared: Shared) -> Outcome {
    var outcome = Outcome()
    if layout.detailWidth == 0, let ref = selectedRow?.record.ref {
      outcome = openSelected(ref, shared)
    }
    if detail?.show(tab: tab) == true { outcome += requestRelated() }
    outcome = fit(shared) + outcome
    return outcome.effects.isEmpty ? outcome : outcome + fetchDetail(isForced: false)
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
    case .fold, .nextGroup, .previousGroup: return runInGroups(command)
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

extension MoveCommand {
  /// The distance in rows or lines, given the height of a page.
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
