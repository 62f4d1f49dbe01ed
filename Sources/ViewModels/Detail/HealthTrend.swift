// How a health has been in the last weeks: a level for each week, and both ends in figures.

import VitallyModel

/// A small line of levels, one a week.
struct HealthTrend: Equatable {
  /// Eight levels. They stand for 0 to 10 whatever the values are, so that a steady health is flat.
  private static let blocks = Array("▁▂▃▄▅▆▇█")
  private static let highest = 10.0
  private static let week: Double = 7 * 86_400

  /// The levels, oldest first.
  let levels: String
  /// The first figure.
  let first: Double
  /// The last figure.
  let last: Double
  /// Since when the first was the value, or the start of the line if it was so before.
  let since: Moment

  /// The last weeks of a past that spans two days or more; nil for less.
  init?(_ past: [PastNumber], now: Now, weeks: Int) {
    guard let oldest = past.first, let newest = past.last,
      now.zone.local(oldest.at).day != now.zone.local(newest.at).day
    else { return nil }
    // A week back from now, and so on, up to the first one in which the value was known.
    var moments = (0..<weeks).reversed()
      .map { now.moment.adding(seconds: -Double($0) * Self.week) }
      .filter { $0 > oldest.at }
    if moments.count < weeks { moments.insert(oldest.at, at: 0) }
    let values = moments.compactMap { moment in past.last { $0.at <= moment }?.value }
    guard values.count == moments.count, values.count > 1 else { return nil }
    levels = String(values.map(Self.block))
    (first, last, since) = (values[0], values[values.count - 1], moments[0])
  }

  private static func block(_ value: Double) -> Character {
    let share = min(max(value / highest, 0), 1)
    return blocks[min(blocks.count - 1, Int(share * Double(blocks.count)))]
  }
}
