// Moving the cursor of a screen: by rows, to a record that is new or has come back, and along the rows
// of a column run.

import VitallyModel

extension BrowseViewModel {
  var page: Int { focusedList?.height ?? detail?.size.height ?? 1 }

  mutating func move(by distance: Int, _ shared: Shared) -> Outcome {
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
