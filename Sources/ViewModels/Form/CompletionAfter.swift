// A task that is done once the note about it is saved, and how a form does that.

import VitallyModel

/// A record that is done after a note.
struct CompletionAfter: Hashable, Sendable {
  /// The record.
  private(set) var ref: Ref
  /// As it was when the form opened; nil if it is not on this computer any more.
  private(set) var record: Record?
  /// The name of the change that completes it, once that is submitted with the note; nil for none.
  fileprivate var madeID: String?

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
  /// What completes the task once the server has the note, to be saved with it; nil where there is
  /// nothing to do.
  mutating func followers(in shared: inout Shared) -> [Submission] {
    guard let record = completion?.record,
      case .change(let change) = record.verdict(of: Self.done, now: shared.now)
    else { return [] }
    let submission = shared.submission(change, saying: sentence(in: shared), held: true)
    completion?.madeID = submission.madeID
    return [submission]
  }

  private static let done = Decision.complete(true)

  private func sentence(in shared: Shared) -> String {
    "Saved the note; done: \(completion?.title(in: shared) ?? "the task")"
  }

  /// The note is on disk, and with it what completes the task. The screen below learns of it.
  mutating func completeAfter(in shared: inout Shared) -> Outcome {
    guard let completion else { return [] }
    let (title, sentence) = (completion.title(in: shared) ?? "the task", sentence(in: shared))
    self.completion = nil
    if let madeID = completion.madeID {
      completed = .init(
        notice: Notice(.info, "\(sentence) · \(shared.keys.quickWayBack)"), title: title,
        madeID: madeID)
      shared.lastDecision = .change(Self.done)
      return Outcome([], reply: .completed(completion.ref, madeID: madeID))
    }
    switch completion.record?.verdict(of: Self.done, now: shared.now) {
    case .already?, .change?:
      tell("Saved the note; it was done already: \(title)", title, in: &shared)
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
}

extension Record {
  fileprivate func verdict(of decision: Decision, now: Now) -> Decision.Verdict {
    decision.verdict(on: self, now: now)
  }
}
