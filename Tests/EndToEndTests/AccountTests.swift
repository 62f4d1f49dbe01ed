// One account and all that hangs on it.

import Testing

extension Journeys {
  @Suite struct AccountTests {
    @Test func `An account with 5,000 users opens, and its last user is reached`() throws {
      // Given an account with 5,000 users
      let world = try World(accounts: 12, largeAccountUsers: 5000)
      let vitty = try world.open(width: 96)
      try vitty.see("  synced ")
      try vitty.type(":open grandmeridian-0\r")

      // When the user opens its users and goes to the end
      try vitty.see("[1 Brief")
      try vitty.press("2")
      try vitty.see("  1/5,000 ")
      let first = vitty.selectedLine
      var last = first
      try vitty.press("G")
      try eventually("another row", screen: vitty.screen) {
        last = vitty.selectedLine
        return last.contains("@") && last != first
      }

      // Then the last user can be opened and left again.
      try vitty.press("Enter")
      try vitty.see("Users  5,000/5,000  > user:")
      try vitty.press("<")
      try vitty.seeSelected(String(last))
    }

    @Test func `A note is read, its account opened, and the same row come back to`() throws {
      // Given an account with notes, the second of which is long
      let world = try World()
      let account = try world.add("accounts", ["name": "Aardvark Shipping"])
      for day in 1...3 {
        try world.add(
          "notes",
          [
            "subject": "Harbour visit \(day)", "accountId": account,
            "noteDate": "2099-01-0\(4 - day)T10:00:00.000Z",
            "note": "<p>We spoke of <b>cranes</b>.</p><ul><li>Send the plan</li></ul>",
          ])
      }
      let vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.press("g", "n")
      try vitty.seeSelected("Harbour visit 1")

      // When the user opens the second one
      try vitty.press("j")
      try vitty.seeSelected("Harbour visit 2")
      try vitty.press("Enter")

      // Then it reads as text.
      try vitty.see("We spoke of cranes.")
      try vitty.see("Send the plan")

      // When the user opens its account, then that is shown.
      try vitty.press("Enter")
      try vitty.see("Aardvark Shipping")
      try vitty.press("Enter")
      try vitty.see(" account: Aardvark Shipping")

      // When the user goes back, then the same note is there, and behind it the same row.
      try vitty.press("<")
      try vitty.see("> note: Harbour visit 2")
      try vitty.press("q")
      try vitty.see("Notes  2/")
      try vitty.seeSelected("Harbour visit 2")
    }
  }
}
