// A look around: every list, and a row on another size of screen.

import Testing

extension Journeys {
  @Suite struct BrowseTests {
    @Test func `Every resource has its list, by its letter`() throws {
      // Given the program, which starts with the accounts
      let world = try World()
      let vitty = try world.open()
      try vitty.see("Accounts  1/")
      try vitty.see("  synced ")

      // When the user closes the only screen, then the program asks, and a no keeps it.
      try vitty.press("q")
      try vitty.see("Quit vitty?")
      try vitty.press("n")
      try vitty.seeNot("Quit vitty?")

      // When the user presses g and a letter, then the list is there with its rows.
      for (letter, title) in Journeys.lists {
        try vitty.press("g", letter)
        try vitty.see(" \(title)  1/")
        try vitty.seeSelected(">")
      }

      // When the user goes back, then the list before is there.
      try vitty.press("<")
      try vitty.see(" Custom objects  1/")
    }

    @Test func `Another size of the terminal keeps the selected row`() throws {
      // Given a selected account
      let world = try World()
      try world.add("accounts", ["name": "Aardvark Shipping"])
      try world.add("accounts", ["name": "Abacus Logistics"])
      let vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.see("Accounts  1/")
      try vitty.press("j")
      try vitty.seeSelected("Abacus Logistics")

      // When the terminal becomes wide, then the list and the detail stand side by side.
      try vitty.resize(width: 120, height: 40)
      try vitty.see("│")
      try vitty.seeSelected("Abacus Logistics")

      // When it becomes as small as can be, then the list is still usable.
      try vitty.resize(width: 40, height: 12)
      try vitty.seeNot("│")
      try vitty.seeSelected("Abacus Logistics")
      try vitty.press("k")
      try vitty.seeSelected("Aardvark Shipping")

      // When it becomes too small, then it says so, and nothing is lost.
      try vitty.resize(width: 39, height: 11)
      try vitty.see("Too small: vitty needs 40x12")
      try vitty.resize(width: 80, height: 24)
      try vitty.seeSelected("Aardvark Shipping")
    }

    @Test func `With NO_COLOR there is no colour, and without it there is`() throws {
      let world = try World()
      func showsColor() throws -> Bool {
        let vitty = try world.open()
        try vitty.see("  synced ")
        let colors = /\e\[([0-9;]+;)?[349][0-7]m/
        return vitty.coloredScreen.contains(colors)
      }

      // Given no wish, then there is colour.
      #expect(try showsColor())

      // Given NO_COLOR, then there is none.
      world.set("NO_COLOR", "1")
      #expect(try !showsColor())
    }
  }
}
