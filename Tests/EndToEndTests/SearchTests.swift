// Words in the texts of all customers are found.

import Foundation
import Testing

extension Journeys {
  @Suite struct SearchTests {
    @Test func `a word in a note of another customer is found though accents differ`() throws {
      // Given a note deep among others
      let world = try World()
      let account = try world.add("accounts", ["name": "Sørmann Rederi"])
      try world.add(
        "notes",
        [
          "subject": "Harbour visit", "accountId": account, "noteDate": "2026-01-05T10:00:00.000Z",
          "note": "<p>Moin.</p><p>Alt om <b>förnyelsen</b> i Łódź &amp; Göteborg.</p>",
        ])
      let vitty = try world.open()
      try vitty.see("  synced ")
      try world.waitForSweeps()

      // When the user looks for words from it
      try vitty.press("g", "/")
      try vitty.see(" Search")
      try vitty.type("fornyelsen lod")

      // Then it is there with the line, and which customer it is about
      try vitty.seeLine("> note", "Sørmann Rederi", "Harbour visit")
      try vitty.see("Alt om förnyelsen i Łódź & Göteborg.")

      // When it is opened
      try vitty.press("Enter")
      try vitty.see(" note: Harbour visit")
      try vitty.see("Moin.")

      // And closed again, then the search is as it was
      try vitty.press("q")
      try vitty.see(" Search  1/1")
      try vitty.see("fornyelsen lod")
      try vitty.press("Escape")
      try vitty.see(" Accounts  ")
    }
  }
}
