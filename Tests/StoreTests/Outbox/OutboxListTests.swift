// The list of the outbox: what it holds, in which order, under which titles.

import Testing
import VitallyModel

@testable import Store

@Suite struct OutboxListTests {
  private func rename(_ number: Int, _ name: String, from base: String? = nil) -> NewChange {
    NewChange(
      .update, .server(.task, "task-\(number)"), fields: ["name": .string(name)],
      base: ["name": .string(base ?? "Task \(number)")])
  }

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace(pageSize: 10)
    await test.server.put(.task, (1...5).map { task($0) })
    test.workspace.show(.task)
    await test.workspace.idle()
    return test
  }

  @Test func `first what needs attention, then what waits, then what was sent`() async throws {
    // Given one change that was sent, two that the server can't take now, two in conflict
    let test = try await opened()
    _ = try test.workspace.submit(rename(1, "Sent"))
    await test.workspace.idle()
    for number in 2...3 {
      await test.server.fail(.send, .task, with: .broken)
      _ = try test.workspace.submit(rename(number, "Waiting \(number)"))
      await test.workspace.idle()
    }
    for number in 4...5 {
      await test.server.change(.task, "task-\(number)", ["name": .string("Theirs \(number)")])
      _ = try test.workspace.submit(rename(number, "Mine"))
      await test.workspace.idle()
    }
    let entries = try test.workspace.outbox()
    #expect(entries.map(\.title) == ["Theirs 4", "Theirs 5", "Waiting 2", "Waiting 3", "Sent"])
    #expect(
      entries.map(\.change.state) == [.conflict, .conflict, .waiting, .waiting, .answered])
    // And a day later what was sent is no longer told
    test.clock.advance(2 * 86_400)
    #expect(try test.workspace.outbox().count == 4)
  }

  @Test func `an entry keeps what was sent last, also after it was answered`() async throws {
    let test = try await opened()
    await test.server.hold()
    let change = try test.workspace.submit(rename(1, "Sent"))
    #expect(try test.workspace.outbox().map(\.request) == [nil])
    await test.server.release()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(try test.workspace.outbox().map(\.request) == [["name": "Sent", "tags": ["a"]]])
    // Also after a restart, which brings nothing to the cache a second time
    let second = try TestWorkspace(like: test, starts: false)
    #expect(try second.workspace.outbox().first?.request?["name"] == "Sent")
    #expect(second.log.changes.isEmpty)
  }

  @Test func `a record that is not here is called by what the change says of it`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .account, with: .offline)
    _ = try test.workspace.submit(
      NewChange(
        .update, .server(.account, "elsewhere"), fields: ["traits": ["plan": "gold"]],
        base: ["name": "Far away"]))
    _ = try test.workspace.submit(
      NewChange(.create, .made(.note, "n"), fields: ["subject": "Visit"]))
    await test.workspace.idle()
    #expect(try test.workspace.outbox().map(\.title) == ["Far away", "Visit"])
  }
}
