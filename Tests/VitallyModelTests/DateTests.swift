// Dates in every form that Vitally uses, and days that stay the same in every zone.

import Testing
import VitallyModel

@Suite struct DateTests {
  @Test(arguments: [
    ("2026-09-01T08:15:30.123Z", "2026-09-01T08:15:30.123Z"),
    ("2026-09-01T08:15:30Z", "2026-09-01T08:15:30.000Z"),
    ("2026-09-01T10:15:30+02:00", "2026-09-01T08:15:30.000Z"),
    ("2026-09-01T10:15:30.5+0200", "2026-09-01T08:15:30.500Z"),
    ("2026-09-01", "2026-09-01T00:00:00.000Z"),
    ("2026-09-01 08:15", "2026-09-01T08:15:00.000Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"),
  ])
  func `ISO texts are read`(text: String, iso: String) {
    #expect(Moment(text)?.iso == iso)
  }

  @Test(arguments: [
    "", "soon", "2022-02-O2T22:22:22.222Z", "2026-02-29", "2026-13-01", "2026-1-1",
    "2026-09-01T25:00:00Z", "2026-09-01T08:15:30Zx",
  ])
  func `what is no date is none`(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test func `numbers count as seconds or milliseconds by their size`() {
    #expect(Moment(json: 1_756_684_800)?.iso == "2025-09-01T00:00:00.000Z")
    #expect(Moment(json: 1_756_684_800_000)?.iso == "2025-09-01T00:00:00.000Z")
    #expect(Moment(json: .number("1e300")) == nil)
    #expect(Moment(json: true) == nil)
  }

  @Test func `days survive the way to their number and back`() {
    for number in stride(from: -800_000, through: 800_000, by: 97) {
      let (year, month, day) = Day(number: number).components
      #expect(Day(year: year, month: month, day: day)?.number == number)
    }
    #expect(Day("2026-11-24")?.weekday == 2)
    #expect(Day("1970-01-01")?.number == 0)
  }

  @Test func `a zone turns moments into local days across its changes`() throws {
    // Given New York around the end of summer time in 2026
    let end = try #require(Moment("2026-11-01T06:00:00Z"))
    let zone = Zone(firstOffset: -4 * 3600, periods: [Zone.Period(start: end, offset: -5 * 3600)])

    // Then the same hour of the world is another local time before and after
    let before = try #require(Moment("2026-11-01T03:30:00Z"))
    #expect(zone.local(before).day.iso == "2026-10-31")
    #expect(zone.local(before).minutes == 23 * 60 + 30)
    let after = try #require(Moment("2026-11-02T04:30:00Z"))
    #expect(zone.local(after).day.iso == "2026-11-01")

    // And midnight of a day is found again
    let day = try #require(Day("2026-11-02"))
    #expect(zone.moment(of: day).iso == "2026-11-02T05:00:00.000Z")
  }
}
