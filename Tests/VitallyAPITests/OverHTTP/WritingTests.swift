import Foundation
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

/// Writing to the demo server over real HTTP.
struct WritingTests {
  /// A body that the server accepts for a new record.
  private func newBody(_ resource: Resource, _ peer: Peer) throws -> JSONObject {
    let account = JSONValue.string(try peer.someID("accounts"))
    let user = JSONValue.string(try peer.someID("users"))
    switch resource {
    case .account, .organization: return ["externalId": "x-1", "name": "Brass Lantern"]
    case .user: return ["externalId": "x-1", "name": "Brass Lantern", "accountIds": [account]]
    case .note:
      return [
        "note": "<p>Brass</p>", "noteDate": "2026-09-01T08:00:00.000Z", "accountId": account,
      ]
    case .task: return ["name": "Brass Lantern", "accountId": account]
    case .conversation:
      return [
        "externalId": "x-1", "subject": "Brass Lantern",
        "messages": [
          ["externalId": "m", "message": "Hi", "from": ["type": "user", "id": user], "to": []]
        ],
      ]
    case .npsResponse:
      return ["userId": user, "score": 9, "respondedAt": "2026-09-01T08:00:00.000Z"]
    default:
      return [
        "templateId": .string(try peer.someID("projectTemplates")), "accountId": account,
        "name": "Brass Lantern",
      ]
    }
  }

  static let created: [(Resource, String)] = [
    (.account, "accounts"), (.organization, "organizations"), (.user, "users"),
    (.note, "notes"), (.task, "tasks"), (.conversation, "conversations"),
    (.npsResponse, "npsResponses"), (.project, "projects"),
  ]

  @Test("What is created comes back as the server has it", arguments: created)
  func create(resource: Resource, collection: String) async throws {
    try await Peer.run { peer in
      let write = Write(.create, resource, body: try newBody(resource, peer))
      let record = try #require(try await peer.client.send(write))
      let id = try #require(record.ref.serverID)
      #expect(record.resource == resource)
      #expect(record.body == (try peer.held(collection, id)))
      #expect(peer.server.hitCount(of: "POST /resources/\(collection)") == 1)
    }
  }

  @Test("A project whose account is refused under one name is sent once more under the other")
  func customerID() async throws {
    try await Peer.run { peer in
      let asking = #"{"error": "customerId or organizationId is required"}"#
      peer.server.set(
        .fail(.refusal(400, json: asking), matching: "POST /resources/projects", times: 1))
      let body = try newBody(.project, peer)
      let record = try await peer.client.send(Write(.create, .project, body: body))
      #expect(record?.body["accountId"] == body["accountId"])
      let sent = peer.server.hits().filter { $0.method == "POST" }.map(\.body)
      #expect(sent.count == 2)
      #expect(sent.first?.contains("\"accountId\"") == true)
      #expect(sent.last?.contains("\"customerId\"") == true)
      #expect(sent.last?.contains("\"accountId\"") == false)
    }
  }

  @Test("Any other refusal of a project, and a second one, are told and not sent again")
  func otherRefusal() async throws {
    let asking = #"{"error": "customerId is required"}"#
    for (json, times) in [(#"{"error": "templateId is unknown"}"#, 1), (asking, 2)] {
      try await Peer.run { peer in
        peer.server.set(
          .fail(.refusal(400, json: json), matching: "POST /resources/projects", times: 9))
        let body = try newBody(.project, peer)
        let error = try await failure { () async throws(VitallyError) in
          try await peer.client.send(Write(.create, .project, body: body))
        }
        #expect(error.kind == .refused)
        #expect(peer.server.hitCount(of: "POST") == times)
      }
    }
  }

  @Test("An update sends only its fields, and numbers and traits as they are")
  func update() async throws {
    try await Peer.run { peer in
      let id = try peer.someID("accounts")
      let body: JSONObject = [
        "name": "Renamed", "traits": ["big": .number("12345678901234567890"), "gone": .null],
      ]
      let record = try #require(
        try await peer.client.send(Write(.update, .account, id: id, body: body)))
      #expect(record.title == "Renamed")
      #expect(record[.trait("big")] == .number("12345678901234567890"))
      let sent = try #require(peer.server.hits().last)
      #expect(sent.method == "PUT")
      #expect(try JSONReader.read(sent.body) == .object(body))
    }
  }

  @Test(
    "Archiving answers nothing, with either form of an empty answer",
    arguments: [DemoOptions.DeleteAnswer.noContent204, .emptyObject200])
  func archive(answer: DemoOptions.DeleteAnswer) async throws {
    var sample = Peer.sample
    sample.delete = answer
    try await Peer.run(sample) { peer in
      for (resource, collection) in [
        (Resource.note, "notes"), (.task, "tasks"), (.project, "projects"),
      ] {
        let page = try await peer.client.page(
          ListQuery(resource, filters: ["archived": "false"], limit: 1), urgency: .user)
        let id = try #require(page.records.first?.ref.serverID)
        #expect(try await peer.client.send(Write(.archive, resource, id: id)) == nil)
        #expect(try peer.held(collection, id)["archivedAt"]?.isBlank == false)
      }
    }
  }

  @Test("A write that is answered without a body is a success without a record")
  func emptyAnswer() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.emptyBody, matching: "POST"))
      let write = Write(.create, .task, body: try newBody(.task, peer))
      #expect(try await peer.client.send(write) == nil)
      #expect(peer.server.hitCount(of: "POST") == 1)
    }
  }

  @Test("A record that exists already is a duplicate, and the server's words are kept")
  func duplicate() async throws {
    try await Peer.run { peer in
      let write = Write(.create, .account, body: try newBody(.account, peer))
      _ = try await peer.client.send(write)
      let error = try await failure { () async throws(VitallyError) in
        try await peer.client.send(write)
      }
      #expect(error.kind == .duplicate)
      #expect(!error.serverWords.isEmpty)
      #expect(error.delivery == .answered)
    }
  }

  @Test("A refused write names its fields")
  func refused() async throws {
    try await Peer.run { peer in
      let error = try await failure { () async throws(VitallyError) in
        try await peer.client.send(Write(.create, .account, body: ["externalId": 5]))
      }
      #expect(error.kind == .refused)
      #expect(Set(error.fields.map(\.path)) == ["externalId", "name"])
    }
  }

  @Test("A project that is refused for another reason is not sent again")
  func refusedProject() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.status(400), matching: "POST"))
      let write = Write(.create, .project, body: try newBody(.project, peer))
      let error = try await failure { () async throws(VitallyError) in
        try await peer.client.send(write)
      }
      #expect(error.kind == .refused)
      #expect(peer.server.hitCount(of: "POST") == 1)
    }
  }
}
