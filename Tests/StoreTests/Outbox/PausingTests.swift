// What the user has paused: it is not sent before they let it go on.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct PausingTests {
  private let ref = Ref.server(.task, "task-1")

  /// A workspace that holds changes back for five seconds, whose cache has two tasks.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace(holdSeconds: 5)
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, [task(1), task(2)])
    test.workspace.show(.task)
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  private func rename(_ number: Int, _ name: String) -> NewChange {
    NewChange(
      .update, .server(.task, "task-\(number)"), fields: ["name": .string(name)],
      base: ["name": .string("Task \(number)")])
  }

  private func look(after seconds: Double, in test: TestWorkspace) async {
    test.clock.advance(seconds)
    test.workspace.lookAtQueue()
    await test.workspace.idle()
  }

  @Test func `a pause is not ended by a record that can't be read just then`() async throws {
    // Given a change that is paused while its record is being read
    let test = try await opened()
    let change = try test.workspace.submit(rename(1, "One"), held: true)
    let table = try #require(test.workspace.editor?.table)
    _ = try test.workspace.pause([change.id], true)

    // When reading has failed
    var failed = change
    failed.sentence = "Vitally can't be reached."
    let saved = try #require(try table.save(failed))

    // Then it is still paused
    #expect(saved.isPaused && saved.sentence == failed.sentence)
    await look(after: 60, in: test)
    #expect(await test.server.calls.isEmpty)
  }

  @Test func `what is paused while its record is being read is not sent`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(rename(1, "One"), held: true)
    let table = try #require(test.workspace.editor?.table)
    _ = try test.workspace.pause([change.id], true)
    #expect(try table.markSending(change.id, request: [:], at: test.clock.now) == nil)
    #expect(test.workspace.change(change.id)?.isPaused == true)

    // And it goes out once the user lets it
    _ = try test.workspace.pause([change.id], false)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `a pause also holds what is just being sent, if that fails`() async throws {
    let test = try await opened()
    await test.server.hold()
    await test.server.fail(.send, .task, with: .broken)
    let change = try test.workspace.submit(rename(1, "One"))
    try await test.server.isHolding(1)
    #expect(try test.workspace.pause([change.id], true).map(\.state) == [.sending])
    await test.server.release()
    await test.workspace.idle()
    #expect(test.workspace.change(change.id)?.isPaused == true)
    await look(after: 60, in: test)
    #expect(await test.server.writes.count == 1)
  }

  /// A change that is being sent and is to be held back if that fails.
  private func pausedWhileSent() async throws -> (TestWorkspace, Change) {
    let test = try await opened()
    await test.server.hold()
    await test.server.fail(.send, .task, with: .lost)
    let change = try test.workspace.submit(rename(1, "One"))
    try await test.server.isHolding(1)
    _ = try test.workspace.pause([change.id], true)
    return (test, change)
  }

  @Test func `what no answer comes of stays paused, and is looked for once it goes on`()
    async throws
  {
    let (test, change) = try await pausedWhileSent()
    await test.server.release()
    await test.workspace.idle()
    #expect(test.state(change) == .unknown)
    #expect(test.workspace.change(change.id)?.isPaused == true)
    await test.server.forgetCalls()
    await look(after: 60, in: test)
    #expect(await test.server.calls.isEmpty)
    // When it is let go, then it is sent after a look
    #expect(try test.workspace.pause([change.id], false).map(\.state) == [.unknown])
    await look(after: 60, in: test)
    #expect(test.state(change) == .answered)
  }

  @Test func `a crash does not forget that what was being sent is to be held back`() async throws {
    // Given a program that is gone in the middle of that
    let (test, change) = try await pausedWhileSent()
    let next = try TestWorkspace(like: test, starts: false)
    // As another process would see it once it may send
    let table = try #require(next.workspace.editor?.table)
    try table.recover()
    // Then it waits for the user
    #expect(next.workspace.change(change.id)?.isPaused == true)
    #expect(try table.due(at: next.clock.now.adding(seconds: 60)).isEmpty)
    await test.server.release()
    await test.workspace.idle()
  }

  @Test func `a later decision lets go of what no answer came of, until it is taken back`()
    async throws
  {
    let (test, change) = try await pausedWhileSent()
    await test.server.release()
    await test.workspace.idle()
    let later = try test.workspace.submit(dueDate, held: true)
    #expect(test.workspace.change(change.id)?.isPaused == false)
    _ = try test.workspace.undo([later.id])
    #expect(test.workspace.change(change.id)?.isPaused == true)
  }

  @Test func `a later decision about the same record ends its pause`() async throws {
    // Given a paused change
    let test = try await opened()
    let first = try test.workspace.submit(rename(1, "One"), held: true)
    let other = try test.workspace.submit(rename(2, "Other"), held: true)
    _ = try test.workspace.pause([first.id, other.id], true)
    // When a single key decides something else about it
    let second = try test.workspace.submit(
      NewChange(
        .update, ref, fields: ["dueDate": "2026-12-24"], base: ["dueDate": .null]), held: true)
    // Then both go out when that one does
    await look(after: 4.9, in: test)
    #expect(await test.server.writes.isEmpty)
    await look(after: 0.1, in: test)
    #expect([first, second].map(test.state) == [.answered, .answered])
    #expect(test.state(other) == .waiting)
  }

  @Test func `many changes that are paused are one event`() async throws {
    let test = try await opened()
    let changes = try (1...2).map { try test.workspace.submit(rename($0, "New"), held: true) }
    test.log.forget()
    _ = try test.workspace.pause(changes.map(\.id), true)
    #expect(test.log.all.count == 1)
  }

  @Test func `the outbox does not wake for what is paused`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(rename(1, "One"), held: true)
    _ = try test.workspace.pause([change.id], true)
    let table = try #require(test.workspace.editor?.table)
    #expect(try table.nextDue(after: test.clock.now) == nil)
  }

  // MARK: A pause that a later decision has ended

  private var dueDate: NewChange {
    NewChange(.update, ref, fields: ["dueDate": "2026-12-24"], base: ["dueDate": .null])
  }

  @Test func `a pause is back once the decision that has ended it is taken back`() async throws {
    // Given a paused change, and a decision about its record that lets it go
    let test = try await opened()
    let paused = try test.workspace.submit(rename(1, "One"), held: true)
    _ = try test.workspace.pause([paused.id], true)
    test.log.forget()
    let later = try test.workspace.submit(dueDate, held: true)

    // Then that it goes is told
    let released = test.log.changes.filter { $0.id == paused.id }
    #expect(released.map(\.heldUntil) == [later.heldUntil])

    // When the decision is taken back, also after a crash
    await test.workspace.stop()
    let second = try TestWorkspace(like: test, holdSeconds: 5, starts: false)
    await second.workspace.settle()
    second.log.forget()
    _ = try second.workspace.undo([later.id])

    // Then it is paused again, which is told
    #expect(second.log.changes.filter { $0.id == paused.id }.map(\.isPaused) == [true])
    second.workspace.start(source: second.server)
    await look(after: 60, in: second)
    #expect(second.state(paused) == .waiting)
    #expect(await second.server.writes.isEmpty)
  }

  @Test func `a pause is back only once all later decisions are taken back`() async throws {
    let test = try await opened()
    let paused = try test.workspace.submit(rename(1, "One"), held: true)
    _ = try test.workspace.pause([paused.id], true)
    let second = try test.workspace.submit(dueDate, held: true)
    var mended = dueDate
    mended.replaces = try test.workspace.submit(rename(1, "Three"), held: true).id
    // When one is taken back, and another takes the place of the next
    _ = try test.workspace.undo([second.id])
    let third = try test.workspace.submit(mended, held: true)
    #expect(test.workspace.change(paused.id)?.isPaused == false)
    // Then the last one decides
    try test.workspace.drop(third.id)
    #expect(test.workspace.change(paused.id)?.isPaused == true)
  }

  @Test func `what the user lets go is not paused by a decision that is taken back`() async throws {
    let test = try await opened()
    let paused = try test.workspace.submit(rename(1, "One"), held: true)
    _ = try test.workspace.pause([paused.id], true)
    let later = try test.workspace.submit(dueDate, held: true)
    await test.server.fail(.record, .task, with: .offline)
    _ = try test.workspace.pause([paused.id], false)
    _ = try test.workspace.undo([later.id])
    #expect(test.workspace.change(paused.id)?.heldUntil == nil)
    await test.workspace.idle()
  }

  @Test func `what is held back if it fails can be let go before`() async throws {
    // Given a change that is being sent, and is to be held back
    let test = try await opened()
    await test.server.hold()
    await test.server.fail(.send, .task, with: .broken)
    let change = try test.workspace.submit(rename(1, "One"))
    try await test.server.isHolding(1)
    #expect(try test.workspace.pause([change.id], true).map(\.isPauseWanted) == [true])
    // When it is let go
    #expect(try test.workspace.pause([change.id], false).map(\.isPauseWanted) == [false])
    await test.server.release()
    await test.workspace.idle()
    // Then it waits for its next try only
    #expect(test.workspace.change(change.id)?.isPaused == false)
  }
}
