// What distances from a day are counted in.

import VitallyModel

enum DayUnit {
  case day
  case week
  case month
  case year

  /// The unit that a lower-case word means.
  init?(_ word: String) {
    switch word {
    case "d", "day", "days": self = .day
    case "w", "week", "weeks": self = .week
    case "m", "month", "months": self = .month
    case "y", "year", "years": self = .year
    default: return nil
    }
  }

  /// The day that is so many units away.
  func day(_ count: Int, from day: Day) -> Day {
    switch self {
    case .day: day.adding(days: count)
    case .week: day.adding(days: count * 7)
    case .month: day.adding(months: count)
    case .year: day.adding(months: count * 12)
    }
  }
}
