// A morning's tasks, decided by single keys, and a change of many at once.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct TriageTests {
    @Test func `Fifty tasks are decided with at most three keys each, and a sentence sums them up`()
      throws
    {
      // Given fifty late tasks of the user, alone on screen in Today
      let harbour = try Harbour()
      let world = harbour.world
      let dana = try harbour.admin("Dana Levi")
      let mirja = try harbour.admin("Mirja Kallio")
      let tasks = try (1...50).map { number in
        try world.add(
          "tasks",
          [
            "name": "Triage \(number < 10 ? "0" : "")\(number)", "dueDate": "2026-01-05",
            "accountId": harbour.account, "assignedToId": dana,
          ])
      }
      try world.configure("[profiles.work]\nme = \"dana@vitty.example\"")
      let vitty = try world.open(width: 100, height: 40)
      try vitty.see("  synced ")
      try world.waitForSweeps()
      try vitty.press("g", "i", "/")
      try vitty.type("triage")
      try vitty.press("Enter")
      try vitty.see("50 open")
      var keys = 0
      func press(_ all: String..., times: Int) throws {
        for _ in 1...times {
          for key in all { try vitty.press(key) }
          keys += all.count
        }
      }

      // When twenty are done, fifteen get another day, ten another person, and five a note
      try press("d", times: 20)
      try vitty.see("20 done")
      try press("b", "3", times: 15)
      for _ in 1...10 {
        try press("@", times: 1)
        try vitty.see("Assignee of Triage")
        try vitty.type("mirja")
        try vitty.see("> Mirja Kallio")
        try press("Enter", times: 1)
        try vitty.see("Assigned to Mirja Kallio")
      }
      for number in 1...5 {
        try press("a", "d", times: 1)
        try vitty.see("New note")
        try vitty.type("Spoke about it, \(number)")
        try press("C-s", times: 1)
        try vitty.see("\(20 + number) done")
        try vitty.seeNot("New note")
      }

      // Then that took at most three keys for each beside the text
      #expect(keys <= 3 * 50)

      // And leaving sums it up
      try vitty.press("q")
      try vitty.see(
        "20 done, 15 moved to another day, 10 assigned, 5 noted and done.")

      // And the server has each decision
      try eventually("all decisions on the server", screen: vitty.screen) {
        let records = try tasks.map { try world.record("tasks", $0) }
        let done = records.count { $0["completedAt"] is String }
        let moved = records.count { ($0["dueDate"] as? String)?.hasPrefix("2026-01-05") == false }
        let assigned = records.count { $0["assignedToId"] as? String == mirja }
        return done == 25 && moved == 15 && assigned == 10
      }
      let notes = world.server.all("notes").compactMap(World.fields)
      #expect(notes.count { ($0["note"] as? String)?.contains("Spoke about it") == true } == 5)
    }

    @Test func `Many tasks are changed as one and taken back, and refused ones stay marked`()
      throws
    {
      // Given four tasks that nobody else has, marked by a filter
      let world = try World()
      let tasks = try (1...4).map { number in
        try world.add("tasks", ["name": "Bulk \(number)", "dueDate": "2020-01-0\(number)"])
      }
      let vitty = try world.open(width: 100, height: 30)
      try vitty.see("  synced ")
      try world.waitForSweeps()
      try vitty.press("g", "t")
      try vitty.mark(by: "bulk", count: 4)

      // When their due day is moved
      try vitty.press("b", "/")
      try vitty.type("2027-05-05")
      try vitty.press("Enter")

      // Then it is shown before it is done, and one of them is left out
      try vitty.see("Due Wed 5 May 2027: 4 tasks")
      try vitty.see("8 requests")
      try vitty.press("Space", "Enter")
      try vitty.seeNot("4 marked")
      try eventually("three tasks on the server", screen: vitty.screen) {
        try tasks.count {
          (try world.record("tasks", $0)["dueDate"] as? String)?.hasPrefix("2027-05-05") == true
        } == 3
      }

      // When that is taken back with one key, then all are as they were
      try vitty.press("u")
      try eventually("no such task on the server", screen: vitty.screen) {
        try tasks.allSatisfy {
          (try world.record("tasks", $0)["dueDate"] as? String)?.hasPrefix("2020-01-0") == true
        }
      }

      // When the server refuses one of many, then that one stays marked
      try vitty.mark(by: "bulk", count: 4)
      world.server.set(.fail(.objectForm, matching: "PUT /resources/tasks/\(tasks[2])"))
      try vitty.press("d")
      try vitty.see("Done: 4 tasks")
      try vitty.press("Enter")
      try vitty.see("1 of 4 tasks refused")
      try vitty.see("1 marked")
      #expect(try tasks.count { try world.isDone($0) } == 3)
    }

    @Test func `A change of many is paused, goes on, and is stopped in the middle`() throws {
      // Given four tasks that get another day, two of which can't be read just now
      let world = try World()
      let tasks = try (1...4).map { try world.addTask("Bulk \($0)") }
      let vitty = try world.open(width: 100, height: 30)
      try vitty.see("  synced ")
      try world.waitForSweeps()
      try vitty.press("g", "t")
      func changeAll(to day: String, saying words: String) throws {
        for task in tasks[2...] {
          world.server.set(.fail(.status(503), matching: "GET /resources/tasks/\(task)"))
        }
        try vitty.mark(by: "bulk", count: 4)
        try vitty.press("b", "/")
        try vitty.type(day)
        try vitty.press("Enter")
        try vitty.see("\(words): 4 tasks")
        try vitty.press("Enter")
        try vitty.see("saved 2/4")
        try vitty.press("g", "l")
        try vitty.seeSelected("\(words): 4 tasks")
      }
      func count(dueOn day: String) throws -> Int {
        try tasks.count {
          (try world.record("tasks", $0)["dueDate"] as? String)?.hasPrefix(day) == true
        }
      }
      try changeAll(to: "2027-05-05", saying: "Due Wed 5 May 2027")

      // When what is left is paused, then it is not sent though it could be
      try vitty.press("p")
      try vitty.see("paused 2/4")
      world.server.clearScenarios()
      try vitty.press("$")
      try vitty.see("Nothing is sent: all 2 changes are paused")
      #expect(try count(dueOn: "2027-05-05") == 2)

      // When it goes on, then it ends
      try vitty.press("p", "$")
      try eventually("all on the server", screen: vitty.screen) {
        try count(dueOn: "2027-05-05") == 4
      }

      // When another one is stopped in the middle, then that says what becomes of which
      try vitty.press("q")
      try changeAll(to: "2027-06-06", saying: "Due Sun 6 Jun 2027")
      try vitty.press("x")
      try vitty.see("hrow away")
      try vitty.press("y")
      try vitty.seeNot("saved 2/4")
      world.server.clearScenarios()
      try vitty.press("$")
      try vitty.see("Nothing is waiting to be sent.")
      #expect(try count(dueOn: "2027-06-06") == 2)
      #expect(try count(dueOn: "2027-05-05") == 2)
    }

    @Test func `Tasks are put aside and come back, and are marked by a range, all and the others`()
      throws
    {
      // Given four late tasks of the user, and one of somebody else
      let world = try World()
      let admins = world.server.all("admins").compactMap(World.fields)
      func admin(_ name: String) throws -> String {
        try #require(admins.first { $0["name"] as? String == name }?["id"] as? String)
      }
      let owners = try Array(repeating: admin("Dana Levi"), count: 4) + [admin("Mirja Kallio")]
      let tasks = try owners.enumerated().map { number, owner in
        try world.add(
          "tasks",
          [
            "name": "Quay \(number + 1)", "dueDate": "2020-01-0\(number + 1)",
            "assignedToId": owner,
          ])
      }
      try world.configure("[profiles.work]\nme = \"dana@vitty.example\"")
      let vitty = try world.open(width: 100, height: 30)
      try vitty.see("  synced ")
      try world.waitForSweeps()
      try vitty.press("g", "t", "/")
      try vitty.type("quay")
      try vitty.press("Enter")
      try vitty.see("Tasks  1/5")
      try vitty.press("z", "m")
      try vitty.see("Tasks  1/4")

      // When one is put aside until tomorrow and one until it changes, then both are out of the way
      try vitty.press("w", "1")
      try vitty.see("Out of your way until tomorrow: Quay 1")
      try vitty.see("Tasks  1/3")
      try vitty.press("w", "r")
      try vitty.see("Out of your way until it changes: Quay 2")
      try vitty.see("Tasks  1/2")
      try vitty.press("g", "w")
      try vitty.seeLine("Quay 1")
      try vitty.seeLine("Quay 2")
      try vitty.seeNot("Quay 3")

      // When one of them is wanted again, and somebody changes the other, then both are back
      try vitty.press("g", "g")
      try vitty.seeSelected("Quay 1")
      try vitty.press("w", "0")
      try vitty.see("No longer waiting: Quay 1")
      world.server.edit("tasks", id: tasks[1], fields: #"{"description": "Now!"}"#)
      try vitty.press("q", "r")
      try eventually("four tasks", screen: vitty.screen) { vitty.header.contains("/4") }

      // When three are marked as a range, then the other one is what is not marked, and all are all
      try vitty.press("g", "g", "v", "j", "j", "v")
      try vitty.see("3 marked")
      try vitty.press("z", "i")
      try vitty.see("1 marked")
      try vitty.press("*")
      try vitty.see("4 marked")

      // When they get a tag, then the server has it on these
      try vitty.press("#")
      try vitty.see("tags (+new -old +")
      try vitty.type("+crane")
      try vitty.press("Enter")
      try vitty.see("Tags +crane: 4 tasks")
      try vitty.press("Enter")
      try eventually("the tag on four tasks", screen: vitty.screen) {
        let tags = try tasks.map { try world.record("tasks", $0)["tags"] as? [String] ?? [] }
        return tags == Array(repeating: ["crane"], count: 4) + [[]]
      }

      // And everyone's are listed again
      try vitty.press("z", "m")
      try eventually("five tasks", screen: vitty.screen) { vitty.header.contains("/5") }
    }
  }
}
