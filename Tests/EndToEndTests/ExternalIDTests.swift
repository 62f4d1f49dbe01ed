// External ids: vitty gives one where the user doesn't, and never takes somebody else's record.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct ExternalIDTests {
    @Test(arguments: [
      ("accounts", "a", "Name"), ("users", "u", "Name"), ("notes", "n", "Subject"),
      ("tasks", "t", "Name"),
    ])
    func `What is saved without an external id gets one`(
      collection: String, key: String, label: String
    ) throws {
      // Given an account on screen
      let harbour = try Harbour()
      let world = harbour.world
      let vitty = try harbour.open()
      let known = world.known(collection)

      // When the user adds something to it, and fills in no more than is needed
      try vitty.press("a", key)
      try vitty.see(" New ")
      try vitty.fill(label, "Sounding")
      if collection == "notes" { try vitty.write("Note", ["Nine fathoms."]) }
      try vitty.save()

      // Then the server holds it, once, with an external id of its own.
      let made = try world.waitForNew(collection, since: known, screen: vitty.screen)
      let id = try #require(try world.record(collection, made)["externalId"] as? String)
      #expect(id.count == 36)
      #expect(world.server.hitCount(of: "POST /resources/\(collection)$") == 1)
    }

    @Test(arguments: [
      ("accounts", "a", "Aardvark Quays"), ("users", "u", "Ada Quay"),
      ("tasks", "t", "Call the harbour"),
    ])
    func `A record with the same external id is not overwritten`(
      collection: String, key: String, name: String
    ) throws {
      // Given a record with an external id, which vitty has not seen yet
      let harbour = try Harbour()
      let (world, account) = (harbour.world, harbour.account)
      if collection == "tasks" {
        try world.add("tasks", ["name": name, "externalId": "x-1", "accountId": account])
      }
      let vitty = try harbour.open()
      if collection != "tasks" {
        try world.add(
          collection, ["name": name, "externalId": "x-1", "accountIds": [account]])
      }
      let known = world.known(collection)

      // When the user types the same external id for a new one
      try vitty.press("a", key)
      try vitty.see(" New ")
      try vitty.fill("Name", "Another")
      try vitty.fill("External ID", "x-1")
      try vitty.press("C-s")

      // Then nothing is written, the screen says why, and the change needs attention.
      try vitty.see(name)
      try vitty.see("Another")
      try vitty.press("Escape")
      try vitty.see("1 not saved")
      try vitty.press("g", "l")
      try vitty.see("NEEDS YOU  1")
      #expect(world.known(collection) == known)
      #expect(world.server.hitCount(of: "POST /resources/\(collection)$") == 0)
    }
  }
}
