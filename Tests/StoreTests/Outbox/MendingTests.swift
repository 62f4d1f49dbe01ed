// Changes that the user mends after a conflict or a refusal.

import Testing
import VitallyModel

@testable import Store

@Suite struct MendingTests {
  private let ref = Ref.server(.task, "task-1")
  private let made = Ref.made(.account, "11111111-0000-4000-8000-000000000001")

  private func rename(_ name: String, from base: String) -> NewChange {
    NewChange(.update, ref, fields: ["name": .string(name)], base: ["name": .string(base)])
  }

  /// A workspace in which "Mine" is in conflict with "Theirs".
  private func inConflict() async throws -> (TestWorkspace, Change) {
    let test = try TestWorkspace()
    await test.server.put(.task, [task(1)])
    test.workspace.show(.task)
    await test.workspace.idle()
    await test.server.change(.task, "task-1", ["name": "Theirs"])
    let change = try test.workspace.submit(rename("Mine", from: "Task 1"))
    await test.workspace.idle()
    try #require(test.state(change) == .conflict)
    return (test, change)
  }

  @Test func `a choice takes the place of the conflict`() async throws {
    let (test, conflict) = try await inConflict()
    var choice = rename("Ours", from: "Theirs")
    choice.replaces = conflict.id
    let change = try test.workspace.submit(choice)
    #expect(test.state(conflict) == .dropped)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.body(.task, "task-1")?["name"] == "Ours")
    #expect(try test.row(ref)?.pending == nil)
  }

  @Test func `what somebody changes after the choice is a conflict again`() async throws {
    let (test, conflict) = try await inConflict()
    await test.server.change(.task, "task-1", ["name": "Theirs again"])
    var choice = rename("Ours", from: "Theirs")
    choice.replaces = conflict.id
    let change = try test.workspace.submit(choice)
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    #expect(await test.server.body(.task, "task-1")?["name"] == "Theirs again")
  }

  @Test func `what was refused does not go over what somebody has changed since`() async throws {
    // Given a refused change, and somebody else's, which is known here
    let test = try TestWorkspace()
    await test.server.put(.task, [task(1)])
    test.workspace.show(.task)
    await test.workspace.idle()
    await test.server.fail(
      .send, .task,
      with: VitallyError(.refused, status: 400, sentence: "Vitally does not accept this."))
    let change = try test.workspace.submit(rename("Mine", from: "Task 1"))
    await test.workspace.idle()
    await test.server.change(.task, "task-1", ["name": "Theirs"])
    test.workspace.open(ref, force: true)
    await test.workspace.idle()
    // When it is tried again
    try test.workspace.retry(change.id)
    await test.workspace.idle()
    // Then the user is asked
    #expect(test.state(change) == .conflict)
    #expect(await test.server.body(.task, "task-1")?["name"] == "Theirs")
  }

  @Test func `an update of a new record waits for the mended create`() async throws {
    // Given a new account that is refused, and a change of it that waits
    let test = try TestWorkspace()
    let fields: JSONObject = ["name": "New", "traits": ["plan": "gold"]]
    let error = VitallyError(.refused, status: 400, sentence: "Vitally does not accept this.")
    await test.server.fail(.send, .account, with: error)
    let refused = try test.workspace.submit(NewChange(.create, made, fields: fields))
    await test.workspace.idle()
    let update = try test.workspace.submit(
      NewChange(.update, made, fields: ["name": "Newer"], base: ["name": "New"]))
    await test.workspace.idle()
    #expect(test.state(refused) == .refused)
    #expect(test.state(update) == .waiting)
    // When the create is mended
    await test.server.hold()
    let mended = try test.workspace.submit(
      NewChange(
        .create, made, fields: fields.with(["traits": ["plan": "iron"]]), replaces: refused.id))
    // Then both are shown
    #expect(try test.row(made)?.record.title == "Newer")
    #expect(try test.row(made)?.record["traits.plan"] == "iron")
    // And both go out, the create first
    await test.server.release()
    await test.workspace.idle()
    #expect([mended, update].map(test.state) == [.answered, .answered])
    #expect(await test.server.writes.map(\.action) == [.create, .create, .update])
    #expect(await test.server.body(.account, "new-1")?["name"] == "Newer")
  }

  @Test func `an update is compared with what the mended create has become`() async throws {
    // Given a create that is mended to another name than the update was made from
    let test = try TestWorkspace()
    let error = VitallyError(.refused, status: 400, sentence: "Vitally does not accept this.")
    await test.server.fail(.send, .account, with: error)
    let refused = try test.workspace.submit(NewChange(.create, made, fields: ["name": "New"]))
    await test.workspace.idle()
    let update = try test.workspace.submit(
      NewChange(.update, made, fields: ["name": "Newer"], base: ["name": "New"]))
    _ = try test.workspace.submit(
      NewChange(.create, made, fields: ["name": "Mended"], replaces: refused.id))
    await test.workspace.idle()
    #expect(test.state(update) == .answered)
    #expect(await test.server.body(.account, "new-1")?["name"] == "Newer")
  }
}
