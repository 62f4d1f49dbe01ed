// The user's time zone as a plain value, from the C library's reading of TZ or the system setting.

import Glibc
import VitallyModel

/// The time zone in which times are shown and typed.
struct LocalZone {
  let zone: Zone
  /// A warning for the user; nil if the zone is valid.
  let notice: Notice?

  /// Reads the zone through the C library. TZ is checked first, since the C library silently
  /// accepts a TZ that it only partly understands.
  init(_ environment: SystemEnvironment, now: Moment = SystemEnvironment.now()) {
    if let name = environment["TZ"],
      !ZoneName(name, folder: environment["TZDIR"] ?? ZoneName.standardFolder).isUnderstood
    {
      zone = .utc
      notice = Notice(
        .warning, "TZ is “\(name)”, an unknown time zone: times are shown in UTC.")
      return
    }
    tzset()
    zone = Self.zone(until: Int(now.milliseconds / 1000) + 50 * 366 * 86_400, Self.offset)
    notice = nil
  }

  /// The offsets from 1970 until `end`. Weekly steps suffice: no place has changed its clocks twice
  /// in a week.
  static func zone(until end: Int, _ offset: (_ second: Int) -> Int) -> Zone {
    let week = 7 * 86_400
    let first = offset(0)
    var (before, periods) = (first, [Zone.Period]())
    for time in stride(from: week, through: end, by: week) {
      let later = offset(time)
      if later == before { continue }
      let start = change(after: time - week, by: time) { offset($0) == later }
      periods.append(Zone.Period(start: Moment(milliseconds: Int64(start) * 1000), offset: later))
      before = later
    }
    return Zone(firstOffset: first, periods: periods)
  }

  /// The second in a range at which a condition becomes true, by binary search.
  private static func change(after start: Int, by end: Int, _ hasBegun: (Int) -> Bool) -> Int {
    var (before, after) = (start, end)
    while after - before > 1 {
      let middle = (before + after) / 2
      if hasBegun(middle) { after = middle } else { before = middle }
    }
    return after
  }

  /// Seconds east of UTC.
  private static func offset(at second: Int) -> Int {
    var (time, parts) = (time_t(second), tm())
    localtime_r(&time, &parts)
    return parts.tm_gmtoff
  }
}
