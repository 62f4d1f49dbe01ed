// A task that is done once the note about it is saved, and how a form does that.

import VitallyModel

/// A record that is done after a note.
struct CompletionAfter: Hashable, Sendable {
  /// The record.
  private(set) var ref: Ref
  /// As it was when the form opened; nil if it is not on this computer any more.
  private(set) var record: Record?

  /// A record at hand.
  init(_ record: Record) {
    ref = record.ref
    self.record = record
  }

  /// The record of a draft, as the store has it.
  init?(in material: FormMaterial) {
    guard let ref = material.draft?.completes else { return nil }
    self.ref = ref
    record = material.completed
  }

  /// Gives the record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    guard ref == old else { return }
    ref = new
    record = record.map { Record(ref: new, body: $0.body) }
  }

  /// What the record is called.
  func title(in shared: Shared) -> String? {
    record.map { shared.measure.cut(RecordFormatter(now: shared.now).title($0), to: 40) }
  }
}

extension FormViewModel {
  /// The note is on disk: the task is done as well. The screen below learns of it.
  mutating func completeAfter(in shared: inout Shared) -> Outcome {
    guard let completion else { return [] }
    self.completion = nil
    let title = completion.title(in: shared) ?? "the task"
    let decision = Decision.complete(true)
    switch completion.record?.verdict(of: decision, now: shared.now) {
    case .change(let change)?:
      let madeID = shared.ids.next()
      let sentence = "Saved the note; done: \(title)"
      completed = "\(sentence) · \(shared.keys.quickWayBack)"
      shared.lastDecision = .change(decision)
      return Outcome(
        [shared.submit(change, as: madeID, saying: sentence, held: true)],
        reply: .completed(completion.ref, madeID: madeID))
    case .already?: completed = "Saved the note; it was done already: \(title)"
    case .impossible(let reason)?: completed = "Saved the note. Not done: \(title). \(reason)"
    case nil: completed = "Saved the note. The task is not on this computer any more."
    }
    shared.say(completed ?? "", .warning)
    return []
  }
}

extension Record {
  fileprivate func verdict(of decision: Decision, now: Now) -> Decision.Verdict {
    decision.verdict(on: self, now: now)
  }
}
