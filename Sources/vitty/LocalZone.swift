// The zone of the user as a plain value: what the C library makes of TZ and of the machine's own
// setting, in every form that POSIX has for them.

import Foundation
import Glibc
import VitallyModel

/// The zone in which times are shown and typed.
struct LocalZone {
  let zone: Zone
  /// What the user has to know of it; nil when all is well.
  let notice: Notice?

  /// Asks the C library, which reads TZ of this process by itself.
  init(_ environment: SystemEnvironment, now: Moment = SystemEnvironment.now()) {
    tzset()
    zone = Self.zone(until: Int(now.milliseconds / 1000) + 50 * 366 * 86_400, Self.offset)
    notice = environment["TZ"].flatMap { name in
      ZoneName(name, folder: environment["TZDIR"] ?? ZoneName.standardFolder).isUnderstood
        ? nil
        : Notice(
          .warning,
          "TZ is “\(name)”, which is no time zone on this machine: times are shown in UTC.")
    }
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

/// What stands in TZ. The C library takes what it does not understand for UTC, without a word.
struct ZoneName {
  static let standardFolder = "/usr/share/zoneinfo"

  private let name: Substring
  private let folder: String

  init(_ name: String, folder: String = standardFolder) {
    self.name = name.hasPrefix(":") ? name.dropFirst() : name[...]
    self.folder = folder
  }

  /// Whether it is a zone: one of the machine's files, or a rule as POSIX has it.
  var isUnderstood: Bool { isUniversal || isFile || isRule }

  private var isUniversal: Bool { ["", "UTC", "UTC0", "GMT", "GMT0", "UCT", "Z"].contains(name) }

  private var isFile: Bool {
    let path = name.hasPrefix("/") ? String(name) : folder + "/" + name
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    return (try? file.read(upToCount: 4)) == Data("TZif".utf8)
  }

  /// `EST5`, `<+03>-3`, `EST5EDT`, `EST5EDT,M3.2.0,M11.1.0`.
  private var isRule: Bool {
    let letters = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
    let time = "[+-]?[0-9]{1,3}(?::[0-9]{1,2}(?::[0-9]{1,2})?)?"
    let day = "(?:J[0-9]{1,3}|[0-9]{1,3}|M[0-9]{1,2}\\.[1-5]\\.[0-6])"
    let rule = "\(day)(?:/\(time))?"
    let pattern = "^\(letters)\(time)(?:\(letters)(?:\(time))?(?:,\(rule),\(rule))?)?$"
    return name.range(of: pattern, options: .regularExpression) != nil
  }
}
