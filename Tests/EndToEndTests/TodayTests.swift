// Today as the first screen: what is late, what was done, and which accounts need attention.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct TodayTests {
    @Test func `The day begins with what is late, and says why an account needs attention`() throws
    {
      // Given a user with a task that is late, and an account in danger
      let harbour = try Harbour()
      let world = harbour.world
      let task = try harbour.addTask()
      _ = try world.add(
        "accounts",
        [
          "name": "Aardvark Docks", "csmId": try harbour.admin("Dana Levi"), "healthScore": 2.1,
          "nextRenewalDate": "2026-01-05",
        ])
      try world.configure(
        """
        start = "today"

        [profiles.work]
        me = "dana@vitty.example"
        """)
      try """
      overdue = 500
      """.write(
        toFile: world.home + "/config/vitty/weights.toml", atomically: true, encoding: .utf8)

      // When the program starts, then this is the first screen, with both
      let vitty = try world.open(width: 100, height: 40)
      try vitty.see("Today  ")
      try vitty.see("Overdue · ")
      try vitty.seeNot("everyone’s")
      try vitty.see("  synced ")
      try vitty.seeLine("d late", "Call the harbour", "Aardvark Shipping")
      try vitty.press("/")
      try vitty.type("aardvark docks")
      try vitty.press("Enter")
      try vitty.see("Needs attention · 1")
      try vitty.seeLine("renewal ", "past, health 2.1", "Aardvark Docks")

      // When the user asks why the task stands where it does, then the sum names the weight
      // (which is found by its customer as well)
      try vitty.press("F", "/")
      try vitty.type("aardvark call")
      try vitty.press("Enter")
      try vitty.see("Overdue · 1 ")
      try vitty.press("!")
      try vitty.see("500 of 500")
      try vitty.see("overdue = 500")
      try vitty.press("Escape")

      // When it is done, then it stays in sight, ticked, and the server has it
      try vitty.press("d")
      try vitty.seeLine("x done", "Call the harbour")
      try vitty.see("Overdue · 1 done")
      try vitty.see("0 open · 1 done")
      try vitty.press("$")
      try eventually("the task on the server", screen: vitty.screen) { try world.isDone(task) }
    }
  }
}
