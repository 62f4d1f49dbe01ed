// Many changes at once while the server can't be reached or rejects the key: they wait together.

import Testing
import VitallyModel

@testable import Store

@Suite struct OutageTests {
  private static let count = 40

  /// A workspace whose key is known to be right, with many tasks in its cache.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace(pageSize: 100)
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, (0...Self.count).map { task($0) })
    test.workspace.show(.task)
    await test.workspace.idle()
    _ = try test.workspace.submit(rename(0, "First"))
    await test.workspace.idle()
    await forget(in: test)
    return test
  }

  private func rename(_ number: Int, _ name: String) -> NewChange {
    NewChange(
      .update, .server(.task, "task-\(number)"), fields: ["name": .string(name)],
      base: ["name": .string("Task \(number)")])
  }

  private func submitAll(to test: TestWorkspace) throws -> [Change] {
    let names = (1...Self.count).map { "change \($0)" }
    return try test.workspace.submit(
      .bulk((1...Self.count).map { rename($0, "New") }, named: "Name of many", id: "b"),
      named: names)
  }

  private func forget(in test: TestWorkspace) async {
    await test.server.forgetCalls()
    test.log.forget()
  }

  /// How often the server is asked when so much time has gone by.
  private func calls(after seconds: Double, in test: TestWorkspace) async -> Int {
    await test.server.forgetCalls()
    test.clock.advance(seconds)
    test.workspace.lookAtQueue()
    await test.workspace.idle()
    return await test.server.calls.count
  }

  @Test func `a key that is rejected in the middle of many changes is told of once`() async throws {
    // Given a server that rejects the key after a third of them
    let test = try await opened()
    await test.server.rejectKey(after: 30)

    // When many are made
    let changes = try submitAll(to: test)
    await test.workspace.idle()

    // Then all others wait, which one event says
    let waiting = changes.filter { test.state($0) == .waiting }
    #expect(waiting.count > Self.count / 2 && waiting.count < Self.count)
    #expect(waiting.allSatisfy { test.workspace.change($0.id)?.sentence == "The key is wrong." })
    let told = test.log.all.compactMap { event -> [ChangeID]? in
      guard case .changes(let changes) = event else { return nil }
      return changes.filter { $0.sentence == "The key is wrong." }.map(\.id)
    }.filter { !$0.isEmpty }
    #expect(told.count == 1 && told.first?.count ?? 0 >= waiting.count - 4)
    #expect(told.first?.sorted() == told.first)
    #expect(test.log.notices.count == 1)

    // And a look tells nothing again
    await forget(in: test)
    #expect(await calls(after: 60, in: test) == 0)
    #expect(test.log.changes.isEmpty)

    // And with the right key all go out, each once
    await test.server.rejectKey(false)
    await forget(in: test)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(changes.allSatisfy { test.state($0) == .answered })
    #expect(await test.server.writes.count == waiting.count)
  }

  @Test func `without a network one change asks for the server, and all others wait for it`()
    async throws
  {
    // Given a server that is gone
    let test = try await opened()
    await test.server.goAway(true)
    let changes = try submitAll(to: test)
    await test.workspace.idle()
    #expect(await test.server.calls.count <= 4)

    // When time goes by, then one request is made now and then, by less than a hand of changes
    test.log.forget()
    var counts: [Int] = []
    for seconds in [0.5, 0.5, 1, 1, 2, 0] {
      counts.append(await calls(after: seconds, in: test))
    }
    #expect(counts == [0, 1, 0, 1, 0, 0])
    #expect(Set(test.log.changes.map(\.id)).count <= 2)
    for _ in 1...5 { #expect(await calls(after: 60, in: test) == 1) }

    // When it is back, then all go out with the next request, each once
    await test.server.goAway(false)
    #expect(await calls(after: 60, in: test) == 2 * Self.count)
    #expect(changes.allSatisfy { test.state($0) == .answered })
    #expect(await test.server.writes.count == Self.count)
  }

  @Test func `a server that goes away in the middle gets each change once in the end`()
    async throws
  {
    let test = try await opened()
    await test.server.goAway(after: 30)
    let changes = try submitAll(to: test)
    await test.workspace.idle()
    #expect(await test.server.calls.count <= 30 + 4)
    // When something else gets through
    await test.server.goAway(false)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(changes.allSatisfy { test.state($0) == .answered })
    #expect(await Set(test.server.happened).count == Self.count + 1)
    #expect(await test.server.happened.count == Self.count + 1)
  }

  @Test func `what the user sends or makes while the server is gone asks for it once`()
    async throws
  {
    let test = try await opened()
    await test.server.goAway(true)
    let changes = try submitAll(to: test)
    await test.workspace.idle()
    // When the user wants everything to be sent
    await test.server.forgetCalls()
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(await test.server.calls.count == 1)
    // And makes another change, with the server back
    await test.server.goAway(false)
    let more = try test.workspace.submit(
      .creating(.made(.note, "n"), [("subject", "Visit"), ("accountId", "account-1")]))
    await test.workspace.idle()
    #expect(test.state(more) == .answered)
    #expect(changes.allSatisfy { test.state($0) == .answered })
  }

  @Test func `trying again takes ever longer, to a minute at most`() {
    var now = TestClock.start
    var outage = Outage(at: now)
    let pauses = (0..<9).map { _ in
      let pause = outage.nextTry.seconds(since: now)
      // What was on its way at the time makes no difference
      outage.goOn(at: now)
      now = outage.nextTry
      outage.goOn(at: now)
      return pause
    }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    outage.tryNow(at: now)
    #expect(outage.nextTry == now)
  }
}
