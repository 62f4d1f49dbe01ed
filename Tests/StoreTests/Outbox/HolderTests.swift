// Changes to instances, which lie below their custom object on the server.

import Testing
import VitallyModel

@testable import Store

@Suite struct HolderTests {
  private let object = Ref.server(.customObject, "object-1")
  private let ref = Ref.server(.instance, "instance-1")
  private let made = Ref.made(.instance, "11111111-0000-4000-8000-000000000001")
  private let fields: JSONObject = [
    "name": "Champion leaves", "customObjectId": "object-1", "customerId": "account-1",
    "externalId": "11111111-0000-4000-8000-000000000001",
  ]

  /// A workspace with a custom object and one instance of it, both fetched.
  private func opened(
    _ more: JSONObject = [:], object objectMore: JSONObject = [:]
  ) async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1), account(2)])
    await test.server.put(
      .customObject,
      [body("object", 1, ["label": "Risks", "writeMode": "writable"], objectMore)])
    await test.server.put(
      .instance,
      [body("instance", 1, ["name": "Low adoption", "customObjectId": "object-1"], more)])
    test.workspace.show(.account)
    test.workspace.show(.customObject)
    test.workspace.open(object, tab: .instance)
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  private func update(_ name: String) -> NewChange {
    NewChange(.update, ref, fields: ["name": .string(name)], base: ["name": "Low adoption"])
  }

  // MARK: Where it goes

  @Test func `a create goes below its object, whose id is not sent`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(NewChange(.create, made, fields: fields))
    // It stands in the list of its object at once
    #expect(try test.titles(.instance, parent: object).contains("Champion leaves"))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    let write = try #require(await test.server.writes.first)
    #expect(write.parent == object)
    #expect(write.body.keys == ["name", "customerId", "externalId"])
    #expect(
      try test.titles(.instance, parent: object).sorted() == ["Champion leaves", "Low adoption"])
  }

  @Test func `an update is read and sent below its object`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(update("No adoption"))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(
      await test.server.calls == [
        "record customObject/object-1/instance instance-1", "send update instance instance-1",
      ])
    #expect(await test.server.writes.first?.parent == object)
    #expect(await test.server.writes.first?.body == ["name": "No adoption"])
  }

  @Test func `an archived instance is hidden, though the answer says nothing`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.first?.parent == object)
    let shown = try test.workspace.store.window(
      ListingQuery(.instance, parent: object), rows: 0..<10)
    #expect(shown.rows.isEmpty)
    #expect(try test.titles(.instance, parent: object) == ["Low adoption"])
  }

  @Test func `a change knows its object though the cache was lost`() async throws {
    // Given an update that waits
    let test = try await opened()
    await test.server.fail(.record, .instance, with: .offline)
    let change = try test.workspace.submit(update("No adoption"))
    await test.workspace.idle()
    #expect(test.state(change) == .waiting)
    // When the instance is no longer cached
    try test.workspace.store.cache.remove(ref)
    test.workspace.sendNow()
    await test.workspace.idle()
    // Then it is sent all the same
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.first?.parent == object)
  }

  @Test func `an instance that does not name its object belongs to the one that lists it`()
    async throws
  {
    let test = try await opened()
    await test.server.change(.instance, "instance-1", ["customObjectId": .null])
    await test.server.put(
      .instance, [body("instance", 1, ["name": "Low", "customerId": "object-1"], [:])])
    #expect(try test.workspace.store.cache.holder(of: ref) == object)
    let stranger = Ref.server(.instance, "stranger")
    let change = try test.workspace.submit(
      NewChange(.update, stranger, fields: ["name": "x"], base: [:]))
    await test.workspace.idle()
    #expect(
      test.workspace.change(change.id)?.sentence
        == "vitty does not know the custom object of this instance: open that one, then try again.")
    #expect(await test.server.writes.isEmpty)
  }

  // MARK: Lost answers

  @Test(arguments: [true, false])
  func `a create whose answer was lost is looked for by external id`(
    happens: Bool
  ) async throws {
    let test = try await opened()
    await test.server.fail(.send, .instance, with: .lost, happens: happens)
    let change = try test.workspace.submit(NewChange(.create, made, fields: fields))
    await test.workspace.idle()
    #expect(test.state(change) == .unknown)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == (happens ? 1 : 2))
    #expect(await test.server.count(.instance) == 2)
    #expect(
      await test.server.calls.contains(
        "record customObject/object-1/instance externalId=11111111-0000-4000-8000-000000000001"))
  }

  @Test func `of two with the same external id the user is asked`() async throws {
    let test = try await opened()
    await test.server.fail(.send, .instance, with: .lost, happens: true)
    let change = try test.workspace.submit(NewChange(.create, made, fields: fields))
    await test.workspace.idle()
    await test.server.put(.instance, [body("twin", 1, fields)])
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .conflict)
    #expect(await test.server.writes.count == 1)
  }

  @Test func `an external id that is taken is refused, in another object it is not`() async throws {
    let test = try await opened(["externalId": "r-1"])
    await test.server.put(
      .instance, [body("instance", 3, ["customObjectId": "object-1", "externalId": "r-1"])])
    var taken = fields
    taken["externalId"] = "r-1"
    let change = try test.workspace.submit(NewChange(.create, made, fields: taken))
    await test.workspace.idle()
    #expect(
      test.workspace.change(change.id)?.sentence
        == "Another instance already has this external ID: Low adoption.")
    #expect(await test.server.writes.isEmpty)
    taken["customObjectId"] = "object-2"
    let other = try test.workspace.submit(
      NewChange(.create, made, fields: taken, replaces: change.id))
    await test.workspace.idle()
    #expect(test.state(other) == .answered)
  }

  @Test func `a lost update and a lost archive are read before they are sent again`() async throws {
    let test = try await opened()
    await test.server.fail(.send, .instance, with: .lost, happens: true)
    let change = try test.workspace.submit(update("No adoption"))
    await test.workspace.idle()
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(await test.server.writes.count == 1)
    await test.server.fail(.send, .instance, with: .lost, happens: true)
    let archive = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(archive) == .answered)
    #expect(await test.server.writes.count == 2)
  }

  @Test func `an instance that is gone can't be changed, and counts as archived`() async throws {
    let test = try await opened()
    await test.server.delete(.instance, "instance-1")
    let change = try test.workspace.submit(update("No adoption"))
    await test.workspace.idle()
    #expect(
      test.workspace.change(change.id)?.sentence
        == "This instance is no longer in Vitally: it can't be changed.")
    let archive = try test.workspace.submit(.archiving(ref))
    await test.workspace.idle()
    #expect(test.state(archive) == .answered)
    #expect(
      try test.workspace.store.window(
        ListingQuery(.instance, parent: object), rows: 0..<10
      ).rows.isEmpty)
  }

  // MARK: Locks

  @Test(arguments: ["readonly", "readOnly"]) func `below a read-only object nothing is written`(
    mode: String
  ) async throws {
    let test = try await opened(object: ["writeMode": .string(mode)])
    for change in [NewChange(.create, made, fields: fields), update("x"), .archiving(ref)] {
      let error = #expect(throws: StoreError.self) { try test.workspace.submit(change) }
      #expect(error?.sentence == "“Risks” is read-only in Vitally, and so are its instances.")
    }
    #expect(test.workspace.changes().isEmpty)
  }

  @Test func `unknown write modes are left to the server, whose refusal stays`() async throws {
    let test = try await opened(object: ["writeMode": "sometimes"])
    await test.server.fail(
      .send, .instance,
      with: VitallyError(.forbidden, status: 403, sentence: "No.", serverWords: "read only"))
    let change = try test.workspace.submit(update("x"))
    await test.workspace.idle()
    #expect(test.state(change) == .refused)
    #expect(test.workspace.change(change.id)?.sentence == "No. The server says: read only")
  }

  // MARK: What is known about it

  @Test func `the traits of a list and of a form are those of its object`() async throws {
    // Given two objects that call the same path differently
    let definition = { (label: String) -> JSONObject in
      ["path": "severity", "label": .string(label), "type": "string"]
    }
    let odd: JSONValue = [.object(definition("Severity")), ["label": "no path"], "odd"]
    let test = try await opened(["traits": ["severity": "high"]], object: ["customFields": odd])
    await test.server.put(
      .customObject,
      [body("object", 2, ["label": "Bugs", "customFields": [.object(definition("Weight"))]])])
    await test.server.put(.instance, [body("instance", 2, ["customObjectId": "object-2"])])
    test.workspace.refresh(ListKey(.customObject))
    let other = Ref.server(.customObject, "object-2")
    test.workspace.open(other, tab: .instance)
    await test.workspace.idle()
    let labels = { (parent: Ref) in
      try test.workspace.store.window(ListingQuery(.instance, parent: parent), rows: 0..<5)
        .traits.map(\.label)
    }
    #expect(try labels(object) == ["Severity"])
    #expect(try labels(other) == ["Weight"])
    // And a form knows its own, of a new one those of what it is begun from, or of what was chosen
    let material = try test.workspace.material(ref, parent: nil)
    #expect(material.holder?.ref == object)
    #expect(material.ownTraits.map(\.label) == ["Severity"])
    #expect(
      try test.workspace.material(made, parent: other).ownTraits.map(\.label) == ["Weight"])
    #expect(try test.workspace.material(made, parent: ref).holder?.ref == object)
    let account = Ref.server(.account, "account-1")
    #expect(try test.workspace.material(made, parent: account).holder == nil)
    #expect(
      try test.workspace.material(made, parent: account, holder: other).holder?.ref == other)
    #expect(
      try test.workspace.store.recordDetail(ref, now: test.clock.now).traits[.trait("severity")]?
        .label == "Severity")
  }

  @Test func `archived instances are fetched apart, and hidden`() async throws {
    let test = try await opened()
    await test.server.put(
      .instance,
      [
        body(
          "instance", 2,
          ["name": "Old", "customObjectId": "object-1", "archivedAt": "2026-01-01T00:00:00Z"])
      ])
    test.workspace.refresh(ListKey(.instance, parent: object))
    await test.workspace.idle()
    let calls = await test.server.calls
    #expect(calls.contains { $0.contains("instance") && $0.hasSuffix("archived=false") })
    #expect(calls.contains { $0.contains("instance") && $0.hasSuffix("archived=true") })
    let query = ListingQuery(.instance, parent: object)
    #expect(try test.workspace.store.window(query, rows: 0..<5).rows.count == 1)
    #expect(try test.titles(.instance, parent: object).contains("Old"))
  }
}
