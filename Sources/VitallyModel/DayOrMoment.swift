// A date on the wire: a day, which is the same in every time zone, or a point in time.

/// A day or a point in time.
public enum DayOrMoment: Hashable, Sendable {
  /// A calendar day.
  case day(Day)
  /// A point in time.
  case moment(Moment)

  /// Reads ISO 8601 or epoch numbers. Vitally stores days as a date alone or as midnight, so a time
  /// of 00:00, with any offset, means the day; the same holds for epoch numbers, in UTC. For
  /// timestamps (`midnightIsDay` is false), only a date alone is a day.
  public init?(json: JSONValue, midnightIsDay: Bool = true) {
    guard let moment = Moment(json: json) else { return nil }
    if case .string(let text) = json, let day = Day(text) {
      let time = text.utf8.dropFirst(11).prefix { !"zZ+-".utf8.contains($0) }
      let isDay = midnightIsDay ? time.allSatisfy { "0:.".utf8.contains($0) } : time.isEmpty
      self = isDay ? .day(day) : .moment(moment)
    } else if !midnightIsDay {
      self = .moment(moment)
    } else {
      let (days, rest) = moment.milliseconds.floorDivided(by: Day.milliseconds)
      self = rest == 0 ? .day(Day(number: Int(days))) : .moment(moment)
    }
  }

  /// The day; for a point in time, the local day in a zone.
  public func day(in zone: Zone) -> Day {
    switch self {
    case .day(let day): day
    case .moment(let moment): zone.local(moment).day
    }
  }
}

extension JSONValue {
  /// Whether it is a date without a time: `2026-03-01`.
  public var isDateAlone: Bool {
    if case .string(let text) = self { text.utf8.count == 10 && Day(text) != nil } else { false }
  }
}

extension Day {
  /// The milliseconds of a day.
  static let milliseconds: Int64 = 86_400_000

  /// Midnight of the day in UTC, the other form in which Vitally stores days.
  public var midnight: Moment { Moment(milliseconds: Int64(number) * Self.milliseconds) }
}
