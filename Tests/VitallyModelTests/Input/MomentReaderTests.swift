// Moments as people type them, on Wednesday, 6 May 2026, in two zones whose clocks change.

import TestSupport
import Testing

@testable import VitallyModel

@Suite struct MomentReaderTests {
  private func now(_ zone: Zone = .newYork) throws -> Now {
    Now(moment: try #require(Moment("2026-05-06T14:15:16.789Z")), zone: zone)
  }

  private func read(_ text: String, _ now: Now) throws -> String {
    try MomentReader.read(text, now: now).get().iso
  }

  private func sentence(_ text: String, _ now: Now) throws -> String {
    guard case .failure(let error) = MomentReader.read(text, now: now) else {
      Issue.record("\(text) was read")
      return ""
    }
    return error.sentence
  }

  @Test(arguments: [
    ("2026-05-06 10:30", "2026-05-06 10:30"), ("2026-05-06T10:30", "2026-05-06 10:30"),
    ("2026-1-2 7:05", "2026-01-02 07:05"), ("today 14:30", "2026-05-06 14:30"),
    ("FRI 9:00", "2026-05-08 09:00"), ("fri at 9:00", "2026-05-08 09:00"),
    ("next fri 9:00", "2026-05-15 09:00"), ("+3d 10:30", "2026-05-09 10:30"),
    ("+3 10:30", "2026-05-09 10:30"), ("tomorrow 2pm", "2026-05-07 14:00"),
    ("5 jun 10:30", "2026-06-05 10:30"), ("jun 5 10:30", "2026-06-05 10:30"),
    ("5 jun 2027 10:30", "2027-06-05 10:30"), ("5 jun 2pm", "2026-06-05 14:00"),
    ("14:30", "2026-05-06 14:30"), ("0:00", "2026-05-06 00:00"),
    ("23:59", "2026-05-06 23:59"), ("2pm", "2026-05-06 14:00"), ("9:30am", "2026-05-06 09:30"),
    ("9:30 AM", "2026-05-06 09:30"), ("12am", "2026-05-06 00:00"), ("12pm", "2026-05-06 12:00"),
    ("12:05am", "2026-05-06 00:05"), ("11:59pm", "2026-05-06 23:59"),
    ("2026-06-05", "2026-06-05 12:00"), ("fri", "2026-05-08 12:00"),
  ])
  func `a day and a time are local`(text: String, shown: String) throws {
    let now = try now()
    let moment = try MomentReader.read(text, now: now).get()
    #expect(MomentReader.text(moment, zone: now.zone) == shown)
  }

  @Test(arguments: ["now", " NOW ", "today", "2026-05-06"])
  func `today alone is now`(text: String) throws {
    #expect(try read(text, now()) == "2026-05-06T14:15:16.789Z")
  }

  @Test(arguments: [
    ("2026-05-06T10:30:00Z", "2026-05-06T10:30:00.000Z"),
    ("2026-05-06T10:30:15.123Z", "2026-05-06T10:30:15.123Z"),
    ("2026-05-06t10:30:15.007z", "2026-05-06T10:30:15.007Z"),
    ("2026-05-06T10:30Z", "2026-05-06T10:30:00.000Z"),
    ("2026-05-06T10:30:00+02:00", "2026-05-06T08:30:00.000Z"),
    ("2026-05-06T10:30:00.5-0400", "2026-05-06T14:30:00.500Z"),
    (" 2026-05-06 10:30:00Z ", "2026-05-06T10:30:00.000Z"),
  ])
  func `an instant is exact`(text: String, iso: String) throws {
    #expect(try read(text, now()) == iso)
  }

  @Test(arguments: [
    ("25:00", "not a time: hours go from 0 to 23"), ("24:00", "not a time: hours go from 0 to 23"),
    ("fri 25:00", "not a time: hours go from 0 to 23"),
    ("2026-05-06T24:00:00Z", "not a time: hours go from 0 to 23"),
    ("10:60", "not a time: minutes go from 00 to 59"),
    ("10:3", "not a time: minutes go from 00 to 59"),
    ("fri 10:", "not a time: minutes go from 00 to 59"),
    ("14:30pm", "not a time: with am and pm, hours go from 1 to 12"),
    ("13pm", "not a time: with am and pm, hours go from 1 to 12"),
    ("0am", "not a time: with am and pm, hours go from 1 to 12"),
    ("fri 9", "not a time; try 2026-05-08 14:30 or 2026-05-08 2pm"),
    ("2026-05-06 noon", "not a time; try 2026-05-06 14:30 or 2026-05-06 2pm"),
    ("2026-02-30 10:00", "not a date: February 2026 has 28 days; try 2026-02-28, \"fri\", \"+2w\""),
    ("1899-12-31T10:00:00Z", "the year must be between 1900 and 2200"),
    ("5/6/2026 10:30", "which is the month? write 2026-05-06 or 2026-06-05"),
  ])
  func `what is wrong with it is said`(text: String, sentence: String) throws {
    #expect(try self.sentence(text, now()) == sentence)
  }

  @Test(arguments: [
    "", "soon", "now 10:30", "nowhere", "14", "14:30 fri", "14:30:15", "2026-05-06T10:30:15",
    "2026-05-06T10:30:15X", "fri 10:30Z", "fri 9:00 9:00", "1430",
  ])
  func `anything else is refused with examples`(text: String) throws {
    #expect(
      try sentence(text, now())
        == "not a date and time; try 2026-03-01 14:30, \"fri 9:00\", \"now\"")
  }

  @Test(arguments: [
    (Zone.newYork, "2026-03-08 01:59", "2026-03-08T06:59:00.000Z"),
    (.newYork, "2026-03-08 03:00", "2026-03-08T07:00:00.000Z"),
    (.newYork, "2026-11-01 00:59", "2026-11-01T04:59:00.000Z"),
    (.newYork, "2026-11-01 02:00", "2026-11-01T07:00:00.000Z"),
    (.auckland, "2026-09-27 01:59", "2026-09-26T13:59:00.000Z"),
    (.auckland, "2026-09-27 03:00", "2026-09-26T14:00:00.000Z"),
    (.auckland, "2026-04-05 01:59", "2026-04-04T12:59:00.000Z"),
    (.auckland, "2026-04-05 03:00", "2026-04-04T15:00:00.000Z"),
  ])
  func `the offset is that of the time itself, up to the change and from it on`(
    zone: Zone, text: String, iso: String
  ) throws {
    #expect(try read(text, now(zone)) == iso)
  }

  @Test(arguments: [(Zone.newYork, "2026-03-08"), (.auckland, "2026-09-27")])
  func `an hour that the clocks skip is refused`(zone: Zone, day: String) throws {
    for time in ["02:00", "02:30", "02:59"] {
      #expect(try sentence("\(day) \(time)", now(zone)) == "the clocks skip \(time) on \(day)")
    }
  }

  @Test(arguments: [
    (Zone.newYork, "2026-11-01 01:30", "2026-11-01T05:30:00.000Z", "2026-11-01T06:30:00.000Z"),
    (.auckland, "2026-04-05 02:30", "2026-04-04T13:30:00.000Z", "2026-04-04T14:30:00.000Z"),
  ])
  func `an hour that comes twice is one of the two`(
    zone: Zone, text: String, first: String, second: String
  ) throws {
    #expect(try [first, second].contains(read(text, now(zone))))
  }

  @Test(arguments: [Zone.newYork, .auckland])
  func `what is written is read again as the same minute`(zone: Zone) throws {
    let now = try now(zone)
    var random = SeededRandom(seed: 20_260_506)
    for _ in 0..<2_000 {
      // Given a moment between 2016 and 2036
      let seconds = Int64.random(in: 1_451_606_400..<2_082_758_400, using: &random)
      let moment = Moment(milliseconds: seconds * 1000)
      // When it is written and read
      let text = MomentReader.text(moment, zone: zone)
      let read = try MomentReader.read(text, now: now).get()
      // Then it shows the same, and is the same, but in the hour that comes twice
      #expect(MomentReader.text(read, zone: zone) == text)
      let minute = Moment(milliseconds: seconds / 60 * 60_000)
      let isChanging =
        zone.offset(at: moment.adding(seconds: -3600))
        != zone.offset(at: moment.adding(seconds: 3600))
      #expect(isChanging || read == minute, "\(text)")
    }
  }
}

extension Zone {
  /// Summer from the second Sunday of March to the first one of November, at 2:00 local time.
  fileprivate static let newYork = Zone(
    firstOffset: -5 * 3600,
    periods: (2010...2040).flatMap { year in
      [
        change(year, 3, 8, hour: 7, offset: -4), change(year, 11, 1, hour: 6, offset: -5),
      ].compactMap(\.self)
    })

  /// Summer from the last Sunday of September to the first one of April, at 2:00 standard time.
  fileprivate static let auckland = Zone(
    firstOffset: 13 * 3600,
    periods: (2010...2040).flatMap { year in
      [
        change(year, 4, 1, hour: -10, offset: 12), change(year, 9, 24, hour: -10, offset: 13),
      ].compactMap(\.self)
    })

  /// A change on the first Sunday from a day on, at an hour of UTC.
  private static func change(
    _ year: Int, _ month: Int, _ day: Int, hour: Int, offset: Int
  ) -> Period? {
    Day(year: year, month: month, day: day).map { earliest in
      let sunday = earliest.next(weekday: 7)
      return Period(start: utc.moment(of: sunday, minutes: hour * 60), offset: offset * 3600)
    }
  }
}
