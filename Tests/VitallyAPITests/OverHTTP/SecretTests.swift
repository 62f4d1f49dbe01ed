import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

struct SecretTests {
  @Test("Neither log nor errors hold the key, a mail address or a cursor")
  func nothingLeaks() async throws {
    let log = CapturedLog()
    var shown = ""
    try await Peer.run(log: log) { peer in
      // Given requests of all kinds, good and bad
      _ = try await peer.client.page(ListQuery(.account, limit: 1), urgency: .user)
      _ = try await peer.client.people(.user, email: "hush@mail.example", urgency: .user)
      shown += "\(peer.client) "
      dump(peer.client, to: &shown)
      peer.server.set(.fail(.status(401)))
      for fault in [Scenario.Fault.status(401), .html502, .dropAfterApplying, .truncatedJSON] {
        peer.server.clearScenarios()
        peer.server.set(.fail(fault))
        let error = try await failure { () async throws(VitallyError) in
          try await peer.client.people(.user, email: "hush@mail.example", urgency: .user)
        }
        shown += "\(error) \(String(reflecting: error)) "
        dump(error, to: &shown)
      }
    }
    // Then something was logged, and nothing of that
    #expect(log.lines.contains { $0.contains("GET /resources/accounts 200") })
    shown += log.lines.joined(separator: "\n")
    for secret in ["sk_live_demo", "c2tfbGl2ZV9kZW1v", "hush", "Basic ", "from="] {
      #expect(!shown.contains(secret), "\(secret)")
    }
  }
}
