import Testing
import VitallyModel

@testable import Store

@Suite struct OutboxTests {
  private let ref = Ref.server(.task, "task-1")

  /// A workspace whose cache has task 1 of account 1.
  private func opened(isReadOnly: Bool = false) async throws -> TestWorkspace {
    let test = try TestWorkspace(isReadOnly: isReadOnly)
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

  @Test func `a change is shown at once and sent behind`() async throws {
    let test = try await opened()
    await test.server.hold()
    // When a change is submitted
    let change = try test.workspace.submit(rename("Call them"))
    // Then lists have it, marked, before anything is sent
    #expect(try test.row(ref)?.record.title == "Call them")
    #expect(try test.row(ref)?.pending?.rawValue != nil)
    // And when the server answers, its record takes the place
    await test.server.release()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(try test.row(ref)?.pending == nil)
    #expect(await test.server.body(.task, "task-1")?["name"] == "Call them")
    #expect(await test.server.body(.task, "task-1")?["tags"] == ["a"])
    #expect(test.log.changes.last?.state == .answered)
  }

  @Test func `changes of a record go out in their order`() async throws {
    let test = try await opened()
    await test.server.fail(.send, .task, with: .offline)
    let first = try test.workspace.submit(rename("One"))
    let second = try test.workspace.submit(rename("Two", from: "One"))
    await test.workspace.idle()
    #expect(try test.row(ref)?.record.title == "Two")
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(first) == .answered)
    #expect(test.state(second) == .answered)
    #expect(await test.server.writes.map { $0.body["name"] } == ["One", "One", "Two"])
  }

  @Test func `a failure of one record does not hold up another`() async throws {
    let test = try await opened()
    await test.server.fail(.send, .task, with: .broken)
    let first = try test.workspace.submit(rename("One"))
    await test.workspace.idle()
    let other = try test.workspace.submit(
      NewChange(
        .update, .server(.task, "task-2"), fields: ["name": "Other"], base: ["name": "Task 2"]))
    await test.workspace.idle()
    #expect(test.state(first) == .waiting)
    #expect(test.workspace.change(first.id)?.notBefore == TestClock.start.adding(seconds: 1))
    #expect(test.state(other) == .answered)
  }

  @Test func `waiting grows to a minute at most`() {
    var change = Change(id: 1, new: rename("x"), createdAt: TestClock.start)
    let pauses = (0..<9).map { _ in
      change = change.afterReading(.offline, at: TestClock.start)
      return change.notBefore?.seconds(since: TestClock.start)
    }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60])
  }

  @Test func `what waits for the network goes out with the next page`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    let change = try test.workspace.submit(rename("One"))
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `a conflict waits for the user, and trying again settles nothing`() async throws {
    let test = try await opened()
    await test.server.change(.task, "task-1", ["name": "Theirs"])
    let change = try test.workspace.submit(rename("Mine"))
    await test.workspace.idle()
    let stored = try #require(test.workspace.change(change.id))
    #expect(stored.state == .conflict)
    #expect(
      stored.sentence == "Somebody else has changed Name of this task to Theirs; yours is Mine.")
    // The server's value is shown, with a mark
    #expect(try test.row(ref)?.record.title == "Theirs")
    #expect(try test.row(ref)?.pending == .conflict)
    try test.workspace.retry(change.id)
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    #expect(await test.server.body(.task, "task-1")?["name"] == "Theirs")
  }

  @Test
  func `a later change is compared with the answer to the earlier one only where both change`()
    async throws
  {
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    _ = try test.workspace.submit(rename("One"))
    let due = try test.workspace.submit(
      NewChange(.update, ref, fields: ["dueDate": "2026-09-10"], base: ["dueDate": .null]))
    await test.workspace.idle()
    // Given that somebody else sets another day meanwhile
    await test.server.change(.task, "task-1", ["dueDate": "2026-12-24"])
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(due) == .conflict)
    #expect(await test.server.body(.task, "task-1")?["dueDate"] == "2026-12-24")
  }

  @Test func `a refused change keeps the server's words, and its mended form replaces it`()
    async throws
  {
    let test = try await opened()
    let error = VitallyError(
      .refused, status: 400, sentence: "Vitally does not accept this.",
      serverWords: "must be a date",
      fields: [.init(path: "name", message: "must be longer")])
    await test.server.fail(.send, .task, with: error)
    let refused = try test.workspace.submit(rename("x"))
    await test.workspace.idle()
    let stored = try #require(test.workspace.change(refused.id))
    #expect(stored.state == .refused)
    #expect(
      stored.sentence == "Vitally does not accept this. The server says: must be a date")
    #expect(stored.fieldMessages == error.fields)
    #expect(try test.row(ref)?.record.title == "Task 1")
    // When the user mends it
    var mended = rename("Longer")
    mended.replaces = refused.id
    let change = try test.workspace.submit(mended)
    await test.workspace.idle()
    #expect(test.state(refused) == .dropped)
    #expect(test.state(change) == .answered)
    #expect(test.workspace.changes().map(\.id) == [change.id])
  }

  @Test func `a record that is gone can't be changed, but counts as archived`() async throws {
    let test = try await opened()
    await test.server.delete(.task, "task-1")
    let change = try test.workspace.submit(rename("x"))
    await test.workspace.idle()
    #expect(test.state(change) == .refused)
    let archive = try test.workspace.submit(NewChange(.archive, ref, fields: [:]))
    await test.workspace.idle()
    #expect(test.state(archive) == .answered)
    #expect(try test.row(ref)?.record.isHidden == true)
  }

  @Test func `an archive hides the record at once`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(NewChange(.archive, ref, fields: [:]))
    #expect(try test.row(ref)?.record.isHidden == true)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.body(.task, "task-1")?["archivedAt"] != nil)
    #expect(try test.row(ref)?.record.isHidden == true)
  }

  @Test func `an answer without a body is read again`() async throws {
    let test = try await opened()
    await test.server.answerWithoutBody()
    let change = try test.workspace.submit(rename("One"))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(try test.row(ref)?.record.title == "One")
  }

  @Test func `a page that comes in keeps pending changes in sight`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .task, with: .broken)
    _ = try test.workspace.submit(rename("Mine"))
    await test.workspace.idle()
    await test.server.change(.task, "task-1", ["dueDate": "2026-10-01", "updatedAt": "2026-10-01"])
    test.workspace.refresh(ListKey(.task))
    await test.workspace.idle()
    #expect(try test.row(ref)?.record.title == "Mine")
    #expect(try test.row(ref)?.record["dueDate"] == "2026-10-01")
  }

  @Test func `what is thrown away is not shown and not sent`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .task, with: .broken)
    let change = try test.workspace.submit(rename("Mine"))
    await test.workspace.idle()
    try test.workspace.drop(change.id)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(try test.row(ref)?.record.title == "Task 1")
    #expect(await test.server.writes.isEmpty)
    #expect(throws: StoreError.self) { try test.workspace.drop(change.id) }
  }

  @Test func `a workspace that is read only takes nothing`() async throws {
    let test = try await opened(isReadOnly: true)
    let error = #expect(throws: StoreError.self) { try test.workspace.submit(rename("x")) }
    #expect(
      error?.sentence == "This workspace is read-only.")
    #expect(try test.row(ref)?.pending == nil)
  }
}
