// Attaches the record that was picked, once the store has sent it: at once, or after a question if it
// belongs to another record already. Keys are held until then; if neither happens, they are ignored
// until Esc, since they may have been meant as an answer.

import VitallyModel

/// An attachment that is about to be made or asked about.
struct AttachOpening: Equatable, Sendable {
  private var ref: Ref
  private var holder: Attachment.Holder
  /// The field by which the record names what it belongs to.
  private let field: Field
  /// Whether keys are held for it.
  private var hasKeys = false
  /// Whether nothing was done, so that keys are ignored.
  private var isHalted = false

  /// Creates an opening for a record, with the field that names the record it is attached to.
  init(of ref: Ref, by field: Field, to holder: Attachment.Holder) {
    self.ref = ref
    self.field = field
    self.holder = holder
  }
}

extension AttachOpening: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.confirm], hints: [.dialog(.cancel)], place: .line,
      readiness: isHalted ? .halted : .opening)
  }

  func drawing(in shared: Shared) -> Drawing { .nothing }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return [.read(.detail, generation: 1, .recordDetail(ref, openSince: nil))]
    case .keysWait: hasKeys = true
    case .command(.dialog(.cancel)): return .close()
    case .answer(.read(_, _, .failure(let sentence))):
      return giveUp(sentence, .failure, in: &shared)
    case .answer(.read(_, _, .recordDetail(let detail))): return attach(detail, in: &shared)
    case .news(.merged(let old, let new), _):
      if ref == old { ref = new }
      if holder.ref == old { holder.ref = new }
      return .notHandled
    case .news, .draftsChanged: return .notHandled
    case .command, .text, .answer, .reply, .row, .arranged, .uncovered, .keepTyped: break
    }
    return []
  }

  /// Attaches nothing; the sentence says why.
  private mutating func giveUp(
    _ sentence: String, _ level: Notice.Level = .warning, in shared: inout Shared
  ) -> Outcome {
    isHalted = hasKeys
    let key = shared.key(.dialog(.cancel), in: [.confirm])
    shared.say(isHalted ? "\(sentence) \(key) ends." : sentence, level)
    return isHalted ? [] : .close()
  }

  private mutating func attach(_ detail: RecordDetail, in shared: inout Shared) -> Outcome {
    guard let row = detail.row, !row.isStub else {
      let noun = ref.resource.schema.singular
      return giveUp("This \(noun) is still loading: try again in a moment.", in: &shared)
        + [.fetch(ref, first: nil, isForced: false)]
    }
    let formatter = RecordFormatter(now: shared.now, names: detail.names)
    let title = shared.measure.cut(formatter.title(row.record), to: 60)
    let present = field.kind.refs(in: row.record[field]).first
    if present?.ref == holder.ref {
      return giveUp("\(title) is attached to \(holder.title) already.", in: &shared)
    }
    if let obstacle = obstacle(detail, title, shared.keys) {
      return giveUp(obstacle, in: &shared)
    }
    let attachment = Attachment(of: row.record, titled: title, by: field, to: holder)
    guard let present else { return .close(.confirmed(.attach(attachment))) }
    let former = shared.measure.cut(formatter.name(present), to: 60)
    let question =
      "\(title) belongs to \(former). Attach it to \(holder.title) instead?"
    return Outcome(
      [], .replace(.question(QuestionViewModel(question, to: .attach(attachment)))))
  }

  /// Why the record can't be attached now; nil when it can.
  private func obstacle(_ detail: RecordDetail, _ title: String, _ keys: KeyNames) -> String? {
    let outbox = keys[.app(.show(.outbox))]
    if let removal = detail.changes.last(where: { $0.isPending && $0.new.action.removes }) {
      return "\(title) waits to be \(removal.new.action.removed ?? ""). \(outbox) shows it."
    }
    if detail.changes.contains(where: { $0.new.action == .create && $0.needsAttention }) {
      return "\(title) is not on the server: it was not saved. \(outbox) shows what to do first."
    }
    return nil
  }
}
