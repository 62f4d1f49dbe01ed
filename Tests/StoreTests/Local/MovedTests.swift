// Which records have moved: since a day, or since the user last looked at them.

import Foundation
import GRDB
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct MovedTests {
  private let first = Ref.server(.account, "account-1")
  private let second = Ref.server(.account, "account-2")
  private static let day: Double = 86_400

  /// A workspace on the afternoon of Monday, 21 September 2026, with accounts of these healths.
  private func opened(_ healths: [JSONValue]) async throws -> TestWorkspace {
    let test = try TestWorkspace(pageSize: 10)
    await test.server.put(
      .account,
      healths.enumerated().map { account($0.offset + 1, ["healthScore": $0.element]) })
    test.workspace.show(.account)
    await test.workspace.idle()
    return test
  }

  /// Goes to a later day, on which accounts have these values.
  private func pass(
    _ days: Double, _ values: [Ref: JSONObject] = [:], in test: TestWorkspace
  ) async {
    test.clock.advance(days * Self.day)
    for (ref, fields) in values {
      await test.server.change(.account, ref.serverID ?? "", fields)
      test.workspace.open(ref, force: true)
      await test.workspace.idle()
    }
  }

  private func look(at ref: Ref, in test: TestWorkspace) async {
    let now = Now(moment: test.clock.now)
    test.workspace.looked(at: ref, today: now.zone.moment(of: now.today))
    await test.workspace.idle()
  }

  private func titles(_ line: String, in test: TestWorkspace) throws -> [String] {
    let now = Now(moment: test.clock.now)
    let filter = try Filter.read(line, in: FilterScope(.account, now: now))
    let query = filter.applied(to: ListingQuery(.account, order: ListOrder("name")))
    return try test.workspace.store.window(query, rows: 0..<100).rows.map(\.record.title)
  }

  @Test func `a week later it is known what fell since Friday, and what rose or came`() async throws
  {
    // Given three accounts on a Monday, the last without a health
    let test = try await opened([7, 7, .null])
    // When one falls on Wednesday, one from Friday on, and one gets a health on Saturday
    await pass(2, [second: ["healthScore": 5, "mrr": 10]], in: test)
    await pass(2, [first: ["healthScore": 6]], in: test)
    let third = Ref.server(.account, "account-3")
    await pass(1, [third: ["healthScore": 9]], in: test)
    await pass(2, [first: ["healthScore": 4], second: ["mrr": 20]], in: test)
    // Then each line lists what has moved since its day
    let expected: [(line: String, titles: [String])] = [
      ("fell:health>=fri", ["Account 1"]), ("fell:health>6d", ["Account 1", "Account 2"]),
      ("moved:health>=fri", ["Account 1", "Account 3"]), ("rose:health>6d", []),
      ("rose:mrr>=fri", ["Account 2"]), ("rose:mrr,health>=fri", ["Account 2"]),
      ("moved:health>=today", ["Account 1"]),
      ("-moved:health>=fri", ["Account 2"]),
    ]
    for (line, titles) in expected {
      #expect(try self.titles(line, in: test) == titles, "\(line)")
    }
    // And what was before the history began is not known
    #expect(try titles("moved:health>30d", in: test).isEmpty)
    // And nothing has moved that is again what it was
    await pass(0, [first: ["healthScore": 7]], in: test)
    #expect(try titles("fell:health>6d", in: test) == ["Account 2"])
    // And the detail has the days on which it was another one
    let detail = try test.workspace.store.recordDetail(first, now: test.clock.now)
    #expect(detail.health.map(\.value) == [7, 6, 7])
    await test.workspace.stop()
  }

  @Test func `a look counts from the next day on, and survives a restart`() async throws {
    // Given two accounts, of which the user looks at one
    let test = try await opened([7, 7])
    test.clock.advance(60)
    await look(at: first, in: test)
    // When both fall on the next day
    await pass(1, [first: ["healthScore": 5], second: ["healthScore": 5]], in: test)
    // Then one has since the look; what the other was a week ago is not known
    #expect(try titles("moved:health", in: test) == ["Account 1"])
    // And another look leaves the list as it is for today
    test.clock.advance(60)
    await look(at: first, in: test)
    await look(at: first, in: test)
    #expect(try titles("moved:health", in: test) == ["Account 1"])
    #expect(try titles("fell:health", in: test) == ["Account 1"])
    // And on the next day it is known, also after a restart
    await pass(1, in: test)
    #expect(try titles("moved:health", in: test).isEmpty)
    await test.workspace.stop()
    let again = try TestWorkspace(like: test)
    #expect(try titles("moved:health", in: again).isEmpty)
    // And what was never looked at is compared with a week ago
    await pass(7, [second: ["healthScore": 8]], in: again)
    #expect(try titles("moved:health", in: again) == ["Account 2"])
    #expect(try titles("rose:health", in: again) == ["Account 2"])
    await again.workspace.stop()
  }

  @Test func `a look at a new account stays with it once the server has it`() async throws {
    // Given an account that is only on this computer, and a look at it
    let test = try await opened([7])
    await test.server.hold()
    let made = Ref.made(.account, "11111111-0000-4000-8000-000000000001")
    _ = try test.workspace.submit(.creating(made, [("name", "New"), ("externalId", "new-1")]))
    let history = HistoryTable(file: test.workspace.history)
    for ref in [made, .server(.task, "task-1")] {
      history.look(at: ref, test.clock.now, today: test.clock.now)
    }
    // When the server has it
    await test.server.release()
    await test.workspace.idle()
    let ref = try #require(test.log.merges.first)
    // Then the look is at that one, and there are none of what has no past
    let looks = history.file.read { try String.fetchAll($0, sql: "SELECT ref FROM look") }
    #expect(looks == [ref.description])
    await test.workspace.stop()
  }

  @Test func `a history that keeps weeks tells what a value was in them`() throws {
    // Given a health that grew every day for half a year, thinned
    let fixture = try CacheFixture()
    let start = CacheFixture.noon
    let at = { (day: Int) in start.adding(seconds: Double(day) * Self.day) }
    for day in 0..<180 {
      let move = Cache.Move(
        record: first, path: "healthScore", value: .number("\(Double(day) / 20)"))
      fixture.history.add([move], at: at(day))
    }
    while fixture.history.thin(at: at(180)) {}
    try fixture.absorb(.account, [.named("account-1", "Acme", ["healthScore": .number("4.05")])])
    let titles = { (movement: Condition.Movement, day: Int) in
      try fixture.titles(
        ListingQuery(
          .account, condition: .moved("healthScore", movement, since: .moment(at(day)))))
    }
    // Then it is more than a week before the day on which it was the same, and less a week later
    #expect(try titles(.up, 74) == ["Acme"])
    #expect(try titles(.down, 89) == ["Acme"])
    #expect(try titles(.changed, 0).isEmpty)
    // And the last weeks of it are few values
    let numbers = fixture.history.numbers(of: first, "healthScore", since: at(150))
    #expect(numbers.map(\.value) == (149..<180).map { Double($0) / 20 })
  }

  @Test func `an account that comes into the cache later has its past`() throws {
    // Given a past of two accounts, of which one is in the cache
    let fixture = try CacheFixture()
    let points = ["1", "2"].map {
      HistoryTable.Point(
        account: "account/\($0)", path: "healthScore", at: Moment(milliseconds: 0), value: "5")
    }
    #expect(fixture.history.add(points))
    try fixture.absorb(.account, [.named("1", "One", ["healthScore": 4])])
    let query = ListingQuery(
      .account,
      condition: .moved("healthScore", .changed, since: .moment(CacheFixture.noon)))
    #expect(try fixture.titles(query) == ["One"])
    // When the other one arrives, then it is listed too
    try fixture.absorb(.account, [.named("2", "Two", ["healthScore": 4])])
    #expect(try fixture.titles(query) == ["One", "Two"])
    // And it is not once its past is forgotten
    fixture.history.forget(.server(.account, "2"))
    #expect(try fixture.titles(query) == ["One"])
  }

  @Test func `a manager who left is a move, a task moves with its account, days fall and rise`()
    throws
  {
    let fixture = try CacheFixture()
    let points = [("csmId", "\"dana\""), ("nextRenewalDate", "\"2026-01-31\"")].map {
      HistoryTable.Point(
        account: "account/1", path: $0.0, at: Moment(milliseconds: 0), value: $0.1)
    }
    #expect(fixture.history.add(points))
    try fixture.absorb(.admin, [.named("dana", "Dana"), .named("kim", "Kim")])
    try fixture.absorb(
      .account,
      [.named("1", "One", ["csmId": "dana", "nextRenewalDate": "2026-01-01"]), .named("2", "Two")])
    try fixture.absorb(.task, [.named("t", "Call", ["accountId": "1"])])
    let since = Condition.Since.moment(CacheFixture.noon)
    let titles = { (path: FieldPath, movement: Condition.Movement) in
      try fixture.titles(
        ListingQuery(.account, condition: .moved(path, movement, since: since)))
    }
    #expect(try titles("csmId", .changed).isEmpty)
    #expect(try titles("nextRenewalDate", .down) == ["One"])
    #expect(try titles("nextRenewalDate", .up).isEmpty)
    for csm in [JSONValue.string("kim"), .null] {
      try fixture.absorb(.account, [.named("1", "One", ["csmId": csm])])
      #expect(try titles("csmId", .changed) == ["One"])
    }
    let ofTask = Condition.linked("accountId", .moved("csmId", .changed, since: since))
    #expect(try fixture.titles(ListingQuery(.task, condition: ofTask)) == ["Call"])
  }

  @Test func `a damaged history says that nobody knows what has moved`() throws {
    let fixture = try CacheFixture()
    try fixture.absorb(.account, [.named("1", "One", ["healthScore": 4])])
    let path = fixture.folder + "/history.db"
    try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: path))
    let query = ListingQuery(
      .account, condition: .moved("healthScore", .down, since: .moment(CacheFixture.noon)))
    let error = #expect(throws: StoreError.self) { try fixture.titles(query) }
    #expect(
      error?.sentence
        == "The file \(path) can't be used, so nobody knows what has moved: repair it, or move it "
        + "away to begin anew.")
    // And the detail is shown without it
    let detail = try fixture.store.recordDetail(first, now: CacheFixture.noon)
    #expect(detail.health.isEmpty)
  }
}
