// Changes that take the place of others: which may, what they drop, and what is never made twice.

import Testing
import VitallyModel

@testable import Store

@Suite struct ReplacingTests {
  private let ref = Ref.server(.account, "account-1")
  private static let uuid = "22222222-0000-4000-8000-000000000002"
  private let note = Ref.made(.note, uuid)
  private let refusal = VitallyError(
    .refused, status: 400, sentence: "Vitally does not accept this.")

  /// A workspace whose cache has account 1.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1, ["traits": ["a": "a0", "b": "b0"]])])
    test.workspace.open(ref)
    await test.workspace.idle()
    return test
  }

  private func update(_ fields: JSONObject, replaces id: ChangeID? = nil) -> NewChange {
    let old: JSONObject = ["name": "Account 1", "traits": ["a": "a0", "b": "b0"]]
    return NewChange(
      .update, ref, fields: fields, base: JSONObject(fields.keys.map { ($0, old[$0] ?? .null) }),
      replaces: id)
  }

  private func create(_ subject: String, replaces id: ChangeID? = nil) -> NewChange {
    NewChange(
      .create, note,
      fields: [
        "subject": .string(subject), "note": "x", "accountId": "account-1",
        "externalId": .string(Self.uuid),
      ], replaces: id)
  }

  /// A change that the server has refused.
  private func refused(_ new: NewChange, in test: TestWorkspace) async throws -> Change {
    await test.server.fail(.send, new.ref.resource, with: refusal)
    let change = try test.workspace.submit(new)
    await test.workspace.idle()
    try #require(test.state(change) == .refused)
    return change
  }

  // MARK: Without being told to

  private static let partial: [JSONObject] = [
    ["name": "B"], ["traits": ["a": "a2"]], ["name": "B", "traits": ["b": "b2"]],
  ]
  private static let whole: [JSONObject] = [
    ["traits": ["a": "a2"]], ["name": "B", "traits": ["b": "b2", "a": "a2"]],
  ]

  @Test(arguments: partial)
  func `a change of less than what was refused leaves that where it is`(
    _ fields: JSONObject
  ) async throws {
    let test = try await opened()
    let old = try await refused(update(["name": "A", "traits": ["a": "a1"]]), in: test)
    let new = try test.workspace.submit(update(fields))
    await test.workspace.idle()
    #expect(test.state(new) == .answered)
    #expect(test.state(old) == .refused)
  }

  @Test(arguments: whole)
  func `a change of all that was refused takes its place`(_ fields: JSONObject) async throws {
    let test = try await opened()
    let old = try await refused(update(["traits": ["a": "a1"]]), in: test)
    _ = try test.workspace.submit(update(fields))
    #expect(test.state(old) == .dropped)
  }

  // MARK: Updates

  @Test func `an update in place of one that the server has by now is sent`() async throws {
    // Given a form that mends a refused change, and the change getting through all the same
    let test = try await opened()
    let old = try await refused(update(["traits": ["a": "a1"]]), in: test)
    try test.workspace.retry(old.id)
    await test.workspace.idle()
    try #require(test.state(old) == .answered)
    // When the form is saved
    let new = try test.workspace.submit(update(["name": "B"], replaces: old.id))
    await test.workspace.idle()
    // Then both are there
    #expect([old, new].map(test.state) == [.answered, .answered])
  }

  @Test func `an update in place of one that is long forgotten is sent`() async throws {
    let test = try await opened()
    let new = try test.workspace.submit(update(["name": "B"], replaces: 99))
    await test.workspace.idle()
    #expect(test.state(new) == .answered)
  }

  @Test func `an update in place of one with an unknown outcome overwrites nothing`() async throws {
    let test = try await opened()
    await test.server.fail(.send, .account, with: .lost, happens: true)
    let old = try test.workspace.submit(update(["name": "A"]))
    await test.workspace.idle()
    try #require(test.state(old) == .unknown)
    let new = try test.workspace.submit(update(["name": "B"], replaces: old.id))
    await test.workspace.idle()
    #expect(test.state(old) == .dropped)
    #expect(test.state(new) == .conflict)
    #expect(await test.server.body(.account, "account-1")?["name"] == "A")
  }

  @Test func `what is on its way can't be replaced`() async throws {
    let test = try TestWorkspace(starts: false)
    let old = try test.workspace.submit(update(["name": "A"]))
    let table = try #require(test.workspace.editor?.table)
    _ = try table.markSending(old.id, request: [:], at: test.clock.now)
    let error = #expect(throws: StoreError.self) {
      try test.workspace.submit(update(["name": "B"], replaces: old.id))
    }
    #expect(error?.sentence == "The change you edited is being sent: try again in a moment.")
    #expect(test.state(old) == .sending)
  }

  @Test func `what was made after the replaced one goes on from where that began`() async throws {
    // Given two changes of the name that wait for the network
    let test = try await opened()
    await test.server.fail(.record, .account, with: .offline)
    let first = try test.workspace.submit(update(["name": "A"]))
    let second = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "B"], base: ["name": "A"]))
    await test.workspace.idle()
    // When another one takes the place of the first
    let third = try test.workspace.submit(update(["name": "C"], replaces: first.id))
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then neither is in conflict with it
    #expect([first, second, third].map(test.state) == [.dropped, .answered, .answered])
    #expect(await test.server.body(.account, "account-1")?["name"] == "C")
  }

  // MARK: Creates

  @Test func `an update does not take the place of a create`() async throws {
    let test = try await opened()
    let old = try await refused(create("N"), in: test)
    let error = #expect(throws: StoreError.self) {
      try test.workspace.submit(
        NewChange(.update, note, fields: ["subject": "M"], replaces: old.id))
    }
    #expect(
      error?.sentence == "The new note is not in Vitally yet: try again when it is.")
    #expect(test.state(old) == .refused)
  }

  @Test func `an update in place of a create that has happened is sent`() async throws {
    let test = try await opened()
    let old = try await refused(create("N"), in: test)
    try test.workspace.retry(old.id)
    await test.workspace.idle()
    let new = try test.workspace.submit(
      NewChange(
        .update, note, fields: ["subject": "M"], base: ["subject": "N"], replaces: old.id))
    await test.workspace.idle()
    #expect([old, new].map(test.state) == [.answered, .answered])
    #expect(await test.server.body(.note, "new-1")?["subject"] == "M")
  }

  @Test(arguments: [VitallyError.lost, .broken])
  func `a create that may have happened is not replaced`(_ error: VitallyError) async throws {
    // Given a new note that the server has, and of which vitty does not know it
    let test = try await opened()
    await test.server.fail(.send, .note, with: error, happens: true)
    let old = try test.workspace.submit(create("N"))
    await test.workspace.idle()
    // When a mended one is handed in, then it is not taken, for it could make a second note
    let refusal = #expect(throws: StoreError.self) {
      try test.workspace.submit(create("M", replaces: old.id))
    }
    #expect(
      refusal?.sentence
        == "Vitally may have the note already: try again when that is known.")
    // And the first one is found
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(old) == .answered)
    #expect(await test.server.count(.note) == 1)
  }

  @Test func `a record is not made again`() async throws {
    // Given a new note that is refused, mended, and there
    let test = try await opened()
    let old = try await refused(create("N"), in: test)
    _ = try test.workspace.submit(create("M", replaces: old.id))
    await test.workspace.idle()
    #expect(await test.server.count(.note) == 1)
    // When another form mends the refused one too
    let error = #expect(throws: StoreError.self) {
      try test.workspace.submit(create("O", replaces: old.id))
    }
    // Then it is not taken
    #expect(
      error?.sentence
        == "The note is already saved or waits to be sent: open it to change it.")
  }

  @Test func `what was thrown away can be made after all`() async throws {
    let test = try await opened()
    let old = try await refused(create("N"), in: test)
    try test.workspace.drop(old.id)
    let new = try test.workspace.submit(create("M", replaces: old.id))
    await test.workspace.idle()
    #expect(test.state(new) == .answered)
    #expect(await test.server.count(.note) == 1)
  }
}
