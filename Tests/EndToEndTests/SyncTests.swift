// The sync screen of the running program, with a server that is slow.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct SyncTests {
    @Test func `A sync is watched, paused and resumed`() throws {
      // Given a server whose lists take a third of a second a page, and small pages
      let world = try World()
      try world.configure("[profiles.work]\npage_size = 5\n")
      let task = try world.addTask("Call the harbour")
      world.server.set(.fail(.slow(milliseconds: 300), matching: "GET /resources"))
      let vitty = try world.open()

      // When the user looks at the sync, then it says what is going on.
      try vitty.press("g", "y")
      try vitty.see("Fetching: ")
      try vitty.see("lists wait")
      try vitty.see("requests a minute: vitty ")

      // When the user pauses it, then nothing more is fetched after the page in flight.
      try vitty.press("p")
      try vitty.see("Paused until p or a restart")
      try vitty.see(" sync paused ")
      try world.waitForSweeps()
      let count = world.server.hitCount(of: "GET /resources/users")
      #expect(count < world.server.count("users") / 5)

      // When a task is done meanwhile, then that reaches the server.
      try vitty.press("g", "t")
      try vitty.seeSelected("Call the harbour")
      try vitty.press("d")
      try eventually("the task on the server", screen: vitty.screen) { try world.isDone(task) }
      #expect(world.server.hitCount(of: "GET /resources/users") == count)

      // When the user resumes the sync, then everything comes in.
      world.server.clearScenarios()
      try vitty.press("g", "y")
      try vitty.see("Paused until p or a restart")
      try vitty.press("p")
      try vitty.see("Everything has been fetched.")
      try vitty.seeNot(" sync paused ")
      #expect(world.server.hitCount(of: "GET /resources/users") > count)

      // When the user presses Enter, then the list is there.
      try vitty.press("Enter")
      try vitty.see("Accounts  1/")
    }
  }
}
