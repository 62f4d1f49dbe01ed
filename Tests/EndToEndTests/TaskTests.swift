// A task is done, reopened, and refused.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct TaskTests {
    @Test func `A task that is done reaches the server, with a tag of somebody else's`() throws {
      // Given a task on screen, to which somebody has added a tag meanwhile
      let world = try World()
      let task = try world.addTask("Call the harbour", tags: ["urgent"])
      let vitty = try world.open()
      try vitty.press("g", "t")
      try vitty.seeSelected("Call the harbour")
      try world.waitForSweeps()
      world.server.edit("tasks", id: task, fields: #"{"tags": ["urgent", "crane"]}"#)

      // When the user marks it as done
      try vitty.press("d", "k")

      // Then the screen says so, and the server holds it, with both tags.
      try vitty.seeSelected("x Call the harbour")
      try eventually("the task on the server", screen: vitty.screen) { try world.isDone(task) }
      #expect(try world.record("tasks", task)["tags"] as? [String] == ["urgent", "crane"])

      // When the user marks it again, then it is open again, with both tags.
      try vitty.press("d")
      try vitty.seeSelected("!  Call the harbour")
      try eventually("the open task on the server", screen: vitty.screen) {
        try !world.isDone(task)
      }
      #expect(try world.record("tasks", task)["tags"] as? [String] == ["urgent", "crane"])
    }

    @Test func `A change that the server refuses is said to be not saved, and made again`() throws {
      // Given a server that refuses the next update
      let world = try World()
      let task = try world.addTask("Call the harbour")
      let vitty = try world.open()
      try vitty.press("g", "t")
      try vitty.seeSelected("Call the harbour")
      world.server.set(.fail(.objectForm, matching: "PUT /resources/tasks", times: 1))

      // When the user marks a task as done
      try vitty.press("d", "k")

      // Then the screen says that this is not saved, with the server's words.
      try vitty.see("Not saved: ")
      try vitty.see("1 not saved")
      try vitty.seeSelected("X!  Call the harbour")
      try vitty.press("g", "m")
      try vitty.see("Messages")
      try vitty.see("must be string")
      try vitty.press("q")

      // When the user marks it again, then it is saved, and nothing needs attention any more.
      try vitty.press("d", "k")
      try vitty.seeSelected("x Call the harbour")
      try vitty.seeNot("1 not saved")
      try eventually("the task on the server", screen: vitty.screen) { try world.isDone(task) }
    }

    @Test func `A change survives kill -9 without a server, and arrives exactly once`() throws {
      // Given a cached task, and a server that has gone away
      let world = try World()
      let sample = try #require(try world.server.ids("tasks").first { try !world.isDone($0) })
      let vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.command("open " + sample)
      try vitty.see(" task: ")
      try world.waitForSweeps()
      world.stopServer()

      // When the user marks it as done and the program is killed
      try vitty.press("d")
      try vitty.see("Not yet on the server")
      let process = try vitty.processID()
      kill(process, SIGKILL)
      try eventually("the end of the program") { !Shell.isRunning(process) }

      // Then the change arrives once the server is back and the program runs again, and only once.
      try world.restartServer()
      let again = try world.open()
      try eventually("the task on the server", screen: again.screen) { try world.isDone(sample) }
      try world.waitForSweeps()
      #expect(world.server.hitCount(of: "PUT /resources/tasks/" + sample) == 1)
    }
  }
}
