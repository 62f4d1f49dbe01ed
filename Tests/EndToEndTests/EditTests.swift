// Accounts, users, notes and tasks are edited: each field changed once, and cleared where it can be.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct EditTests {
    @Test func `An account changes its name, its organization and its traits`() throws {
      // Given an account of one group, and another group
      let harbour = try Harbour()
      let (world, account) = (harbour.world, harbour.account)
      let other = try world.add("organizations", ["name": "Breakwater Group"])
      let vitty = try harbour.open()

      // When the user changes its fields, and adds, changes and removes a trait
      try vitty.edit()
      try vitty.fill("Name", "Aardvark Lines")
      try vitty.lookUp("Organization", "breakw", finding: "Breakwater Group")
      try vitty.fillTrait("Berth", "south")
      try vitty.removeTrait("Cranes")
      try vitty.addTrait("Tugs", kind: "number", "3")
      try vitty.save(takingAway: "Cranes")

      // Then the server holds this, and was sent nothing else.
      try world.waitUntil(
        "accounts", account,
        holds: """
          {"name":"Aardvark Lines","organizationId":"\(other)",\
          "traits":{"Berth":"south","Tugs":3}}
          """, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/accounts/\(account)") == [
          """
          {"name":"Aardvark Lines","organizationId":"\(other)",\
          "traits":{"Berth":"south","Cranes":null,"Tugs":3}}
          """
        ])

      // When the user takes the organization away, then only that is sent.
      try vitty.edit()
      try vitty.reach("Organization")
      try vitty.press("BSpace")
      try vitty.save()
      try world.waitUntil(
        "accounts", account, holds: #"{"organizationId":null}"#, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/accounts/\(account)").last == #"{"organizationId":null}"#)
    }

    @Test func `A user is renamed, and links are only added`() throws {
      // Given a user of one account, and another account
      let harbour = try Harbour()
      let (world, user) = (harbour.world, try harbour.addUser())
      let other = try world.add("accounts", ["name": "Breakwater Lines"])
      let vitty = try harbour.open(user)

      // When the user changes its fields, adds links, and changes and removes a trait
      try vitty.edit()
      try vitty.fill("Name", "Ada Pier")
      try vitty.fill("Email", "ada@pier.example")
      try vitty.lookUp("Accounts", "breakw", finding: "Breakwater Lines")
      try vitty.lookUp("Organizations", "aardv", finding: "Aardvark Group")
      try vitty.removeTrait("Radio")
      try vitty.fillTrait("Role", "pilot")
      try vitty.save(takingAway: "Radio")

      // Then the server holds this, both accounts included.
      try world.waitUntil(
        "users", user,
        holds: #"{"email":"ada@pier.example","name":"Ada Pier","traits":{"Role":"pilot"}}"#,
        screen: vitty.screen)
      #expect(try world.links("users", user, "accounts") == [harbour.account, other].sorted())
      #expect(try world.links("users", user, "organizations") == [harbour.group])

      // When the user tries to take the links away, then they stay.
      try vitty.edit()
      try vitty.fill("Name", "Ada Mole")
      try vitty.reach("Accounts")
      try vitty.press("BSpace", times: 3)
      try vitty.save()
      try world.waitUntil("users", user, holds: #"{"name":"Ada Mole"}"#, screen: vitty.screen)
      #expect(world.bodies("PUT /resources/users/\(user)").last == #"{"name":"Ada Mole"}"#)
      #expect(try world.links("users", user, "accounts") == [harbour.account, other].sorted())
    }

    @Test func `A note is edited, and keeps the tag that it has`() throws {
      // Given a note with a tag
      let harbour = try Harbour()
      let (world, note) = (harbour.world, try harbour.addNote())
      let vitty = try harbour.open(note)

      // When the user changes all but the tags
      try vitty.edit()
      try vitty.fill("Subject", "Harbour call")
      try vitty.fill("Date", "2026-03-02 09:15")
      try vitty.reach("Note")
      try vitty.press("End")
      try vitty.type(" And one moves.")
      try vitty.see("stand still. And one moves.")
      try vitty.removeTrait("Tide")
      try vitty.fillTrait("Weather", "rain")
      try vitty.addTrait("Wind", "west")
      try vitty.save(takingAway: "Tide")

      // Then the server holds this, with the tag.
      let expected = """
        {"note":"<p>Two cranes stand still. And one moves.</p>",\
        "noteDate":"2026-03-02T09:15:00.000Z","subject":"Harbour call","tags":["crane"],\
        "traits":{"Weather":"rain","Wind":"west"}}
        """
      try world.waitUntil("notes", note, holds: expected, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/notes/\(note)") == [
          expected.replacingOccurrences(of: #"{"Weather"#, with: #"{"Tide":null,"Weather"#)
        ])

      // When the user changes the tags, then only they are sent.
      try vitty.edit()
      try vitty.fill("Tags", "crane, tide")
      try vitty.save()
      try world.waitUntil("notes", note, holds: #"{"tags":["crane","tide"]}"#, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/notes/\(note)").last == #"{"tags":["crane","tide"]}"#)
    }

    @Test func `A task is edited, then cleared of all that it can do without`() throws {
      // Given a task with a tag
      let harbour = try Harbour()
      let (world, task) = (harbour.world, try harbour.addTask())
      let vitty = try harbour.open(task)

      // When the user changes all but the tags
      try vitty.edit()
      try vitty.fill("Name", "Visit the harbour")
      try vitty.fill("Due", "2026-03-02")
      try vitty.lookUp("Assignee", "mirja", finding: "Mirja Kallio")
      try vitty.reach("Description")
      try vitty.press("End")
      try vitty.type(" Soon.")
      try vitty.see("Ask for the plan. Soon.")
      try vitty.fillTrait("Effort", "2.25")
      try vitty.removeTrait("Shift")
      try vitty.save(takingAway: "Shift")

      // Then the server holds this, with the tag.
      let expected = """
        {"assignedToId":"\(try harbour.admin("Mirja Kallio"))",\
        "description":"<p>Ask for the plan. Soon.</p>","dueDate":"2026-03-02",\
        "name":"Visit the harbour","tags":["crane"],"traits":{"Effort":2.25}}
        """
      try world.waitUntil("tasks", task, holds: expected, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/tasks/\(task)") == [
          expected.replacingOccurrences(of: "2.25}", with: #"2.25,"Shift":null}"#)
        ])

      // When the user clears what can be cleared, then the server holds nothing there.
      try vitty.edit()
      try vitty.fill("Due", "")
      try vitty.reach("Assignee")
      try vitty.press("BSpace")
      try vitty.reach("Description")
      try vitty.press("End", "C-u")
      try vitty.reach("Category")
      try vitty.see("  empty")
      try vitty.save()
      try world.waitUntil(
        "tasks", task,
        holds: #"{"assignedToId":null,"description":null,"dueDate":null,"tags":["crane"]}"#,
        screen: vitty.screen)
    }
  }
}
