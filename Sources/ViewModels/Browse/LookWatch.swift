// When a record has been looked at: once its contents have been in front for a second.

import VitallyModel

/// What is in front, and since when.
struct LookWatch: Equatable, Sendable {
  /// How long a record has to be in front, in seconds.
  static let delay = 1.0

  private var ref: Ref?
  private var since = Moment(milliseconds: 0)
  private var isTold = false

  /// What a reminder has found.
  enum Finding: Equatable {
    case looked(Ref)
    /// Another record has come in front meanwhile: ask again after this many seconds.
    case tooEarly(Double)
    case nothing
  }

  /// A record is in front. Returns whether to remind of it after the delay.
  mutating func show(_ ref: Ref, at moment: Moment) -> Bool {
    guard ref != self.ref else { return false }
    self.ref = ref
    since = moment
    isTold = false
    return !ref.resource.schema.watchedPaths.isEmpty
  }

  /// The record has a new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    if ref == old { ref = new }
  }

  /// Tells once whether the record that is in front has been there for long enough.
  mutating func remind(of front: Ref?, at moment: Moment) -> Finding {
    guard let front, front == ref else {
      // It begins anew with the contents of what is in front next.
      ref = nil
      return .nothing
    }
    guard !isTold, !front.resource.schema.watchedPaths.isEmpty else { return .nothing }
    let rest = Self.delay - moment.seconds(since: since)
    // Reminders come a few milliseconds early or late.
    if rest > 0.05, rest <= Self.delay { return .tooEarly(rest) }
    isTold = true
    return .looked(front)
  }
}
