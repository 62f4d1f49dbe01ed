// A task that is done once the note about it is saved, and how a form does that.

import VitallyModel

/// A record that is done after a note.
struct CompletionAfter: Hashable, Sendable {
  /// The record.
  private(set) var ref: Ref
  /// As it was when the form opened; nil if it is not on this computer any more.
  private(set) var record: Record?

  /// What has become of it.
  struct Result: Hashable, Sendable {
    /// What is said, of the note as well.
    var notice: Notice
    /// What the record is called.
    let title: String
    /// The name of the change that completes it; nil if there is none.
    let madeID: String?

    /// What is said in place of what becomes of the note: why the record is not done.
    var warning: Notice? { notice.level == .info ? nil : notice }
  }

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
      completed = .init(
        notice: Notice(.info, "\(sentence) · \(shared.keys.quickWayBack)"), title: title,
        madeID: madeID)
      shared.lastDecision = .change(decision)
      return Outcome(
        [shared.submit(change, as: madeID, saying: sentence, held: true)],
        reply: .completed(completion.ref, madeID: madeID))
    case .already?: tell("Saved the note; it was done already: \(title)", title, in: &shared)
    case .impossible(let reason)?:
      tell("Saved the note. Not done: \(title). \(reason)", title, in: &shared)
    case nil:
      tell("Saved the note. The task is not on this computer any more.", title, in: &shared)
    }
    return []
  }

  private mutating func tell(_ sentence: String, _ title: String, in shared: inout Shared) {
    let notice = Notice(.warning, sentence)
    completed = .init(notice: notice, title: title, madeID: nil)
    shared.say(notice)
  }

  /// The change that completes the task could not be saved: only the note is.
  mutating func noteNotCompleted(
    _ submission: Submission, _ reason: String, in shared: inout Shared
  ) {
    guard let completed, completed.madeID == submission.madeID else { return }
    let notice = Notice(.failure, "Saved the note. Not done: \(completed.title). \(reason)")
    self.completed?.notice = notice
    shared.say(notice)
  }
}

extension Record {
  fileprivate func verdict(of decision: Decision, now: Now) -> Decision.Verdict {
    decision.verdict(on: self, now: now)
  }
}
