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
    let entries = try test.workspace.outbox().entries
    #expect(entries.map(\.title) == ["Theirs 4", "Theirs 5", "Waiting 2", "Waiting 3", "Sent"])
    #expect(
      entries.map(\.change.state) == [.conflict, .conflict, .waiting, .waiting, .answered])
    // And a day later what was sent is no longer told
    test.clock.advance(2 * 86_400)
    #expect(try test.workspace.outbox().entries.count == 4)
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
    #expect(try test.workspace.outbox().entries.map(\.title) == ["Far away", "Visit"])
  }

  @Test func `a list names customers, people and traits`() async throws {
    // Given a task of an account, and a note about an account that is made with it
    let test = try TestWorkspace(pageSize: 10)
    await test.server.put(.account, [account(1)])
    await test.server.put(.admin, [["id": "mia", "name": "Mia Berg"]])
    await test.server.put(
      .task, [["id": "mine", "name": "Call", "accountId": "account-1", "traits": ["effort": 2]]])
    for resource in [Resource.account, .admin, .task] { test.workspace.show(resource) }
    await test.workspace.idle()
    await test.server.hold()

    // When they wait to be sent
    _ = try test.workspace.submit(
      NewChange(
        .update, .server(.task, "mine"),
        fields: ["assignedToId": "mia", "traits": ["effort": 3]]))
    _ = try test.workspace.submit(
      NewChange(
        .create, .made(.note, "n"), fields: ["subject": "Visit", "accountId": "account-1"]))
    let list = try test.workspace.outbox()
    await test.server.release()

    // Then the list has all the names
    #expect(list.entries.map(\.customer) == ["Account 1", "Account 1"])
    #expect(list.names[.server(.admin, "mia")] == "Mia Berg")
    #expect(list.field("traits.effort", of: .task).label == "effort")
    #expect(list.field("traits.effort", of: .task).kind == .number(.plain))
  }
}
