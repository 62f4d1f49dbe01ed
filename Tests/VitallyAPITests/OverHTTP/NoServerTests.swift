import Synchronization
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

/// Where there is no server, or none that speaks the right language.
struct NoServerTests {
  private func list(_ peer: Peer) async throws -> VitallyError {
    try await failure { () async throws(VitallyError) in
      try await peer.client.page(ListQuery(.account), urgency: .user)
    }
  }

  private func create(_ peer: Peer) async throws -> VitallyError {
    let account = JSONValue.string(try peer.someID("accounts"))
    let body: JSONObject = ["name": "Once", "accountId": account, "externalId": "once"]
    return try await failure { () async throws(VitallyError) in
      try await peer.client.send(Write(.create, .task, body: body))
    }
  }

  @Test("Where nobody listens, nothing was sent, and the host is named")
  func refusedConnection() async throws {
    try await Peer.run { peer in
      peer.server.stop()
      for error in [try await list(peer), try await create(peer)] {
        #expect(error.kind == .unreachable)
        #expect(error.delivery == .neverSent)
        #expect(
          error.sentence
            == "127.0.0.1:\(peer.server.port) cannot be reached: check the network and the subdomain."
        )
      }
      // Each was tried twice.
      #expect(peer.time.waits == [.seconds(1), .seconds(1)])
    }
  }

  /// How many times something was told.
  private final class Tally: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
  }

  @Test("A host that does not exist cannot be reached, which is told before it is tried again")
  func unknownHost() async throws {
    let silences = Tally()
    let client = VitallyClient(
      address: try ServerAddress(subdomain: nil, region: .us, baseURL: "https://no.host.invalid"),
      credentials: try Credentials(pasted: "k"), timing: JumpingTime().timing,
      logger: CapturedLog().logger, onSilence: { silences.add() })
    let error = try await failure { () async throws(VitallyError) in
      try await client.page(ListQuery(.account), urgency: .user)
    }
    await client.shutdown()
    #expect(error.kind == .unreachable)
    #expect(error.delivery == .neverSent)
    #expect(error.sentence.contains("no.host.invalid"))
    #expect(silences.count == 1)
  }

  @Test("A server without a certificate is not sent anything")
  func noSecureConnection() async throws {
    try await Peer.run { peer in
      let client = VitallyClient(
        address: try ServerAddress(
          subdomain: nil, region: .us, baseURL: "https://127.0.0.1:\(peer.server.port)"),
        credentials: try Credentials(pasted: "k"), timing: JumpingTime().timing,
        logger: CapturedLog().logger)
      let reading = try await failure { () async throws(VitallyError) in
        try await client.page(ListQuery(.account), urgency: .user)
      }
      let writing = try await failure { () async throws(VitallyError) in
        try await client.send(Write(.archive, .note, id: "n"))
      }
      await client.shutdown()
      for error in [reading, writing] {
        #expect(error.kind == .unreachable)
        #expect(error.delivery == .neverSent)
        #expect(error.sentence.hasPrefix("No secure connection to 127.0.0.1"))
      }
    }
  }
}
