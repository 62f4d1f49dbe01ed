// What is held back and what is taken back, through kill -9: in the end each decision is there once or
// not at all, and the outbox says which.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct UndoTests {
    @Test func `A kill in the hold loses nothing, and leaving sends what was not taken back`()
      throws
    {
      // Given two tasks that are done, and held back when the program is killed
      let world = try World()
      try world.configure("", hold: 600)
      let tasks = try ["Call the harbour", "Moor the boat"].map { try world.addTask($0) }
      var vitty = try world.open()
      try vitty.see("  synced ")
      try world.waitForSweeps()
      for (place, task) in tasks.enumerated() {
        try vitty.show(task)
        try vitty.press("d")
        try vitty.see("· u takes it back")
        try vitty.see("out \(place + 1)")
      }
      try kill(vitty)
      #expect(world.server.hitCount(of: "PUT /resources/tasks") == 0)

      // When the program runs again, then both are still held, and one is taken back
      vitty = try world.open()
      try vitty.see("out 2")
      try vitty.press("g", "l")
      try vitty.see("WAITING  2")
      try vitty.seeLine("held", "Done", "Call the harbour")
      try vitty.press("u")
      try vitty.see("Taken back: complete task, Call the harbour · C-r")
      try vitty.seeLine("taken back", "Done", "Call the harbour")

      // When the user leaves, then the other one is sent, once.
      try world.leave(vitty)
      #expect(try !world.isDone(tasks[0]))
      #expect(try world.isDone(tasks[1]))
      #expect(world.server.hitCount(of: "PUT /resources/tasks") == 1)

      // And what was taken back can be done again tomorrow, or now.
      vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.press("g", "l")
      try vitty.seeLine("sent", "Done", "Moor the boat")
      try vitty.press("j", "C-r")
      try vitty.see("Done again: complete task, Call the harbour")
      try vitty.press("$")
      try eventually("the task on the server", screen: vitty.screen) {
        try world.isDone(tasks[0])
      }
    }

    @Test func `A kill in the middle of an undo ends with the task as it was`() throws {
      // Given a task that was done, and a server that is slow with what undoes it
      let world = try World()
      let task = try world.addTask("Call the harbour")
      var vitty = try world.open()
      try vitty.see("  synced ")
      try world.waitForSweeps()
      try vitty.show(task)
      try vitty.press("d")
      try eventually("the task on the server", screen: vitty.screen) { try world.isDone(task) }
      try vitty.seeNothingWaiting()
      let put = "PUT /resources/tasks"
      world.server.set(.fail(.slow(milliseconds: 600_000), matching: put, times: 1))

      // When it is taken back, and the program is killed before there is an answer
      try vitty.press("u")
      try vitty.see("Taken back: complete task, Call the harbour, and Vitally will be told")
      try eventually("the request", screen: vitty.screen) {
        world.server.hitCount(of: put) == 2
      }
      try kill(vitty)

      // Then the task is open in the end, and the outbox lists both.
      vitty = try world.open()
      try eventually("the open task", screen: vitty.screen) { try !world.isDone(task) }
      try vitty.seeNothingWaiting()
      try vitty.press("g", "l")
      try vitty.seeLine("sent", "Undo: done", "Call the harbour")
      try vitty.seeLine("undone", "Done", "Call the harbour")
      #expect(world.server.hitCount(of: put) <= 3)
    }

    @Test
    func `A kill in the middle of many changes, and of taking them back, ends with each made once`()
      throws
    {
      // Given twelve tasks that are done together, and a server that answers after a while
      let world = try World()
      let tasks = try (1...12).map { try world.addTask("Bulk \($0)") }
      var vitty = try world.open(width: 100, height: 30)
      try vitty.see("  synced ")
      try world.waitForSweeps()
      try vitty.press("g", "t")
      try vitty.mark(by: "bulk", count: 12)
      let put = "PUT /resources/tasks"
      world.server.set(.fail(.slow(milliseconds: 600), matching: put))
      let process = try vitty.processID()
      try vitty.press("d")
      try vitty.see("Done: 12 tasks")
      try vitty.press("Enter")

      // When the program is killed while some are made and others are on their way
      try eventually("some of the requests", screen: vitty.screen) {
        world.server.hitCount(of: put) >= 5
      }
      try kill(process)
      let before = try tasks.count { try world.isDone($0) }
      #expect(before < 12)
      world.server.clearScenarios()
      world.server.set(.fail(.status(503), matching: "GET /resources/tasks/"))

      // Then it is known after the start how far they are
      vitty = try world.open(width: 100, height: 30)
      try vitty.see("saved ")
      try vitty.see("/12 ")

      // And all of them are made in the end, none of them twice, and the outbox says so.
      world.server.clearScenarios()
      try vitty.press("$")
      try eventually("all tasks on the server", screen: vitty.screen) {
        try tasks.allSatisfy { try world.isDone($0) }
      }
      try vitty.seeNothingWaiting()
      for task in tasks { #expect(world.server.hitCount(of: "\(put)/\(task)") == 1) }
      try vitty.press("g", "l")
      try vitty.seeLine("sent", "Done: 12 tasks")

      // When all of that is taken back there, and the program is killed in the middle of it
      world.server.set(.fail(.slow(milliseconds: 300), matching: put))
      try vitty.press("u")
      try vitty.see("Taken back: ")
      try eventually("some of the requests", screen: vitty.screen) {
        world.server.hitCount(of: put) >= 12 + 5
      }
      try kill(vitty)
      #expect(try tasks.contains { try world.isDone($0) })
      world.server.clearScenarios()

      // Then all of them are open in the end, each of them made so once, and the outbox says so.
      vitty = try world.open(width: 100, height: 30)
      try eventually("all tasks open on the server", screen: vitty.screen) {
        try tasks.allSatisfy { try !world.isDone($0) }
      }
      try vitty.seeNothingWaiting()
      for task in tasks { #expect(world.server.hitCount(of: "\(put)/\(task)") == 2) }
      try vitty.press("g", "l")
      try vitty.seeLine("sent", "Undo: Done: 12 tasks")
      try vitty.seeLine("undone", "Done: 12 tasks")
    }

    private func kill(_ vitty: Tmux) throws { try kill(try vitty.processID()) }

    private func kill(_ process: Int32) throws {
      Foundation.kill(process, SIGKILL)
      try eventually("the end of the program") { !Shell.isRunning(process) }
    }
  }
}
