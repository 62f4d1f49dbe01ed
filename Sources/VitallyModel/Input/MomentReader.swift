// Parses a typed point in time, in the local zone. The result is a moment or a sentence.

/// Moments as people type them, in the local zone.
public enum MomentReader {
  /// Reads a moment: `now`, a day with a time (`2026-05-06 10:30`, `fri 9:00`, `tomorrow 2pm`), a
  /// time alone (today), a day alone, or an ISO instant with its offset
  /// (`2026-05-06T10:30:00.000Z`). Days are read as ``DayReader`` reads them.
  ///
  /// A day alone means now when it is today, and noon on any other day. A time that the clocks
  /// skip on that day is refused.
  public static func read(_ text: String, now: Now) -> Result<Moment, InputError> {
    Result { () throws(InputError) in try moment(text, now: now) }
  }

  /// A moment as text, to the minute, in the local zone: `2026-05-06 10:30`.
  public static func text(_ moment: Moment, zone: Zone) -> String {
    let (day, minutes) = zone.local(moment)
    return "\(day.iso) \(TimeOfDay(minutes: minutes).text)"
  }

  private static func moment(_ text: String, now: Now) throws(InputError) -> Moment {
    var scanner = DayScanner(text, now: now)
    if scanner.input.skip(word: "now") {
      guard scanner.input.isAtEnd else { throw .notAMoment }
      return now.moment
    }
    if let time = try scanner.input.timeOfDay() {
      guard scanner.input.isAtEnd else { throw .notAMoment }
      return try moment(now.today, time, now.zone)
    }
    guard let day = try scanner.day() else { throw .notAMoment }
    if scanner.input.isAtEnd {
      return day == now.today
        ? now.moment : try moment(day, TimeOfDay(minutes: 12 * 60), now.zone)
    }
    guard let time = try scanner.input.timeOfDay() else {
      throw InputError("not a time; try \(day.iso) 14:30 or \(day.iso) 2pm")
    }
    if scanner.input.isAtEnd { return try moment(day, time, now.zone) }
    return try instant(text.trimmed)
  }

  private static func moment(
    _ day: Day, _ time: TimeOfDay, _ zone: Zone
  ) throws(InputError) -> Moment {
    let moment = zone.moment(of: day, minutes: time.minutes)
    guard zone.local(moment) == (day, time.minutes) else {
      throw InputError("the clocks skip \(time.text) on \(day.iso)")
    }
    return moment
  }

  /// Parses ISO 8601 with an offset; without one the text would not say which instant it is.
  private static func instant(_ text: String) throws(InputError) -> Moment {
    let hasOffset = text.dropFirst(10).contains { "zZ+-".contains($0) }
    guard hasOffset, let moment = Moment(text.uppercased()) else { throw .notAMoment }
    return moment
  }
}

extension InputError {
  static let notAMoment = InputError(
    "not a date and time; try 2026-03-01 14:30, \"fri 9:00\", \"now\"")
}
