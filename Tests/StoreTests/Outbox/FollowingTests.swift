// A change that follows another one: it goes out once the server has that one, and shares its end.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct FollowingTests {
  private static let noteRef = Ref.made(.note, "note")
  private static let taskRef = Ref.server(.task, "task-1")
  private static let refusal = VitallyError(.refused, status: 422, sentence: "No.")

  private let note = NewChange(
    .create, noteRef, fields: ["subject": "Call", "externalId": "note"])
  private let close = NewChange(
    .update, taskRef, fields: ["completedAt": "2026-11-24T09:00:00.000Z"],
    base: ["completedAt": .null])

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace(holdSeconds: 5)
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, [task(1)])
    test.workspace.show(.task)
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  /// Saves the note, and the end of the task after it.
  private func submit(to test: TestWorkspace) throws -> (note: Change, close: Change) {
    let changes = try test.workspace.submit(
      note, named: "n", followedBy: [(change: close, madeID: "c", isHeld: true)])
    return (try #require(changes.first), try #require(changes.last))
  }

  /// The same, of which the note is refused.
  private func refused() async throws -> (TestWorkspace, note: Change, close: Change) {
    let test = try await opened()
    await test.server.fail(.send, .note, with: Self.refusal)
    let (note, close) = try submit(to: test)
    await look(after: 6, in: test)
    #expect(test.state(note) == .refused)
    return (test, note, close)
  }

  private func look(after seconds: Double, in test: TestWorkspace) async {
    test.clock.advance(seconds)
    test.workspace.lookAtQueue()
    await test.workspace.idle()
  }

  @Test func `what follows is sent after its leader, and after its own hold`() async throws {
    let test = try await opened()
    let (note, close) = try submit(to: test)
    await test.workspace.idle()
    #expect([note, close].map(test.state) == [.answered, .waiting])
    await look(after: 5, in: test)
    #expect(test.state(close) == .answered)
    #expect(await test.server.writes.map(\.action) == [.create, .update])
  }

  @Test func `while its leader is refused it waits, and says why, also after a restart`()
    async throws
  {
    let (test, note, close) = try await refused()
    #expect(test.state(close) == .waiting)
    #expect(test.workspace.change(close.id)?.sentence.hasPrefix("It waits for the note") == true)
    await test.workspace.stop()
    #expect(test.workspace.unsent?.undecided == 1 && test.workspace.unsent?.behind == 1)
    let next = try TestWorkspace(like: test)
    await next.workspace.idle()
    #expect([note, close].map(next.state) == [.refused, .waiting])
    #expect(await test.server.writes.map(\.action) == [.create])
  }

  @Test func `trying the leader again decides both`() async throws {
    let (test, note, close) = try await refused()
    try test.workspace.retry(note.id)
    #expect(test.workspace.change(close.id)?.sentence == "")
    await test.workspace.idle()
    #expect([note, close].map(test.state) == [.answered, .answered])
  }

  @Test func `throwing the leader away takes what follows with it`() async throws {
    let (test, note, close) = try await refused()
    try test.workspace.drop(note.id)
    #expect([note, close].map(test.state) == [.dropped, .dropped])
    #expect(Set(test.log.changes.filter { $0.state == .dropped }.map(\.id)) == [note.id, close.id])
    await look(after: 60, in: test)
    #expect(await test.server.writes.map(\.action) == [.create])
  }

  @Test func `a leader that is mended takes what follows along`() async throws {
    let (test, note, close) = try await refused()
    var mended = self.note
    mended.replaces = note.id
    await test.server.fail(.send, .note, with: Self.refusal)
    let second = try test.workspace.submit(mended)
    await test.workspace.idle()
    #expect([note, second, close].map(test.state) == [.dropped, .refused, .waiting])
    try test.workspace.retry(second.id)
    await test.workspace.idle()
    #expect([second, close].map(test.state) == [.answered, .answered])
  }

  @Test func `what follows is not made again without its leader`() async throws {
    // Given a refused note that was thrown away with the end of its task
    let (test, note, close) = try await refused()
    try test.workspace.drop(note.id)
    #expect([note, close].map(test.state) == [.dropped, .dropped])
    // When only the end is to be made again
    let redone = try test.workspace.redo(dropped: [close.id])
    await look(after: 6, in: test)
    // Then it is not: nobody would have the note
    #expect(redone.again.isEmpty)
    #expect(redone.kept.map(\.sentence) == ["Make the note again first that it goes with."])
    #expect(await test.server.writes.map(\.action) == [.create])
    // But both are, together
    #expect(try test.workspace.redo(dropped: [note.id, close.id]).again.count == 2)
    await look(after: 6, in: test)
    await look(after: 6, in: test)
    #expect(await test.server.writes.map(\.action) == [.create, .create, .update])
  }

  @Test func `what follows can be taken back alone, and made again`() async throws {
    let (test, note, close) = try await refused()
    _ = try test.workspace.undo([close.id])
    #expect([note, close].map(test.state) == [.refused, .dropped])
    let again = try #require(try test.workspace.redo(dropped: [close.id]).changes.first)
    await look(after: 60, in: test)
    #expect(test.state(again) == .waiting)
    try test.workspace.retry(note.id)
    await test.workspace.idle()
    #expect([note, again].map(test.state) == [.answered, .answered])
  }

  @Test(arguments: [true, false])
  func `taken back with its leader it comes back with it, in one go or one after the other`(
    inOneGo: Bool
  ) async throws {
    // Given both taken back, the last one first
    let (test, note, close) = try await refused()
    if inOneGo {
      _ = try test.workspace.undo([note.id])
    } else {
      _ = try test.workspace.undo([close.id])
      _ = try test.workspace.undo([note.id])
    }
    #expect([note, close].map(test.state) == [.dropped, .dropped])

    // When they are made again, then the one still waits for the other
    await test.server.fail(.send, .note, with: Self.refusal)
    let first = try test.workspace.redo(dropped: inOneGo ? [note.id, close.id] : [note.id])
    let second = inOneGo ? nil : try test.workspace.redo(dropped: [close.id])
    let made = first.changes + (second?.changes ?? [])
    try #require(made.map(\.ref.resource) == [.note, .task])
    await look(after: 6, in: test)
    #expect(made.map(test.state) == [.refused, .waiting])
    try test.workspace.retry(made[0].id)
    await test.workspace.idle()
    #expect(made.map(test.state) == [.answered, .answered])
  }

  @Test func `a leader that was sent is undone without what follows`() async throws {
    let test = try await opened()
    let (note, close) = try submit(to: test)
    await test.workspace.idle()
    _ = try test.workspace.undo([note.id], mayArchive: true)
    await look(after: 6, in: test)
    #expect(test.state(close) == .answered)
  }
}
