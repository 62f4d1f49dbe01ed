// A calendar day without time or zone: 1 March is 1 March in Auckland and in New York.

/// A day of the Gregorian calendar.
public struct Day: Hashable, Comparable, Sendable, Codable {
  /// Days since 1970-01-01.
  public var number: Int

  /// A day from its distance to 1970-01-01.
  public init(number: Int) { self.number = number }

  /// A day from year, month and day of month; nil if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...Day.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    // Counts from 1 March, so that the leap day is the last day of a year.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `2026-03-01`, alone or at the start of a longer ISO text.
  public init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let day = scanner.day(), scanner.isAtEnd || scanner.skip("T") || scanner.skip(" ")
    else { return nil }
    self = day
  }

  /// Orders by date.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day a number of days later.
  public func adding(days: Int) -> Day { Day(number: number + days) }

  /// Days from another day to this one.
  public func days(since other: Day) -> Int { number - other.number }

  /// Year, month and day of month.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  /// `2026-03-01`.
  public var iso: String {
    let (year, month, day) = components
    return "\(pad(year, 4))-\(pad(month))-\(pad(day))"
  }

  /// The number of days of a month.
  public static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}
