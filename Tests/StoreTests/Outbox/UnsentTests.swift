// What a workspace says of the changes that the server does not have when it is closed.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct UnsentTests {
  private func rename(_ number: Int) -> NewChange {
    NewChange(
      .update, .server(.task, "task-\(number)"), fields: ["name": "One"],
      base: ["name": .string("Task \(number)")])
  }

  private func opened(isReadOnly: Bool = false, holdSeconds: Double = 0) async throws
    -> TestWorkspace
  {
    let test = try TestWorkspace(holdSeconds: holdSeconds)
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, (1...6).map { task($0) })
    test.workspace.show(.task)
    await test.workspace.idle()
    return test
  }

  @Test func `where the server has everything nothing is left`() async throws {
    let test = try await opened()
    _ = try test.workspace.submit(rename(1))
    await test.workspace.idle()
    await test.workspace.stop()
    #expect(test.workspace.unsent == Unsent())
  }

  @Test func `a server that is not reached is the reason`() async throws {
    let test = try await opened()
    await test.server.goAway(true)
    _ = try test.workspace.submit(rename(1))
    _ = try test.workspace.submit(rename(2))
    await test.workspace.idle()
    var expected = Unsent(because: .unreached)
    expected.waiting = 2
    await test.workspace.stop()
    #expect(test.workspace.unsent == expected)
  }

  @Test func `so is a key that is rejected`() async throws {
    let test = try await opened()
    await test.server.rejectKey(true)
    _ = try test.workspace.submit(rename(1))
    await test.workspace.idle()
    var expected = Unsent(because: .key("The key is wrong."))
    expected.waiting = 1
    await test.workspace.stop()
    #expect(test.workspace.unsent == expected)
  }

  @Test func `the vitty that does not send leaves it to the other one`() async throws {
    let first = try await opened()
    let second = try TestWorkspace(like: first)
    await second.workspace.idle()
    _ = try second.workspace.submit(rename(1))
    var expected = Unsent(because: .otherProcess)
    expected.waiting = 1
    await second.workspace.stop()
    #expect(second.workspace.unsent == expected)
  }

  @Test func `so does what an earlier run has left, where nothing may be changed`() async throws {
    let test = try await opened(holdSeconds: 600)
    _ = try test.workspace.submit(rename(1), held: true)
    await test.workspace.stop()
    let next = try TestWorkspace(like: test, isReadOnly: true)
    await next.workspace.idle()
    var expected = Unsent(because: .readOnly)
    expected.waiting = 1
    await next.workspace.stop()
    #expect(next.workspace.unsent == expected)
  }

  @Test func `what is paused, unsure, refused, or hangs on what is refused, is told apart`()
    async throws
  {
    let test = try await opened(holdSeconds: 600)
    // Given a change that waits, and one that is paused
    _ = try test.workspace.submit(rename(1), held: true)
    let paused = try test.workspace.submit(rename(2), held: true)
    _ = try test.workspace.pause([paused.id], true)
    // And one of which no answer came
    await test.server.fail(.send, .task, with: .lost)
    _ = try test.workspace.submit(rename(3))
    await test.workspace.idle()
    // And a new record that is refused, with an edit of it
    let refusal = VitallyError(.refused, status: 422, sentence: "No.")
    await test.server.fail(.send, .task, with: refusal)
    let made = Ref.made(.task, "new")
    _ = try test.workspace.submit(
      NewChange(.create, made, fields: ["name": "New", "externalId": "new"]))
    await test.workspace.idle()
    _ = try test.workspace.submit(NewChange(.update, made, fields: ["name": "Newer"]))
    await test.workspace.idle()
    var expected = Unsent()
    (expected.waiting, expected.paused, expected.unsure) = (1, 1, 1)
    (expected.undecided, expected.behind) = (1, 1)
    await test.workspace.stop()
    #expect(test.workspace.unsent == expected)
  }
}
