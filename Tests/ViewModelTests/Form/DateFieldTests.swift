// Days and moments in a form, in places far from Greenwich.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct DateFieldTests {
  /// Summer time begins on 27 September 2026 in Auckland and ends on 1 November in New York.
  static let auckland = zone(12 * 3600, (13 * 3600, "2026-09-26T14:00:00Z"))
  static let newYork = zone(-4 * 3600, (-5 * 3600, "2026-11-01T06:00:00Z"))

  static func zone(_ first: Int, _ later: (offset: Int, start: String)) -> Zone {
    let start = Moment(later.start) ?? Moment(milliseconds: 0)
    return Zone(firstOffset: first, periods: [Zone.Period(start: start, offset: later.offset)])
  }

  static func now(in zone: Zone) -> Now { Now(moment: Given.now.moment, zone: zone) }

  static func task(_ due: JSONValue) -> Record {
    Given.record(.task, "t1", ["name": "Call", "dueDate": due, "tags": []])
  }

  static func note(_ date: JSONValue) -> Record {
    Given.record(.note, "n1", ["subject": "Call", "note": "<p>x</p>", "noteDate": date])
  }

  @Test(arguments: [Zone.utc, auckland, newYork])
  func `a day is the same day everywhere`(zone: Zone) throws {
    var program = Answering.editing(Self.task("2026-03-01"), now: Self.now(in: zone))
    #expect(try program.shown("dueDate") == "2026-03-01")
    try program.enter("2026-3-2", in: "dueDate")
    let change = try program.save()
    #expect(change.fields == ["dueDate": "2026-03-02"])
    #expect(change.base == ["dueDate": "2026-03-01"])
  }

  @Test(arguments: [(auckland, "2026-11-25"), (newYork, "2026-11-24")] as [(Zone, JSONValue)])
  func `tomorrow is that of the place`(zone: Zone, day: JSONValue) throws {
    // Given half past four in the afternoon of the 23rd in New York, the 24th in Auckland
    let now = Now(moment: try #require(Moment("2026-11-23T21:30:00Z")), zone: zone)
    var program = Answering.editing(Self.task(.null), now: now)
    try program.enter("tomorrow", in: "dueDate")
    #expect(try program.save().fields == ["dueDate": day])
  }

  @Test(
    arguments: [
      "2026-03-01T00:00:00.000Z", "2026-03-01T23:59:59+13:00", "2026-03-01",
    ] as [JSONValue])
  func `a day keeps the form in which it came`(due: JSONValue) throws {
    var program = Answering.editing(Self.task(due), now: Self.now(in: Self.newYork))
    #expect(try program.shown("dueDate") == "2026-03-01")
    try program.enter("Visit", in: "name")
    #expect(try program.save().fields == ["name": "Visit"])
  }

  @Test func `a date alone is a day also where a time is asked for`() throws {
    let program = Answering.editing(Self.note("2026-03-01"), now: Self.now(in: Self.newYork))
    #expect(try program.shown("noteDate") == "2026-03-01")
  }

  @Test func `a day can be emptied`() throws {
    var program = Answering.editing(Self.task("2026-03-01"))
    try program.enter("", in: "dueDate")
    let change = try program.save()
    #expect(change.fields == ["dueDate": .null] && change.base == ["dueDate": "2026-03-01"])
  }

  @Test func `a bad day is said when the field is left, not while it is typed`() throws {
    var program = Answering.editing(Self.task(.null))
    try program.enter("2026-02-3", in: "dueDate")
    program.type("0")
    #expect(try program.problem("dueDate") == nil)
    #expect(program.willSend.last == "Due (empty) → (fix the value above)")
    program.run(.form(.next))
    #expect(try program.problem("dueDate")?.hasPrefix("not a date: February 2026 has 28") == true)
    program.run(.form(.previous))
    program.run(.editor(.deleteBackward))
    #expect(try program.problem("dueDate") == nil)
  }

  @Test func `a day from the calendar`() throws {
    var program = Answering.editing(Self.task("2026-03-01"))
    try program.go(to: "dueDate")
    program.run(.form(.pick))
    guard case .calendar(let calendar)? = program.app.overlay else {
      Issue.record("no calendar")
      return
    }
    #expect(calendar.day.iso == "2026-03-01")
    program.run(.move(.down))
    program.run(.editor(.right))
    program.run(.dialog(.accept))
    #expect(try program.shown("dueDate") == "2026-03-09")
    #expect(try program.save().fields == ["dueDate": "2026-03-09"])
  }

  @Test(
    arguments: [
      (auckland, "2026-11-24 22:02", "2026-11-23T20:30:00.000Z"),
      (newYork, "2026-11-24 04:02", "2026-11-24T14:30:00.000Z"),
    ] as [(Zone, String, JSONValue)])
  func `a moment is shown in local time and sent as the right instant`(
    zone: Zone, shown: String, sent: JSONValue
  ) throws {
    var program = Answering.editing(
      Self.note("2026-11-24T09:02:33.123Z"), now: Self.now(in: zone))
    #expect(try program.shown("noteDate") == shown)
    try program.enter("2026-11-24 9:30", in: "noteDate")
    let change = try program.save()
    #expect(change.fields == ["noteDate": sent])
    #expect(change.base == ["noteDate": "2026-11-24T09:02:33.123Z"])
  }

  @Test func `summer time counts on the day that is typed`() throws {
    var program = Answering.editing(Self.note(.null), now: Self.now(in: Self.newYork))
    try program.enter("2026-10-31 9:00", in: "noteDate")
    #expect(try program.save().fields == ["noteDate": "2026-10-31T13:00:00.000Z"])
  }

  @Test(arguments: ["2026-11-24T09:02:33.123Z", 1_795_510_953_123, 1_795_510_953] as [JSONValue])
  func `seconds and the form of a moment are kept where it is not touched`(
    date: JSONValue
  ) throws {
    var program = Answering.editing(Self.note(date))
    #expect(try program.shown("noteDate") == "2026-11-24 09:02")
    try program.go(to: "noteDate")
    program.append("0")
    program.run(.editor(.deleteBackward))
    try program.enter("Visit", in: "subject")
    #expect(try program.save().fields == ["subject": "Visit"])
  }

  @Test(
    arguments: [
      (1_795_510_953_123, 1_795_510_800_000), (1_795_510_953, 1_795_510_800),
    ] as [(JSONValue, JSONValue)])
  func `a moment in numbers is sent in numbers`(old: JSONValue, new: JSONValue) throws {
    var program = Answering.editing(Self.note(old))
    try program.enter("2026-11-24 9:00", in: "noteDate")
    #expect(try program.save().fields == ["noteDate": new])
  }

  @Test func `the date of a note can't be emptied once it is set`() throws {
    var program = Answering.editing(Self.note("2026-11-24T09:02:33.123Z"))
    try program.enter("", in: "noteDate")
    program.run(.form(.next))
    #expect(try program.problem("noteDate") == "required")
    program.run(.form(.save))
    #expect(program.submitted.isEmpty)
  }

  @Test func `a time without a day, or with nonsense behind, is told from a moment`() throws {
    var program = Answering.editing(Self.note(.null))
    try program.enter("2026-11-24 25:00", in: "noteDate")
    program.run(.form(.save))
    #expect(try program.problem("noteDate") != nil)
    #expect(program.app.form?.focusedRow?.path == "noteDate")
    try program.enter("9:30", in: "noteDate")
    #expect(try program.problem("noteDate") == nil)
    #expect(try program.save().fields == ["noteDate": "2026-11-24T09:30:00.000Z"])
  }

  @Test func `a day from the calendar leaves the time of day alone`() throws {
    var program = Answering.editing(
      Self.note("2026-11-24T09:02:33.123Z"), now: Self.now(in: Self.auckland))
    try program.go(to: "noteDate")
    program.run(.form(.pick))
    program.run(.editor(.left))
    program.run(.dialog(.accept))
    #expect(try program.shown("noteDate") == "2026-11-23 22:02")
  }
}
