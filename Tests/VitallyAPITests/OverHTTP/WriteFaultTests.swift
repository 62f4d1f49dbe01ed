import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

/// What goes wrong while writing, and whether the server can have acted.
struct WriteFaultTests {
  private func create(_ peer: Peer) async throws -> VitallyError {
    let account = JSONValue.string(try peer.someID("accounts"))
    let body: JSONObject = ["name": "Once", "accountId": account, "externalId": "once"]
    return try await failure { () async throws(VitallyError) in
      try await peer.client.send(Write(.create, .task, body: body))
    }
  }

  @Test(
    "A write with an unknown outcome is told as such, and sent once",
    arguments: [
      Scenario.Fault.dropBeforeApplying, .dropAfterApplying, .halfBody, .truncatedJSON,
      .failAfterApplying, .html502, .empty503,
    ])
  func unknownOutcome(fault: Scenario.Fault) async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(fault, matching: "POST"))
      let error = try await create(peer)
      #expect(error.delivery == .unknown)
      #expect(error.isPassing)
      #expect(peer.server.hitCount(of: "POST") == 1)
    }
  }

  @Test("A write on a pooled connection that the server closes is not sent again")
  func pooledConnection() async throws {
    try await Peer.run { peer in
      _ = try await peer.client.page(ListQuery(.account, limit: 1), urgency: .user)
      peer.server.set(.fail(.dropAfterApplying, matching: "POST"))
      let before = peer.server.count("tasks")
      let error = try await create(peer)
      #expect(error.delivery == .unknown)
      #expect(peer.server.count("tasks") == before + 1)
    }
  }

  @Test("A write that meets a full limit was not carried out, and whoever sent it is told")
  func writeRateLimited() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.status(429, retryAfter: "2"), matching: "POST", times: 2))
      let account = JSONValue.string(try peer.someID("accounts"))
      let before = peer.server.count("tasks")
      let write = Write(.create, .task, body: ["name": "Once", "accountId": account])
      let error = try await failure { () async throws(VitallyError) in
        _ = try await peer.client.send(write)
      }
      #expect(error.kind == .rateLimited && error.delivery == .answered)
      #expect(peer.server.count("tasks") == before)
    }
  }

  @Test("An archive whose answer is lost is not repeated either")
  func lostArchive() async throws {
    try await Peer.run { peer in
      let id = try peer.someID("notes")
      peer.server.set(.fail(.dropAfterApplying, matching: "DELETE"))
      let error = try await failure { () async throws(VitallyError) in
        try await peer.client.send(Write(.archive, .note, id: id))
      }
      #expect(error.delivery == .unknown)
      #expect(peer.server.hitCount(of: "DELETE") == 1)
    }
  }
}
