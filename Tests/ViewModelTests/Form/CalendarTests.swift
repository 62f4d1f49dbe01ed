// The month from which a day is picked.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct CalendarTests {
  private func calendar(
    _ day: String, today: String = "2026-05-06", firstWeekday: Int = 1
  ) throws -> CalendarViewModel {
    CalendarViewModel(
      try #require(Day(day)), today: try #require(Day(today)), firstWeekday: firstWeekday)
  }

  @Test func `a month shows its name, its weekdays and the days around it`() throws {
    // Given May 2026, which begins on a Friday
    let calendar = try calendar("2026-05-20")
    // Then
    #expect(calendar.title == "May 2026")
    #expect(calendar.weekdays == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
    #expect(calendar.weeks.first?.map(\.iso).first == "2026-04-27")
    #expect(calendar.weeks.last?.map(\.iso).last == "2026-06-07")
    #expect(calendar.day.iso == "2026-05-20" && calendar.today.iso == "2026-05-06")
  }

  @Test(arguments: 1...7)
  func `a month is six weeks from the first day of the week that holds the 1st`(
    firstWeekday: Int
  ) throws {
    for number in -400...400 {
      // Given any day of two years
      let day = Day(number: 20_579 + number)
      let calendar = CalendarViewModel(day, today: day, firstWeekday: firstWeekday)
      let days = calendar.weeks.flatMap(\.self)
      // Then there are 42 days in a row, with every day of the month among them
      #expect(calendar.weeks.count == 6 && calendar.weeks.allSatisfy { $0.count == 7 })
      #expect(calendar.weeks.allSatisfy { $0.first?.weekday == firstWeekday })
      #expect(zip(days, days.dropFirst()).allSatisfy { $1.days(since: $0) == 1 })
      let (year, month, _) = day.components
      let inMonth = days.filter(calendar.isInMonth)
      #expect(inMonth.count == Day.length(ofMonth: month, in: year))
      #expect(calendar.weeks.first?.contains { $0.components.day == 1 } == true)
    }
  }

  @Test(arguments: [
    (7, ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]),
    (6, ["Sa", "Su", "Mo", "Tu", "We", "Th", "Fr"]),
  ])
  func `weekdays begin with the first day of the week`(firstWeekday: Int, weekdays: [String]) throws
  {
    #expect(try calendar("2026-05-20", firstWeekday: firstWeekday).weekdays == weekdays)
  }

  @Test(arguments: [
    ("2026-05-31", 1, "2026-06-01"), ("2026-05-01", -1, "2026-04-30"),
    ("2026-12-28", 7, "2027-01-04"), ("2028-02-28", 1, "2028-02-29"),
    ("2026-05-06", 0, "2026-05-06"),
    ("2200-12-31", 1, "2200-12-31"), ("1900-01-05", -7, "1900-01-01"),
  ])
  func `days move into the next month, not out of the years that can be entered`(
    day: String, days: Int, moved: String
  ) throws {
    var calendar = try calendar(day)
    calendar.move(days: days)
    #expect(calendar.day.iso == moved)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
    ("2026-03-31", -1, "2026-02-28"), ("2026-12-31", 1, "2027-01-31"),
    ("2026-01-15", -1, "2025-12-15"), ("2028-02-29", 12, "2029-02-28"),
    ("2026-05-06", -24, "2024-05-06"), ("2200-12-15", 1, "2200-12-31"),
    ("1900-01-15", -12, "1900-01-01"),
  ])
  func `months keep the day as far as the month is long`(
    day: String, months: Int, moved: String
  ) throws {
    var calendar = try calendar(day)
    calendar.move(months: months)
    #expect(calendar.day.iso == moved)
  }

  @Test func `a day that can't be entered opens the nearest one that can`() throws {
    #expect(try calendar("1600-02-03").day.iso == "1900-01-01")
    #expect(try calendar("3000-02-03").day.iso == "2200-12-31")
  }

  @Test func `a day of the same month in another year is not in the month`() throws {
    let calendar = try calendar("2026-05-20")
    #expect(calendar.isInMonth(try #require(Day("2026-05-31"))))
    #expect(!calendar.isInMonth(try #require(Day("2025-05-20"))))
    #expect(!calendar.isInMonth(try #require(Day("2026-06-01"))))
  }
}
