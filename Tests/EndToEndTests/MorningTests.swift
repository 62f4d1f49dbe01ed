// A whole morning: Today, a customer, a note, tasks, many at once, and taking back.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct MorningTests {
    /// What is slow on a morning. A line to a terminal that is slow by 300 ms takes half of them each
    /// way.
    enum Delay: CaseIterable {
      case nothing
      case server
      case terminal
    }

    @Test(arguments: Delay.allCases)
    func `A morning goes by, whatever the server or the line to the terminal takes`(
      _ delay: Delay
    ) throws {
      // Given a user whose day begins with Today, and one late task
      let harbour = try Harbour()
      let world = harbour.world
      let task = try harbour.addTask()
      try world.configure("start = \"today\"\n\n[profiles.work]\nme = \"dana@vitty.example\"")
      try world.fillCache()
      if delay == .server { world.server.set(.fail(.slow(milliseconds: 300))) }
      let vitty = try world.open(
        width: 100, height: 30, lineDelay: delay == .terminal ? 150 : 0)
      try vitty.see("Today  ")

      // When the task gets another day
      try vitty.press("/")
      try vitty.type("call the harbour")
      try vitty.press("Enter")
      try vitty.see("1 open")
      try vitty.press("b", "m")
      try vitty.see("Due ")
      try vitty.press("F")

      // And its account is looked at, with its timeline
      try vitty.command("open Aardvark Shipping")
      try vitty.see(" account: Aardvark Shipping")
      try vitty.press("9")
      try vitty.see("Call the harbour")
      try vitty.press("1")

      // And a call is noted, and three tasks follow from it
      try vitty.press("a", "n")
      try vitty.see("New note")
      try vitty.type("They want a second crane")
      try vitty.press("C-s")
      try vitty.seeNot("New note")
      for name in ["Ask for the plan", "Send the quote", "Book the crane"] {
        try vitty.press("a", "t")
        try vitty.see("New task")
        try vitty.type("Crane: \(name)")
        try vitty.press("C-s")
        try vitty.seeNot("New task")
      }

      // And all tasks of the account get a day, which is taken back
      try vitty.press("4")
      try vitty.see("Crane: Book the crane")
      try vitty.mark(by: "crane", count: 3)
      try vitty.press("b", "w")
      try vitty.see(": 3 tasks")
      try vitty.press("Enter")
      try vitty.see("u takes it back")
      try vitty.press("u")

      // And renewals are looked at before leaving
      try vitty.press("g", "3")
      try vitty.see("renewals in 90 days")
      try eventually("all on the server", screen: vitty.screen) {
        let tasks = world.server.all("tasks").compactMap(World.fields)
        let new = tasks.filter { ($0["name"] as? String)?.hasPrefix("Crane: ") == true }
        let due = try world.record("tasks", task)["dueDate"] as? String
        return new.count == 3 && due?.hasPrefix("2026-03-01") == false
      }
      try vitty.seeNothingWaiting()
      try world.leave(vitty)

      // Then the server has each decision once, and nothing of what was taken back
      let notes = world.server.all("notes").compactMap(World.fields)
      #expect(notes.count { ($0["note"] as? String)?.contains("second crane") == true } == 1)
      let tasks = world.server.all("tasks").compactMap(World.fields)
      let new = tasks.filter { ($0["name"] as? String)?.hasPrefix("Crane: ") == true }
      #expect(new.count == 3)
      #expect(new.allSatisfy { ($0["dueDate"] as? String) == nil })
    }
  }
}
