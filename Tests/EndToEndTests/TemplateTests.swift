// A note that begins with a template: from a file in the user's folder to the server.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct TemplateTests {
    @Test func `A template of one's own becomes a note of the account at hand`() throws {
      // Given a user who has a template for all notes, with a typing error in it
      let harbour = try Harbour()
      let world = harbour.world
      try world.configure("[notes]\ntemplate = \"visit\"\n")
      let folder = world.home + "/config/vitty/templates"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try """
      # Visit at {{account.name}}

      Berth {{account.traits.Berth}} of {{organization.name}}, last {{last_note.subject}}, {{acount.mrr}}

      Seen:
      """.write(toFile: folder + "/visit.md", atomically: true, encoding: .utf8)
      let vitty = try harbour.open()
      let known = world.known("notes")

      // When the user adds a note, then it is filled in, and the error is said.
      try vitty.press("a", "n")
      try vitty.see("Visit at Aardvark Shipping")
      try vitty.see("Berth north of Aardvark Group, last –, {{acount.mrr}}")
      try vitty.see("templates/visit.md, line 3: {{acount.mrr}} is not known.")

      // When it is saved, then it is asked whether the rest may be sent.
      try vitty.type(" two cranes")
      try vitty.see("Seen: two cranes")
      try vitty.press("C-s")
      try vitty.see("{{acount.mrr}} is still in the text")
      try vitty.press("y")
      try vitty.seeNoForm()
      let made = try world.waitForNew("notes", since: known, screen: vitty.screen)
      let held = try world.held("notes", made, "subject", "accountId")
      #expect(
        held == #"{"accountId":"\#(harbour.account)","subject":"Visit at Aardvark Shipping"}"#)

      // When another one is asked for on the command line, then it takes the other's place.
      try vitty.command("add note kick-off")
      try vitty.see("Kick-off with Aardvark Shipping")
    }
  }
}
