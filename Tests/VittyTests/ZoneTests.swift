// What may stand in TZ, and the offsets of a zone over the years.

import Foundation
import Glibc
import Testing
import VitallyModel

@testable import vitty

@Suite struct ZoneTests {
  @Test(arguments: [
    "UTC", "Europe/Helsinki", ":Europe/Helsinki", "/usr/share/zoneinfo/Asia/Tokyo",
    ":/usr/share/zoneinfo/Asia/Tokyo", "UTC-3", "EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30",
    "CET-1CEST", "NZST-12:00:00NZDT-13:00:00,M10.1.0,M3.3.0", "XYZ5ABC,J60,J300/-1",
    "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
  ])
  func `what POSIX knows is a zone`(name: String) {
    #expect(ZoneName(name).isUnderstood)
  }

  @Test(arguments: [
    "Mars/Phobos", "Europe", "/etc/passwd", "UTC+", "3", "EST5EDT,M3.2.0", "Europe/Helsinki ",
  ])
  func `what nobody knows is none`(name: String) {
    #expect(!ZoneName(name).isUnderstood)
  }

  @Test(arguments: ["Mars/Phobos", "EST5EDT,M3.2.0"])
  func `a name that is no zone is told, and no part of it is taken`(name: String) {
    let local = LocalZone(SystemEnvironment(["TZ": name]))
    #expect(local.notice?.sentence.contains("“\(name)”") == true)
    #expect(local.zone == .utc)
  }

  @Test func `of a zone nothing has to be told`() {
    #expect(LocalZone(SystemEnvironment(["TZ": "UTC-3"])).notice == nil)
    #expect(LocalZone(SystemEnvironment([:])).notice == nil)
  }

  @Test func `all changes of a place's clocks are found, to the second`() {
    // Given a place that changes its clocks at odd times, for a month at least
    let changes = [100_000_001, 102_592_001, 700_000_000, 1_793_512_799, 3_000_000_123]
    let offset = { (second: Int) in changes.filter { $0 <= second }.count % 2 * 3600 - 12_600 }
    // When its zone is made
    let zone = LocalZone.zone(until: 3_100_000_000, offset)
    // Then it has these changes and no others
    #expect(zone.firstOffset == -12_600)
    #expect(zone.periods.map(\.start.milliseconds) == changes.map { Int64($0) * 1000 })
    for second in changes.flatMap({ [$0 - 1, $0, $0 + 1] }) {
      #expect(zone.offset(at: Moment(milliseconds: Int64(second) * 1000)) == offset(second))
    }
  }
}
