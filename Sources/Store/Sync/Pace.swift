// How fast the records of a list come in, measured by the pages of the last minute.

import VitallyModel

/// The pace of a walk. A plain value without a clock.
struct Pace: Equatable, Sendable {
  /// How long a page counts, in seconds.
  private static let window = 60.0
  /// How long to measure before anything is said, in seconds.
  private static let shortest = 1.0

  private struct Arrival: Equatable {
    let at: Moment
    let count: Int
  }

  /// When the time began in which the pages came.
  private var start: Moment
  private var pages: [Arrival] = []

  /// A walk whose first page is being requested.
  init(from moment: Moment) { start = moment }

  /// Notes a page with this many records.
  mutating func add(_ count: Int, at moment: Moment) {
    while let first = pages.first, moment.seconds(since: first.at) > Self.window {
      start = first.at
      pages.removeFirst()
    }
    pages.append(Arrival(at: moment, count: count))
  }

  /// Records per second; nil if too little has come in to say. Between pages that come regularly
  /// the rate stays as it is; it falls while the next one is overdue.
  func rate(at now: Moment) -> Double? {
    guard let last = pages.last, now.seconds(since: last.at) <= Self.window else { return nil }
    let measured = last.at.seconds(since: start)
    let overdue = max(0, now.seconds(since: last.at) - measured / Double(pages.count))
    guard measured + overdue >= Self.shortest else { return nil }
    return Double(pages.reduce(0) { $0 + $1.count }) / (measured + overdue)
  }
}
