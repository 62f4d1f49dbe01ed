// One field is edited: of one record, or down the list as fast as the keys arrive.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct ColumnTests {
    @Test func `Twenty values typed down a column each reach their own record`() throws {
      // Given twenty tasks, one below the other
      let harbour = try Harbour()
      let world = harbour.world
      var tasks: [String] = []
      for place in 0..<20 {
        let due = "2020-02-\(place < 9 ? "0" : "")\(place + 1)"
        tasks.append(
          try world.add(
            "tasks", ["name": "Berth \(place)", "dueDate": due, "accountId": harbour.account]))
      }
      let vitty = try world.open(height: 40)
      try vitty.see("  synced ")
      try vitty.press("g", "t")
      try vitty.seeSelected("Berth 0")
      try world.waitForSweeps()

      // When the user picks the name as column and types without looking
      try vitty.press("M")
      try vitty.see("│> ")
      try vitty.type("name")
      try vitty.see("│> Name")
      try vitty.press("Enter")
      try vitty.see("goes down")
      for place in 0..<20 {
        try vitty.press("End", "C-u")
        try vitty.type("Quay \(place)\r")
      }
      try vitty.press("Escape")

      // Then each value is at its own record, sent once.
      for (place, task) in tasks.enumerated() {
        try world.waitUntil(
          "tasks", task, holds: #"{"name":"Quay \#(place)"}"#, screen: vitty.screen)
      }
      try vitty.seeNothingWaiting()
      for task in tasks { #expect(world.bodies("PUT /resources/tasks/\(task)").count == 1) }
      try vitty.seeNot("not saved")
    }

    @Test func `One field is set without the form`() throws {
      // Given a task on screen
      let harbour = try Harbour()
      let (world, task) = (harbour.world, try harbour.addTask())
      let vitty = try harbour.open(task)

      // When the user picks the field and types another value
      try vitty.press("m")
      try vitty.see("│> ")
      try vitty.type("due")
      try vitty.see("│> Due")
      try vitty.press("Enter")
      try vitty.see("│>  Due")
      try vitty.press("End", "C-u")
      try vitty.type("2026-03-02\r")

      // Then the server holds it, and was sent nothing but this and the tag.
      try world.waitUntil(
        "tasks", task, holds: #"{"dueDate":"2026-03-02"}"#, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/tasks/\(task)") == [
          #"{"dueDate":"2026-03-02","tags":["crane"]}"#
        ])
    }
  }
}
