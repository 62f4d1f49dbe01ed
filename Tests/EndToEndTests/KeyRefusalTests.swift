// An API key that stops being accepted while the user works.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct KeyRefusalTests {
    @Test func `A key that is no longer accepted stops the sending until it is right`() throws {
      // Given an organization on screen, and a server that takes the key no more
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open(harbour.group))
      world.server.set(.fail(.status(401)))

      // When the user edits it
      try vitty.edit()
      try vitty.fill("Name", "Aardvark Lines")
      try vitty.save()

      // Then it is said what to check, and the change waits.
      try vitty.see("key")
      try vitty.see("out 1")
      #expect(
        try world.held("organizations", harbour.group, "name") == #"{"name":"Aardvark Group"}"#)

      // When the key is right again and the user sends what waits, then the server holds it.
      world.server.clearScenarios()
      try vitty.press("$")
      try world.waitUntil(
        "organizations", harbour.group, holds: #"{"name":"Aardvark Lines"}"#, screen: vitty.screen)
      try vitty.seeNot("out 1")
    }
  }
}
