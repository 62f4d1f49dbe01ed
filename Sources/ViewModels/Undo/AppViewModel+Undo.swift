// Taking the last decision back and doing it again, from every place that is not a form.

import VitallyModel

extension AppViewModel {
  /// Takes the last decision of this session back, or does again what was taken back last. What was
  /// decided just now is the last one only once it is on disk: until then the key waits.
  mutating func press(_ key: UndoLine.Key) -> [Job] {
    if case .no(let reason) = shared.allowsChanges, !shared.undo.isAboutWaits {
      shared.say(reason, .warning)
      return []
    }
    shared.undo.wait(key)
    return runUndoKeys()
  }

  /// Runs the keys that wait, if nothing is in their way any more.
  mutating func runUndoKeys() -> [Job] {
    var jobs: [Job] = []
    while shared.submitting.isEmpty, shared.undo.waitsBegun == 0, !shared.undo.isRunning,
      let key = shared.undo.popKey()
    {
      switch key {
      case .undo: jobs += undo()
      case .redo: jobs += redo()
      }
    }
    return jobs
  }

  private mutating func undo() -> [Job] {
    guard let decision = shared.undo.popDecision() else {
      shared.say(
        "Nothing of this session is left to take back. "
          + "\(shared.keys[.app(.show(.outbox))]) lists what was changed today, also before.")
      return []
    }
    if let waits = decision.waits {
      let sentence = UndoWords.takenBack(waits, shared.keys)
      return [job(.wait(waits, saying: sentence, as: .undo))]
    }
    shared.sayAtWork(with: decision.left.count) { "Taking back \($0)…" }
    return [job(.undo(decision.ids, mayArchive: false))]
  }

  private mutating func redo() -> [Job] {
    guard let step = shared.undo.popStep() else {
      shared.say("Nothing was taken back that could be done again.")
      return []
    }
    if let waits = step.waits {
      let sentence = UndoWords.doneAgain(waits)
      return [job(.wait(waits, saying: sentence, as: .redo))]
    }
    shared.sayAtWork(with: step.dropped.count + step.inverses.count) { "Doing \($0) again…" }
    return [job(.redo(dropped: step.dropped, inverses: step.inverses))]
  }

  /// Says what has come of taking changes back; asks first if records would have to be archived.
  mutating func receive(_ undone: Undone) -> [Job] {
    guard undone.toArchive.isEmpty else {
      // What was typed after the key was not meant for the question.
      shared.undo.fail()
      let question = QuestionViewModel(
        UndoWords.question(before: undone), to: .undoByArchiving(undone.asked))
      return [job(.dropKeys)] + push(.question(question))
    }
    shared.take(undone)
    shared.say(undone)
    return goBack(to: (undone.reversed + undone.dropped).map(\.change.ref))
  }

  /// Has the list with the keys go to what has come back.
  mutating func goBack(to refs: [Ref]) -> [Job] {
    guard case .browse? = top, !refs.isEmpty else { return [] }
    return sendToTop(.reply(.cameBack(refs)))
  }

  /// Archives new records, as agreed.
  mutating func undoByArchiving(_ ids: [ChangeID]) -> [Job] {
    shared.undo.beginRow(ids)
    shared.sayAtWork(with: ids.count) { "Taking back \($0)…" }
    return [job(.undo(ids, mayArchive: true))]
  }

  /// Says what has come of doing changes again.
  mutating func receive(_ redone: Redone) {
    shared.take(redone)
    shared.say(redone)
  }
}
