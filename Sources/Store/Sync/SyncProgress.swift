// What the background sync is doing now, for those who look at it from outside, and whether the
// user has paused it. Kept in memory only: a pause ends with the program, so that nobody works with
// old data because of a key pressed weeks ago.

import Synchronization
import VitallyModel

/// The progress of the background sync. Safe to use from any thread.
final class SyncProgress: Sendable {
  /// The progress at one moment.
  struct Snapshot: Sendable {
    /// Whether the user has paused it.
    var isPaused = false
    /// The lists to walk, the most urgent first.
    var queue: [ListKey] = []
    /// How fast the lists come in that are being walked.
    var paces: [ListKey: Pace] = [:]
  }

  private let state = Mutex(Snapshot())

  /// The progress now.
  var snapshot: Snapshot { state.withLock { $0 } }

  /// Whether the user has paused it.
  var isPaused: Bool { state.withLock { $0.isPaused } }

  /// Pauses it, or lets it go on. Returns whether that is new.
  func setPaused(_ isPaused: Bool) -> Bool {
    state.withLock { state in
      defer { state.isPaused = isPaused }
      return state.isPaused != isPaused
    }
  }

  /// Notes which lists are to be walked.
  func setQueue(_ queue: [ListKey]) { state.withLock { $0.queue = queue } }

  /// Notes that a list is being walked from now on, unless it was before.
  func begin(_ key: ListKey, at moment: Moment) {
    state.withLock { state in
      if state.paces[key] == nil { state.paces[key] = Pace(from: moment) }
    }
  }

  /// Notes a page of a list.
  func add(_ count: Int, of key: ListKey, at moment: Moment) {
    state.withLock { $0.paces[key]?.add(count, at: moment) }
  }

  /// Notes that a list is not being walked any more.
  func end(_ key: ListKey) { state.withLock { $0.paces[key] = nil } }
}
