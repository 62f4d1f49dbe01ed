// Conversations with their messages, and NPS responses.

import Foundation
import Testing

@testable import VitallyDemo

@Suite("Conversations and NPS responses")
struct ConversationTests {
  let peer = Peer()
  let user: JSON
  let admin: JSON

  init() {
    let sample = peer.service.world.sample
    user = ["type": "user", "id": .string(sample.id(.users, 0))]
    admin = ["type": "admin", "id": .string(sample.id(.admins, 0))]
  }

  private func message(_ externalID: String, from: JSON, to: JSON) -> JSON {
    ["externalId": .string(externalID), "message": "<p>Hi</p>", "from": from, "to": [to]]
  }

  private func make() -> Peer.Answer {
    peer.call(
      "POST", "conversations",
      [
        "externalId": "c-1", "subject": "Hello",
        "messages": [message("m-1", from: user, to: admin), message("m-2", from: admin, to: user)],
      ])
  }

  @Test("a list shows no messages, a look-up does, with all who take part")
  func lookUp() throws {
    let listed = try peer.first("conversations")
    let id = try #require(listed.text("id"))
    let whole = peer.get("conversations/\(id)")
    let messages = whole["messages"]?.array ?? []
    #expect(listed["messages"] == nil && listed["accounts"] == nil && listed["accountId"] == nil)
    #expect(!messages.isEmpty)
    #expect(whole["users"]?.array?.count == 1)
    #expect(whole["admins"]?.array != nil)
    #expect(whole["accounts"]?.array?.isEmpty == false)
    let sent = messages.compactMap { $0.object?.text("timestamp") }
    #expect(sent == sent.sorted() && sent.count == messages.count)
  }

  @Test("a new conversation names its messages and says who wrote inbound")
  func create() throws {
    let made = make()
    let messages = (made["messages"]?.array ?? []).compactMap(\.object)
    #expect(made.status == 200)
    #expect(messages.map { $0.text("type") } == ["inbound", "outbound"])
    #expect(messages.allSatisfy { $0.text("id")?.isUUID == true })
    #expect(messages.allSatisfy { $0["conversationId"] == made["id"] })
    #expect(messages.allSatisfy { $0["cc"] == [] && $0.text("timestamp") != nil })
    let account = peer.service.world.sample.id(.accounts, 0)
    #expect(peer.get("accounts/\(account)/conversations").results.first?["id"] == made["id"])
  }

  @Test("wrong messages are named by their place")
  func violations() {
    let answer = peer.call(
      "POST", "conversations",
      [
        "externalId": "c-1", "subject": "S",
        "messages": [
          [
            "externalId": "m", "body": "x", "from": ["type": "robot", "id": "1"],
            "to": [["type": "user"]],
          ],
          "text",
        ],
      ])
    #expect(
      answer.violations == [
        "/messages/0 required", "/messages/0/from/type enum", "/messages/0/to/0 required",
        "/messages/1 type",
      ])
  }

  @Test("an update replaces messages by external id and adds new ones")
  func update() throws {
    let id = try #require(make()["id"]?.string)
    var edited = try #require(message("m-1", from: user, to: admin).object)
    edited["message"] = "<p>Edited</p>"
    let changed = peer.call(
      "PUT", "conversations/\(id)",
      ["messages": [.object(edited), message("m-3", from: user, to: admin)]])
    let messages = (changed["messages"]?.array ?? []).compactMap(\.object)
    #expect(messages.map { $0.text("externalId") } == ["m-1", "m-2", "m-3"])
    #expect(messages.first?.text("message") == "<p>Edited</p>")
  }

  @Test("a message is added, read, and deleted by its own path")
  func messages() throws {
    let id = try #require(make()["id"]?.string)
    let added = peer.call(
      "POST", "conversations/\(id)/messages", message("m-9", from: admin, to: user))
    let own = try #require(added["id"]?.string)
    #expect(added["type"] == "outbound")
    #expect(peer.get("messages/\(own)").json == added.json)
    #expect(peer.get("conversations/\(id)/messages").results.count == 3)
    #expect(peer.call("DELETE", "messages/\(own)").status == 204)
    #expect(peer.get("messages/\(own)").status == 404)
    #expect(peer.call("POST", "conversations/\(id)/messages", [:]).violations.count == 4)
  }

  @Test("a message of the sample is found too")
  func sampleMessage() throws {
    let conversation = try peer.firstID("conversations")
    let listed = try peer.first("conversations/\(conversation)/messages")
    let id = try #require(listed.text("id"))
    #expect(peer.get("messages/\(id)").json == .object(listed))
    #expect(peer.call("DELETE", "messages/\(id)").status == 204)
    #expect(peer.get("messages/\(id)").status == 404)
  }

  @Test("a deleted conversation is gone")
  func delete() throws {
    let id = try #require(make()["id"]?.string)
    #expect(peer.call("DELETE", "conversations/\(id)").status == 204)
    #expect(peer.get("conversations/\(id)").status == 404)
  }

  @Test("an NPS response embeds its user and has no account id")
  func npsEmbeds() throws {
    let response = try peer.first("npsResponses")
    #expect(response["user"]?.object?["accounts"]?.array?.isEmpty == false)
    #expect(response["accountId"] == nil)
  }

  @Test("an NPS response is made, made again by external id, changed and deleted")
  func nps() throws {
    let id = try #require(user.object?["id"])
    var body: JSONObject = [
      "userId": id, "score": 9, "respondedAt": "2026-09-01T08:00:00.000Z", "externalId": "n-1",
      "feedback": "Fine",
    ]
    let made = peer.call("POST", "npsResponses", .object(body))
    body["score"] = 3
    let again = peer.call("POST", "npsResponses", .object(body))
    #expect(made.status == 200 && again["id"] == made["id"] && again["score"] == 3)
    let own = try #require(made["id"]?.string)
    #expect(peer.call("PUT", "npsResponses/\(own)", ["feedback": "x"]).violations.count == 3)
    #expect(peer.call("PUT", "npsResponses/\(own)", .object(body)).status == 200)
    #expect(peer.call("DELETE", "npsResponses/\(own)").status == 204)
    #expect(peer.get("npsResponses/\(own)").status == 404)
  }

  @Test("a score is a number from 0 to 10", arguments: [JSON.number("-1"), 11, "9"])
  func scores(score: JSON) throws {
    let id = try #require(user.object?["id"])
    let body: JSON = ["userId": id, "score": score, "respondedAt": "2026-09-01T08:00:00Z"]
    let answer = peer.call("POST", "npsResponses", body)
    #expect(answer.status == 400)
    #expect(answer.violations.first?.hasPrefix("/score") == true)
  }
}
