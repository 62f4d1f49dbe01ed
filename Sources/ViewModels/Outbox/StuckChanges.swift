// The changes that need the user, by their records: a list says of the row with the cursor what has
// become of it, without asking the disk.

import Markup
import VitallyModel

/// The refused and conflicting changes that are known.
struct StuckChanges: Equatable, Sendable {
  private var changes: [Ref: [Change]] = [:]
  private var refs: [ChangeID: Ref] = [:]

  /// Takes the state of a change, whose record may have another ref by now.
  mutating func note(_ change: Change) {
    if let ref = refs.removeValue(forKey: change.id) {
      changes[ref]?.removeAll { $0.id == change.id }
      if changes[ref]?.isEmpty == true { changes[ref] = nil }
    }
    guard change.needsAttention else { return }
    refs[change.id] = change.ref
    changes[change.ref, default: []].append(change)
  }

  /// Gives a record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    guard let moved = changes.removeValue(forKey: old) else { return }
    for change in moved { refs[change.id] = new }
    changes[new, default: []] += moved
  }

  /// The changes of a record.
  subscript(ref: Ref) -> [Change] { changes[ref] ?? [] }
}

extension Shared {
  /// What has become of the changes of a record, for the line at the bottom: the last one that needs
  /// the user, and how many others do. The way to the rest of it is never cut off.
  func advice(on ref: Ref) -> Formatted {
    guard let change = stuck[ref].last else { return .none }
    let others = stuck[ref].count - 1
    let fields = change.new.action == .update ? change.fieldLabels().joined(separator: ", ") : ""
    let what = fields.isEmpty ? change.failed : "\(change.failed) (\(fields))"
    let more = others == 0 ? "" : " · \(others.counted("other change"))"
    let way = "\(more) · \(wayOut(of: change))"
    let room = max(12, width - 2 - measure.columns(of: way))
    let whole = "\(what): \(change.sentence)"
    let text = measure.columns(of: whole) > room ? "\(change.failed): \(change.sentence)" : whole
    return Formatted(measure.cut(text, to: room) + way, .bad)
  }

  /// The keys that lead to where a change that needs the user can be dealt with.
  private func wayOut(of change: Change) -> String {
    let outbox = keys[.app(.show(.outbox))]
    return change.isChoice ? "\(outbox) \(keys[.outbox(.resolve)]) chooses" : "\(outbox) shows it"
  }
}
