// A run down a column: type, Enter, type, Enter. It sits between the list, which finds the next
// row, and the box in which its field is edited.

import VitallyModel

/// A run down a column.
struct ColumnRun: Equatable, Sendable {
  private enum Phase: Hashable, Sendable {
    /// Waiting for the next row.
    case waiting
    /// A box edits a row.
    case editing
    /// There are no more rows: keys typed for one are ignored.
    case ended
  }

  private let path: FieldPath
  private var phase = Phase.waiting
  /// The records that were edited or skipped. A record that gets a new ref stays done.
  private var done: Set<Ref> = []

  /// Creates a run that has not begun.
  init(_ path: FieldPath) { self.path = path }
}

extension ColumnRun: Layer {
  func face(in shared: Shared) -> Face {
    let readiness: Readiness =
      switch phase {
      case .waiting: .opening
      case .editing: .ready
      case .ended: .halted
      }
    return Face(
      contexts: [.editor, .form], hints: [.form(.leave)], place: .box, readiness: readiness)
  }

  func drawing(in shared: Shared) -> Drawing { .nothing }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return Outcome(reply: .wantsRow(done: done, moves: false, madeID: nil))
    case .row(.found(let ref)):
      phase = .editing
      return .push(.opening(FormOpening(of: ref, .edit, as: .form(.column(path)))))
    case .row(.noMore):
      phase = .ended
      shared.say("That was the last one. \(shared.keys[.form(.leave)]) ends.", .warning)
    case .reply(.rowDone(let ref, let madeID)):
      done.insert(ref)
      phase = .waiting
      return Outcome(reply: .wantsRow(done: done, moves: true, madeID: madeID))
    case .command(.form(.leave)):
      shared.clearNotice()
      return .close()
    case .reply(.formLeft): return .close()
    case .news(.merged(let old, let new), _):
      if done.contains(old) { done.insert(new) }
      return .notHandled
    case .news, .draftsChanged: return .notHandled
    case .command, .text, .keysWait, .answer, .reply, .arranged, .uncovered, .keepTyped: break
    }
    return []
  }
}
