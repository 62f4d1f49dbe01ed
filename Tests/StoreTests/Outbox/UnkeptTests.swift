// A good status is not success: what the server did not keep is said, and not lost.

import Testing
import VitallyModel

@testable import Store

@Suite struct UnkeptTests {
  private let ref = Ref.server(.account, "account-1")

  /// A workspace that knows an account and a task.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1, ["traits": ["seats": 5]])])
    await test.server.put(.task, [task(1)])
    test.workspace.open(ref)
    test.workspace.open(.server(.task, "task-1"))
    await test.workspace.idle()
    return test
  }

  private let rename = NewChange(
    .update, .server(.account, "account-1"), fields: ["name": "New"], base: ["name": "Account 1"])

  @Test func `an update that the server ignores is not called saved`() async throws {
    let test = try await opened()
    await test.server.ignore(["name"])
    let change = try test.workspace.submit(rename)
    await test.workspace.idle()
    // Then the change needs the user, with what was typed, and says what stands there
    let kept = try #require(test.workspace.change(change.id))
    #expect(kept.state == .refused)
    #expect(
      kept.sentence
        == "Vitally changed Account 1, but did not keep Name.")
    #expect(kept.fieldMessages.map(\.message) == ["It is Account 1 on the server."])
    #expect(kept.new.fields == ["name": "New"])
    // And once the server keeps it, it is saved
    await test.server.ignore([])
    try test.workspace.retry(change.id)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `of several fields the one is named that was not kept`() async throws {
    let test = try await opened()
    await test.server.ignore(["traits"])
    let change = try test.workspace.submit(
      NewChange(
        .update, ref, fields: ["name": "New", "traits": ["seats": 6]],
        base: ["name": "Account 1", "traits": ["seats": 5]]))
    await test.workspace.idle()
    #expect(test.workspace.change(change.id)?.sentence.hasSuffix("did not keep seats.") == true)
    #expect(test.workspace.change(change.id)?.fieldMessages.map(\.path) == ["traits.seats"])
  }

  @Test func `an empty answer and a broken look afterwards leave it open`() async throws {
    let test = try await opened()
    await test.server.answerWithoutBody()
    await test.server.fail(.record, .account, with: .broken, after: 1)
    let change = try test.workspace.submit(rename)
    await test.workspace.idle()
    #expect(test.state(change) == .unknown)
    // And it is settled by looking, without a second write
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == 1)
  }

  @Test func `what a new record did not get is said, and it is not made twice`() async throws {
    let test = try await opened()
    await test.server.ignore(["description"])
    await test.server.put(.task, [])
    let change = try test.workspace.submit(
      NewChange(
        .create, .made(.task, "22222222-0000-4000-8000-000000000002"),
        fields: ["name": "Call", "description": "<p>Now</p>", "externalId": "x"]))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == 1)
    // A field that the answer does not carry is not known to be missing
    #expect(test.log.notices.isEmpty)
  }

  @Test(
    arguments: [
      ("<p>R&D \"x\"</p>", "<p>R&amp;D &quot;x&quot;</p>"),
      ("<h1>Title</h1><p>a</p>", "Title<p>a</p>"),
      ("<p>{{account.name}}</p>", "<p>Kestrel</p>"),
    ])
  func `bodies are compared by their words`(sent: String, kept: String) {
    let change = NewChange(
      .update, .server(.task, "t"), fields: ["description": .string(sent)], base: [:])
    let record = Record(
      ref: .server(.task, "t"), body: ["name": "T", "description": .string(kept)])
    #expect(UnkeptFields(of: change, in: record) == nil)
  }

  @Test func `records are compared by their ids, numbers by their digits, tags as a set`() {
    let change = NewChange(
      .update, .server(.task, "t"),
      fields: ["assignedToId": "a1", "tags": ["x", "y"], "traits": ["n": .number("1.50")]],
      base: ["tags": ["z"]])
    let record = Record(
      ref: .server(.task, "t"),
      body: [
        "name": "T", "assignedTo": ["id": "a1", "name": "Lee"], "tags": ["y", "new", "x"],
        "traits": ["n": .number("1.5")],
      ])
    #expect(UnkeptFields(of: change, in: record) == nil)
  }
}
