// Taking back what was decided, and doing it again.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct UndoTests {
  private let ref = Ref.server(.task, "task-1")

  private func opened(hold: Double = 0) async throws -> TestWorkspace {
    let test = try TestWorkspace(holdSeconds: hold)
    await test.server.put(
      .account, [account(1, ["traits": ["Berth": "north"]]), account(2)])
    await test.server.put(.task, [task(1), task(2)])
    for resource in [Resource.task, .account] { test.workspace.show(resource) }
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  private func rename(_ name: String, from base: String = "Task 1") -> NewChange {
    NewChange(.update, ref, fields: ["name": .string(name)], base: ["name": .string(base)])
  }

  private func name(in test: TestWorkspace) async -> JSONValue? {
    await test.server.body(.task, "task-1")?["name"]
  }

  @Test func `what is held is taken back for nothing, and comes back`() async throws {
    // Given a held change
    let test = try await opened(hold: 5)
    let change = try test.workspace.submit(rename("One"), held: true)
    // When it is taken back
    let undone = try test.workspace.undo([change.id])
    await test.workspace.idle()
    // Then nobody was asked, and nothing is left of it
    #expect(undone.dropped.map(\.title) == ["Task 1"] && undone.inverses.isEmpty)
    #expect(try test.row(ref)?.record.title == "Task 1" && test.row(ref)?.pending == nil)
    #expect(await test.server.calls.isEmpty)
    // And when it is done again, it is a change with a number of its own, once
    let redone = try test.workspace.redo(dropped: [change.id])
    #expect(redone.again.map(\.change.state) == [.waiting])
    #expect(redone.changes[0].id != change.id && redone.changes[0].heldUntil != nil)
    #expect(try test.workspace.redo(dropped: [change.id]).changes.isEmpty)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(await name(in: test) == "One")
    #expect(await test.server.writes.count == 1)
  }

  @Test func `what waits for the network is taken back for nothing`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    let change = try test.workspace.submit(rename("One"), held: true)
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    _ = try test.workspace.undo([change.id])
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .dropped)
    #expect(await test.server.writes.isEmpty)
  }

  @Test(arguments: [
    VitallyError(
      .server, status: 500, sentence: "The server has failed.", delivery: .answered),
    VitallyError(.lost, sentence: "No answer came.", delivery: .unknown),
    VitallyError(.rateLimited, status: 429, sentence: "Too many requests.", delivery: .answered),
  ])
  func `what the server has not taken is not sent again only to be undone`(
    _ error: VitallyError
  ) async throws {
    // Given a change whose first try has failed
    let test = try await opened()
    await test.server.fail(.send, .task, with: error)
    let change = try test.workspace.submit(rename("One"), held: true)
    await test.workspace.idle()
    #expect(test.state(change)?.isPending == true)
    let tries = await test.server.writes.count
    // When it is taken back before the next one
    let undone = try test.workspace.undo([change.id])
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then neither it nor its opposite is sent, and nothing waits
    #expect(await test.server.writes.count == tries)
    #expect(test.state(change) == .dropped)
    #expect(test.workspace.unfinishedChanges().isEmpty)
    #expect(try test.row(ref)?.record.title == "Task 1" && test.row(ref)?.pending == nil)
    // And it can be made again
    _ = try test.workspace.redo(
      dropped: undone.dropped.map(\.id), undoneBy: undone.inverses.map(\.id))
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(await name(in: test) == "One")
    #expect(await test.server.writes.count == tries + 1)
  }

  @Test func `what was taken back is no choice, whatever others have changed since`() async throws {
    // Given a change without an answer, which has not arrived, and is taken back
    let test = try await opened()
    await test.server.fail(.send, .task, with: .lost, happens: false)
    let change = try test.workspace.submit(rename("One"), held: true)
    await test.workspace.idle()
    let undone = try test.workspace.undo([change.id])
    // When somebody else has changed the same field meanwhile
    await test.server.put(.task, [task(1, ["name": "Theirs"]), task(2)])
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then that stays, and there is nothing to decide
    #expect(test.state(change) == .dropped)
    #expect(undone.inverses.map(test.state) == [.dropped])
    #expect(await name(in: test) == "Theirs")
    #expect(test.workspace.unfinishedChanges().isEmpty)
  }

  /// Fields with values before and after.
  static let edits: [(Ref, JSONObject, JSONObject)] = [
    (.server(.task, "task-1"), ["name": "One"], ["name": "Task 1"]),
    (.server(.task, "task-1"), ["tags": ["a", "b"]], ["tags": ["a"]]),
    (.server(.task, "task-1"), ["tags": []], ["tags": ["a"]]),
    (.server(.task, "task-1"), ["dueDate": "2026-12-24"], ["dueDate": .null]),
    (
      .server(.task, "task-1"), ["completedAt": "2026-11-24T09:02:00.000Z", "completedById": "me"],
      ["completedAt": .null, "completedById": .null]
    ),
    (
      .server(.account, "account-1"), ["traits": ["Berth": "south"]], ["traits": ["Berth": "north"]]
    ),
    (.server(.account, "account-1"), ["traits": ["Berth": .null]], ["traits": ["Berth": "north"]]),
    (.server(.account, "account-1"), ["traits": ["Crane": 4]], ["traits": ["Crane": .null]]),
  ]

  @Test(arguments: edits)
  func `what was sent is undone, done again and undone, exactly`(
    _ edit: (ref: Ref, fields: JSONObject, base: JSONObject)
  ) async throws {
    // Given a change that the server has
    let test = try await opened()
    let shown = { try test.row(edit.ref)?.record.body }
    let former = try shown()
    let change = try test.workspace.submit(
      NewChange(.update, edit.ref, fields: edit.fields, base: edit.base), held: true)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    let done = try shown()
    #expect(done != former)

    // When it is taken back
    let undone = try test.workspace.undo([change.id])
    await test.workspace.idle()
    #expect(undone.inverses.map(test.state) == [.answered])
    // Then all is as it was
    for path in change.new.paths {
      let field = try #require(edit.ref.resource.schema.field(path))
      let values = try [former, shown()].map { field.source.value(in: $0 ?? [:]) }
      #expect(field.kind.isSame(values[0], values[1]))
    }

    // And when it is done again and taken back again
    let redone = try test.workspace.redo(dropped: [], undoneBy: undone.inverses.map(\.id))
    await test.workspace.idle()
    #expect(redone.again.map(\.id) == [change.id])
    for path in change.new.paths {
      let field = try #require(edit.ref.resource.schema.field(path))
      let values = try [done, shown()].map { field.source.value(in: $0 ?? [:]) }
      #expect(field.kind.isSame(values[0], values[1]))
    }
    let again = try test.workspace.undo(redone.changes.map(\.id))
    await test.workspace.idle()
    #expect(again.inverses.map(test.state) == [.answered])
    for path in change.new.paths {
      let field = try #require(edit.ref.resource.schema.field(path))
      let values = try [former, shown()].map { field.source.value(in: $0 ?? [:]) }
      #expect(field.kind.isSame(values[0], values[1]))
    }
    // Each of them was sent once
    #expect(await test.server.writes.count == 4)
  }

  @Test func `what somebody else has changed since is not undone unasked`() async throws {
    // Given a change that the server has, and a foreign one after it
    let test = try await opened()
    let change = try test.workspace.submit(rename("One"), held: true)
    await test.workspace.idle()
    await test.server.change(.task, "task-1", ["name": "Theirs"])
    // When it is taken back
    let undone = try test.workspace.undo([change.id])
    await test.workspace.idle()
    // Then the user has to choose
    #expect(undone.inverses.map(test.state) == [.conflict])
    #expect(await name(in: test) == "Theirs")
    // And it is taken back only once
    let again = try test.workspace.undo([change.id])
    #expect(again.inverses.isEmpty)
    #expect(
      again.kept.map(\.sentence) == [
        "Vitally has not taken what undoes it: see to that in the outbox first."
      ])
  }

  @Test func `what is on its way is undone after its answer`() async throws {
    // Given a change whose answer is being waited for
    let test = try await opened()
    await test.server.hold()
    let change = try test.workspace.submit(rename("One"), held: true)
    try await test.server.isHolding(1)
    #expect(test.state(change) == .sending)
    // When it is taken back
    let undone = try test.workspace.undo([change.id])
    #expect(undone.inverses.count == 1)
    await test.server.release()
    await test.workspace.idle()
    // Then both were sent, in their order
    #expect(test.state(change) == .answered && undone.inverses.map(test.state) == [.answered])
    #expect(await test.server.writes.map { $0.body["name"] } == ["One", "Task 1"])
  }

  @Test func `what may or may not have arrived is undone in any case`() async throws {
    for happens in [true, false] {
      // Given a change without an answer
      let test = try await opened()
      await test.server.fail(.send, .task, with: .lost, happens: happens)
      let change = try test.workspace.submit(rename("One"), held: true)
      await test.workspace.idle()
      #expect(test.state(change) == .unknown)
      // When it is taken back
      let undone = try test.workspace.undo([change.id])
      test.workspace.sendNow()
      await test.workspace.idle()
      // Then its opposite is sent only if it has arrived
      #expect(undone.inverses.map(test.state) == [happens ? .answered : .dropped])
      #expect(test.state(change) == (happens ? .answered : .dropped))
      #expect(await name(in: test) == "Task 1")
    }
  }

  @Test func `a refused change is taken back without the server, and so is what undoes it`()
    async throws
  {
    let test = try await opened()
    await test.server.hold()
    await test.server.fail(.send, .task, with: VitallyError(.refused, status: 422, sentence: "No."))
    let change = try test.workspace.submit(rename("One"), held: true)
    try await test.server.isHolding(1)
    let undone = try test.workspace.undo([change.id])
    await test.server.release()
    await test.workspace.idle()
    // What was refused has not happened: there is nothing to undo
    #expect(test.state(change) == .refused)
    #expect(undone.inverses.map(test.state) == [.answered])
    #expect(await name(in: test) == "Task 1")
    #expect(await test.server.writes.count == 1)
    _ = try test.workspace.undo([change.id])
    #expect(test.state(change) == .dropped)
  }

  @Test func `a new record is archived only if the user agrees`() async throws {
    // Given a new task that the server has
    let test = try await opened()
    let made = Ref.made(.task, "11111111-0000-4000-8000-000000000001")
    let change = try test.workspace.submit(
      NewChange(.create, made, fields: ["name": "New", "accountId": "account-1"]))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    // When it is taken back, then it is asked
    let asked = try test.workspace.undo([change.id])
    #expect(asked.toArchive.map(\.title) == ["New"])
    #expect(asked.inverses.isEmpty)
    #expect(await test.server.writes.count == 1)
    // And only then it is archived
    let undone = try test.workspace.undo([change.id], mayArchive: true)
    await test.workspace.idle()
    #expect(undone.inverses.map(test.state) == [.answered])
    // And an archived one does not come back
    let redone = try test.workspace.redo(dropped: [], undoneBy: undone.inverses.map(\.id))
    #expect(redone.changes.isEmpty)
    #expect(redone.kept.map(\.sentence).first?.contains("can't be brought back") == true)
  }

  @Test func `a new record that was not sent goes and comes with its other changes`()
    async throws
  {
    let test = try await opened(hold: 5)
    let made = Ref.made(.task, "11111111-0000-4000-8000-000000000001")
    let create = try test.workspace.submit(
      NewChange(.create, made, fields: ["name": "New", "accountId": "account-1"]), held: true)
    _ = try test.workspace.submit(
      NewChange(.update, made, fields: ["name": "Newer"], base: ["name": "New"]), held: true)
    let undone = try test.workspace.undo([create.id])
    #expect(undone.dropped.count == 2)
    _ = try test.workspace.redo(dropped: undone.dropped.map(\.id))
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(await test.server.records[.task]?.last?["name"] == "Newer")
    #expect(await test.server.records[.task]?.count == 3)
  }

  @Test func `an earlier change is undone only after the later one of the same field`()
    async throws
  {
    let test = try await opened()
    let first = try test.workspace.submit(rename("One"), held: true)
    let second = try test.workspace.submit(rename("Two", from: "One"), held: true)
    await test.workspace.idle()
    let refused = try test.workspace.undo([first.id])
    #expect(
      refused.kept.map(\.sentence)
        == ["You have changed Name again since then: take that back first."])
    _ = try test.workspace.undo([second.id])
    _ = try test.workspace.undo([first.id])
    await test.workspace.idle()
    #expect(await name(in: test) == "Task 1")
    #expect(
      await test.server.writes.map { $0.body["name"] } == ["One", "Two", "One", "Task 1"])
  }

  @Test func `a group is undone as one, whatever its members have come to`() async throws {
    // Given a group of which one member was sent
    let test = try await opened()
    await test.server.fail(.record, .account, with: .broken, after: 1)
    let group = [NewChange].bulk(
      (1...2).map { number in
        NewChange(
          .update, .server(.account, "account-\(number)"), fields: ["name": "New"],
          base: ["name": .string("Account \(number)")])
      }, named: "Name of 2 accounts", id: "b")
    let changes = try test.workspace.submit(group, named: ["1", "2"], held: true)
    await test.workspace.idle()
    #expect(Set(changes.map(test.state)) == [.answered, .waiting])
    // When it is taken back
    let undone = try test.workspace.undo(changes.map(\.id))
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then one is thrown away, and the other is undone, in a group that says so
    #expect(undone.dropped.count == 1 && undone.inverses.count == 1)
    #expect(undone.inverses.map { $0.group?.name } == ["Undo: Name of 2 accounts"])
    #expect(await test.server.records[.account]?.map { $0["name"] } == ["Account 1", "Account 2"])
    // And the outbox says what has become of it
    let entries = try test.workspace.outbox().entries
    #expect(entries.compactMap(\.undoing?.at) == undone.inverses.map(\.createdAt))
    #expect(entries.filter { $0.change.state == .dropped }.count == 1)
    // And when all of it is done again, both are
    _ = try test.workspace.redo(
      dropped: undone.dropped.map(\.id), undoneBy: undone.inverses.map(\.id))
    await test.workspace.idle()
    #expect(await test.server.records[.account]?.map { $0["name"] } == ["New", "New"])
  }

  @Test func `thousands of changes are taken back in one go`() async throws {
    let test = try await opened(hold: 5)
    let bodies = (3...2_002).map { account($0) }
    await test.server.put(.account, bodies)
    let group = [NewChange].bulk(
      (3...2_002).map { number in
        NewChange(
          .update, .server(.account, "account-\(number)"), fields: ["name": "New"],
          base: ["name": .string("Account \(number)")])
      }, named: "Name of 2,000 accounts", id: "b")
    let names = group.indices.map { "\($0)" }
    let changes = try test.workspace.submit(group, named: names, held: true)
    let undone = try test.workspace.undo(changes.map(\.id))
    #expect(undone.dropped.count == 2_000)
    #expect(try test.workspace.editor?.table.unfinished().isEmpty == true)
  }
}
