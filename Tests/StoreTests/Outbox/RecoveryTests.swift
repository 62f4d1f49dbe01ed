import Testing
import VitallyModel

@testable import Store

@Suite struct RecoveryTests {
  /// A create of each resource, the writes that a lost answer takes, and how many records there
  /// are in the end.
  private static let creates: [(Resource, JSONObject)] = [
    (.account, ["name": "A", "externalId": "ours"]),
    (.organization, ["name": "O", "externalId": "ours"]),
    (.user, ["email": "u@x.example", "externalId": "ours", "accountIds": ["account-1"]]),
    (.note, ["subject": "N", "note": "x", "externalId": "ours", "accountId": "account-1"]),
    (.conversation, ["subject": "C", "externalId": "ours", "messages": []]),
    (.project, ["templateId": "t", "name": "P", "accountId": "account-1"]),
  ]

  private static let upserts: [(Resource, JSONObject)] = [
    (.task, ["name": "T", "accountId": "account-1", "externalId": "ours"]),
    (.npsResponse, ["userId": "user-1", "score": 9, "externalId": "ours"]),
  ]

  private func workspace() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    return test
  }

  private func create(_ resource: Resource, _ fields: JSONObject) -> NewChange {
    NewChange(.create, .made(resource, "11111111-0000-4000-8000-000000000001"), fields: fields)
  }

  @Test(arguments: creates)
  func `a create whose answer was lost is found and not sent again`(
    _ resource: Resource, _ fields: JSONObject
  ) async throws {
    // Given a create that happens without an answer
    let test = try await workspace()
    await test.server.fail(.send, resource, with: .lost, happens: true)
    let change = try test.workspace.submit(create(resource, fields))
    await test.workspace.idle()
    #expect(test.state(change) == .unknown)
    // When it is tried again
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then it was found
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == 1)
    #expect(test.log.merges == [.server(resource, "new-1")])
    #expect(try test.row(.server(resource, "new-1"))?.pending == nil)
  }

  @Test(arguments: creates)
  func `a create that was lost on the way is sent again`(
    _ resource: Resource, _ fields: JSONObject
  ) async throws {
    let test = try await workspace()
    await test.server.fail(.send, resource, with: .lost)
    let change = try test.workspace.submit(create(resource, fields))
    await test.workspace.idle()
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == 2)
    #expect(test.log.merges == [.server(resource, "new-1")])
  }

  @Test(arguments: upserts)
  func `what the server updates by external id is just sent again`(
    _ resource: Resource, _ fields: JSONObject
  ) async throws {
    let test = try await workspace()
    await test.server.fail(.send, resource, with: .lost, happens: true)
    let change = try test.workspace.submit(create(resource, fields))
    await test.workspace.idle()
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    let writes = await test.server.writes
    #expect(writes.count == 2)
    #expect(writes.allSatisfy { $0.body == fields })
  }

  @Test func `when it can't be told which record is the new one the user is asked`() async throws {
    // Given two projects that may both be the one that was lost
    let test = try await workspace()
    let fields: JSONObject = ["templateId": "t", "name": "P", "accountId": "account-1"]
    await test.server.fail(.send, .project, with: .lost, happens: true)
    let change = try test.workspace.submit(create(.project, fields))
    await test.workspace.idle()
    var twin = fields
    twin["id"] = "twin"
    twin["createdAt"] = .string(TestClock.start.iso)
    await test.server.put(.project, [twin])
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    #expect(await test.server.writes.count == 1)
    // And when the user insists it is sent
    try test.workspace.retry(change.id)
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == 2)
  }

  @Test func `an external id that is taken is said before anything is sent`() async throws {
    let test = try await workspace()
    await test.server.put(.account, [account(2, ["externalId": "taken"])])
    let change = try test.workspace.submit(
      create(.account, ["name": "A", "externalId": "taken"]))
    await test.workspace.idle()
    let stored = try #require(test.workspace.change(change.id))
    #expect(stored.state == .refused)
    #expect(
      stored.sentence == "Another account already has this external ID: Account 2.")
    #expect(await test.server.writes.isEmpty)
    // What was typed stays in sight
    #expect(try test.row(change.ref)?.record.title == "A")
    #expect(try test.row(change.ref)?.pending == .refused)
  }

  @Test func `a task with an external id that is taken would overwrite, and is not sent`()
    async throws
  {
    let test = try await workspace()
    await test.server.put(.task, [task(1, ["externalId": "taken"])])
    test.workspace.show(.task)
    await test.workspace.idle()
    let change = try test.workspace.submit(
      create(.task, ["name": "T", "accountId": "account-1", "externalId": "taken"]))
    await test.workspace.idle()
    #expect(test.state(change) == .refused)
    #expect(await test.server.writes.isEmpty)
  }

  @Test func `a server that fails on a create may have made the record`() async throws {
    let test = try await workspace()
    await test.server.fail(.send, .account, with: .broken, happens: true)
    let change = try test.workspace.submit(
      create(.account, ["name": "A", "externalId": "ours"]))
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.count(.account) == 2)
  }

  @Test(arguments: [
    VitallyError.offline, .badKey,
    VitallyError(.rateLimited, status: 429, sentence: "Too many requests."),
  ])
  func `an attempt that was not made does not undo the doubt about an earlier one`(
    _ error: VitallyError
  ) async throws {
    // Given a note whose answer was lost, and then one that has certainly not happened
    let test = try await workspace()
    let fields: JSONObject = [
      "subject": "N", "note": "x", "externalId": "ours", "accountId": "account-1",
    ]
    await test.server.fail(.send, .note, with: .lost)
    let change = try test.workspace.submit(create(.note, fields))
    await test.workspace.idle()
    await test.server.fail(.send, .note, with: error)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    // When the server gets to the first one after all
    await test.server.put(
      .note, [body("note", 1, fields, ["createdAt": .string(TestClock.start.iso)])])
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then it is found, and no second note is made
    #expect(test.state(change) == .answered)
    #expect(await test.server.count(.note) == 1)
  }

  @Test func `an update whose answer was lost is read first`() async throws {
    let test = try await workspace()
    let update = NewChange(
      .update, .server(.account, "account-1"), fields: ["name": "New"], base: ["name": "Account 1"])
    await test.server.fail(.send, .account, with: .lost, happens: true)
    let change = try test.workspace.submit(update)
    await test.workspace.idle()
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == 1)
  }

  @Test func `what belongs to a new record waits for it and gets its id`() async throws {
    // Given a new account, a task of it and a change of the task, all made without a network
    let test = try await workspace()
    await test.server.fail(.record, .account, with: .offline)
    let account = try test.workspace.submit(
      create(.account, ["name": "A", "externalId": "ours"]))
    let made = Ref.made(.task, "22222222-0000-4000-8000-000000000002")
    let task = try test.workspace.submit(
      NewChange(
        .create, made,
        fields: ["name": "T", "externalId": "t", "accountId": .string(account.ref.description)]))
    let rename = try test.workspace.submit(
      NewChange(.update, made, fields: ["name": "T2"], base: ["name": "T"]))
    await test.workspace.idle()
    #expect(await test.server.writes.isEmpty)
    // When the network is back
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then they go out one after the other
    #expect([account, task, rename].map(test.state) == [.answered, .answered, .answered])
    #expect(await test.server.writes.map(\.action) == [.create, .create, .update])
    #expect(await test.server.body(.task, "new-2")?["accountId"] == "new-1")
    #expect(await test.server.body(.task, "new-2")?["name"] == "T2")
    // And a change that still uses the old name finds the record
    let late = try test.workspace.submit(
      NewChange(.update, made, fields: ["name": "T3"], base: ["name": "T2"]))
    #expect(late.ref == .server(.task, "new-2"))
  }

  @Test func `what belongs to a record that was thrown away needs the user`() async throws {
    let test = try await workspace()
    await test.server.fail(.record, .account, with: .offline)
    let account = try test.workspace.submit(
      create(.account, ["name": "A", "externalId": "ours"]))
    let task = try test.workspace.submit(
      NewChange(
        .create, .made(.task, "22222222-0000-4000-8000-000000000002"),
        fields: ["name": "T", "accountId": .string(account.ref.description)]))
    await test.workspace.idle()
    try test.workspace.drop(account.id)
    await test.workspace.idle()
    #expect(test.state(task) == .refused)
    #expect(try test.row(account.ref) == nil)
    #expect(await test.server.writes.isEmpty)
  }
}
