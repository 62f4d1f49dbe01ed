// The panes of a screen: which one has the focus, what the detail shows, and its tabs.

import VitallyModel

extension BrowseViewModel {
  mutating func run(_ command: PaneCommand, _ shared: Shared) -> Outcome {
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
  mutating func goBackToList() -> Bool {
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
  func fetchDetail(isForced: Bool) -> Outcome {
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
}
