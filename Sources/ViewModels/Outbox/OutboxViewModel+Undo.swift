// Taking the selected change of the outbox back, or doing it again: one change or a whole group.

import VitallyModel

extension OutboxViewModel {
  /// Whether the selected change can be taken back, or done again.
  func availability(ofUndo command: Command, _ shared: Shared) -> Availability {
    switch command {
    case .app(.undo) where selectedRow != nil && undoable.isEmpty:
      .no("It is taken back already. \(shared.keys[.app(.redo)]) does it again.")
    case .app(.undo), .app(.redo): shared.allowsChanges
    default: .yes
    }
  }

  /// What of the selected row can be taken back.
  private var undoable: [ChangeID] {
    if let group = selectedRow?.group { return group.undoable }
    return selected.map { $0.isOver ? [] : [$0.id] } ?? []
  }

  /// Takes the selected change back, or all that can be of the selected group; without a row the app
  /// takes the last decision back.
  func undo(in shared: inout Shared) -> Outcome {
    guard selectedRow != nil else { return .notHandled }
    let ids = undoable
    shared.undo.beginRow(ids)
    shared.sayAtWork(with: ids.count) { "Taking back \($0)…" }
    return [.undo(ids, mayArchive: false)]
  }

  /// Does what was taken back of the selected row again; for any other row the app does again what
  /// was taken back last.
  func redo(in shared: inout Shared) -> Outcome {
    guard let row = selectedRow else { return .notHandled }
    let rows = row.group?.entries ?? row.entry.map { [$0] } ?? []
    let dropped = rows.filter { $0.change.state == .dropped }.map(\.id)
    let undone = Set(rows.filter(\.isUndone).map(\.id))
    // Of a change that undoes another one, doing again what it undoes takes it back.
    let own = rows.filter { $0.change.new.undoes != nil && !$0.isOver }.map(\.id)
    let inverses = inverses(of: undone) + own
    guard !dropped.isEmpty || !inverses.isEmpty else { return .notHandled }
    shared.undo.beginRow(again: dropped + inverses)
    shared.sayAtWork(with: dropped.count + inverses.count) { "Doing \($0) again…" }
    return [.redo(dropped: dropped, inverses: inverses)]
  }
}
