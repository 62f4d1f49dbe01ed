// What a person types for a day. It gives a day or a sentence, and knows no field and no screen.

import VitallyModel

/// Days as people type them.
enum DayReader {
  /// Reads a day. Case and blanks don't matter.
  ///
  /// - `2026-03-01`, `2026-3-1`, also with `/` or `.` between the numbers
  /// - `today`, `tomorrow`, `yesterday`, and `eow`, `eom`, `eoq`, `eoy` for the last day of this
  ///   week, month, quarter or year
  /// - `+3d`, `-2w`, `1m`, `+1y`, and `+3` for days; months keep within the month's length
  /// - `fri` (the first one from today on), `next fri` (after this week), `last fri` (before today)
  /// - `5 may`, `may 5` (the next such day from today on), `5 may 2027`
  ///
  /// Refused are days outside the years 1900 to 2200, a day with a time, and dates like 5/6/2026,
  /// in which day and month can't be told apart.
  static func read(_ text: String, now: Now) -> Result<Day, InputError> {
    Result { () throws(InputError) in try day(text, now: now) }
  }

  /// A day in the form that can be read in every year: `2026-03-01`.
  static func text(_ day: Day) -> String { day.iso }

  private static func day(_ text: String, now: Now) throws(InputError) -> Day {
    var scanner = DayScanner(text, now: now)
    guard let day = try scanner.day() else { throw .notADate }
    if scanner.input.isAtEnd { return day }
    guard (try? scanner.input.timeOfDay()) != nil else { throw .notADate }
    throw InputError("a day has no time; try \(day.iso)")
  }
}
