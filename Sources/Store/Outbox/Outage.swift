// A server that can't be reached: when to try again, with one change only. A plain value without I/O.

import VitallyModel

/// The time since the server could not be reached any more. All changes wait for the same thing, so
/// that one of them asks for it.
struct Outage {
  /// When one change may be tried.
  private(set) var nextTry: Moment
  /// How often the server could not be reached.
  private var failures = 1

  /// An outage that begins now.
  init(at now: Moment) { nextTry = now.adding(seconds: 1) }

  /// Notes that the server could not be reached again. What was on its way when the outage began
  /// makes it no longer.
  mutating func goOn(at now: Moment) {
    guard now >= nextTry else { return }
    failures += 1
    nextTry = now.adding(seconds: failures > 6 ? 60 : Double(1 << (failures - 1)))
  }

  /// Lets a change be tried now, since the user wants to know.
  mutating func tryNow(at now: Moment) { nextTry = min(nextTry, now) }
}
