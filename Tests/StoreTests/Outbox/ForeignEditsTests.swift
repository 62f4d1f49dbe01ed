// What somebody else has changed beside the user's own change, and how that is told.

import Testing
import VitallyModel

@testable import Store

@Suite struct ForeignEditsTests {
  private let ref = Ref.server(.task, "task-1")

  private func edits(
    _ fields: JSONObject, base: JSONObject = [:], known: JSONObject, current: JSONObject,
    traits: [Field] = []
  ) -> ForeignEdits? {
    ForeignEdits(
      beside: NewChange(.update, ref, fields: fields, base: base), known: known,
      current: Record(ref: ref, body: current), traits: traits)
  }

  private func sentence(_ known: JSONObject, _ current: JSONObject) -> String? {
    edits(["description": "mine"], known: known, current: current)?.sentence
  }

  @Test func `other fields that differ are named, and traits by their labels`() {
    let found = edits(
      ["name": "Mine", "traits": ["seats": 7]],
      known: [
        "name": "Call", "dueDate": .null, "updatedAt": "2026-01-01",
        "traits": ["seats": 1, "next": "a", "gone": "x"],
      ],
      current: [
        "name": "Call", "dueDate": "2026-09-09", "updatedAt": "2026-01-02",
        "traits": ["seats": 2, "next": "b"],
      ],
      traits: [.trait("next", label: "Next step", type: "string")])
    #expect(
      found?.sentence
        == "Somebody else also changed Due, Next step and gone of Call: both changes are kept.")
  }

  @Test func `one name stands alone, two are joined, after three the rest is counted`() {
    let old: JSONObject = [
      "name": "Call", "dueDate": .null, "assignedToId": .null, "accountId": "a", "tags": [],
    ]
    #expect(
      sentence(old, old.with(["dueDate": "2026-09-09"]))
        == "Somebody else also changed Due of Call: both changes are kept.")
    #expect(
      sentence(old, old.with(["dueDate": "2026-09-09", "assignedToId": "x"]))
        == "Somebody else also changed Due and Assignee of Call: both changes are kept.")
    #expect(
      sentence(
        old,
        old.with(["dueDate": "2026-09-09", "assignedToId": "x", "accountId": "b", "tags": ["t"]]))
        == "Somebody else also changed Due, Assignee, Account and 1 more of Call: "
        + "both changes are kept.")
  }

  @Test func `what is the same, computed, or left out by a list is not named`() {
    #expect(
      sentence(
        ["name": "Call", "completedAt": "2026-09-09T10:00:00+02:00", "source": "a"],
        ["name": "Call", "completedAt": "2026-09-09T08:00:00.000Z", "source": "b", "tags": ["x"]])
        == nil)
  }

  @Test func `tags count only as far as the change does not move them itself`() {
    let mine: JSONObject = ["tags": ["a", "mine"]]
    #expect(
      edits(mine, base: ["tags": ["a"]], known: ["tags": ["a"]], current: ["tags": ["a", "mine"]])
        == nil)
    #expect(
      edits(mine, base: ["tags": ["a"]], known: ["tags": ["a"]], current: ["tags": ["a", "b"]])?
        .labels == ["Tags"])
  }

  // MARK: On the way

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.task, [task(1)])
    test.workspace.show(.task)
    await test.workspace.idle()
    return test
  }

  private let rename = NewChange(
    .update, .server(.task, "task-1"), fields: ["name": "Mine"], base: ["name": "Task 1"])
  private let told =
    "Somebody else also changed Due and Tags of Task 1: both changes are kept."

  @Test func `the user is told once the change has got through`() async throws {
    let test = try await opened()
    await test.server.change(.task, "task-1", ["dueDate": "2026-09-09", "tags": ["a", "b"]])
    let change = try test.workspace.submit(rename)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(test.log.notices == [told])
    #expect(await test.server.body(.task, "task-1")?["dueDate"] == "2026-09-09")
    #expect(await test.server.body(.task, "task-1")?["tags"] == ["a", "b"])
  }

  @Test func `the user is told also when the change gets through only later`() async throws {
    let test = try await opened()
    await test.server.change(.task, "task-1", ["dueDate": "2026-09-09", "tags": ["a", "b"]])
    await test.server.fail(.send, .task, with: .offline)
    _ = try test.workspace.submit(rename)
    await test.workspace.idle()
    #expect(test.log.notices.isEmpty)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.log.notices == [told])
  }

  @Test func `a conflict is not called a merge`() async throws {
    let test = try await opened()
    await test.server.change(.task, "task-1", ["name": "Theirs", "dueDate": "2026-09-09"])
    let change = try test.workspace.submit(rename)
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    #expect(test.log.notices.isEmpty)
  }

  @Test func `a record of which only the name was known tells nothing`() async throws {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1, ["name": "Renamed"])])
    await test.server.put(.task, [task(1, ["account": ["id": "account-1", "name": "Old"]])])
    test.workspace.show(.task)
    await test.workspace.idle()
    let change = try test.workspace.submit(
      NewChange(.update, .server(.account, "account-1"), fields: ["traits": ["plan": "gold"]]))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(test.log.notices.isEmpty)
  }
}
