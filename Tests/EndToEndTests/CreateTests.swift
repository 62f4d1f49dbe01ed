// Records of all kinds are made from the keyboard, with all that they can be given.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct CreateTests {
    @Test func `An account with all that it can be given`() throws {
      // Given an account on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open())
      let known = world.known("accounts")

      // When the user adds another one from it and fills in every field
      try vitty.press("a", "a")
      try vitty.see("New account")
      try vitty.fill("Name", "Aardvark Docks")
      try vitty.lookUp("Organization", "aardv", finding: "Aardvark Group")
      try vitty.fill("External ID", "docks-1")
      try vitty.addTrait("Berth", "north")
      try vitty.addTrait("Cranes", kind: "number", "12")
      try vitty.addTrait("Opened", kind: "date", "2026-03-01")
      try vitty.save()

      // Then the server holds exactly this, once.
      let made = try world.waitForNew("accounts", since: known, screen: vitty.screen)
      let held = try world.held("accounts", made, "name", "externalId", "organizationId", "traits")
      #expect(
        held == """
          {"externalId":"docks-1","name":"Aardvark Docks","organizationId":"\(harbour.group)",\
          "traits":{"Berth":"north","Cranes":12,"Opened":"2026-03-01"}}
          """)
      #expect(world.bodies("POST /resources/accounts").count == 1)
    }

    @Test func `A user of an account and an organization`() throws {
      // Given an account on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open())
      let known = world.known("users")

      // When the user adds a user from it and fills in every field
      try vitty.press("a", "u")
      try vitty.see("New user")
      try vitty.fill("Name", "Ada Quay")
      try vitty.fill("Email", "ada@quay.example")
      try vitty.see("Aardvark Shipping")
      try vitty.lookUp("Organizations", "aardv", finding: "Aardvark Group")
      try vitty.fill("External ID", "ada-1")
      try vitty.addTrait("Watch", "first")
      try vitty.save()

      // Then the server holds exactly this, once.
      let made = try world.waitForNew("users", since: known, screen: vitty.screen)
      let held = try world.held("users", made, "name", "email", "externalId", "traits")
      #expect(
        held == """
          {"email":"ada@quay.example","externalId":"ada-1","name":"Ada Quay",\
          "traits":{"Watch":"first"}}
          """)
      #expect(try world.links("users", made, "accounts") == [harbour.account])
      #expect(try world.links("users", made, "organizations") == [harbour.group])
      #expect(world.bodies("POST /resources/users").count == 1)
    }

    @Test func `A note with two lines, tags and a date of its own`() throws {
      // Given an account on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open())
      let known = world.known("notes")

      // When the user adds a note from it and fills in every field
      try vitty.press("a", "n")
      try vitty.see("New note")
      try vitty.fill("Subject", "Harbour visit")
      try vitty.fill("Date", "2026-03-01 14:30")
      try vitty.fill("Tags", "crane, urgent")
      try vitty.write("Note", ["Two cranes <stand> still.", "Call & ask."])
      try vitty.fill("External ID", "visit-1")
      try vitty.addTrait("Weather", "fog")
      try vitty.save()

      // Then the server holds exactly this, once.
      let made = try world.waitForNew("notes", since: known, screen: vitty.screen)
      let held = try world.held(
        "notes", made, "subject", "note", "noteDate", "accountId", "organizationId", "tags",
        "externalId", "traits")
      #expect(
        held == """
          {"accountId":"\(harbour.account)","externalId":"visit-1",\
          "note":"<p>Two cranes &lt;stand&gt; still.<br>Call &amp; ask.</p>",\
          "noteDate":"2026-03-01T14:30:00.000Z","organizationId":null,\
          "subject":"Harbour visit","tags":["crane","urgent"],"traits":{"Weather":"fog"}}
          """)
      #expect(world.bodies("POST /resources/notes").count == 1)
    }

    @Test func `A task with a description, an assignee and a due day`() throws {
      // Given an account on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open())
      let known = world.known("tasks")

      // When the user adds a task from it and fills in every field
      try vitty.press("a", "t")
      try vitty.see("New task")
      try vitty.fill("Name", "Call the harbour")
      try vitty.fill("Due", "2026-03-01")
      try vitty.lookUp("Assignee", "dana", finding: "Dana Levi")
      try vitty.fill("Tags", "crane")
      try vitty.write("Description", ["Ask for the plan."])
      try vitty.fill("External ID", "call-1")
      try vitty.addTrait("Effort", kind: "number", "1.5")
      try vitty.save()

      // Then the server holds exactly this, once.
      let made = try world.waitForNew("tasks", since: known, screen: vitty.screen)
      let assignee = try world.record("tasks", made)["assignedTo"] as? [String: Any]
      #expect(assignee?["name"] as? String == "Dana Levi")
      let held = try world.held(
        "tasks", made, "name", "dueDate", "description", "accountId", "organizationId",
        "tags", "externalId", "traits", "completedAt")
      #expect(
        held == """
          {"accountId":"\(harbour.account)","completedAt":null,\
          "description":"<p>Ask for the plan.</p>","dueDate":"2026-03-01",\
          "externalId":"call-1","name":"Call the harbour","organizationId":null,\
          "tags":["crane"],"traits":{"Effort":1.5}}
          """)
      #expect(world.bodies("POST /resources/tasks").count == 1)
    }

    @Test func `An organization with its external id and traits`() throws {
      // Given any record on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open())
      let known = world.known("organizations")

      // When the user adds an organization and fills in every field
      try vitty.press("a", "o")
      try vitty.see("New organization")
      try vitty.fill("Name", "Aardvark Holding")
      try vitty.fill("External ID", "holding-1")
      try vitty.addTrait("Tier", "gold")
      try vitty.save()

      // Then the server holds exactly this, once.
      let made = try world.waitForNew("organizations", since: known, screen: vitty.screen)
      let held = try world.held("organizations", made, "name", "externalId", "traits")
      #expect(
        held == """
          {"externalId":"holding-1","name":"Aardvark Holding","traits":{"Tier":"gold"}}
          """)
      #expect(world.bodies("POST /resources/organizations").count == 1)
    }

    @Test func `An NPS response, with its band while its score is typed`() throws {
      // Given a user on screen
      let harbour = try Harbour()
      let world = harbour.world
      let user = try world.add(
        "users", ["name": "Ada Quay", "email": "ada@quay.example", "accountIds": [harbour.account]])
      let vitty = try harbour.open(user)
      let known = world.known("npsResponses")

      // When the user logs an answer, and mistypes its score first
      try vitty.press("a", "s")
      try vitty.see("New NPS response")
      try vitty.fill("Score", "11")
      try vitty.press("Tab")
      try vitty.see("1 to fix")
      try vitty.fill("Score", "9")
      try vitty.see("promoter")
      try vitty.lookUp("User", "ada", finding: "Ada Quay")
      try vitty.fill("Answered", "2026-03-01 14:30")
      try vitty.write("Feedback", ["Quick and kind."])
      try vitty.fill("External ID", "nps-1")
      try vitty.save()

      // Then the server holds exactly this, once.
      let made = try world.waitForNew("npsResponses", since: known, screen: vitty.screen)
      let held = try world.held(
        "npsResponses", made, "score", "userId", "feedback", "respondedAt", "externalId")
      #expect(
        held == """
          {"externalId":"nps-1","feedback":"Quick and kind.",\
          "respondedAt":"2026-03-01T14:30:00.000Z","score":9,"userId":"\(user)"}
          """)
      #expect(world.bodies("POST /resources/npsResponses").count == 1)
    }

    @Test func `A project from a template, for one customer`() throws {
      // Given an account on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open())
      let known = world.known("projects")

      // When the user adds a project of it, and names an organization beside it first
      try vitty.press("a", "p")
      try vitty.see("New project")
      try vitty.fill("Name", "Harbour roll-out")
      try vitty.lookUp("Template", "onb", finding: "Onboarding")
      try vitty.lookUp("Organization", "aardv", finding: "Aardvark Group")
      try vitty.press("Tab")
      try vitty.see("! only one: account or organization")
      try vitty.reach("Organization", by: "BTab")
      try vitty.press("BSpace")
      try vitty.seeNot("only one:")
      try vitty.save()

      // Then the server holds it with its account, once.
      let made = try world.waitForNew("projects", since: known, screen: vitty.screen)
      let held = try world.held("projects", made, "name", "accountId", "organizationId")
      #expect(
        held == """
          {"accountId":"\(harbour.account)","name":"Harbour roll-out","organizationId":null}
          """)
      #expect(try world.record("projects", made)["templateId"] as? String != nil)
      #expect(world.bodies("POST /resources/projects").count == 1)
    }
  }
}
