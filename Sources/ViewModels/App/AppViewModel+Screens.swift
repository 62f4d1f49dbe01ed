// Going from screen to screen.

import VitallyModel

extension AppViewModel {
  /// What was done today stays in lists of open records until tomorrow.
  var openSince: Moment { now.zone.moment(of: now.today) }

  /// Shows the list of a resource; one that is open already comes to the top as it was left.
  mutating func showView(_ resource: Resource) -> [Effect] {
    let index = stack.firstIndex {
      $0.list?.query.resource == resource && $0.list?.query.parent == nil
    }
    if let index {
      stack.append(stack.remove(at: index))
      stack[stack.count - 1].focus = .list
      return comeBack() + [.show(resource)]
    }
    let query = ListingQuery(resource, openSince: openSince)
    return push(list: ListViewModel(query, height: layout.listHeight), detail: nil, focus: .list)
      + [.show(resource)]
  }

  /// Opens a record on a screen of its own.
  mutating func open(_ ref: Ref, list: ListViewModel? = nil) -> [Effect] {
    push(list: list, detail: makeDetail(ref), focus: .detail)
      + [.fetch(ref, first: nil, isForced: false)]
  }

  /// Opens what a link leads to.
  mutating func open(_ target: Target) -> [Effect] {
    switch target {
    case .record(let ref): open(ref)
    case .address(let address): [.browse(address)]
    }
  }

  private mutating func push(
    list: ListViewModel?, detail: DetailViewModel?, focus: BrowseViewModel.Focus
  ) -> [Effect] {
    lastScreen += 1
    stack.append(BrowseViewModel(id: lastScreen, list: list, detail: detail, focus: focus))
    ahead = []
    return fit() + withScreen { $0.requestAll() }
  }

  func makeDetail(_ ref: Ref) -> DetailViewModel {
    DetailViewModel(
      ref, tab: ref.resource.schema.firstTab, width: 40, height: 20, measure: measure,
      openSince: openSince)
  }

  /// Closes the innermost thing: the detail, the screen; at the root it asks.
  mutating func close() -> [Effect] {
    if leaveDetail() { return fit() + followSelection() }
    guard stack.count > 1 else {
      let waiting = outbox.isEmpty ? "" : " What the server does not have yet is kept."
      ask("Quit vitty?\(waiting)", to: .quit)
      return []
    }
    return back()
  }

  /// Goes back one step, but never out of the program.
  mutating func stepBack() -> [Effect] {
    if let query = screen?.focusedList?.query, !query.words.isEmpty { return filter("") }
    if leaveDetail() { return fit() + followSelection() }
    return stack.count > 1 ? back() : []
  }

  private mutating func leaveDetail() -> Bool {
    guard let last = stack.indices.last, stack[last].focus == .detail, stack[last].list != nil
    else { return false }
    stack[last].focus = .list
    return true
  }

  /// Goes back to the screen before.
  mutating func back() -> [Effect] {
    guard stack.count > 1 else { return [] }
    ahead.append(stack.removeLast())
    return comeBack()
  }

  /// Goes forward to the screen that was left last.
  mutating func forward() -> [Effect] {
    guard let next = ahead.popLast() else { return [] }
    stack.append(next)
    return comeBack()
  }

  /// A screen is in sight again: the size or the records may have changed meanwhile.
  private mutating func comeBack() -> [Effect] { fit() + withScreen { $0.requestAll() } }

  // MARK: Panes

  /// Gives the keys to a pane.
  mutating func focus(_ focus: BrowseViewModel.Focus) -> [Effect] {
    guard let screen, screen.focus != focus else { return [] }
    if focus == .list {
      return leaveDetail() ? fit() + followSelection() : []
    }
    guard let row = screen.selectedRow else { return [] }
    return openSelected(row.record.ref)
  }

  /// Gives the keys to the detail of the selected record and fetches what hangs on it.
  mutating func openSelected(_ ref: Ref) -> [Effect] {
    showDetail(ref) + fetchDetail(isForced: false)
  }

  private mutating func showDetail(_ ref: Ref) -> [Effect] {
    let detail = makeDetail(ref)
    let effects = withScreen { screen in
      if screen.detail == nil { screen.detail = detail }
      screen.detail?.show(ref)
      screen.list?.pin()
      screen.focus = .detail
      return []
    }
    return effects + fit() + withScreen { $0.requestDetail() + $0.requestRelated() }
  }

  /// Fetches the record of the detail and what hangs on it, the list of the tab first.
  func fetchDetail(isForced: Bool) -> [Effect] {
    guard let detail = screen?.detail else { return [] }
    return [.fetch(detail.ref, first: detail.related?.query.resource, isForced: isForced)]
  }

  /// Lets the detail beside the list follow the selection, where it is in sight.
  mutating func followSelection() -> [Effect] {
    guard let screen, screen.focus == .list, layout.detailWidth > 0 else { return [] }
    guard let ref = screen.list?.selectedRow?.record.ref else {
      return withScreen { screen in
        if screen.list?.isLoaded == true, screen.list?.window.total == 0 { screen.detail = nil }
        return []
      }
    }
    guard screen.detail?.ref != ref else { return [] }
    let detail = makeDetail(ref)
    let isNew = screen.detail == nil
    let effects = withScreen { screen in
      if isNew { screen.detail = detail }
      screen.detail?.show(ref)
      return []
    }
    return effects + fit() + withScreen { $0.requestDetail() + $0.requestRelated() }
  }

  /// Shows a tab of the detail and fetches its list.
  mutating func showTab(_ tab: Int) -> [Effect] {
    var opening: [Effect] = []
    if layout.detailWidth == 0, let ref = screen?.selectedRow?.record.ref {
      opening = openSelected(ref)
    }
    let effects =
      opening
      + withScreen { screen in
        guard screen.detail?.show(tab: tab) == true else { return [] }
        return screen.requestRelated()
      }
    return fit() + effects + (effects.isEmpty ? [] : fetchDetail(isForced: false))
  }

  /// Goes to another record of the screen's list without leaving the detail. It is shown from the
  /// cache: going through many would ask the server for each of them.
  mutating func stepRecord(by distance: Int) -> [Effect] {
    guard screen?.list != nil else {
      say("There is no list to step through here.")
      return []
    }
    var effects = withScreen { screen in
      screen.list?.move(by: distance) == true ? screen.requestList() : []
    }
    let ref = screen?.list?.selectedRow?.record.ref
    effects += withScreen { screen in
      screen.isStepping = ref == nil
      return []
    }
    return effects + (ref.map { showDetail($0) } ?? [])
  }
}
