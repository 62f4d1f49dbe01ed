// Parses a typed day, from left to right. The result is a day or a sentence; it knows nothing about
// fields and screens.

/// Days as people type them.
public enum DayReader {
  /// Reads a day. Case and blanks don't matter.
  ///
  /// - `2026-03-01`, `2026-3-1`, also with `/` or `.` between the numbers
  /// - `today`, `tomorrow`, `yesterday`, and `eow`, `eom`, `eoq`, `eoy` for the last day of this
  ///   week, month, quarter or year
  /// - `+3d`, `-2w`, `1m`, `+1y`, and `+3` for days; months keep within the month's length
  /// - `+fri` (the first one after today)
  /// - `fri` (the first one from today on), `next fri` (after this week), `last fri` (before today)
  /// - `5 may`, `may 5` (the next such day from today on), `5 may 2027`
  ///
  /// Refused are days outside the years 1900 to 2200, a day with a time, and dates like 5/6/2026,
  /// in which day and month can't be told apart.
  public static func read(_ text: String, now: Now) -> Result<Day, InputError> {
    Result { () throws(InputError) in try day(text, now: now) }
  }

  /// A day in a form that is valid in every year: `2026-03-01`.
  public static func text(_ day: Day) -> String { day.iso }

  private static func day(_ text: String, now: Now) throws(InputError) -> Day {
    var scanner = DayScanner(text, now: now)
    guard let day = try scanner.day() else { throw .notADate }
    if scanner.input.isAtEnd { return day }
    guard (try? scanner.input.timeOfDay()) != nil else { throw .notADate }
    throw InputError("a day has no time; try \(day.iso)")
  }
}

struct DayScanner {
  var input: InputScanner
  private let today: Day
  private let firstWeekday: Int

  init(_ text: String, now: Now) {
    input = InputScanner(text)
    today = now.today
    firstWeekday = now.firstWeekday
  }

  /// Scans a day; nil when none begins here, an error when it does not exist.
  mutating func day() throws(InputError) -> Day? {
    guard let day = try dayOfAnyYear() else { return nil }
    guard Day.enterable.contains(day) else {
      throw InputError("the year must be between 1900 and 2200")
    }
    return day
  }

  private mutating func dayOfAnyYear() throws(InputError) -> Day? {
    if let numbers = numbers() { return try dateInNumbers(numbers) }
    if input.skip("+") { return signedDistance(1) ?? weekdayAfter() }
    if input.skip("-") { return signedDistance(-1) }
    if let number = input.number(digits: 1...4) {
      if let month = input.take(CalendarWords.month) { return try dayOfMonth(month, number) }
      return input.take(DayUnit.init).map { $0.day(number, from: today) }
    }
    if let month = input.take(CalendarWords.month) {
      guard let number = input.number(digits: 1...2) else { return nil }
      return try dayOfMonth(month, number)
    }
    return weekday() ?? input.take(named)
  }
}

// MARK: - Relative days

extension DayScanner {
  /// Scans what follows a sign: `3d`, or `3` for days.
  private mutating func signedDistance(_ sign: Int) -> Day? {
    guard let number = input.number(digits: 1...5) else { return nil }
    let unit = input.take(DayUnit.init) ?? .day
    return unit.day(sign * number, from: today)
  }

  /// Scans what follows a plus: `fri`.
  private mutating func weekdayAfter() -> Day? {
    input.take(CalendarWords.weekday).map(today.adding(days: 1).next(weekday:))
  }

  /// Scans `fri`, `next fri`, `last fri`.
  private mutating func weekday() -> Day? {
    if input.skip(word: "next") {
      let nextWeek = today.startOfWeek(firstWeekday).adding(days: 7)
      return input.take(CalendarWords.weekday).map(nextWeek.next(weekday:))
    }
    if input.skip(word: "last") {
      return input.take(CalendarWords.weekday).map(today.last(weekday:))
    }
    return input.take(CalendarWords.weekday).map(today.next(weekday:))
  }

  private func named(_ word: String) -> Day? {
    let month = today.components.month
    return switch word {
    case "today", "tod": today
    case "tomorrow", "tom": today.adding(days: 1)
    case "yesterday": today.adding(days: -1)
    case "eow": today.startOfWeek(firstWeekday).adding(days: 6)
    case "eom": today.endOfMonth
    case "eoq": today.adding(months: (12 - month) % 3).endOfMonth
    case "eoy": today.adding(months: 12 - month).endOfMonth
    default: nil
    }
  }
}

// MARK: - Dates

extension DayScanner {
  /// Scans two or three numbers with the same separator.
  private mutating func numbers() -> [Int]? {
    var ahead = input
    guard let first = ahead.number(digits: 1...4), let sign = ahead.next, "-/.".contains(sign)
    else { return nil }
    var numbers = [first]
    while numbers.count < 3, ahead.skip(sign), let number = ahead.number(digits: 1...4) {
      numbers.append(number)
    }
    guard numbers.count > 1 else { return nil }
    input = ahead
    return numbers
  }

  /// The day of a numeric date, of which only the order year, month, day is unambiguous.
  private func dateInNumbers(_ numbers: [Int]) throws(InputError) -> Day {
    if numbers.count == 3, numbers[0] >= 1000 {
      return try date(numbers[0], numbers[1], numbers[2])
    }
    let last = numbers.count == 3 ? numbers[2] : today.components.year
    let year = last < 100 ? 2000 + last : last
    let monthFirst = Day(year: year, month: numbers[0], day: numbers[1])
    let dayFirst = Day(year: year, month: numbers[1], day: numbers[0])
    if let monthFirst, let dayFirst, monthFirst != dayFirst {
      throw InputError("which is the month? write \(monthFirst.iso) or \(dayFirst.iso)")
    }
    guard let day = monthFirst ?? dayFirst else { throw .notADate }
    throw InputError("the year comes first; write \(day.iso)")
  }

  /// Scans a day of a month: in the year that follows, or else the next one from today on.
  private mutating func dayOfMonth(_ month: Int, _ number: Int) throws(InputError) -> Day {
    _ = input.skip(",")
    if let year = input.number(digits: 4...4) { return try date(year, month, number) }
    let (year, thisMonth, _) = today.components
    // Leap days are at most eight years apart.
    let days = (year...year + 8).lazy.compactMap { Day(year: $0, month: month, day: number) }
    if let day = days.first(where: { $0 >= today }) { return day }
    return try date(month < thisMonth ? year + 1 : year, month, number)
  }

  private func date(_ year: Int, _ month: Int, _ number: Int) throws(InputError) -> Day {
    if let day = Day(year: year, month: month, day: number) { return day }
    let nearMonth = min(max(month, 1), 12)
    let length = Day.length(ofMonth: nearMonth, in: year)
    let near = Day(year: year, month: nearMonth, day: min(max(number, 1), length)) ?? today
    let name = CalendarWords.months[nearMonth - 1] + (nearMonth == 2 ? " \(year)" : "")
    let reason =
      month == nearMonth ? "\(name) has \(length) days" : "there is no month \(month)"
    throw InputError("not a date: \(reason); try \(near.iso), \"fri\", \"+2w\"")
  }
}

extension InputError {
  fileprivate static let notADate = InputError(
    "not a date; try 2026-03-01, \"today\", \"+3d\", \"next fri\"")
}

private enum DayUnit {
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

  /// The day a number of units away.
  func day(_ count: Int, from day: Day) -> Day {
    switch self {
    case .day: day.adding(days: count)
    case .week: day.adding(days: count * 7)
    case .month: day.adding(months: count)
    case .year: day.adding(months: count * 12)
    }
  }
}
