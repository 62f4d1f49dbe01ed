// The zone of the user as a plain value: what the C library makes of TZ and of the machine's own
// setting, in every form that POSIX has for them.

import Glibc
import VitallyModel

/// The zone in which times are shown and typed.
struct LocalZone {
  let zone: Zone
  /// What the user has to know of it; nil when all is well.
  let notice: Notice?

  /// Asks the C library, which reads TZ of this process by itself, and takes half of it where it
  /// understands only that.
  init(_ environment: SystemEnvironment, now: Moment = SystemEnvironment.now()) {
    if let name = environment["TZ"],
      !ZoneName(name, folder: environment["TZDIR"] ?? ZoneName.standardFolder).isUnderstood
    {
      zone = .utc
      notice = Notice(
        .warning, "TZ is “\(name)”, which is not a known time zone: times are shown in UTC.")
      return
    }
    tzset()
    zone = Self.zone(until: Int(now.milliseconds / 1000) + 50 * 366 * 86_400, Self.offset)
    notice = nil
  }

  /// The offsets from 1970 to a second. No place has changed its clocks twice in a week.
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

  /// The second at which something begins that has begun by then.
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
