// Taking back and making again what hangs together, and what an answer may not bring back.

import GRDB
import Synchronization
import TestSupport
import Testing
import VitallyModel

import struct VitallyModel.Record

@testable import Store

@Suite struct RedoTests {
  private let ref = Ref.server(.task, "task-1")
  private let made = Ref.made(.task, "11111111-0000-4000-8000-000000000001")
  private let madeAccount = Ref.made(.account, "11111111-0000-4000-8000-000000000002")

  private func opened(hold: Double = 5) async throws -> TestWorkspace {
    let test = try TestWorkspace(holdSeconds: hold)
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, [task(1)])
    for resource in [Resource.task, .account] { test.workspace.show(resource) }
    await test.workspace.idle()
    return test
  }

  private var create: NewChange {
    NewChange(.create, made, fields: ["name": "New", "accountId": "account-1"])
  }

  @Test func `a change of a new record is not made again without it`() async throws {
    // Given a new task with a change, which are thrown away
    let test = try await opened()
    let create = try test.workspace.submit(create, held: true)
    let bump = try test.workspace.submit(
      NewChange(.update, made, fields: ["dueDate": "2026-12-24"], base: ["dueDate": .null]),
      held: true)
    _ = try test.workspace.undo([create.id])
    #expect([create, bump].map(test.state) == [.dropped, .dropped])

    // When only the change is to be made again
    let redone = try test.workspace.redo(dropped: [bump.id])

    // Then it says what has to come first
    #expect(redone.changes.isEmpty)
    #expect(redone.kept.map(\.sentence) == ["Make the new task again first."])
    #expect(try test.workspace.editor?.table.unfinished().isEmpty == true)

    // And after that it can be
    _ = try test.workspace.redo(dropped: [create.id])
    #expect(try test.workspace.redo(dropped: [bump.id]).changes.count == 1)
    test.workspace.sendNow()
    await test.workspace.idle()
    let sent = await test.server.records[.task]?.last
    #expect(sent?["name"] == "New" && sent?["dueDate"] == "2026-12-24")
  }

  @Test func `what hung on a new record is sent once that is made again`() async throws {
    // Given a new account with a new task
    let test = try await opened()
    let first = try test.workspace.submit(
      NewChange(.create, madeAccount, fields: ["name": "Harbour"]), held: true)
    let task = try test.workspace.submit(
      NewChange(
        .create, made, fields: ["name": "New", "accountId": .string(madeAccount.description)]),
      held: true)
    // When the account is taken back, then the task can't be sent
    let undone = try test.workspace.undo([first.id])
    #expect(test.state(task) == .refused)
    // When it is made again
    _ = try test.workspace.redo(dropped: undone.dropped.map(\.id))
    #expect(test.state(task) == .waiting)
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then both are there
    let account = await test.server.records[.account]?.last?["id"]
    #expect(await test.server.records[.task]?.last?["accountId"] == account)
    #expect(try test.row(made)?.record.title == "New")
  }

  @Test func `what hung on two new records waits for both of them`() async throws {
    // Given a new user of two new accounts
    let test = try await opened()
    let otherMade = Ref.made(.account, "11111111-0000-4000-8000-000000000003")
    let accounts = try [madeAccount, otherMade].map {
      try test.workspace.submit(
        NewChange(.create, $0, fields: ["name": .string($0.description)]), held: true)
    }
    let user = try test.workspace.submit(
      NewChange(
        .create, .made(.user, "11111111-0000-4000-8000-000000000004"),
        fields: [
          "name": "Dana",
          "accountIds": [.string(madeAccount.description), .string(otherMade.description)],
        ]), held: true)
    // When both are taken back, and one is made again
    _ = try test.workspace.undo([accounts[0].id])
    _ = try test.workspace.undo([accounts[1].id])
    _ = try test.workspace.redo(dropped: [accounts[0].id])
    // Then the user still needs another
    #expect(test.state(user) == .refused)
    // And is sent once that is there as well
    _ = try test.workspace.redo(dropped: [accounts[1].id])
    #expect(test.state(user) == .waiting)
  }

  @Test func `a new record can be taken back although it was changed since`() async throws {
    let test = try await opened(hold: 0)
    let create = try test.workspace.submit(create)
    await test.workspace.idle()
    let ref = try #require(test.workspace.change(create.id)?.ref)
    _ = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "Newer"], base: ["name": "New"]))
    await test.workspace.idle()
    let undone = try test.workspace.undo([create.id], mayArchive: true)
    #expect(undone.kept.map(\.sentence) == [])
    #expect(undone.inverses.count == 1)
    await test.workspace.idle()
  }

  @Test func `what is made again keeps its name, each time`() async throws {
    // Given a change that somebody has decided under a name
    let test = try await opened()
    let change = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "One"], base: ["name": "Task 1"]), named: "mine",
      held: true)
    var id = change.id
    for _ in 1...2 {
      // When it is thrown away and made again
      test.log.forget()
      _ = try test.workspace.undo([id])
      #expect(test.log.changes.map(\.madeID) == ["mine"])
      #expect(test.log.changes.map(\.state) == [.dropped])
      let redone = try test.workspace.redo(dropped: [id])
      // Then it is known as before, also to who only hears of it
      #expect(redone.changes.map(\.madeID) == ["mine"])
      #expect(test.log.changes.last?.madeID == "mine" && test.log.changes.last?.state == .waiting)
      id = try #require(redone.changes.first?.id)
    }
    #expect(test.workspace.change(id)?.madeID == "mine")
    #expect(test.workspace.change(change.id)?.madeID == nil)
  }

  @Test func `what is taken back is told as such although its name can't be read then`() throws {
    // Given a cache that breaks as soon as a change of it is announced
    let folder = try TestFolder()
    let opened = Mutex<Workspace?>(nil)
    let breaks = Mutex(false)
    let workspace = try Workspace.open(
      Workspace.Options(folder: folder.path, holdSeconds: 5), source: nil,
      timing: StoreClock(now: { TestClock.start }), logger: .silent,
      onEvent: { event in
        guard !event.changes.isEmpty, breaks.withLock({ $0 }) else { return }
        try? opened.withLock { $0 }?.store.cache.write { try $0.execute(sql: "DROP TABLE record") }
      })
    opened.withLock { $0 = workspace }
    let change = try workspace.submit(
      NewChange(.update, ref, fields: ["name": "One"], base: ["name": "Task 1"]), held: true)
    // When it is taken back
    breaks.withLock { $0 = true }
    let undone = try workspace.undo([change.id])
    // Then that is what has happened, by the name that the change knows
    #expect(workspace.change(change.id)?.state == .dropped)
    #expect(undone.dropped.map(\.title) == ["One"])
  }

  @Test func `an answer does not bring back what was taken back meanwhile`() async throws {
    // Given a change that is dropped while its record is being read
    let test = try await opened()
    let change = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "One"], base: ["name": "Task 1"]), held: true)
    _ = try test.workspace.undo([change.id])
    // When the server turns out to have the value already
    let record = try #require(try test.row(ref)?.record)
    test.log.forget()
    _ = try test.workspace.editor?.recorder.answer(change, by: record, at: test.clock.now)
    // Then it stays taken back
    #expect(test.state(change) == .dropped)
    #expect(test.log.changes.isEmpty)

    // But a new record that is there is there
    let create = try test.workspace.submit(create, held: true)
    _ = try test.workspace.undo([create.id])
    let there = Record(
      .task, body: ["id": "new-9", "name": "New", "updatedAt": .string(test.clock.now.iso)])
    _ = try test.workspace.editor?.recorder.answer(
      create, by: try #require(there), at: test.clock.now)
    #expect(test.state(create) == .answered)
  }
}
