// What a form is given to begin with.

import Testing
import VitallyModel

@testable import Store

@Suite struct MaterialTests {
  private let ref = Ref.server(.task, "task-1")

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, [account(1), account(2)])
    await test.server.put(.admin, [body("admin", 1, ["name": "Robin"])])
    await test.server.put(
      .task, [task(1, ["assignedToId": "admin-1", "traits": ["effort": "low"]])])
    await test.server.put(
      .customField,
      [
        body(
          "field", 1,
          [
            "model": "tasks", "path": "effort", "label": "Effort", "type": "select",
            "options": [["label": "Low", "value": "low"], "high"],
          ]),
        body("field", 2, ["model": "tasks", "path": "why", "label": "Why", "type": "string"]),
      ])
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    return test
  }

  @Test func `a form gets the record as shown and as the server has it`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    let change = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "Mine"], base: ["name": "Task 1"]))
    await test.workspace.idle()
    await test.server.forgetCalls()
    let material = try test.workspace.material(ref, parent: nil)
    #expect(material.ref == ref)
    #expect(material.row?.record.title == "Mine")
    #expect(material.row?.pending == .waiting)
    #expect(material.body?["name"] == "Task 1")
    #expect(material.fetchedAt == TestClock.start)
    #expect(material.changes.map(\.id) == [change.id])
    #expect(material.draft == nil)
    #expect(await test.server.calls.isEmpty)
  }

  @Test func `a form gets every trait of the resource with its options`() async throws {
    let test = try await opened()
    let traits = try test.workspace.material(ref, parent: nil).traits
    #expect(traits.map(\.label) == ["Effort", "Why"])
    #expect(traits.map(\.kind) == [.choice([Choice("low", "Low"), Choice("high")]), .text])
  }

  @Test func `names come from the body, the changes and the draft`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .task, with: .offline)
    _ = try test.workspace.submit(
      NewChange(.update, ref, fields: ["assignedToId": .null], base: ["assignedToId": "admin-1"]))
    await test.workspace.idle()
    try test.workspace.keep(
      Draft(
        "form", ref: ref, texts: ["accountId": "account/account-2", "users": ["user/nobody"]],
        createdAt: test.clock.now, updatedAt: test.clock.now))
    #expect(
      try test.workspace.material(ref, parent: nil).names == [
        .server(.account, "account-1"): "Account 1", .server(.admin, "admin-1"): "Robin",
        .server(.account, "account-2"): "Account 2",
      ])
  }

  @Test func `a draft knows the task that is done after it`() async throws {
    // Given a task that the server does not have yet, and a note that is to close it
    let test = try await opened()
    await test.server.fail(.send, .task, with: .offline)
    let made = Ref.made(.task, "33333333-0000-4000-8000-000000000003")
    _ = try test.workspace.submit(.creating(made, [("name", "Call")]))
    let note = Ref.made(.note, "44444444-0000-4000-8000-000000000004")
    var draft = Draft(
      "form", ref: note, texts: ["note": "Spoke"], createdAt: test.clock.now,
      updatedAt: test.clock.now)
    draft.completes = made
    try test.workspace.keep(draft)
    #expect(try test.workspace.material(note, parent: nil).completed?.title == "Call")

    // When the server has it, then the draft names it by its new ref
    let new = Ref.server(.task, "task-9")
    try test.workspace.editor?.table.local.write { try DraftTable.rename(made, to: new, $0) }
    #expect(try test.workspace.drafts().map(\.draft.completes) == [new])
  }

  @Test func `a new record has no row but the one that it was begun from`() async throws {
    let test = try await opened()
    let made = Ref.made(.task, "22222222-0000-4000-8000-000000000002")
    let parent = Ref.server(.account, "account-2")
    let fresh = try test.workspace.material(made, parent: parent)
    #expect(fresh.row == nil)
    #expect(fresh.body == nil)
    #expect(fresh.parent?.record.title == "Account 2")
    #expect(fresh.traits.count == 2)
    // And when it goes on later, the draft knows the parent
    try test.workspace.keep(
      Draft(
        "form", ref: made, parent: parent, texts: [:], createdAt: test.clock.now,
        updatedAt: test.clock.now))
    #expect(try test.workspace.material(made, parent: nil).parent?.record.ref == parent)
  }

  @Test func `a template is filled from a record, the customer that it names, and the user`()
    async throws
  {
    let test = try await opened()
    let facts = try test.workspace.store.facts(
      about: [ref, .server(.account, "account-2"), .server(.note, "nowhere")],
      me: .server(.admin, "admin-1"), now: test.clock.now)
    #expect(facts.records[.task]?.ref == ref)
    // Of two accounts the one that was named first counts
    #expect(facts.records[.account]?.title == "Account 2")
    #expect(facts.me?.title == "Robin")
    #expect(facts.traits[.task]?.map(\.label) == ["Effort", "Why"])
    let own = try test.workspace.store.facts(about: [ref], me: nil, now: test.clock.now)
    #expect(own.records[.account]?.title == "Account 1")
  }
}
