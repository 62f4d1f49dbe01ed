// One field after another down the list: type, Enter, type, Enter.

import VitallyModel

extension AppViewModel {
  /// Goes to the next record that was not edited in this run and opens its field.
  mutating func nextInColumn(_ path: FieldPath, after ref: Ref) -> [Effect] {
    columnDone.insert(ref)
    opening = FormOpening(purpose: .form(.column(path)), ref: nil)
    let closing = withScreen { screen in
      screen.form = nil
      return []
    }
    return closing + fit() + stepInColumn(moves: true)
  }

  /// Steps on, or looks again once rows have come in that were missing.
  mutating func stepInColumn(moves: Bool) -> [Effect] {
    guard var opening, opening.ref == nil, opening.purpose != .nothing else { return [] }
    var effects: [Effect] = []
    if moves { effects += moveInColumn(by: 1) }
    while let list = screen?.focusedList {
      guard let row = list.selectedRow else {
        // The row is on its way: what is typed meanwhile waits with the form.
        return effects
      }
      if !columnDone.contains(row.record.ref) {
        opening = self.opening ?? opening
        opening.ref = row.record.ref
        return effects + openForm(opening)
      }
      let before = list.selected
      effects += moveInColumn(by: 1)
      if screen?.focusedList?.selected == before { break }
    }
    halt("That was the last one.")
    return effects
  }

  private mutating func moveInColumn(by distance: Int) -> [Effect] {
    withScreen { screen in
      if screen.focus == .list {
        return screen.list?.move(by: distance) == true ? screen.requestList() : []
      }
      return screen.detail?.related?.move(by: distance) == true ? screen.requestRelated() : []
    }
  }
}
