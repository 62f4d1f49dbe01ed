// A question that is about to be asked before a record is archived or deleted, once the store has
// said what waits for the record. Keys are held until then; if nothing is asked, they are ignored
// until Esc, since they were meant as an answer.

import VitallyModel

/// A question before a removal that is about to open.
struct RemovalOpening: Equatable, Sendable {
  private var ref: Ref
  /// `.archive` or `.destroy`.
  private let action: Write.Action
  /// Whether keys are held for it.
  private var hasKeys = false
  /// Whether nothing was asked, so that keys are ignored.
  private var isHalted = false

  /// Creates an opening for a record.
  init(of ref: Ref, by action: Write.Action) {
    self.ref = ref
    self.action = action
  }
}

extension RemovalOpening: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: contexts, hints: [.dialog(.cancel)], place: .line,
      readiness: isHalted ? .halted : .opening)
  }

  private var contexts: [Context] { action == .destroy ? [.prompt, .editor] : [.confirm] }

  func drawing(in shared: Shared) -> Drawing { .nothing }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return [.read(.detail, generation: 1, .recordDetail(ref, openSince: nil))]
    case .keysWait: hasKeys = true
    case .command(.dialog(.cancel)): return .close()
    case .answer(.read(_, _, .failure(let sentence))):
      return giveUp(sentence, .failure, in: &shared)
    case .answer(.read(_, _, .recordDetail(let detail))): return ask(about: detail, in: &shared)
    case .news(.merged(let old, let new), _):
      if ref == old { ref = new }
      return .notHandled
    case .news, .draftsChanged: return .notHandled
    case .command, .text, .answer, .reply, .row, .arranged, .uncovered, .keepTyped: break
    }
    return []
  }

  /// Asks nothing; the sentence says why.
  private mutating func giveUp(
    _ sentence: String, _ level: Notice.Level = .warning, in shared: inout Shared
  ) -> Outcome {
    isHalted = hasKeys
    let key = shared.key(.dialog(.cancel), in: contexts)
    shared.say(isHalted ? "\(sentence) \(key) ends." : sentence, level)
    return isHalted ? [] : .close()
  }

  private mutating func ask(about detail: RecordDetail, in shared: inout Shared) -> Outcome {
    guard let record = detail.row?.record else {
      return giveUp(
        "This record is not loaded. \(shared.keys[.screen(.refresh)]) loads it.", in: &shared)
    }
    if let obstacle = obstacle(to: record, detail, shared.keys) {
      return giveUp(obstacle, in: &shared)
    }
    let formatter = RecordFormatter(now: shared.now, names: detail.names)
    let title = shared.measure.cut(formatter.title(record), to: 60)
    let words = RemovalWords(
      action: action, detail: detail, record: record, title: title,
      distinction: shared.measure.cut(formatter.distinction(of: record), to: 50),
      keys: shared.keys)
    if record.ref.serverID == nil, let create = detail.changes.first(where: \.isUnsentCreate) {
      let done = "Thrown away: \(create.doing), \(title)."
      return ask(words.withdrawal(of: create), to: .withdraw(create.id, saying: done))
    }
    if action == .destroy, !shared.allowsDeletion {
      return giveUp(Write.deletingIsOff, in: &shared)
    }
    let removal = Removal(change: .removing(record, by: action), title: title)
    guard action == .destroy else { return ask(words.question, to: .remove(removal)) }
    return Outcome(
      [],
      .replace(
        .prompt(
          PromptViewModel(
            PromptViewModel.Agreement(
              question: "\(words.question) Type “\(words.word)” to delete it.", word: words.word,
              confirmation: .remove(removal))))))
  }

  private func ask(_ question: String, to confirmation: Confirmation) -> Outcome {
    Outcome([], .replace(.question(QuestionViewModel(question, to: confirmation))))
  }

  /// Why the record can't be taken away now; nil when it can.
  private func obstacle(to record: Record, _ detail: RecordDetail, _ keys: KeyNames) -> String? {
    let noun = record.schema.singular
    let outbox = keys[.app(.show(.outbox))]
    if let removal = detail.changes.last(where: { $0.isPending && $0.new.action.removes }) {
      let what = removal.new.action.removed ?? ""
      return "This \(noun) already waits to be \(what). \(outbox) shows it."
    }
    if detail.changes.contains(where: { $0.new.action == .create && $0.state == .conflict }) {
      return "It is not clear whether Vitally has this \(noun). \(outbox) shows what to do first."
    }
    let isArchived = action == .archive && record.archivedAt != nil
    return isArchived ? "This \(noun) is archived already." : nil
  }
}

extension Change {
  /// Whether it creates a record that the server certainly does not have.
  fileprivate var isUnsentCreate: Bool {
    guard new.action == .create else { return false }
    return state == .refused || (state == .waiting && sentAt == nil)
  }
}
