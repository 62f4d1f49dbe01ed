// Updates of a field that were made with an earlier one in sight, when that one comes to nothing.

import Testing
import VitallyModel

@testable import Store

@Suite struct RebaseTests {
  private let ref = Ref.server(.task, "task-1")

  private func rename(_ name: String, from base: String) -> NewChange {
    NewChange(.update, ref, fields: ["name": .string(name)], base: ["name": .string(base)])
  }

  /// A workspace whose cache has task 1, and whose server answers nothing until it is released.
  private func held() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.task, [task(1)])
    test.workspace.show(.task)
    await test.workspace.idle()
    await test.server.hold()
    return test
  }

  @Test func `what follows a refused update is no conflict with the untouched record`() async throws
  {
    // Given an update that the server refuses, and a second one made before it said so
    let test = try await held()
    let error = VitallyError(.refused, status: 400, sentence: "Vitally does not accept this.")
    await test.server.fail(.send, .task, with: error)
    let first = try test.workspace.submit(rename("One", from: "Task 1"))
    let second = try test.workspace.submit(rename("Two", from: "One"))
    // When the server answers
    await test.server.release()
    await test.workspace.idle()
    // Then the second one is there: nobody else has touched the record.
    #expect(test.state(first) == .refused)
    #expect(test.state(second) == .answered)
    #expect(await test.server.body(.task, "task-1")?["name"] == "Two")
  }

  @Test func `what follows an update that was thrown away is no conflict either`() async throws {
    // Given two updates that wait, for the server can't be reached
    let test = try await held()
    await test.server.fail(.record, .task, with: .offline)
    let first = try test.workspace.submit(rename("One", from: "Task 1"))
    let second = try test.workspace.submit(rename("Two", from: "One"))
    await test.server.release()
    await test.workspace.idle()
    // When the first is thrown away, and the second is tried again
    try test.workspace.drop(first.id)
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then the second one is there.
    #expect(test.state(second) == .answered)
    #expect(await test.server.body(.task, "task-1")?["name"] == "Two")
  }

  // MARK: Traits

  private let customer = Ref.server(.account, "account-1")

  private func trait(_ key: String, _ value: String, from base: String) -> NewChange {
    NewChange(
      .update, customer, fields: ["traits": .object([key: .string(value)])],
      base: ["traits": .object([key: .string(base)])])
  }

  /// A workspace whose cache has account 1 with two traits.
  private func withTraits() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(
      .account, [account(1, ["traits": ["plan": "gold", "region": "north"]])])
    test.workspace.open(customer)
    await test.workspace.idle()
    return test
  }

  @Test func `another trait than the answered one keeps its base`() async throws {
    // Given changes of two traits that wait, and somebody else changing the second one
    let test = try await withTraits()
    await test.server.fail(.record, .account, with: .offline)
    let plan = try test.workspace.submit(trait("plan", "iron", from: "gold"))
    let region = try test.workspace.submit(trait("region", "mine", from: "north"))
    await test.workspace.idle()
    await test.server.change(
      .account, "account-1", ["traits": ["plan": "gold", "region": "theirs"]])
    // When they go out
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then the second one is a conflict
    #expect([plan, region].map(test.state) == [.answered, .conflict])
    #expect(
      await test.server.body(.account, "account-1")?["traits"]
        == ["plan": "iron", "region": "theirs"])
  }

  @Test func `another trait than the refused one is no conflict`() async throws {
    // Given a change of a trait that the server refuses, and of another one made before it said so
    let test = try await withTraits()
    await test.server.hold()
    let error = VitallyError(.refused, status: 400, sentence: "Vitally does not accept this.")
    await test.server.fail(.send, .account, with: error)
    let plan = try test.workspace.submit(trait("plan", "iron", from: "gold"))
    let region = try test.workspace.submit(trait("region", "mine", from: "north"))
    // When the server answers
    await test.server.release()
    await test.workspace.idle()
    // Then the other one is there
    #expect([plan, region].map(test.state) == [.refused, .answered])
  }
}
