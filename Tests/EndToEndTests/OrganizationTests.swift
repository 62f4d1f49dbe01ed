// What is added from an organization is linked to it.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct OrganizationTests {
    @Test(arguments: [
      ("t", "New task", "Name", "tasks", #"{"name":"Aardvark plan","organizationId":"#),
      ("a", "New account", "Name", "accounts", #"{"name":"Aardvark plan","organizationId":"#),
    ])
    func `A new record is linked to the organization at hand`(
      key: String, title: String, field: String, collection: String, start: String
    ) throws {
      // Given an organization on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open(harbour.group))
      let known = world.known(collection)

      // When the user adds a record from it
      try vitty.press("a", key)
      try vitty.see(title)
      try vitty.see("Organization       Aardvark Group")
      try vitty.fill(field, "Aardvark plan")
      try vitty.save()

      // Then the server holds it with its link.
      let made = try world.waitForNew(collection, since: known, screen: vitty.screen)
      let held = try world.held(collection, made, "name", "organizationId")
      #expect(held == start + "\"\(harbour.group)\"}")
    }

    @Test func `An account is attached to another organization once that is meant`() throws {
      // Given an organization on screen, and an account of another one
      let harbour = try Harbour()
      let world = harbour.world
      let other = try world.add("organizations", ["name": "Beacon Group"])
      let vitty = try harbour.open(other)

      // When the user picks that account, and says no
      try vitty.press("a", "A")
      try vitty.see("│> ")
      try vitty.choose("aardvark sh", finding: "Aardvark Shipping")
      try vitty.see("Aardvark Shipping belongs to Aardvark Group.")
      try vitty.press("n")
      try vitty.seeNot("belongs to")

      // Then nothing is sent.
      #expect(world.bodies("PUT /resources/accounts").isEmpty)

      // When the user says yes, then the server has attached it, and the rest is as it was.
      try vitty.press("a", "A")
      try vitty.see("│> ")
      try vitty.choose("aardvark sh", finding: "Aardvark Shipping")
      try vitty.see("Attach it to Beacon Group")
      try vitty.press("y")
      try world.waitUntil(
        "accounts", harbour.account, holds: #"{"organizationId":"\#(other)"}"#,
        screen: vitty.screen)
      try vitty.see("Attached Aardvark Shipping to Beacon Group")
      #expect(
        world.bodies("PUT /resources/accounts") == [#"{"organizationId":"\#(other)"}"#])
    }
  }
}
