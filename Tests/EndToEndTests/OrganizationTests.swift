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
  }
}
