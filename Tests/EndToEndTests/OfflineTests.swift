// Without a server the work goes on: what was saved waits, and arrives in its order.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct OfflineTests {
    @Test func `Five edits wait for the server over a restart, and arrive in order`() throws {
      // Given a cache, and a server that has gone away
      let world = try World()
      try world.fillCache()
      world.stopServer()
      let vitty = try world.open()
      try vitty.press("g", "t")
      try vitty.see("Tasks  1/")

      // When the user renames one task three times, and between that another one twice
      for place in 1...5 {
        let isFirst = !place.isMultiple(of: 2)
        try vitty.press(isFirst ? "k" : "j")
        try vitty.see("Tasks  \(isFirst ? 1 : 2)/")
        try vitty.edit()
        try vitty.fill("Name", "Berth \(place)")
        try vitty.save()
        try vitty.seeSelected("~")
        try vitty.seeSelected("Berth \(place)")
        try vitty.see(" out \(place)  offline ")
      }

      // Then they are still there after a restart.
      try world.leave(vitty)
      let again = try world.open()
      try again.see(" out 5  offline ")
      try again.press("g", "t")
      try again.seeSelected("~")
      try again.seeSelected("Berth 5")

      // When the server is back, then all five arrive, those of each task in their order.
      try world.restartServer()
      try again.press("$")
      try again.seeNothingWaiting()
      try again.seeNot(" offline ")
      let updates = world.server.hits().filter { $0.method == "PUT" }
      #expect(updates.allSatisfy { $0.status == 200 })
      let names = Dictionary(grouping: updates, by: \.path).values.map { hits in
        hits.map { World.fields($0.body)?["name"] as? String }
      }
      #expect(Set(names) == [["Berth 1", "Berth 3", "Berth 5"], ["Berth 2", "Berth 4"]])
      for (path, hits) in Dictionary(grouping: updates, by: \.path) {
        let task = try world.record("tasks", String(path.split(separator: "/")[2]))
        #expect(
          task["name"] as? String == World.fields(hits[hits.count - 1].body)?["name"] as? String)
      }
    }

    @Test func `What could not be sent is said in the shell, however one leaves`() throws {
      // Given a server that has gone away, and a shell that starts the program twice
      let world = try World()
      _ = try world.addTask("Call the harbour")
      try world.fillCache()
      world.stopServer()
      let terminal = try world.shell(
        "\(World.program); \(World.program); exec cat", width: 110)
      try terminal.press("g", "t")
      try terminal.seeSelected("Call the harbour")

      // When a task is done, and the user leaves, then that is said, and so it is by a signal.
      try terminal.press("d")
      try terminal.see(" out 1  offline ")
      let shell = try terminal.processID()
      let first = try #require(Shell.child(of: shell))
      try terminal.press("Q")
      try eventually("the end of the first program") { !Shell.isRunning(first) }
      try terminal.see(" out 1  offline ")
      kill(try #require(Shell.child(of: shell)), SIGTERM)
      try terminal.see(
        """
        1 change could not be sent: Vitally is not reached. It is kept and goes out at the next start.
        1 change could not be sent: Vitally is not reached. It is kept and goes out at the next start.
        """)
    }

    @Test func `An edit of what is still being created waits for its id`() throws {
      // Given a cache, and a server that has gone away
      let world = try World()
      try world.fillCache()
      world.stopServer()
      let known = world.known("tasks")
      let vitty = try world.open()
      try vitty.see("Accounts  1/")

      // When the user adds a task and edits it twice before the server has seen it
      try vitty.press("a", "t")
      try vitty.see("New task")
      try vitty.fill("Name", "Call the harbour")
      try vitty.fill("Due", "2020-02-03")
      try vitty.save()
      try vitty.see("out 1")
      try vitty.press("g", "t")
      try vitty.seeSelected("Call the harbour")
      try vitty.edit()
      try vitty.fill("Name", "Visit the harbour")
      try vitty.save()
      try vitty.see("out 2")
      try vitty.edit()
      try vitty.fill("Tags", "crane")
      try vitty.save()
      try vitty.see("out 3")
      try vitty.seeSelected("Visit the harbour")

      // When the program is killed, starts again, and the server is back
      let process = try vitty.processID()
      kill(process, SIGKILL)
      try eventually("the end of the program") { !Shell.isRunning(process) }
      try world.restartServer()
      let again = try world.open()

      // Then there is one new task, with all that was typed, made by one create.
      let made = try world.waitForNew("tasks", since: known, screen: again.screen)
      try world.waitUntil(
        "tasks", made,
        holds: #"{"dueDate":"2020-02-03","name":"Visit the harbour","tags":["crane"]}"#,
        screen: again.screen)
      try again.seeNothingWaiting()
      #expect(world.known("tasks") == known.union([made]))
      #expect(world.bodies("POST /resources/tasks").count == 1)
      #expect(world.bodies("PUT /resources/tasks/\(made)").count == 2)
    }
  }
}
