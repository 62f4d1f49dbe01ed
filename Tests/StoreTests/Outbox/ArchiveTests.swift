// Archiving a record: what is sent, what counts as done, and what becomes of a refusal.

import Testing
import VitallyModel

@testable import Store

@Suite struct ArchiveTests {
  private let ref = Ref.server(.task, "task-1")

  /// A workspace whose cache has two tasks.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, [task(1), task(2)])
    test.workspace.show(.task)
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  /// The tasks that a list shows by itself.
  private func listed(_ test: TestWorkspace) throws -> [String] {
    try test.workspace.store.window(ListingQuery(.task), rows: 0..<10).rows.map(\.record.title)
  }

  @Test func `an archived record is as the server has it afterwards`() async throws {
    // Given a server that changes more than the date
    let test = try await opened()
    await test.server.change(.task, "task-1", ["name": "Renamed meanwhile"])

    // When the record is archived
    let change = try test.workspace.submit(.archiving(ref))
    #expect(try listed(test) == ["Task 2"])
    await test.workspace.idle()

    // Then it was read before and after, and deleted once
    #expect(test.state(change) == .answered)
    #expect(
      await test.server.calls == [
        "record task task-1", "send archive task task-1", "record task task-1",
      ])
    #expect(try test.row(ref)?.record.title == "Renamed meanwhile")
    #expect(try test.row(ref)?.pending == nil)
    #expect(try listed(test) == ["Task 2"])
  }

  @Test(arguments: [true, false]) func `a lost answer is looked up before anything is sent again`(
    happened: Bool
  ) async throws {
    // Given an archive whose answer is lost
    let test = try await opened()
    await test.server.fail(.send, .task, with: .lost, happens: happened)
    let change = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(test.state(change) == .unknown)

    // When vitty tries again, then it is sent again only if it has not happened
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == (happened ? 1 : 2))
    #expect(await test.server.body(.task, "task-1")?["archivedAt"] != nil)
  }

  @Test func `what somebody else has archived is not archived again`() async throws {
    let test = try await opened()
    await test.server.change(.task, "task-1", ["archivedAt": "2026-01-01T00:00:00.000Z"])
    let change = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.isEmpty)
    #expect(try test.row(ref)?.record.archivedAt == Moment("2026-01-01T00:00:00.000Z"))
  }

  @Test func `a record that goes between reading and sending counts as archived`() async throws {
    let test = try await opened()
    await test.server.fail(.send, .task, with: .missing)
    let change = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(try listed(test) == ["Task 2"])
  }

  @Test(arguments: [
    (400, VitallyError.Kind.refused), (403, .forbidden), (409, .duplicate), (422, .refused),
  ])
  func `what is refused returns to its list with the reason`(
    status: Int, kind: VitallyError.Kind
  ) async throws {
    // Given a server that refuses
    let test = try await opened()
    await test.server.fail(
      .send, .task, with: VitallyError(kind, status: status, sentence: "Vitally says no."))

    // When the record is archived
    let change = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()

    // Then it is listed again, marked, and the change says why
    #expect(test.state(change) == .refused)
    #expect(try listed(test).contains("Task 1"))
    #expect(try test.row(ref)?.pending == .refused)
    #expect(try test.row(ref)?.record.archivedAt == nil)
    #expect(test.workspace.change(change.id)?.sentence == "Vitally says no.")

    // And archiving again replaces what was refused
    let again = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(test.state(change) == .dropped && test.state(again) == .answered)
    #expect(test.workspace.changes().map(\.id) == [again.id])
  }

  @Test func `a server that accepts it and does nothing is not believed`() async throws {
    let test = try await opened()
    await test.server.ignore(["archivedAt"])
    let change = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(test.state(change) == .refused)
    #expect(
      test.workspace.change(change.id)?.sentence
        == "Vitally accepted this, but the task is not archived there.")
    #expect(try listed(test).contains("Task 1"))
  }

  @Test func `edits that wait go first, and it can be taken back while it waits`() async throws {
    // Given an edit and an archive that wait for the network
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    let edit = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "One"], base: ["name": "Task 1"]))
    let archive = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(try listed(test) == ["Task 2"])

    // When the archive is taken back, then the record is listed again with its edit
    try test.workspace.drop(archive.id)
    #expect(try listed(test).contains("One"))

    // And when it is archived after all, then the edit is sent first
    let again = try test.workspace.submit(.archiving(ref))
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(edit) == .answered && test.state(again) == .answered)
    #expect(await test.server.writes.map(\.action) == [.update, .archive])
    #expect(await test.server.body(.task, "task-1")?["name"] == "One")
  }

  @Test func `a record whose create may have arrived is archived after it`() async throws {
    // Given a new note whose answer was lost
    let test = try await opened()
    await test.server.fail(.send, .note, with: .lost, happens: true)
    let made = Ref.made(.note, "made-1")
    let create = try test.workspace.submit(
      .creating(made, [("subject", "New"), ("accountId", "account-1"), ("externalId", "made-1")]))
    await test.workspace.idle()
    #expect(test.state(create) == .unknown)

    // When it is archived, then it is found first and archived under its id
    let archive = try test.workspace.submit(.archiving(made))
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(create) == .answered && test.state(archive) == .answered)
    #expect(await test.server.body(.note, "new-1")?["archivedAt"] != nil)
    #expect(await test.server.count(.note) == 1)
  }
}
