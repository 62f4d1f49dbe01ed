// External ids: one that exists already is never overwritten unasked.

import Testing
import VitallyModel

@testable import Store

@Suite struct ExternalIDTests {
  private static let uuid = "22222222-0000-4000-8000-000000000002"
  private let made = Ref.made(.task, uuid)

  private func create(_ externalID: String, _ resource: Resource = .task) -> NewChange {
    NewChange(
      .create, .made(resource, Self.uuid),
      fields: ["name": "New", "externalId": .string(externalID), "accountId": "account-1"])
  }

  private func workspace(sweepsBehind: Bool = false) async throws -> TestWorkspace {
    let test = try TestWorkspace(sweepsBehind: sweepsBehind, starts: false)
    await test.server.put(.account, [account(1, ["externalId": "taken"])])
    await test.server.put(.task, (1...5).map { task($0) })
    return test
  }

  @Test(arguments: [Resource.account, .task])
  func `an id that vitty has filled in is not compared with anything`(
    _ resource: Resource
  ) async throws {
    let test = try await workspace()
    test.workspace.start(source: test.server)
    let change = try test.workspace.submit(create(Self.uuid, resource))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.calls == ["send create \(resource.rawValue)"])
  }

  @Test func `a task with an id of the user's waits until all tasks are known`() async throws {
    // Given a workspace that sweeps nothing, and a list of tasks that can't be fetched
    let test = try await workspace()
    await test.server.fail(.page, .task, with: .broken)
    test.workspace.start(source: test.server)
    let change = try test.workspace.submit(create("mine"))
    await test.workspace.idle()
    // Then it waits and says why
    #expect(test.state(change) == .waiting)
    #expect(
      test.workspace.change(change.id)?.sentence
        == "Waiting for all tasks, to be sure that the external ID is free.")
    #expect(await test.server.writes.isEmpty)
    // And other changes need not wait
    let other = try test.workspace.submit(
      NewChange(.update, .server(.task, "task-1"), fields: ["name": "x"], base: ["name": "Task 1"]))
    await test.workspace.idle()
    #expect(test.state(other) == .answered)
    // When the list can be fetched at the next look
    test.workspace.tick()
    await test.workspace.idle()
    // Then the tasks were walked to their end, archived ones too, and it has gone out
    #expect(test.state(change) == .answered)
    #expect(try test.status(.task).completedAt != nil)
    #expect(await test.server.calls.contains("page task createdAt 4 background archived=false"))
    #expect(await test.server.calls.contains("page task createdAt 0 background archived=true"))
    #expect(try test.status(.note).completedAt == nil)
  }

  @Test func `once all tasks are known nothing is fetched for it`() async throws {
    let test = try await workspace(sweepsBehind: true)
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    await test.server.forgetCalls()
    let change = try test.workspace.submit(create("mine"))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.calls == ["send create task"])
  }

  @Test func `the id of an archived task is not given away`() async throws {
    // Given a task that is found only at the end of the sweep
    let test = try await workspace()
    await test.server.put(
      .task, [task(6, ["externalId": "taken", "archivedAt": "2026-01-01T00:00:00.000Z"])])
    test.workspace.start(source: test.server)
    let change = try test.workspace.submit(create("taken"))
    await test.workspace.idle()
    let stored = try #require(test.workspace.change(change.id))
    #expect(stored.state == .refused)
    #expect(stored.sentence == "Another task already has this external ID: Task 6.")
    #expect(stored.rival == .server(.task, "task-6"))
    #expect(await test.server.writes.isEmpty)
    // And with another id it goes out
    var mended = create("free")
    mended.replaces = change.id
    let next = try test.workspace.submit(mended)
    await test.workspace.idle()
    #expect(test.state(next) == .answered)
    #expect(test.workspace.change(next.id)?.rival == nil)
  }

  @Test func `accounts are asked for on the server, also when they were saved offline`()
    async throws
  {
    // Given a new account that was made without a network
    let test = try await workspace()
    let change = try test.workspace.submit(create("taken", .account))
    #expect(test.state(change) == .waiting)
    // When there is one, and the key is that of the workspace
    test.workspace.start(source: test.server)
    test.workspace.sendNow(trustsKey: true)
    await test.workspace.idle()
    // Then the account that has the id stands in the way and can be opened
    let rival = Ref.server(.account, "account-1")
    #expect(test.workspace.change(change.id)?.rival == rival)
    #expect(try test.row(rival)?.record.title == "Account 1")
    #expect(await test.server.writes.isEmpty)
  }
}
