// Calendar arithmetic: weeks, months and quarters around a day, and the English names of months and
// weekdays. The caller passes the first day of the week.

extension Day {
  /// The days that can be entered: all of the years 1900 to 2200.
  public static let enterable = Day(number: -25_567)...Day(number: 84_370)

  /// The first day of this day's week; weekdays count from 1 for Monday.
  public func startOfWeek(_ firstWeekday: Int) -> Day {
    adding(days: -((weekday - firstWeekday + 7) % 7))
  }

  /// The last day of this day's month.
  var endOfMonth: Day {
    let (year, month, day) = components
    return adding(days: Day.length(ofMonth: month, in: year) - day)
  }

  /// The same day of the month a number of months later, or that month's last day if it is shorter.
  public func adding(months: Int) -> Day {
    let (year, month, day) = components
    let count = year * 12 + month - 1 + months
    let newMonth = (count % 12 + 12) % 12 + 1
    let newYear = (count + 1 - newMonth) / 12
    let length = Day.length(ofMonth: newMonth, in: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, length)) ?? self
  }

  /// The first day with this weekday, 1 for Monday, from this day on.
  func next(weekday: Int) -> Day { adding(days: (weekday - self.weekday + 7) % 7) }

  /// The last day with this weekday before this day.
  func last(weekday: Int) -> Day { adding(days: -7).next(weekday: weekday) }
}

/// The names of months and weekdays.
public enum CalendarWords {
  /// January first.
  public static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Monday first.
  public static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The month, from 1, that a lower-case word of at least three letters begins.
  static func month(_ word: String) -> Int? {
    word.count < 3 ? nil : position(of: word, in: months)
  }

  /// The weekday, 1 for Monday, that a lower-case word of at least two letters begins.
  static func weekday(_ word: String) -> Int? {
    word.count < 2 ? nil : position(of: word, in: weekdays)
  }

  private static func position(of word: String, in names: [String]) -> Int? {
    names.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
  }
}
