// One key leads to any record, list or command by a few letters of its name.

import Testing

extension Journeys {
  @Suite struct JumpTests {
    @Test func `a few letters lead to a record, and back; a command runs by its name`() throws {
      // Given a record of another list than the one on screen
      let world = try World()
      let account = try world.add("accounts", ["name": "Sørmann Rederi"])
      try world.add("tasks", ["name": "Harbour visit before winter", "accountId": account])
      let vitty = try world.open()
      try vitty.see("  synced ")
      try world.waitForSweeps()

      // When the user jumps by words in another order
      try vitty.press("C-p")
      try vitty.see("type a name, an email, an ID or a command")
      try vitty.type("winter harb")
      try vitty.seeLine("> task", "Harbour visit before winter", "Sørmann Rederi")
      try vitty.press("Enter")

      // Then the record is open, and going back leads to the list
      try vitty.see(" task: Harbour visit")
      try vitty.press("q")
      try vitty.see(" Accounts  ")

      // And it stands first from now on
      try vitty.press("C-p")
      try vitty.seeLine("> task", "Harbour visit before winter")

      // When letters that stand apart are typed, and Tab
      try vitty.type("smnrdr")
      try vitty.seeLine("> account", "Sørmann Rederi")
      try vitty.press("Tab")

      // Then the list has the record selected
      try vitty.seeLine(">", "Sørmann Rederi")

      // When a command is typed, it runs there
      try vitty.press("C-p")
      try vitty.type("outbox")
      try vitty.seeLine("> screen", "outbox", "gl")
      try vitty.press("Enter")
      try vitty.see(" Outbox")
    }
  }
}
