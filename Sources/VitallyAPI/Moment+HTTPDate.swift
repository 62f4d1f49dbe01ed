// The date format of HTTP headers, which differs from that of Vitally's bodies.

import VitallyModel

extension Moment {
  /// Parses the date of an HTTP header, `Sun, 06 Nov 1994 08:49:37 GMT`.
  init?(httpDate text: String) {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 6, parts[5] == "GMT", let year = Int(parts[3]),
      let month = months.firstIndex(of: parts[2]), let dayOfMonth = Int(parts[1]),
      (1970...9999).contains(year), let day = Day(year: year, month: month + 1, day: dayOfMonth)
    else { return nil }
    self.init("\(day.iso)T\(parts[4])Z")
  }
}
