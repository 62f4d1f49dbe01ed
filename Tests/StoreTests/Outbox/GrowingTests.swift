// Fields that the server only ever adds to: the accounts and organizations of a user.

import Testing
import VitallyModel

@testable import Store

@Suite struct GrowingTests {
  private let ref = Ref.server(.user, "user-1")
  private let first: JSONValue = ["id": "account-1", "name": "Account 1"]
  private let second: JSONValue = ["id": "account-2", "name": "Account 2"]

  private func adding(_ ids: JSONValue, _ more: JSONObject = [:]) -> NewChange {
    NewChange(.update, ref, fields: JSONObject([("accountIds", ids)]).with(more))
  }

  private func accounts(_ body: JSONObject) -> [String] {
    Schema.of(.user).field("accountIds").map { FieldKind.ids($0.source.value(in: body)) } ?? []
  }

  private func plan(_ change: NewChange, on body: JSONObject, wasSent: Bool = false) -> UpdatePlan {
    let change = Change(
      id: 1, new: change, createdAt: TestClock.start, sentAt: wasSent ? TestClock.start : nil)
    return UpdatePlan(change, current: Record(ref: ref, body: body))
  }

  /// A workspace with a user of account 1.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1), account(2)])
    await test.server.put(.user, [body("user", 1, ["name": "Kim", "accounts": [first]])])
    test.workspace.show(.user)
    test.workspace.show(.account)
    await test.workspace.idle()
    return test
  }

  @Test func `what is added is shown behind what is there`() {
    let shown = adding(["account-1", "account-2"]).apply(to: ["accounts": [first]])
    #expect(shown["accounts"] == [first, "account-2"])
    #expect(accounts(shown) == ["account-1", "account-2"])
    // Also where nothing is there, or only ids are
    #expect(accounts(adding(["account-2"]).apply(to: ["accounts": []])) == ["account-2"])
    #expect(
      accounts(adding(["account-2"]).apply(to: ["accountIds": ["account-1"]]))
        == ["account-1", "account-2"])
  }

  @Test func `only what is not there yet is sent, and it is never a conflict`() {
    let current: JSONObject = ["name": "Kim", "accounts": [first, second]]
    #expect(plan(adding(["account-3"]), on: current) == .send(["accountIds": ["account-3"]]))
    #expect(
      plan(adding(["account-2", "account-3"]), on: current)
        == .send(["accountIds": ["account-3"]]))
    #expect(plan(adding(["account-2"]), on: current) == .alreadyThere)
    #expect(
      plan(adding(["account-2"], ["email": "k@x.example"]), on: current)
        == .send(["email": "k@x.example"]))
  }

  @Test func `after a lost answer what is there is not sent again`() {
    let current: JSONObject = ["name": "Kim", "accounts": [first, second]]
    #expect(plan(adding(["account-2"]), on: current, wasSent: true) == .alreadyThere)
    #expect(
      plan(adding(["account-3"]), on: current, wasSent: true)
        == .send(["accountIds": ["account-3"]]))
  }

  @Test func `a user gets another account and keeps the first`() async throws {
    // Given that somebody else adds account 2 meanwhile
    let test = try await opened()
    await test.server.change(.user, "user-1", ["accounts": [first, second]])
    await test.server.hold()
    let change = try test.workspace.submit(adding(["account-2", "account-3"]))
    // Then all are shown at once
    let shown = try #require(try test.row(ref)?.record.body)
    #expect(accounts(shown).contains("account-1"))
    #expect(accounts(shown).contains("account-3"))
    // And only the third is sent
    await test.server.release()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.map(\.body) == [["accountIds": ["account-3"]]])
    let kept = try #require(try test.row(ref)?.record.body)
    #expect(accounts(kept) == ["account-1", "account-2", "account-3"])
  }

  @Test func `an account that is yet to be created is waited for`() async throws {
    let test = try await opened()
    let made = Ref.made(.account, "11111111-0000-4000-8000-000000000001")
    await test.server.fail(.record, .account, with: .offline)
    let create = try test.workspace.submit(
      NewChange(.create, made, fields: ["name": "New", "externalId": "new"]))
    let change = try test.workspace.submit(adding([.string(made.description)]))
    await test.workspace.idle()
    // Then the user hangs on the new account already
    let query = ListingQuery(.user, parent: made)
    #expect(
      try test.workspace.store.window(query, rows: 0..<10).rows.map(\.record.title) == ["Kim"])
    #expect(await test.server.writes.isEmpty)
    // And when the network is back both go out
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(create) == .answered)
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.last?.body == ["accountIds": ["new-1"]])
  }

  @Test func `a message is added to a thread that the server fails to show`() async throws {
    // Given a conversation from a list
    let test = try TestWorkspace()
    let thread = Ref.server(.conversation, "conversation-1")
    await test.server.put(.conversation, [body("conversation", 1, ["subject": "Export"])])
    test.workspace.show(.conversation)
    await test.workspace.idle()
    // And a server that can't show it alone
    await test.server.fail(
      .record, .conversation,
      with: VitallyError(.server, status: 500, sentence: "Vitally answers 500."))
    // When a message is added to it
    let message: JSONValue = ["externalId": "m-2", "message": "<p>Two</p>"]
    let change = try test.workspace.submit(
      NewChange(.update, thread, fields: ["messages": [message]]))
    await test.workspace.idle()
    // Then it was sent all the same, once: the server knows it by its external ID
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.map(\.body) == [["messages": [message]]])
  }
}
