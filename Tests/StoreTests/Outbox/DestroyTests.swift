// Deleting a record for ever: what is sent, what leaves this computer, and what stays.

import Testing
import VitallyModel

@testable import Store

@Suite struct DestroyTests {
  private let ref = Ref.server(.account, "account-1")

  /// A workspace whose cache has two accounts with tasks, and a user of both.
  private func opened(allowsDeletion: Bool = true) async throws -> TestWorkspace {
    let test = try TestWorkspace(pageSize: 10, allowsDeletion: allowsDeletion)
    await test.server.put(.account, [account(1), account(2)])
    await test.server.put(
      .task, [task(1), task(2), task(3, ["accountId": "account-2"])])
    await test.server.put(
      .user,
      [
        body("user", 1, ["name": "Ada", "accounts": [["id": "account-1"]]]),
        body("user", 2, ["name": "Bo", "accounts": [["id": "account-1"], ["id": "account-2"]]]),
      ])
    for resource in [Resource.account, .task, .user] { test.workspace.show(resource) }
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  private func deletion(_ test: TestWorkspace) throws -> NewChange {
    .removing(try #require(try test.row(ref)?.record), by: .destroy)
  }

  @Test func `a deleted record leaves lists, links, look-ups and the cache`() async throws {
    // Given an account that was visited, with people and tasks
    let test = try await opened()
    test.workspace.visited(ref)
    await test.workspace.idle()

    // When it is deleted
    let change = try test.workspace.submit(try deletion(test))
    #expect(try test.workspace.store.window(ListingQuery(.account), rows: 0..<9).total == 1)
    await test.workspace.idle()

    // Then it was read first, and deleted once
    #expect(test.state(change) == .answered)
    #expect(
      await test.server.calls == ["record account account-1", "send destroy account account-1"])

    // And nothing is left of it but the line in the outbox, by its name
    #expect(try test.row(ref) == nil)
    #expect(try test.titles(.account) == ["Account 2"])
    #expect(try test.workspace.store.find("account-1").isEmpty)
    #expect(
      try test.workspace.store.matches(MatchQuery(.account, words: "")).map(\.title)
        == ["Account 2"])
    #expect(try test.titles(.task, parent: ref).isEmpty)
    #expect(try test.workspace.outbox().entries.map(\.title) == ["Account 1"])

    // And what belonged to it alone has gone with it, but nothing else
    #expect(try test.titles(.task) == ["Task 3"])
    #expect(try test.titles(.user) == ["Bo"])
  }

  @Test func `a page that was requested before does not bring it back`() async throws {
    let test = try await opened()
    let stale = try #require(try test.row(ref)?.record)
    _ = try test.workspace.submit(try deletion(test))
    await test.workspace.idle()

    let incoming = try #require(test.workspace.editor).recorder.incoming
    _ = try await incoming.take(
      Page(records: [stale]), from: ListQuery(.account), sweep: nil, walk: nil)
    _ = try incoming.take(stale)
    #expect(try test.row(ref) == nil)
  }

  @Test func `the key is not checked against what was deleted`() async throws {
    let test = try await opened()
    let witnesses = WitnessTable(local: try #require(test.workspace.editor).table.local)
    #expect(try witnesses.all().contains(ref))
    _ = try test.workspace.submit(try deletion(test))
    await test.workspace.idle()
    #expect(try !witnesses.all().contains(ref))
  }

  @Test(arguments: [true, false]) func `after a lost answer the record is read again`(
    happened: Bool
  ) async throws {
    // Given a deletion whose answer is lost
    let test = try await opened()
    await test.server.fail(.send, .account, with: .lost, happens: happened)
    let change = try test.workspace.submit(try deletion(test))
    await test.workspace.idle()
    #expect(test.state(change) == .unknown)

    // When vitty tries again, then 404 means that it is done
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == (happened ? 1 : 2))
    #expect(try test.row(ref) == nil)
  }

  @Test func `what is refused returns to its list with the reason`() async throws {
    let test = try await opened()
    await test.server.fail(
      .send, .account, with: VitallyError(.refused, status: 400, sentence: "Vitally says no."))
    let change = try test.workspace.submit(try deletion(test))
    await test.workspace.idle()
    #expect(test.state(change) == .refused)
    #expect(try test.row(ref)?.pending == .refused && test.row(ref)?.record.isHidden == false)
    #expect(try test.titles(.task).count == 3)
  }

  @Test func `drafts and changes of it stay, and say what they are about`() async throws {
    // Given a draft and a change of the account, made while its deletion waits
    let test = try await opened()
    await test.server.fail(.record, .account, with: .offline)
    let record = try #require(try test.row(ref)?.record)
    let removal = try test.workspace.submit(try deletion(test))
    await test.workspace.idle()
    let now = test.clock.now
    try test.workspace.keep(
      Draft(
        "d", ref: ref, texts: ["name": "Half a na"], base: record.body, createdAt: now,
        updatedAt: now))
    let edit = try test.workspace.submit(.updating(record, [("name", "One")]))

    // When the deletion is sent
    test.workspace.sendNow()
    await test.workspace.idle()

    // Then the draft is still there, and the change is refused with the reason
    #expect(test.state(removal) == .answered)
    #expect(try test.workspace.drafts().map(\.title) == ["Account 1"])
    #expect(try test.workspace.material(ref, parent: nil).draft?.texts["name"] == "Half a na")
    #expect(test.state(edit) == .refused)
    #expect(
      test.workspace.change(edit.id)?.sentence
        == "This account is no longer in Vitally: it can't be changed.")
    #expect(try test.row(ref) == nil)
    #expect(try test.workspace.outbox().entries.map(\.title) == ["Account 1", "Account 1"])
  }

  @Test func `unsent work for a deleted account is not lost`() async throws {
    // Given an edit of a task of the account, held up
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    let task = Ref.server(.task, "task-1")
    let edit = try test.workspace.submit(
      NewChange(.update, task, fields: ["name": "One"], base: ["name": "Task 1"]))
    await test.workspace.idle()

    // When the account is deleted
    _ = try test.workspace.submit(try deletion(test))
    await test.workspace.idle()

    // Then the task stays until it is known what becomes of its edit
    #expect(try Set(test.titles(.task)) == ["One", "Task 3"])
    #expect(test.workspace.change(edit.id) != nil)
  }

  @Test func `nothing is deleted unless that is turned on`() async throws {
    // Given a workspace in which deleting is off
    let test = try await opened(allowsDeletion: false)
    let error = #expect(throws: StoreError.self) {
      try test.workspace.submit(try deletion(test))
    }
    #expect(error?.sentence.contains("allow_delete = true") == true)
    #expect(test.workspace.changes().isEmpty)
  }

  @Test func `a deletion that waits is not sent after deleting was turned off`() async throws {
    // Given a deletion that waits for the network
    let test = try await opened()
    await test.server.fail(.record, .account, with: .offline)
    let change = try test.workspace.submit(try deletion(test))
    await test.workspace.idle()
    await test.workspace.stop()

    // When vitty starts again with deleting off
    let again = try TestWorkspace(like: test)
    await again.workspace.idle()
    again.workspace.sendNow()
    await again.workspace.idle()

    // Then the account is still there, and the change says why
    #expect(again.state(change) == .refused)
    #expect(again.workspace.change(change.id)?.sentence == Write.deletingIsOff)
    #expect(await again.server.body(.account, "account-1") != nil)
    #expect(await again.server.writes.isEmpty)
  }
}
