import Synchronization
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

/// What goes wrong while reading, against the demo server's faults.
struct ReadFaultTests {
  private func list(_ peer: Peer) async throws -> VitallyError {
    try await failure { () async throws(VitallyError) in
      try await peer.client.page(ListQuery(.account), urgency: .user)
    }
  }

  @Test(
    "A read is repeated through a passing fault",
    arguments: [
      Scenario.Fault.status(500), .status(504), .html502, .empty503, .dropBeforeApplying,
      .dropAfterApplying, .halfBody,
    ])
  func passingFault(fault: Scenario.Fault) async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(fault, times: 3))
      let page = try await peer.client.page(ListQuery(.account, limit: 7), urgency: .user)
      #expect(page.records.count == 7)
      #expect(peer.server.hitCount() == 4)
      #expect(peer.time.waits == [.seconds(1), .seconds(2), .seconds(4)])
    }
  }

  @Test("A read gives up after five attempts")
  func givingUp() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.html502))
      let error = try await list(peer)
      #expect(error.kind == .server)
      #expect(error.status == 502)
      #expect(error.sentence == "Vitally answers 502; vitty tries again later.")
      #expect(error.serverWords == "502 Bad Gateway")
      #expect(peer.server.hitCount() == 5)
    }
  }

  @Test(
    "What will not pass is told at once",
    arguments: [
      (401, VitallyError.Kind.unauthorized), (403, .forbidden), (404, .notFound),
      (409, .duplicate), (422, .refused), (400, .refused),
    ])
  func finalStatus(status: Int, kind: VitallyError.Kind) async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.status(status)))
      let error = try await list(peer)
      #expect(error.kind == kind)
      #expect(error.status == status)
      #expect(error.serverWords == "Scenario says \(status)")
      #expect(peer.server.hitCount() == 1)
    }
  }

  @Test("A wrong key is unauthorized")
  func wrongKey() async throws {
    try await Peer.run(key: "sk_live_wrong") { peer in
      let error = try await list(peer)
      #expect(error.kind == .unauthorized)
    }
  }

  @Test("Retry-After is kept to")
  func retryAfter() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.status(429, retryAfter: "7"), times: 2))
      _ = try await peer.client.page(ListQuery(.account), urgency: .user)
      #expect(peer.server.hits().map(\.status) == [429, 429, 200])
      #expect(peer.time.now == .seconds(14))
    }
  }

  @Test("A long Retry-After is waited for by everybody, and told once")
  func longRetryAfter() async throws {
    let told = Told()
    try await Peer.run(onPause: told.add) { peer in
      // Given a server that wants two minutes of rest
      peer.server.set(.fail(.status(429, retryAfter: "120"), times: 1))
      // When two lists are asked for
      _ = try await peer.client.page(ListQuery(.account), urgency: .user)
      _ = try await peer.client.page(ListQuery(.task), urgency: .background)
      // Then it had its rest, and nothing has failed
      #expect(peer.server.hits().map(\.status) == [429, 200, 200])
      #expect(peer.time.now == .seconds(120))
      #expect(told.spans == [.seconds(120)])
    }
  }

  @Test("Also after the last attempt the server has its rest")
  func lastRetryAfter() async throws {
    try await Peer.run(options: ClientOptions(attempts: 1)) { peer in
      peer.server.set(.fail(.status(429, retryAfter: "120"), times: 1))
      let error = try await list(peer)
      #expect(error.kind == .rateLimited)
      _ = try await peer.client.page(ListQuery(.account), urgency: .user)
      #expect(peer.time.now == .seconds(120))
    }
  }

  @Test("Without Retry-After the reset of the limit is waited for")
  func retryAfterReset() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.status(429), times: 1))
      _ = try await peer.client.page(ListQuery(.account), urgency: .user)
      #expect(peer.time.now == .seconds(1))
    }
  }

  @Test("A limit that stays full ends in one sentence")
  func rateLimited() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.status(429, retryAfter: "1")))
      let error = try await list(peer)
      #expect(error.kind == .rateLimited)
      #expect(error.isPassing)
      #expect(peer.server.hitCount() == 5)
    }
  }

  @Test(
    "Every form of an error body gives the server's words",
    arguments: [
      (Scenario.Fault.messageForm, "A message by itself"), (.errorsForm, "First; Second"),
      (.objectForm, "validation failed"),
    ])
  func errorForms(fault: Scenario.Fault, words: String) async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(fault))
      let error = try await list(peer)
      #expect(error.kind == .refused)
      #expect(error.serverWords.hasPrefix(words))
      #expect(error.sentence.contains(words))
      if fault == .objectForm { #expect(error.fields.map(\.path) == ["name", "externalId"]) }
    }
  }

  @Test("JSON that ends too early is unreadable, and no empty list")
  func truncatedJSON() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.truncatedJSON))
      let error = try await list(peer)
      #expect(error.kind == .unreadable)
      #expect(error.delivery == .answered)
      #expect(error.sentence.contains("127.0.0.1"))
    }
  }

  @Test("An empty good answer is unreadable, and no empty list")
  func emptyBody() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.emptyBody))
      let error = try await list(peer)
      #expect(error.kind == .unreadable)
    }
  }

  @Test("An answer over the cap is not read to its end")
  func tooManyBytes() async throws {
    let options = ClientOptions(maxBody: 1024 * 1024)
    try await Peer.run(options: options) { peer in
      peer.server.set(.fail(.tooManyBytes(2 * 1024 * 1024)))
      let error = try await failure { () async throws(VitallyError) in
        try await peer.client.page(ListQuery(.account, limit: 1), urgency: .user)
      }
      #expect(error.kind == .tooLarge)
      #expect(error.sentence.contains("1 MB"))
      #expect(peer.server.hitCount() == 1)
    }
  }

  @Test("Pages that are too large are halved until they can be read, and stay so for that list")
  func heavyRecords() async throws {
    let options = ClientOptions(maxBody: 1024 * 1024)
    try await Peer.run(options: options) { peer in
      // Given users of 30 kB each, so that a page of 100 is three times as large as what is read
      peer.server.set(.fail(.heavyRecords(bytes: 30_000), matching: "GET /resources/users$"))
      // When the list is walked
      var query = ListQuery(.user, sort: .createdAt)
      var seen: Set<Ref> = []
      repeat {
        let page = try await peer.client.page(query, urgency: .background)
        seen.formUnion(page.records.map(\.ref))
        query.cursor = page.next
      } while query.cursor != nil
      // Then all are there, and only the first page was tried in other sizes
      #expect(seen.count == peer.server.count("users"))
      let limits = peer.server.hits().compactMap { hit in
        hit.query.split(separator: "&").first { $0.hasPrefix("limit=") }
      }
      #expect(limits.prefix(4) == ["limit=100", "limit=50", "limit=25", "limit=25"])
      #expect(limits.dropFirst(2).allSatisfy { $0 == "limit=25" })
      // And other lists have pages as before
      _ = try await peer.client.page(ListQuery(.account), urgency: .user)
      #expect(peer.server.hits().last?.query.contains("limit=100") == true)
    }
  }

  @Test("A list that is too large at any size ends in one sentence")
  func heaviestRecords() async throws {
    let options = ClientOptions(maxBody: 1024 * 1024)
    try await Peer.run(options: options) { peer in
      peer.server.set(.fail(.tooManyBytes(2 * 1024 * 1024)))
      let error = try await list(peer)
      #expect(error.kind == .tooLarge)
      #expect(peer.server.hitCount() == 7)
      // A list without pages is asked for once.
      peer.server.resetHits()
      _ = try await failure { () async throws(VitallyError) in
        try await peer.client.page(
          ListQuery(.customField, filters: ["model": "accounts"], sort: nil), urgency: .user)
      }
      #expect(peer.server.hitCount() == 1)
    }
  }

  @Test("A server that is too slow is given up at the deadline")
  func deadline() async throws {
    let options = ClientOptions(attempts: 1, deadline: .seconds(1))
    try await Peer.run(options: options) { peer in
      peer.server.set(.fail(.slow(milliseconds: 5000)))
      let error = try await list(peer)
      #expect(error.kind == .lost)
      #expect(error.sentence.contains("too long"))
    }
  }

  @Test("A server that is silent is given up after the read time-out")
  func readTimeout() async throws {
    let options = ClientOptions(attempts: 1, readTimeout: .seconds(1))
    try await Peer.run(options: options) { peer in
      peer.server.set(.fail(.slow(milliseconds: 5000)))
      let error = try await list(peer)
      #expect(error.kind == .lost)
    }
  }

  @Test("Odd payloads cost single items, counted, and never the page")
  func oddPayloads() async throws {
    try await Peer.run { peer in
      let account = try peer.someID("accounts")
      peer.server.set(.fail(.oddPayloads))
      let page = try await peer.client.page(ListQuery(.account, limit: 10), urgency: .user)
      #expect(page.records.count == 10)
      #expect(page.unreadable == 3)
      #expect(page.records.first?.externalID == "42")
      let second = try await peer.client.page(
        ListQuery(.account, limit: 10, cursor: page.next), urgency: .user)
      #expect(second.records.first?.ref == page.records.last?.ref)
      let record = try await peer.client.record(.account, id: account, parent: nil, urgency: .user)
      #expect(record.ref == .server(.account, account))
    }
  }

  @Test("A request that nobody waits for any more is cancelled")
  func cancelled() async throws {
    try await Peer.run { peer in
      peer.server.set(.fail(.slow(milliseconds: 5000)))
      let client = peer.client
      let task = Task { try await client.page(ListQuery(.account), urgency: .user) }
      while peer.server.hitCount() == 0 { await Task.yield() }
      task.cancel()
      let error = await #expect(throws: VitallyError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
    }
  }

  @Test("After shutdown nothing is asked any more")
  func afterShutdown() async throws {
    try await Peer.run { peer in
      await peer.client.shutdown()
      let error = try await list(peer)
      #expect(error.kind == .cancelled)
      #expect(error.delivery == .neverSent)
      #expect(peer.server.hitCount() == 0)
    }
  }
}

/// The pauses that were told.
private final class Told: Sendable {
  private let all = Mutex<[Duration]>([])

  var spans: [Duration] { all.withLock { $0 } }
  func add(_ span: Duration) { all.withLock { $0.append(span) } }
}
