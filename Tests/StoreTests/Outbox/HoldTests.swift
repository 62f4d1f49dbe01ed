// Changes that are held back before they are sent.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct HoldTests {
  private let ref = Ref.server(.task, "task-1")

  /// A workspace that holds changes back for five seconds, whose cache has two tasks.
  private func opened(like other: TestWorkspace? = nil) async throws -> TestWorkspace {
    let test = try TestWorkspace(like: other, holdSeconds: 5)
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, [task(1), task(2)])
    test.workspace.show(.task)
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  private func rename(_ name: String, from base: String = "Task 1") -> NewChange {
    NewChange(.update, ref, fields: ["name": .string(name)], base: ["name": .string(base)])
  }

  private func pass(_ seconds: Double, in test: TestWorkspace) async {
    test.clock.advance(seconds)
    test.workspace.lookAtQueue()
    await test.workspace.idle()
  }

  @Test func `a held change is shown at once, and sent after its time`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(rename("One"), held: true)
    await test.workspace.idle()
    #expect(try test.row(ref)?.record.title == "One")
    #expect(try test.row(ref)?.pending == .waiting)
    await pass(4.9, in: test)
    #expect(await test.server.calls.isEmpty)
    await pass(0.1, in: test)
    #expect(test.state(change) == .answered)
    #expect(test.workspace.change(change.id)?.heldUntil == nil)
  }

  @Test func `the outbox wakes when the hold ends`() async throws {
    let test = try await opened()
    _ = try test.workspace.submit(rename("One"), held: true)
    let table = try #require(test.workspace.editor?.table)
    #expect(try table.nextDue(after: test.clock.now) == TestClock.start.adding(seconds: 5))
  }

  @Test func `what is not held goes out at once, after what is held of its record`() async throws {
    // Given a held change
    let test = try await opened()
    let first = try test.workspace.submit(rename("One"), held: true)
    let other = try test.workspace.submit(
      NewChange(
        .update, .server(.task, "task-2"), fields: ["name": "Other"], base: ["name": "Task 2"]),
      held: true)
    // When a form of the same record is saved
    let second = try test.workspace.submit(rename("Two", from: "One"))
    await test.workspace.idle()
    // Then both go out in their order, and nothing of other records
    #expect(test.state(first) == .answered && test.state(second) == .answered)
    #expect(await test.server.writes.map { $0.body["name"] } == ["One", "Two"])
    #expect(test.state(other) == .waiting)
  }

  @Test func `a held change does not go before an earlier one of its record`() async throws {
    let test = try await opened()
    let first = try test.workspace.submit(rename("One"), held: true)
    test.clock.advance(3)
    let second = try test.workspace.submit(rename("Two", from: "One"), held: true)
    await pass(2, in: test)
    #expect(test.state(first) == .answered && test.state(second) == .waiting)
    await pass(3, in: test)
    #expect(test.state(second) == .answered)
  }

  @Test func `neither the network nor another change ends a hold, but sending now does`()
    async throws
  {
    // Given a change that waits for the network, and a held one
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    let other = try test.workspace.submit(
      NewChange(
        .update, .server(.task, "task-2"), fields: ["name": "Other"], base: ["name": "Task 2"]))
    await test.workspace.idle()
    let held = try test.workspace.submit(rename("One"), held: true)
    // When the network works again
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(test.state(other) == .answered && test.state(held) == .waiting)
    // And when the user does not want to wait
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(held) == .answered)
  }

  @Test func `a hold outlives a crash, and the change is sent once`() async throws {
    // Given a program that ends in the hold
    let first = try await opened()
    let change = try first.workspace.submit(rename("One"), held: true)
    await first.workspace.stop()
    first.clock.advance(2)
    // When the next one starts
    let second = try TestWorkspace(like: first, holdSeconds: 5)
    await second.workspace.idle()
    #expect(second.state(change) == .waiting)
    #expect(try second.row(ref)?.record.title == "One")
    await pass(3, in: second)
    // Then it is sent when its time has come
    #expect(second.state(change) == .answered)
    #expect(await second.server.writes.count == 1)
  }

  @Test func `a clock that is set back does not make a hold longer`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(rename("One"), held: true)
    await pass(-3600, in: test)
    #expect(test.state(change) == .answered)
  }

  @Test func `what the second vitty holds, the first one does not send`() async throws {
    let first = try await opened()
    let second = try TestWorkspace(like: first, holdSeconds: 5)
    await second.workspace.idle()
    let change = try second.workspace.submit(rename("One"), held: true)
    await second.workspace.idle()
    await pass(0, in: first)
    #expect(first.state(change) == .waiting)
    // When the user of the second one does not want to wait
    second.workspace.sendNow()
    await pass(0, in: first)
    #expect(first.state(change) == .answered)
  }

  @Test func `a group is held as a whole`() async throws {
    let test = try await opened()
    let group = [NewChange].bulk(
      (1...2).map { number in
        NewChange(
          .update, .server(.task, "task-\(number)"), fields: ["name": "New"],
          base: ["name": .string("Task \(number)")])
      }, named: "Name of 2 tasks", id: "b")
    let changes = try test.workspace.submit(group, named: ["1", "2"], held: true)
    await pass(4, in: test)
    #expect(changes.map(test.state) == [.waiting, .waiting])
    await pass(1, in: test)
    #expect(changes.map(test.state) == [.answered, .answered])
  }
}
