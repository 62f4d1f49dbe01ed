// Sweeps over a list that moves while its pages are fetched.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct MovingPagesTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `a list that moves between its pages loses nothing and repeats nothing`(
    seed: UInt64
  ) async throws {
    // Given forty accounts on pages of three, and a server on which others go on working: before
    // each page accounts are made, renamed, deleted, and brought to the top by a change
    let test = try TestWorkspace(sweepsBehind: true, pageSize: 3, starts: false)
    await test.server.put(.account, (1...40).map { account($0) })
    let moves = Moves(seed: seed)
    let source = MovingServer(server: test.server) { await moves.make(on: test.server) }
    // When the list is swept from its first page to its last
    test.workspace.start(source: source)
    await test.workspace.idle()
    #expect(try test.status(.account).completedAt != nil)
    // Then no account is there twice, and all that were there from the first page to the last are
    let shown = try listed(test)
    let (made, deleted) = await (moves.made, moves.deleted)
    #expect(Set(shown).count == shown.count)
    let stayed = Set((1...40).map { "account-\($0)" }).subtracting(deleted)
    #expect(stayed.subtracting(shown).isEmpty)
    #expect(Set(shown).subtracting(stayed).isSubset(of: made.union(deleted)))

    // And once the server rests, a refresh brings what was made meanwhile, and every new name
    await moves.stop()
    test.clock.advance(60)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    try await expectSame(test, but: deleted)

    // And after the sweep of the next day there is exactly what the server has
    test.clock.advance(90_000)
    test.workspace.tick()
    await test.workspace.idle()
    try await expectSame(test, but: [])
  }

  @Test func `what changed behind a sweep is found by the next refresh, beneath later changes`()
    async throws
  {
    // Given a sweep of nine accounts on pages of three. After the first page, an account on it is
    // renamed; before the last page, all accounts on that are renamed as well
    let test = try TestWorkspace(sweepsBehind: true, pageSize: 3, starts: false)
    await test.server.put(.account, (1...9).map { account($0) })
    let rename = { @Sendable (number: Int, seconds: Double) async in
      let now = TestClock.start.adding(seconds: seconds)
      await test.server.change(
        .account, "account-\(number)", ["name": "Renamed", "updatedAt": .string(now.iso)])
    }
    let pages = Counter()
    let source = MovingServer(server: test.server) {
      switch await pages.next() {
      case 2: await rename(9, 1)
      case 3: for number in 1...3 { await rename(number, 2) }
      default: break
      }
    }
    test.workspace.start(source: source)
    await test.workspace.idle()
    // When the list is refreshed: its first page holds the three that are known
    test.clock.advance(60)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    // Then the one that changed before them is found all the same
    #expect(try test.titles(.account).count { $0 == "Renamed" } == 4)
  }

  private func listed(_ test: TestWorkspace) throws -> [String] {
    let query = ListingQuery(.account, showsHidden: true)
    return try test.workspace.store.window(query, rows: 0..<400).rows
      .compactMap(\.record.ref.serverID)
  }

  /// Expects what the server has, with its names, and of other accounts at most the given ones.
  private func expectSame(_ test: TestWorkspace, but others: Set<String>) async throws {
    let query = ListingQuery(.account, showsHidden: true)
    let rows = try test.workspace.store.window(query, rows: 0..<400).rows.map(\.record)
    let shown = Dictionary(
      rows.map { ($0.ref.serverID ?? "", $0.title) }, uniquingKeysWith: { $0 + " twice " + $1 })
    let there = await test.server.records[.account] ?? []
    for body in there {
      #expect(shown[body["id"]?.text ?? ""] == body["name"]?.text)
    }
    let gone = Set(shown.keys).subtracting(there.compactMap { $0["id"]?.text })
    #expect(gone.isSubset(of: others))
  }
}

/// Counts from one.
private actor Counter {
  private var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}

/// What others do on the server, in random order.
private actor Moves {
  private var random: SeededRandom
  private var isOver = false
  private var number = 100
  private(set) var made: Set<String> = []
  private(set) var deleted: Set<String> = []

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  func stop() { isOver = true }

  func make(on server: ScriptedServer) async {
    guard !isOver else { return }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      number += 1
      let known = await server.records[.account] ?? []
      let id = known.randomElement(using: &random)?["id"]?.text ?? ""
      let now = Moment(milliseconds: 1_780_000_000_000).adding(seconds: Double(number) * 3600)
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<2:
        made.insert("account-\(number)")
        await server.put(.account, [account(number)])
      case 2..<4:
        deleted.insert(id)
        await server.delete(.account, id)
      default:
        await server.change(
          .account, id, ["name": .string("Renamed \(number)"), "updatedAt": .string(now.iso)])
      }
    }
  }
}

/// A server on which something happens before each page of accounts. The cursor of a page is its last
/// record, so that what moves before it moves no page.
private struct MovingServer: RecordSource {
  let server: ScriptedServer
  let move: @Sendable () async -> Void

  func page(_ query: ListQuery, urgency: Urgency) async throws(VitallyError) -> Page {
    guard query.resource == .account else { return try await server.page(query, urgency: urgency) }
    await move()
    var all = query
    (all.cursor, all.limit) = (nil, .max / 2)
    let key = (query.sort ?? .createdAt).rawValue
    let records = try await server.page(all, urgency: urgency).records.filter { record in
      query.cursor.map { (record.body[key]?.text ?? "") < $0 } ?? true
    }
    let page = Array(records.prefix(query.limit))
    return Page(
      records: page, next: page.count < records.count ? page.last?.body[key]?.text : nil)
  }

  func record(
    _ resource: Resource, id: String, parent: Ref?, urgency: Urgency
  ) async throws(VitallyError) -> Record {
    try await server.record(resource, id: id, parent: parent, urgency: urgency)
  }

  func people(
    _ resource: Resource, email: String, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    try await server.people(resource, email: email, urgency: urgency)
  }

  func records(
    _ resource: Resource, externalID: String, in holder: Ref, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    try await server.records(resource, externalID: externalID, in: holder, urgency: urgency)
  }

  func send(_ write: Write) async throws(VitallyError) -> Record? { try await server.send(write) }
}
