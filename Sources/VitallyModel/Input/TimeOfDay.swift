// A time of day, as people type it and as it is shown. It knows nothing about days and zones.

struct TimeOfDay: Equatable {
  /// Minutes since midnight.
  var minutes: Int

  /// `09:05`.
  var text: String { "\(Self.twoDigits(minutes / 60)):\(Self.twoDigits(minutes % 60))" }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

extension InputScanner {
  /// Scans `14:30`, `9:30am`, `2pm`, with `T` or `at` before it; nil when no time begins here, an
  /// error when it does not exist.
  mutating func timeOfDay() throws(InputError) -> TimeOfDay? {
    var ahead = self
    _ = ahead.skip(word: "t", "at")
    guard let hour = ahead.number(digits: 1...2) else { return nil }
    var minute = 0
    let hasMinutes = ahead.skip(":")
    if hasMinutes {
      guard let number = ahead.number(digits: 2...2), number < 60 else {
        throw InputError("not a time: minutes go from 00 to 59")
      }
      minute = number
    }
    let isMorning = ahead.skip(word: "am")
    let isTwelveHours = isMorning || ahead.skip(word: "pm")
    guard hasMinutes || isTwelveHours else { return nil }
    self = ahead
    if !isTwelveHours {
      guard hour < 24 else { throw InputError("not a time: hours go from 0 to 23") }
      return TimeOfDay(minutes: hour * 60 + minute)
    }
    guard (1...12).contains(hour) else {
      throw InputError("not a time: with am and pm, hours go from 1 to 12")
    }
    return TimeOfDay(minutes: (hour % 12 + (isMorning ? 0 : 12)) * 60 + minute)
  }
}
