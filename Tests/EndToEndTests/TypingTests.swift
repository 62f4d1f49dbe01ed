// Where one types, nothing that a terminal sends acts on the list below.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct TypingTests {
    /// What may come while one types, in hexadecimal: Alt with d, Q, b and Backspace, and Ctrl with
    /// Alt and d; the mouse in three encodings; answers of a terminal; keys that are let go.
    static let strays = [
      "1b 64", "1b 51", "1b 62", "1b 7f", "1b 04", "1b 5b 31 3b 33 44",
      "1b 5b 4d 20 64 51", "1b 5b 3c 30 3b 36 38 3b 31 30 4d", "1b 5b 33 32 3b 36 38 3b 31 30 4d",
      "1b 5d 31 31 3b 72 67 62 3a 64 64 2f 51 51 1b 5c", "1b 50 3e 7c 64 51 64 1b 5c",
      "1b 5f 47 64 51 1b 5c", "1b 5b 31 30 30 3b 31 3a 33 75", "1b 5b 49", "1b 5b 4f",
    ]

    @Test(arguments: ["e", "m", "M", "/", ":"])
    func `Strays do nothing to the list below a text`(opening: String) throws {
      // Given the cursor in a text over the list of tasks, with two words in it
      let world = try World()
      let task = try world.addTask("Call the harbour")
      let vitty = try world.open()
      try vitty.press("g", "t")
      try vitty.seeSelected("Call the harbour")
      try world.waitForSweeps()
      try vitty.press(opening)
      if ["m", "M"].contains(opening) { try vitty.see("type to narrow") }
      try vitty.type("nam zq")
      try vitty.see("nam zq")

      // When all of them come
      for stray in Self.strays {
        try vitty.send(bytes: stray)
        // Each as a press of its own.
        try vitty.type("y")
        try eventually("the letter after \(stray)", screen: vitty.screen) {
          vitty.screen.contains("y")
        }
      }

      // Then the text is still there to be typed into, and nothing was sent
      try vitty.press("End")
      try vitty.type("END")
      try vitty.see("END")
      #expect(try !world.isDone(task))
      #expect(!world.server.hits().contains { $0.method != "GET" })
    }

    @Test func `In a list the mouse and the terminal do nothing, and Alt is Esc`() throws {
      // Given the list of tasks, narrowed
      let world = try World()
      let task = try world.addTask("Call the harbour")
      let vitty = try world.open()
      try vitty.press("g", "t")
      try vitty.seeSelected("Call the harbour")
      try vitty.press("/")
      try vitty.type("harb")
      try vitty.press("Enter")
      try vitty.see("[harb]")

      // When all come that are no keys
      for stray in Self.strays.dropFirst(6) { try vitty.send(bytes: stray) }
      // Then nothing happens
      try vitty.type("zz")
      try vitty.see("[harb]")

      // When Esc and d come together, then the filter goes, and no task is done
      try vitty.send(bytes: "1b 64")
      try vitty.seeNot("[harb]")
      try vitty.seeSelected("Call the harbour")
      #expect(try !world.isDone(task))
      #expect(!world.server.hits().contains { $0.method != "GET" })
    }
  }
}
