// How changes come to be, and how they are taken back.

import Testing
import VitallyModel

@Suite struct MakingTests {
  static let task = Record(
    ref: .server(.task, "t1"),
    body: [
      "id": "t1", "name": "Call", "tags": ["x"], "assignedTo": ["id": "a1", "name": "Robin"],
      "traits": ["plan": "scale"],
    ])

  @Test func `an update is compared with the record, each field as it is read`() {
    let change = NewChange.updating(
      Self.task,
      [
        ("tags", ["x", "y"]), ("assignedToId", "a2"), ("dueDate", "2026-03-01"),
        (.trait("plan"), .null), (.trait("tier"), "1"),
      ])
    #expect(change.action == .update && change.ref == Self.task.ref)
    #expect(change.replaces == nil && change.draft == nil)
    #expect(
      change.edits == [
        FieldEdit("tags", base: ["x"], value: ["x", "y"]),
        FieldEdit("assignedToId", base: ["id": "a1", "name": "Robin"], value: "a2"),
        FieldEdit("dueDate", base: .null, value: "2026-03-01"),
        FieldEdit(.trait("plan"), base: "scale", value: .null),
        FieldEdit(.trait("tier"), base: .null, value: "1"),
      ])
    // In files tags stand last in the base
    #expect(change.base.keys == ["assignedToId", "dueDate", "traits", "tags"])
    #expect(change.fields.keys == ["tags", "assignedToId", "dueDate", "traits"])
  }

  @Test func `nothing is known of what is no field, nor of tags that were not read`() {
    let record = Record(ref: .server(.task, "t1"), body: ["unheard": 1])
    let change = NewChange.updating(record, [("unheard", 2), ("tags", ["x"])])
    #expect(change.edits.map(\.base) == [nil, nil])
    #expect(change.base.isEmpty)
  }

  @Test func `a form's change says what it replaces and that its draft ends`() {
    let made = Ref.made(.task, "m")
    let change = NewChange.creating(made, [("name", "Call")], replaces: 4, draft: Draft.End("form"))
    #expect(change.action == .create && change.ref == made)
    #expect(change.fields == ["name": "Call"] && change.base.isEmpty)
    #expect(change.replaces == 4 && change.draft == Draft.End("form"))
    let update = NewChange.updating(
      Self.task, [("name", "B")], replaces: 5, draft: Draft.End("form"))
    #expect(update.replaces == 5 && update.draft == Draft.End("form"))
  }

  @Test func `what is taken away changes no field, and keeps its name`() {
    let account = Record(
      ref: .server(.account, "a1"), body: ["name": "Acme", "externalId": "x", "mrr": 5])
    for action in [Write.Action.archive, .destroy] {
      let change = NewChange.removing(account, by: action)
      #expect(change.action == action && change.ref == account.ref)
      #expect(change.edits.isEmpty && change.fields.isEmpty)
      #expect(change.base == ["name": "Acme", "externalId": "x"])
    }
  }

  @Test func `archiving changes no field`() {
    let change = NewChange.archiving(Self.task.ref)
    #expect(change.action == .archive && change.ref == Self.task.ref)
    #expect(change.edits.isEmpty)
  }

  @Test func `a change that is written anew is the same but for that`() {
    let change = NewChange(
      .update, .made(.task, "m"), fields: ["name": "B", "traits": ["plan": "x"]],
      base: ["name": "A", "dueDate": .null], replaces: 3, draft: Draft.End("form"))
    #expect(change.rewritten(for: change.ref) { $0 } == change)
    let renamed = change.rewritten(for: .server(.task, "t1")) { object in
      JSONObject(object.members.map { ($0.key, $0.key == "name" ? "C" : $0.value) })
    }
    #expect(renamed.ref == .server(.task, "t1"))
    #expect(renamed.fields == ["name": "C", "traits": ["plan": "x"]])
    #expect(renamed.base == ["name": "C", "dueDate": .null])
    #expect(renamed.replaces == 3 && renamed.draft == Draft.End("form"))
  }

  // MARK: Out of a conflict

  private func conflict() -> Change {
    let new = NewChange(
      .update, Self.task.ref,
      fields: [
        "name": "Mine", "tags": ["y"], "dueDate": "2026-03-01",
        "traits": ["plan": "x", "tier": "1"],
      ],
      base: ["name": "Old", "dueDate": .null, "traits": ["plan": "y", "tier": "0"], "tags": ["z"]])
    return Change(id: 4, new: new, state: .conflict, createdAt: Moment(milliseconds: 0))
  }

  @Test func `what is chosen is sent, compared with the record as it is now`() {
    // When one value is chosen, one trait and the day are left as they are, the rest is not named
    let change = conflict().resolved(
      ["name": "Chosen", "dueDate": JSONValue?.none, .trait("tier"): JSONValue?.none],
      on: Self.task)

    // Then it takes the place of the other, and nothing is kept of what it leaves alone
    #expect(change?.action == .update && change?.replaces == 4)
    #expect(
      change?.edits == [
        FieldEdit("name", base: "Call", value: "Chosen"),
        FieldEdit("tags", base: ["z"], value: ["y"]),
        FieldEdit(.trait("plan"), base: "scale", value: "x"),
      ])
  }

  @Test func `nothing is left when all is left as it is`() {
    let conflict = conflict()
    let all = conflict.new.paths.map { ($0, JSONValue?.none) }
    #expect(conflict.resolved(Dictionary(uniqueKeysWithValues: all), on: Self.task) == nil)
  }

  // MARK: Taking back

  private func answered(_ new: NewChange, _ state: Change.State = .answered) -> Change {
    Change(id: 7, new: new, state: state, createdAt: Moment(milliseconds: 0))
  }

  /// Why a change can't be taken back, nil when it can.
  private func reason(_ new: NewChange) -> String? {
    guard case .failure(let reason) = answered(new).inverse() else { return nil }
    return reason.sentence
  }

  @Test func `an update is taken back by what was there, records by their ids`() throws {
    // Given a change that the server has
    let change = answered(
      .updating(
        Self.task,
        [
          ("name", "Call again"), ("assignedToId", "a2"), ("dueDate", "2026-03-01"),
          ("tags", ["x", "y"]), (.trait("plan"), .null), (.trait("tier"), "1"),
        ], replaces: 3, draft: Draft.End("form")))

    // When it is taken back
    let inverse = try change.inverse().get()

    // Then values and bases are swapped
    #expect(inverse.action == .update && inverse.ref == Self.task.ref)
    #expect(inverse.replaces == nil && inverse.draft == nil)
    #expect(
      inverse.edits == [
        FieldEdit("name", base: "Call again", value: "Call"),
        FieldEdit("assignedToId", base: "a2", value: "a1"),
        FieldEdit("dueDate", base: "2026-03-01", value: .null),
        FieldEdit("tags", base: ["x", "y"], value: ["x"]),
        FieldEdit(.trait("plan"), base: .null, value: "scale"),
        FieldEdit(.trait("tier"), base: "1", value: .null),
      ])
    // And the body is what it was
    let changed = change.new.apply(to: Self.task.body)
    #expect(inverse.apply(to: changed)["traits"] == Self.task.body["traits"])
    #expect(inverse.apply(to: changed)["assignedToId"] == "a1")
  }

  @Test func `what was done is open again, also who has done it`() throws {
    let done = NewChange.updating(
      Self.task, [("completedAt", "2026-03-01T12:00:00.000Z"), ("completedById", "a1")])
    #expect(
      try answered(done).inverse().get().fields == ["completedAt": .null, "completedById": .null])
  }

  @Test func `tags on a record of which none were read go again`() throws {
    let record = Record(ref: .server(.task, "t1"), body: [:])
    let inverse = try answered(.updating(record, [("tags", ["x"])])).inverse().get()
    #expect(inverse.edits == [FieldEdit("tags", base: ["x"], value: [])])
  }

  @Test func `a text that the server keeps otherwise is compared as it keeps it`() throws {
    // Given a text of which the server has dropped a tag
    let note = Record(ref: .server(.note, "n1"), body: ["note": "<p>old</p>"])
    let change = answered(.updating(note, [("note", "<p><blink>new</blink></p>")]))
    var now = note
    now.body["note"] = "<p>new</p>"

    // Then that is what it is compared with
    #expect(try change.inverse(on: now).get().base == ["note": "<p>new</p>"])
    #expect(try change.inverse(on: now).get().fields == ["note": "<p>old</p>"])

    // But not a text that somebody else has written since
    now.body["note"] = "<p>another</p>"
    #expect(try change.inverse(on: now).get().base == change.new.fields)
  }

  @Test func `a create is taken back by archiving the record that it has made`() throws {
    let create = NewChange.creating(.server(.task, "t9"), [("name", "Call")])
    let change = answered(create)
    let named = Record(ref: create.ref, body: ["name": "Call"])
    var expected = NewChange.removing(named, by: .archive)
    expected.undoes = change.id
    #expect(try change.inverse().get() == expected)
  }

  @Test func `what undoes a change knows its record as well as that did`() throws {
    // Given a change of an instance, which names the object that holds it
    let holder = Ref.server(.customObject, "c1")
    let instance = Record(ref: .server(.instance, "i1"), body: ["name": "Pier"])
    let update = NewChange.updating(instance, [("name", "Quay")]).held(by: holder)
    #expect(try answered(update).inverse().get().base["customObjectId"] == "c1")
    // And a new one, whose fields do
    let create = NewChange.creating(
      .server(.instance, "i1"), [("name", "Pier"), ("customObjectId", "c1")])
    let archive = try answered(create).inverse().get()
    #expect(archive.base["customObjectId"] == "c1" && archive.base["name"] == "Pier")
  }

  @Test func `a create that can't be archived stays`() {
    for resource in [Resource.account, .organization, .user, .conversation] {
      #expect(
        reason(.creating(.server(resource, "x"), [("name", "New")]))
          == "A new \(resource.schema.singular) can't be archived from here.")
    }
  }

  @Test func `what is archived stays archived`() {
    #expect(
      reason(.archiving(.server(.note, "n1")))
        == "An archived note can't be brought back here, only in Vitally.")
    let account = Record(ref: .server(.account, "a1"), body: ["name": "Acme"])
    #expect(
      reason(.removing(account, by: .destroy)) == "A deleted account can't be brought back.")
  }

  @Test func `what only grows is not taken out again`() {
    let user = Record(
      ref: .server(.user, "u1"), body: ["name": "Lee", "accounts": [["id": "a1"]]])
    #expect(
      reason(.updating(user, [("name", "Kim"), ("accountIds", ["a2"])]))
        == "What was added to Accounts can't be taken out again.")
  }

  @Test func `what can't be emptied is not emptied`() {
    let user = Record(ref: .server(.user, "u1"), body: ["name": "", "email": "a@b.c"])
    #expect(
      reason(.updating(user, [("name", "Kim")])) == "Name can't be emptied once it is set.")
    #expect(reason(.updating(user, [("email", "d@e.f")])) == nil)
  }

  @Test func `what is not known is not put back`() {
    let change = NewChange(
      .update, Self.task.ref, fields: ["name": "B", "traits": ["plan": "x"]],
      base: ["name": "A"])
    #expect(reason(change) == "It is not known what plan was before.")
    #expect(
      reason(NewChange(.update, Self.task.ref, fields: ["unheard": 1]))
        == "It is not known what unheard was before.")
  }

  @Test(arguments: [Change.State.sending, .unknown])
  func `an update that is on its way is taken back, a create is not`(state: Change.State) throws {
    let change = answered(.updating(Self.task, [("name", "B")]), state)
    #expect(try change.inverse().get().fields == ["name": "Call"])
    let create = answered(.creating(.made(.task, "t9"), [("name", "Call")]), state)
    #expect(throws: Irreversible.self) { try create.inverse().get() }
  }

  @Test(arguments: [Change.State.waiting, .refused, .conflict, .dropped])
  func `what the server does not have is not taken back`(state: Change.State) {
    let change = answered(.updating(Self.task, [("name", "B")]), state)
    #expect(throws: Irreversible.self) { try change.inverse().get() }
  }
}
