// Checks whether TZ names a valid time zone.

import Foundation

/// The value of TZ. It has to be checked, since the C library silently takes an invalid one as UTC.
struct ZoneName {
  static let standardFolder = "/usr/share/zoneinfo"

  private let name: Substring
  private let folder: String

  init(_ name: String, folder: String = standardFolder) {
    self.name = name.hasPrefix(":") ? name.dropFirst() : name[...]
    self.folder = folder
  }

  /// Whether it is valid: a zone file on this machine, or a POSIX rule.
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
