// Days as people type them, on Wednesday, 6 May 2026.

import Testing

@testable import VitallyModel

@Suite struct DayReaderTests {
  private func now(_ today: String = "2026-05-06", firstWeekday: Int = 1) throws -> Now {
    Now(moment: try #require(Moment("\(today)T10:15:00Z")), firstWeekday: firstWeekday)
  }

  private func read(_ text: String, _ now: Now) throws -> String {
    try DayReader.read(text, now: now).get().iso
  }

  private func sentence(_ text: String, _ now: Now) throws -> String {
    guard case .failure(let error) = DayReader.read(text, now: now) else {
      Issue.record("\(text) was read")
      return ""
    }
    return error.sentence
  }

  @Test(arguments: [
    ("2026-03-01", "2026-03-01"), ("2026-3-1", "2026-03-01"), (" 2026 - 3 - 1 ", "2026-03-01"),
    ("2026/3/1", "2026-03-01"), ("2026.3.1", "2026-03-01"), ("2028-02-29", "2028-02-29"),
    ("1900-01-01", "1900-01-01"), ("2200-12-31", "2200-12-31"),
    ("5 may 2027", "2027-05-05"), ("5May2027", "2027-05-05"), ("may 5, 2027", "2027-05-05"),
    ("29 feb 2028", "2028-02-29"), ("31 December 1999", "1999-12-31"),
  ])
  func `a date is that day`(text: String, day: String) throws {
    #expect(try read(text, now()) == day)
  }

  @Test(arguments: [
    ("today", "2026-05-06"), ("tod", "2026-05-06"), ("TODAY ", "2026-05-06"),
    ("tomorrow", "2026-05-07"), ("tom", "2026-05-07"), ("yesterday", "2026-05-05"),
    ("eow", "2026-05-10"), ("eom", "2026-05-31"), ("eoq", "2026-06-30"), ("eoy", "2026-12-31"),
  ])
  func `a word names a day`(text: String, day: String) throws {
    #expect(try read(text, now()) == day)
  }

  @Test(arguments: [
    ("+3d", "2026-05-09"), ("3d", "2026-05-09"), ("-2d", "2026-05-04"), ("+3", "2026-05-09"),
    ("-1", "2026-05-05"), ("+0", "2026-05-06"), ("+2w", "2026-05-20"), ("+ 2 W", "2026-05-20"),
    ("1m", "2026-06-06"), ("-5m", "2025-12-06"), ("-17m", "2024-12-06"), ("+1y", "2027-05-06"),
    ("3 days", "2026-05-09"), ("+1 week", "2026-05-13"), ("2 months", "2026-07-06"),
    ("1000d", "2029-01-30"), ("-126y", "1900-05-06"),
  ])
  func `a distance counts from today`(text: String, day: String) throws {
    #expect(try read(text, now()) == day)
  }

  @Test(arguments: [
    ("2026-01-31", "+1m", "2026-02-28"), ("2028-01-31", "+1m", "2028-02-29"),
    ("2026-03-31", "-1m", "2026-02-28"), ("2026-12-31", "+2m", "2027-02-28"),
    ("2028-02-29", "+1y", "2029-02-28"), ("2028-02-29", "+4y", "2032-02-29"),
    ("2026-12-15", "+1m", "2027-01-15"), ("2026-01-15", "-1m", "2025-12-15"),
  ])
  func `a distance in months keeps within the month`(
    today: String, text: String, day: String
  ) throws {
    #expect(try read(text, now(today)) == day)
  }

  @Test(arguments: [
    ("wed", "2026-05-06"), ("fri", "2026-05-08"), ("fr", "2026-05-08"), ("FRIDAY", "2026-05-08"),
    ("tues", "2026-05-12"), ("sun", "2026-05-10"), ("mo", "2026-05-11"),
    ("next fri", "2026-05-15"), ("next wed", "2026-05-13"), ("next  monday", "2026-05-11"),
    ("+wed", "2026-05-13"), ("+ fri", "2026-05-08"), ("next sun", "2026-05-17"),
    ("last fri", "2026-05-01"), ("last wed", "2026-04-29"),
    ("last tue", "2026-05-05"),
  ])
  func `a weekday is the coming one, that of next week, or the latest`(
    text: String, day: String
  ) throws {
    #expect(try read(text, now()) == day)
  }

  @Test(arguments: [
    (7, "eow", "2026-05-09"), (7, "next sun", "2026-05-10"), (7, "next fri", "2026-05-15"),
    (6, "eow", "2026-05-08"), (6, "next sat", "2026-05-09"), (3, "eow", "2026-05-12"),
    (4, "eow", "2026-05-06"), (4, "next thu", "2026-05-07"),
  ])
  func `where a week ends depends on its first day`(
    firstWeekday: Int, text: String, day: String
  ) throws {
    #expect(try read(text, now(firstWeekday: firstWeekday)) == day)
  }

  @Test(arguments: [
    ("2026-05-08", "fri", "2026-05-08"), ("2026-05-08", "next fri", "2026-05-15"),
    ("2026-05-08", "last fri", "2026-05-01"), ("2026-05-10", "next mon", "2026-05-11"),
    ("2026-05-10", "eow", "2026-05-10"), ("2026-01-31", "eom", "2026-01-31"),
    ("2026-01-31", "eoq", "2026-03-31"), ("2028-02-01", "eom", "2028-02-29"),
    ("2026-08-31", "eoq", "2026-09-30"), ("2026-09-30", "eoq", "2026-09-30"),
    ("2026-12-31", "eoq", "2026-12-31"), ("2026-12-31", "eoy", "2026-12-31"),
    ("2026-12-31", "tom", "2027-01-01"), ("2026-03-01", "yesterday", "2026-02-28"),
  ])
  func `words keep their meaning at the ends of weeks, months and years`(
    today: String, text: String, day: String
  ) throws {
    #expect(try read(text, now(today)) == day)
  }

  @Test(arguments: [
    ("6 may", "2026-05-06"), ("may 7", "2026-05-07"), ("5 may", "2027-05-05"),
    ("31 dec", "2026-12-31"), ("1 jan", "2027-01-01"), ("SEPT 9", "2026-09-09"),
    ("29 feb", "2028-02-29"),
  ])
  func `a day of a month is the next one from today on`(text: String, day: String) throws {
    #expect(try read(text, now()) == day)
  }

  @Test func `a leap day is waited for across a year that leaves it out`() throws {
    #expect(try read("29 feb", now("2096-03-01")) == "2104-02-29")
  }

  @Test(arguments: [
    ("2026-05-32", "not a date: May has 31 days; try 2026-05-31, \"fri\", \"+2w\""),
    ("2026-05-00", "not a date: May has 31 days; try 2026-05-01, \"fri\", \"+2w\""),
    ("2026-02-29", "not a date: February 2026 has 28 days; try 2026-02-28, \"fri\", \"+2w\""),
    ("2100-02-29", "not a date: February 2100 has 28 days; try 2100-02-28, \"fri\", \"+2w\""),
    ("30 feb 2028", "not a date: February 2028 has 29 days; try 2028-02-29, \"fri\", \"+2w\""),
    ("30 feb", "not a date: February 2027 has 28 days; try 2027-02-28, \"fri\", \"+2w\""),
    ("jun 31", "not a date: June has 30 days; try 2026-06-30, \"fri\", \"+2w\""),
    ("2026-13-01", "not a date: there is no month 13; try 2026-12-01, \"fri\", \"+2w\""),
    ("2026-00-01", "not a date: there is no month 0; try 2026-01-01, \"fri\", \"+2w\""),
  ])
  func `a day that does not exist is told by its month`(text: String, sentence: String) throws {
    #expect(try self.sentence(text, now()) == sentence)
  }

  @Test(arguments: [
    ("5/6/2026", "which is the month? write 2026-05-06 or 2026-06-05"),
    ("5.6.", "which is the month? write 2026-05-06 or 2026-06-05"),
    ("5-6-26", "which is the month? write 2026-05-06 or 2026-06-05"),
    ("13/5/2026", "the year comes first; write 2026-05-13"),
    ("5/13/2026", "the year comes first; write 2026-05-13"),
    ("5.5.2026", "the year comes first; write 2026-05-05"),
    ("31.12.", "the year comes first; write 2026-12-31"),
  ])
  func `day and month that can be taken for each other are not guessed`(
    text: String, sentence: String
  ) throws {
    #expect(try self.sentence(text, now()) == sentence)
  }

  @Test(arguments: ["1899-12-31", "2201-01-01", "9999-12-31", "+175y", "-46200d"])
  func `a year that nobody means is refused`(text: String) throws {
    #expect(try sentence(text, now()) == "the year must be between 1900 and 2200")
  }

  @Test(arguments: [
    ("2026-03-01T23:00:00Z", "2026-03-01"), ("2026-03-01 10:30", "2026-03-01"),
    ("fri 9:00", "2026-05-08"), ("today at 2pm", "2026-05-06"),
  ])
  func `a day has no time`(text: String, day: String) throws {
    #expect(try sentence(text, now()) == "a day has no time; try \(day)")
  }

  @Test(arguments: [
    "", " ", "soon", "next", "next week", "last", "fri 9", "f", "m 5", "ma 5", "may", "may 2027",
    "2026", "2026-03", "2026-03-", "2026-03-01x", "2026--03-01", "20260301", "0000-01-01", "3",
    "3x", "+", "+d",
    "+-3", "--3", "+123456", "14:30", "5 may 27", "45/45/2026", "2026/03-01", "٢٠٢٦-٠٣-٠١",
    "today today", "3d ago", "\u{1B}[31m", "99999999999999999999999999d",
  ])
  func `anything else is refused with examples`(text: String) throws {
    #expect(
      try sentence(text, now())
        == "not a date; try 2026-03-01, \"today\", \"+3d\", \"next fri\"")
  }

  @Test func `what is written is read again as the same day`() throws {
    let now = try now()
    for number in -3_650...3_650 {
      let day = now.today.adding(days: number)
      #expect(DayReader.read(DayReader.text(day), now: now) == .success(day))
    }
  }

  @Test func `the day is the local one`() throws {
    let moment = try #require(Moment("2026-05-06T10:15:00Z"))
    let samoa = Now(moment: moment, zone: Zone(firstOffset: 14 * 3600))
    let baker = Now(moment: moment, zone: Zone(firstOffset: -12 * 3600))
    #expect(try read("today", samoa) == "2026-05-07")
    #expect(try read("today", baker) == "2026-05-05")
  }
}
