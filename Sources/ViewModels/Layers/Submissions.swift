// The changes that are on their way to the disk: keys about their records wait until they are there.

import VitallyModel

/// Changes by their ids, and the records that they are about, which may get other refs meanwhile.
struct Submissions: Equatable, Sendable {
  private var refs: [String: Ref] = [:]
  private var counts: [Ref: Int] = [:]

  var isEmpty: Bool { refs.isEmpty }

  var count: Int { refs.count }

  /// Whether one is about this record.
  func contains(_ ref: Ref) -> Bool { counts[ref] != nil }

  /// Notes a change about a record.
  mutating func begin(_ id: String, about ref: Ref) {
    end(id)
    refs[id] = ref
    counts[ref, default: 0] += 1
  }

  /// Notes that a change is durable, or can't be.
  mutating func end(_ id: String) {
    guard let ref = refs.removeValue(forKey: id), let count = counts[ref] else { return }
    counts[ref] = count > 1 ? count - 1 : nil
  }

  /// Gives a record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    guard let count = counts.removeValue(forKey: old) else { return }
    counts[new, default: 0] += count
    for (id, ref) in refs where ref == old { refs[id] = new }
  }
}
