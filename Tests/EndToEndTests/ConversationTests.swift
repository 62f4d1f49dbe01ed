// Conversations are logged message by message, read as threads, and grow.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct ConversationTests {
    /// The harbour with a user, and the program of Dana Levi.
    private func opened() throws -> (harbour: Harbour, user: String, vitty: Tmux) {
      let harbour = try Harbour()
      try harbour.world.configure("[profiles.work]\nme = \"dana@vitty.example\"\n")
      let user = try harbour.addUser()
      return (harbour, user, try harbour.open(user))
    }

    /// The messages of a conversation as the server holds them, with the fields that were sent.
    private func messages(_ world: World, _ id: String) throws -> [String] {
      let held = try world.record("conversations", id)["messages"] as? [[String: Any]] ?? []
      return held.map { message in
        World.json(
          message.filter { ["externalId", "message", "from", "to", "timestamp"].contains($0.key) })
      }
    }

    @Test func `A conversation of two messages, both sides named`() throws {
      // Given a user on screen
      let (harbour, user, vitty) = try opened()
      let world = harbour.world
      let dana = try harbour.admin("Dana Levi")
      let known = world.known("conversations")

      // When Dana logs a call: her message first, then the answer
      try vitty.press("a", "c")
      try vitty.see("New conversation")
      try vitty.fill("Subject", "Kick-off call")
      try vitty.see("Dana Levi")
      try vitty.fill("Sent at", "2026-03-01 14:30")
      try vitty.write("Body", ["We agreed on <May>."])
      try vitty.press("Tab", "Tab")
      try vitty.seeSelected("From")
      try vitty.see("Message 2")
      try vitty.lookUp("From", "ada@quay", finding: "Ada Quay")
      try vitty.fill("Sent at", "2026-03-01 14:45")
      try vitty.write("Body", ["Fine."])
      try vitty.press("Tab")
      try vitty.seeSelected("External ID")
      try vitty.type("m-2")
      try vitty.seeSelected("m-2")
      try vitty.save()

      // Then the server holds both, each from one side to the other, once.
      let made = try world.waitForNew("conversations", since: known, screen: vitty.screen)
      #expect(try world.record("conversations", made)["subject"] as? String == "Kick-off call")
      let held = try messages(world, made)
      let id = try #require(try world.record("conversations", made)["externalId"] as? String)
      #expect(
        held == [
          """
          {"externalId":"\(id)-1","from":{"id":"\(dana)","type":"admin"},\
          "message":"<p>We agreed on &lt;May&gt;.</p>",\
          "timestamp":"2026-03-01T14:30:00.000Z","to":[{"id":"\(user)","type":"user"}]}
          """,
          """
          {"externalId":"m-2","from":{"id":"\(user)","type":"user"},\
          "message":"<p>Fine.</p>",\
          "timestamp":"2026-03-01T14:45:00.000Z","to":[{"id":"\(dana)","type":"admin"}]}
          """,
        ])
      #expect(world.bodies("POST /resources/conversations").count == 1)

      // And it reads as a thread, oldest first
      try vitty.show(made)
      try vitty.see("Dana Levi (you) → Ada Quay")
      try vitty.see("Ada Quay → Dana Levi")
      try vitty.see("  We agreed on <May>.")
    }

    @Test(arguments: [nil, Scenario.Fault.dropAfterApplying, .dropBeforeApplying])
    func `A message is added to a thread once, though its answer is lost`(
      fault: Scenario.Fault?
    ) throws {
      // Given a conversation with one message
      let (harbour, user, vitty) = try opened()
      let world = harbour.world
      let dana = try harbour.admin("Dana Levi")
      let thread = try world.add(
        "conversations",
        [
          "subject": "Export limits", "externalId": "thread-88",
          "messages": [
            [
              "id": "4c4b3a29-0000-4000-8000-00000000b001", "externalId": "m-1",
              "message": "<p>More than 10k rows?</p>",
              "from": ["type": "user", "id": user], "to": [["type": "admin", "id": dana]],
              "timestamp": "2026-09-04T09:58:00.000Z",
            ]
          ],
        ])
      try vitty.show(thread)
      try vitty.see("  More than 10k rows?")

      // When Dana adds an answer
      if let fault {
        world.server.set(.fail(fault, matching: "PUT /resources/conversations/", times: 1))
      }
      try vitty.press("a", "m")
      try vitty.see("New message, 1 there already")
      try vitty.type("Yes, from May.")
      try vitty.see("Yes, from May.")
      try vitty.save()
      try vitty.seeNothingWaiting()

      // Then only it was sent, and the server has both once.
      let held = try messages(world, thread)
      #expect(held.count == 2)
      #expect(held.last?.contains("<p>Yes, from May.</p>") == true)
      let body = try #require(world.bodies("PUT /resources/conversations/").first)
      #expect(!body.contains("10k rows") && !body.contains("subject"))
      try vitty.see("Dana Levi (you) → Ada Quay")
    }

    @Test func `Somebody whom nobody knows is no sender`() throws {
      // Given a new conversation
      let (harbour, _, vitty) = try opened()
      try vitty.press("a", "c")
      try vitty.see("New conversation")
      try vitty.fill("Subject", "Kick-off call")
      try vitty.write("Body", ["We agreed on May."])

      // When a sender is looked up who is neither here nor on the server
      try vitty.reach("From", by: "BTab")
      try vitty.type("u-9/@: x")
      try vitty.see("Nothing matches.")
      try vitty.press("Escape")

      // Then nothing is sent, and what was there stays
      try vitty.see("Dana Levi")
      #expect(harbour.world.bodies("POST /resources/conversations").isEmpty)
    }
  }
}
