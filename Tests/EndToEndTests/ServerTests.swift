// A server that is slow, away, or does not accept the key; pages of any size.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct ServerTests {
    @Test func `While the server is slow the cursor moves and Esc works`() throws {
      // Given a filled cache, and a server that takes five seconds for an answer
      let world = try World()
      try world.fillCache()
      world.server.set(.fail(.slow(milliseconds: 5000)))
      let vitty = try world.open()
      try vitty.see("Accounts  1/")
      try vitty.press("r")
      try vitty.see("loading more")

      // When the user presses j, then the cursor moves before the server has answered.
      try vitty.press("j")
      try eventually("the cursor on row 2", screen: vitty.screen) {
        let screen = vitty.screen
        return screen.contains("Accounts  2/") && screen.contains("loading more")
      }

      // When the user opens the account, then it is there, and Esc leaves it.
      try vitty.press("Enter")
      try vitty.see("[1 Brief]")
      try vitty.press("Escape")
      try vitty.seeNot("[1 Brief]")
      try vitty.see("Accounts  2/")

      // When the user leaves, then the program does not wait for the server.
      try world.leave(vitty)
    }

    @Test func `Without a server everything that was seen is there`() throws {
      // Given what the screens show while the server is up
      let world = try World()
      let rows = { (screen: String) in screen.split(separator: "\n").dropFirst().prefix(20) }
      let vitty = try world.open()
      try vitty.see("  synced ")
      try world.waitForSweeps()
      var seen: [String: String] = [:]
      for (letter, title) in Journeys.lists {
        try vitty.press("g", letter)
        try vitty.see(" \(title)  1/")
        try vitty.seeSelected(">")
        seen[letter] = vitty.screen
      }
      try world.leave(vitty)

      // When the server is down at the next start
      world.stopServer()
      let again = try world.open()
      try again.see("Accounts  1/")

      // Then each list has the same rows.
      for (letter, _) in Journeys.lists {
        try again.press("g", letter)
        let expected = rows(try #require(seen[letter]))
        try eventually("the rows of g\(letter)", screen: again.screen) {
          rows(again.screen) == expected
        }
      }

      // Then an account that was never opened shows what is known of it, and a note its text.
      try again.press("Enter")
      try again.see("[1 Brief]")
      try again.see("Health")
      try again.press("g", "n")
      try again.see(" Notes  1/")
      try again.seeSelected(">")
      try again.press("Enter")
      try again.see("> note:")
    }

    @Test func `With a key that is not accepted the cache is readable`() throws {
      // Given a cache that holds all but the notes, and a key that has been revoked
      let world = try World()
      world.server.set(.fail(.status(500), matching: "GET /resources/notes"))
      try world.fillCache()
      world.server.clearScenarios()
      world.server.set(.fail(.status(401)))

      // When the program starts, then the rows are there, and the screen says what to check.
      let vitty = try world.open()
      try vitty.see("Accounts  1/")
      try vitty.see("rejected the API key: check VITALLY_API_KEY")
      try vitty.press("j", "Enter")
      try vitty.see("[1 Brief]")
      try vitty.see("Health")
    }

    @Test(arguments: [1, 100])
    func `Pages of any size bring the whole workspace`(size: Int) throws {
      // Given a small workspace and a size of pages in config.toml
      let world = try World(accounts: 2, largeAccountUsers: 3)
      try world.configure("[profiles.work]\npage_size = \(size)\n")
      let users = world.server.count("users")

      // When the program has fetched everything
      let vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.press("g", "u")

      // Then all users are listed, and no page was of another size.
      try vitty.see("Users  1/\(users) ")
      try vitty.see("  synced ")
      let pages = world.server.hits().filter { $0.path == "/resources/users" }
      #expect(pages.count >= (size == 1 ? users : 1))
      #expect(
        pages.allSatisfy {
          $0.query.contains("limit=\(size)&") || $0.query.hasSuffix("limit=\(size)")
        })
    }

    @Test func `Two programs share a workspace`() throws {
      // Given two programs with one home
      let world = try World()
      let task = try world.addTask("Call the harbour")
      let first = try world.open()
      try first.press("g", "t")
      try first.seeSelected("Call the harbour")
      let second = try world.open()
      try second.press("g", "t")
      try second.seeSelected("Call the harbour")

      // When a task is done in the second one
      try second.press("d", "k")

      // Then it reaches the server, and both show it.
      try eventually("the task on the server", screen: second.screen) { try world.isDone(task) }
      try second.seeSelected("x Call the harbour")
      try first.press("r")
      try first.seeSelected("x Call the harbour")

      // When the first one has ended, then the second one goes on by itself.
      try world.leave(first)
      try second.press("d")
      try eventually("the open task on the server", screen: second.screen) {
        try !world.isDone(task)
      }
      try second.seeSelected("!  Call the harbour")
    }
  }
}
