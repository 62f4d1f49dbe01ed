// The server does not want what was saved: everything typed is still there, with the server's words.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct RefusalTests {
    @Test(arguments: [
      (Scenario.Fault.objectForm, "must be string"),
      (.messageForm, "A message by itself"),
      (.status(422), "Scenario says 422"),
      (.status(409), "Scenario says 409"),
    ])
    func `A new account that is refused comes back as it was typed`(
      fault: Scenario.Fault, words: String
    ) throws {
      // Given a server that refuses the next account
      let harbour = try Harbour()
      let world = harbour.world
      let vitty = try harbour.open()
      let known = world.known("accounts")
      world.server.set(.fail(fault, matching: "POST /resources/accounts", times: 1))

      // When the user saves one
      try vitty.press("a", "a")
      try vitty.see("New account")
      try vitty.fill("Name", "Aardvark Docks")
      try vitty.lookUp("Organization", "aardv", finding: "Aardvark Group")
      try vitty.fill("External ID", "docks-1")
      try vitty.addTrait("Berth", "north")
      try vitty.press("C-s")

      // Then the form has everything that was typed, and the server's words.
      try vitty.see(words)
      try vitty.see("C-s save")
      for text in ["Aardvark Docks", "Aardvark Group", "docks-1", "north"] {
        try vitty.see(text)
      }
      #expect(world.known("accounts") == known)

      // When the user mends the name and saves again, then the server holds it, once.
      try vitty.reach("Name", by: "BTab")
      try vitty.fill("Name", "Aardvark Dry Docks")
      try vitty.save()
      let made = try world.waitForNew("accounts", since: known, screen: vitty.screen)
      #expect(
        try world.held("accounts", made, "name", "externalId", "organizationId", "traits") == """
          {"externalId":"docks-1","name":"Aardvark Dry Docks",\
          "organizationId":"\(harbour.group)","traits":{"Berth":"north"}}
          """)
      try vitty.seeNot("not saved")
      #expect(world.bodies("POST /resources/accounts").count == 2)
    }

    @Test func `An update that is refused comes back with the words at the field`() throws {
      // Given a server that finds fault with a name
      let harbour = try Harbour()
      let (world, account) = (harbour.world, harbour.account)
      let vitty = try harbour.open()
      world.server.set(.fail(.objectForm, matching: "PUT /resources/accounts", times: 1))

      // When the user saves another name and a trait
      try vitty.edit()
      try vitty.fill("Name", "Aardvark Lines")
      try vitty.fillTrait("Berth", "south")
      try vitty.press("C-s")

      // Then the words stand under the name, and nothing is lost.
      try vitty.see("must be string")
      try eventually("the words under the name", screen: vitty.screen) {
        let lines = vitty.screen.split(separator: "\n")
        let name = lines.firstIndex { $0.contains("Aardvark Lines") }
        return name.map { lines[$0 + 1].contains("must be string") } ?? false
      }
      try vitty.see("south")

      // When the user saves once more, then the server holds both.
      try vitty.save()
      try world.waitUntil(
        "accounts", account,
        holds: #"{"name":"Aardvark Lines","traits":{"Berth":"south","Cranes":12}}"#,
        screen: vitty.screen)
    }

    @Test func `What was refused is taken up again from the outbox after a restart`() throws {
      // Given an account that the server has refused, and a form that was left
      let harbour = try Harbour()
      let world = harbour.world
      let vitty = try harbour.open()
      let known = world.known("accounts")
      world.server.set(.fail(.status(422), matching: "POST /resources/accounts", times: 1))
      try vitty.press("a", "a")
      try vitty.see("New account")
      try vitty.fill("Name", "Aardvark Docks")
      try vitty.addTrait("Berth", "north")
      try vitty.press("C-s")
      try vitty.see("Scenario says 422")
      try vitty.press("Escape")
      try vitty.seeNoForm()

      // When the program starts anew, then the outbox says why.
      try world.leave(vitty)
      let again = try world.open()
      try again.see("1 not saved")
      try again.press("g", "l")
      try again.see("NEEDS YOU  1")
      try again.see("Aardvark Docks")
      try again.see("Scenario says 422")

      // When the user opens the form from there and saves, then the server holds all of it, once.
      try again.press("e")
      try again.see("C-s save")
      try again.see("Aardvark Docks")
      try again.see("north")
      try again.save()
      let made = try world.waitForNew("accounts", since: known, screen: again.screen)
      let held = try world.held("accounts", made, "name", "traits")
      #expect(held == #"{"name":"Aardvark Docks","traits":{"Berth":"north"}}"#)
      try again.seeNot("not saved")
    }
  }
}
