// A point in time to the millisecond, and its ISO 8601 forms on the wire.
// Knows nothing of records; asks no clock.

import Foundation

/// Milliseconds since 1970-01-01 UTC.
struct Moment: Sendable, Hashable, Comparable {
  var milliseconds: Int64

  init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  init(_ date: Date) {
    milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down))
  }

  /// Parses `2026-09-30`, `2026-09-30T08:15:30Z` and the same with fractional seconds.
  init?(_ text: String) {
    let day = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count >= 10, day.count == 3, day.map(\.count) == [4, 2, 2],
      let year = Int64(day[0]), let month = Int64(day[1]), let date = Int64(day[2]),
      (1...12).contains(month), (1...31).contains(date)
    else { return nil }
    self.init(milliseconds: Self.days(year: year, month: month, day: date) * Self.day)
    guard self.day == text.prefix(10) else { return nil }
    let time = text.dropFirst(10)
    if time.isEmpty { return }
    guard time.first == "T", let sinceMidnight = Self.timeOfDay(time.dropFirst()) else {
      return nil
    }
    milliseconds += sinceMidnight
  }

  /// Parses `08:15:30Z` or `08:15:30.123Z` into milliseconds since midnight.
  private static func timeOfDay(_ text: Substring) -> Int64? {
    guard text.last == "Z" else { return nil }
    let halves = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count <= 2, parts.count == 3, parts.allSatisfy({ $0.count == 2 }),
      let hour = Int64(parts[0]), let minute = Int64(parts[1]), let second = Int64(parts[2]),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    var fraction: Int64 = 0
    if halves.count == 2 {
      guard !halves[1].isEmpty, halves[1].allSatisfy(\.isNumber),
        let value = Int64((halves[1] + "00").prefix(3))
      else { return nil }
      fraction = value
    }
    return ((hour * 60 + minute) * 60 + second) * 1000 + fraction
  }

  static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  static let minute: Int64 = 60_000
  static let hour: Int64 = 60 * minute
  static let day: Int64 = 24 * hour

  /// This moment plus a number of days, which may be negative.
  func adding(days: Int) -> Moment {
    Moment(milliseconds: milliseconds + Int64(days) * Self.day)
  }

  /// Midnight UTC of the same day.
  var midnight: Moment {
    let rest = ((milliseconds % Self.day) + Self.day) % Self.day
    return Moment(milliseconds: milliseconds - rest)
  }
}

extension Moment {
  /// `2026-09-01T08:15:30.123Z`
  var iso: String {
    let time = milliseconds - midnight.milliseconds
    return day + "T" + Self.padded(time / Self.hour, 2)
      + ":" + Self.padded(time / Self.minute % 60, 2)
      + ":" + Self.padded(time / 1000 % 60, 2)
      + "." + Self.padded(time % 1000, 3) + "Z"
  }

  /// `2026-09-01`
  var day: String {
    let (year, month, day) = Self.date(days: midnight.milliseconds / Self.day)
    return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// Days from 1970-01-01 to a date of the Gregorian calendar. Years are counted from March, so
  /// that the leap day is the last of its year.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month < 3 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }

  /// The date a number of days after 1970-01-01; the inverse of `days(year:month:day:)`.
  private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let sinceEra = days + 719_468
    let era = sinceEra / 146_097
    let dayOfEra = sinceEra % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month < 3 ? 1 : 0), month, day)
  }
}
