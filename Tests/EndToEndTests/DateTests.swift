// Days and moments in two zones that lie on either side of the line where the day changes.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct DateTests {
    @Test(arguments: [
      ("Pacific/Auckland", "2026-03-01T01:30:00.000Z"),
      ("America/New_York", "2026-03-01T19:30:00.000Z"),
    ])
    func `A day stays the day, and a moment is the instant that the user means`(
      zone: String, instant: String
    ) throws {
      // Given a user in a zone, and a task and a note of another day
      let harbour = try Harbour()
      let world = harbour.world
      world.set("TZ", zone)
      let task = try harbour.addTask()
      let note = try harbour.addNote()
      world.server.edit("tasks", id: task, fields: #"{"dueDate": "2026-05-20"}"#)
      let vitty = try harbour.open(task)

      // When the user types a day, then the server holds that day, and so does the screen.
      try vitty.edit()
      try vitty.fill("Due", "2026-03-01")
      try vitty.save()
      try world.waitUntil(
        "tasks", task, holds: #"{"dueDate":"2026-03-01"}"#, screen: vitty.screen)
      try vitty.see("1 Mar")

      // When the user picks the next day in the calendar, then the server holds that.
      try vitty.edit()
      try vitty.reach("Due")
      try vitty.press("C-t")
      try vitty.see("March 2026")
      try vitty.press("Right", "Enter")
      try vitty.seeSelected("2026-03-02")
      try vitty.save()
      try world.waitUntil(
        "tasks", task, holds: #"{"dueDate":"2026-03-02"}"#, screen: vitty.screen)

      // When the user types a moment, then the server holds the instant of this zone.
      try vitty.show(note)
      try vitty.edit()
      try vitty.fill("Date", "2026-03-01 14:30")
      try vitty.save()
      try world.waitUntil(
        "notes", note, holds: #"{"noteDate":"\#(instant)"}"#, screen: vitty.screen)
      try vitty.see("1 Mar 14:30")
    }

    @Test(arguments: [
      (":America/New_York", "1 Mar 09:30"), ("/usr/share/zoneinfo/America/New_York", "1 Mar 09:30"),
      ("EST5EDT,M3.2.0,M11.1.0", "1 Mar 09:30"), ("UTC-3", "1 Mar 17:30"),
      ("<+0330>-3:30", "1 Mar 18:00"), ("Mars/Phobos", "1 Mar 14:30"),
    ])
    func `Every form of TZ is what POSIX says, and a zone that nobody knows is told`(
      zone: String, time: String
    ) throws {
      // Given a user who has set TZ in one of its forms, and a note of 14:30 in Greenwich
      let harbour = try Harbour()
      harbour.world.set("TZ", zone)
      let note = try harbour.addNote()

      // When the program starts, then it says what it can't make sense of.
      let vitty = try harbour.world.open(width: 120)
      try vitty.see("  synced ")
      if zone == "Mars/Phobos" { try vitty.see("TZ is “Mars/Phobos”") }

      // When the note is on screen, then its time is the user's.
      try harbour.world.waitForSweeps()
      try vitty.show(note)
      try vitty.see(time)
    }
  }
}
