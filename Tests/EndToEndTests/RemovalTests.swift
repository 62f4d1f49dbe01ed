// Records are archived and deleted from the keyboard, and taken back while they wait.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct RemovalTests {
    @Test func `A note, a task and a project are archived, each after a question that names it`()
      throws
    {
      // Given a note, a task and a project of an account
      let harbour = try Harbour()
      let world = harbour.world
      let note = try harbour.addNote()
      let task = try harbour.addTask()
      let project = try world.add(
        "projects", ["name": "Harbour roll-out", "accountId": harbour.account])
      let vitty = try harbour.open(note)

      // When the note that is open is archived
      try vitty.press("D", "a")
      try vitty.see("Archive the note “Harbour visit” (Aardvark Shipping)?")
      try vitty.press("y")

      // Then the server holds it as archived, and the screen is the one before.
      try vitty.see("Archived Harbour visit")
      try eventually("the archived note", screen: vitty.screen) {
        try world.isArchived("notes", note)
      }
      try vitty.see(" Accounts  1/")

      // When the task is archived from its list
      try vitty.press("g", "t")
      try vitty.press("/")
      try vitty.type("Call the harbour")
      try vitty.press("Enter")
      try vitty.seeSelected("Call the harbour")
      try vitty.press("D", "a")
      try vitty.see("Archive the task “Call the harbour” (Aardvark")
      try vitty.press("y")

      // Then it has left the list.
      try vitty.see("No tasks match “Call the harbour”")
      try eventually("the archived task", screen: vitty.screen) {
        try world.isArchived("tasks", task)
      }

      // When the project is archived from a tab of its account, but not before that was answered
      try vitty.show(harbour.account)
      try vitty.press("6")
      try vitty.seeSelected("Harbour roll-out")
      try vitty.press("D", "a")
      try vitty.see("Archive the project “Harbour roll-out” (Aardvark")
      try vitty.press("Enter")
      try vitty.seeNot("Archive the project")
      #expect(try !world.isArchived("projects", project))
      try vitty.press("D", "a", "y")
      try vitty.see("There are no projects here.")
      try eventually("the archived project", screen: vitty.screen) {
        try world.isArchived("projects", project)
      }

      // Then each was asked for once, and archiving what is archived is said to be done.
      for path in ["notes/\(note)", "tasks/\(task)", "projects/\(project)"] {
        #expect(world.server.hitCount(of: "DELETE /resources/" + path) == 1)
      }
      try vitty.show(note)
      try vitty.press("D", "a")
      try vitty.see("This note is archived already.")
      try vitty.seeNothingWaiting()
    }

    @Test func `What waits to be archived can be taken back, and arrives if it is not`() throws {
      // Given two cached notes, and a server that has gone away
      let world = try World()
      let samples = world.server.ids("notes")
      try world.fillCache()
      world.stopServer()
      let vitty = try world.open()
      try vitty.press("g", "n")
      try vitty.see("Notes  1/")
      let first = String(vitty.selectedLine.dropFirst(3).prefix(20))

      // When one is archived, then it waits and is no longer listed.
      try vitty.press("D", "a")
      try vitty.see("Archive the note")
      try vitty.press("y")
      try vitty.see("out 1")
      try vitty.see("Archiving ")
      try eventually("the next note", screen: vitty.screen) {
        !vitty.selectedLine.isEmpty && !vitty.selectedLine.contains(first)
      }

      // When it is taken back, then it is listed again, and nothing waits.
      try vitty.press("g", "l")
      try vitty.see("Archive note")
      try vitty.press("x")
      try vitty.see("Take back “archive note: ")
      try vitty.press("y")
      try vitty.see("Taken back: archive note")
      try vitty.press("q")
      try vitty.see("Notes  2/")
      try vitty.seeNothingWaiting()
      try vitty.press("g", "g")
      try vitty.seeSelected(first)

      // When it is archived after all, and the program starts again with the server back
      try vitty.press("D", "a", "y")
      try vitty.see("out 1")
      try world.leave(vitty)
      try world.restartServer()
      let again = try world.open()
      try again.see("  synced ")
      try again.seeNothingWaiting()

      // Then exactly one note was archived, by one request.
      let archived = world.server.hits().filter { $0.method == "DELETE" }
      #expect(archived.count == 1 && archived.allSatisfy { $0.status == 204 })
      let id = String(archived.first?.path.split(separator: "/").last ?? "")
      #expect(samples.contains(id))
      #expect(try world.isArchived("notes", id))
    }

    @Test func `A note that the server refuses to archive returns to its list with the reason`()
      throws
    {
      // Given a server that refuses
      let harbour = try Harbour()
      let note = try harbour.addNote()
      let vitty = try harbour.open(note)
      harbour.world.server.set(.fail(.objectForm, matching: "DELETE /resources/notes", times: 1))

      // When a note is archived
      try vitty.press("D", "a", "y")

      // Then the screen says that it is not, and why.
      try vitty.see("Not archived: ")
      try vitty.see("1 not saved")
      #expect(try !harbour.world.isArchived("notes", note))
      try vitty.press("g", "l")
      try vitty.see("Archive note")
      try vitty.see("! refused")

      // When it is tried again, then it is archived.
      try vitty.press("r")
      try eventually("the archived note", screen: vitty.screen) {
        try harbour.world.isArchived("notes", note)
      }
      try vitty.seeNot("1 not saved")
    }

    @Test func `Without allow_delete nothing is deleted, and one sentence says how to allow it`()
      throws
    {
      let harbour = try Harbour()
      let vitty = try harbour.open()
      try vitty.press("D", "x")
      try vitty.see("Deleting is off: allow_delete = true")
      try vitty.command("delete")
      try vitty.see("Deleting is off: allow_delete = true")
      #expect(harbour.world.server.hitCount(of: "DELETE") == 0)
    }

    @Test func `A conversation is deleted by typing its name, and by nothing else`() throws {
      // Given a workspace in which deleting is on, and a conversation of an account
      let harbour = try Harbour()
      let world = harbour.world
      try world.allowDeletion()
      let conversation = try world.addConversation("Crane invoice", of: harbour.account)
      let vitty = try harbour.open(conversation)

      // When another word is typed, then nothing happens.
      try vitty.press("D", "x")
      try vitty.see("Delete the conversation “Crane invoice”")
      try vitty.type("yes")
      try vitty.press("Enter")
      try vitty.see("! not “crane invoice”: nothing is deleted")
      #expect(world.server.hitCount(of: "DELETE") == 0)

      // When its name is typed
      try vitty.press("C-u")
      try vitty.type("crane invoice")
      try vitty.press("Enter")

      // Then it is gone from the server and from the lists.
      try vitty.see("Deleted Crane invoice")
      try eventually("the end of the conversation", screen: vitty.screen) {
        world.server.record("conversations", id: conversation) == nil
      }
      try vitty.seeNothingWaiting()
      try vitty.command("open Crane invoice")
      try vitty.see("No")
      #expect(world.server.hitCount(of: "DELETE /resources/conversations/") == 1)
    }

    @Test func `An account is taken back offline, and deleted with its notes once that is meant`()
      throws
    {
      // Given an account with a note and an unfinished form, and a server that does not answer
      let harbour = try Harbour()
      let world = harbour.world
      try world.allowDeletion()
      let note = try harbour.addNote()
      let vitty = try harbour.open()
      try vitty.edit()
      try vitty.type(" Ltd")
      try vitty.press("Escape")
      try vitty.see("Kept as a draft.")
      world.server.set(.fail(.status(503), matching: "/resources/accounts/"))

      // When it is deleted, then the question says first what is unfinished.
      try vitty.press("D", "x")
      try vitty.see("has 1 unfinished form (gd).")
      try vitty.type("aardvark shipping")
      try vitty.press("Enter")
      try vitty.see("out 1")

      // When that is taken back in the outbox, then the account is listed again.
      try vitty.press("g", "l")
      try vitty.see("Delete account")
      try vitty.press("x")
      try vitty.see("Take back “delete account: Aardvark Shipping”?")
      try vitty.press("y")
      try vitty.seeNothingWaiting()
      try vitty.press("q", "g", "a")
      try vitty.see("Aardvark Shipping")
      try vitty.press("g", "g")
      try vitty.seeSelected("Aardvark Shipping")
      #expect(world.server.hitCount(of: "DELETE") == 0)

      // When it is deleted with the server back
      world.server.clearScenarios()
      try vitty.press("D", "x")
      try vitty.see("has 1 unfinished form")
      try vitty.type("Aardvark Shipping")
      try vitty.press("Enter")
      try eventually("the end of the account", screen: vitty.screen) {
        world.server.record("accounts", id: harbour.account) == nil
      }

      // Then its note has gone as well, and what was typed is still among the drafts.
      #expect(world.server.record("notes", id: note) == nil)
      try vitty.seeNothingWaiting()
      try vitty.press("g", "n")
      try vitty.see("Notes  1/")
      try vitty.seeNot("Harbour visit")
      try vitty.press("g", "d")
      try vitty.see("edit of account Aardvark Shipping")

      // And it opens, but can't be saved any more.
      try vitty.press("Enter")
      try vitty.see("Aardvark Shipping Ltd")
      try vitty.press("C-s")
      try vitty.see("Not saved")
      #expect(world.server.record("accounts", id: harbour.account) == nil)
    }
  }
}

extension World {
  /// Whether the server holds a record as archived.
  fileprivate func isArchived(_ collection: String, _ id: String) throws -> Bool {
    try record(collection, id)["archivedAt"] is String
  }

  /// Turns deleting on for the programs that are started from now on.
  fileprivate func allowDeletion() throws {
    try configure("[profiles.work]\nallow_delete = true\n")
  }

  /// Adds a conversation with one message.
  fileprivate func addConversation(_ subject: String, of account: String) throws -> String {
    try add(
      "conversations",
      [
        "subject": subject, "externalId": UUID().uuidString.lowercased(),
        "accounts": [["id": account]],
        "messages": [
          [
            "externalId": UUID().uuidString.lowercased(), "type": "outbound",
            "timestamp": "2026-03-01T14:30:00.000Z", "message": "<p>The invoice is here.</p>",
          ]
        ],
      ])
  }
}
