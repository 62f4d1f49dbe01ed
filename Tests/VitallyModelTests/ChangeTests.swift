// What a record looks like with a change laid over it.

import Testing
import VitallyModel

@Suite struct ChangeTests {
  @Test func `what completes what is completed is still undone by opening it`() throws {
    // Given two decisions that a task is done, the first of which is on the server
    let task = Record(
      ref: .server(.task, "t"),
      body: ["completedAt": "2026-09-09T10:00:00Z", "completedById": "robin", "name": "Call"])
    let second = NewChange(
      .update, task.ref, fields: ["completedAt": "2026-09-09T11:00:00Z", "name": "Call Anna"],
      base: ["completedAt": .null, "name": "Ring"])
    // Then the second one starts from an open task, whatever else it starts from
    let rebased = second.rebased(on: task, for: second.paths)
    #expect(rebased.base == ["completedAt": .null, "name": "Call"])
  }

  let task: JSONObject = [
    "id": "t1", "name": "Call", "dueDate": "2026-03-01", "assignedToId": "a1",
    "assignedTo": ["id": "a1", "name": "Robin"],
    "traits": ["plan": "scale", "seats": 12],
  ]

  @Test func `changed fields replace, others stay`() {
    let change = NewChange(.update, .server(.task, "t1"), fields: ["name": "Call again"])
    let shown = change.apply(to: task)
    #expect(shown["name"] == "Call again")
    #expect(shown["dueDate"] == "2026-03-01")
  }

  @Test func `traits merge, and a null among them removes the key`() {
    let change = NewChange(
      .update, .server(.task, "t1"), fields: ["traits": ["plan": .null, "tier": "1"]])
    #expect(change.apply(to: task)["traits"] == ["seats": 12, "tier": "1"])
  }

  @Test func `a new look-up drops the object of the old one`() {
    // When the task goes to somebody else
    let change = NewChange(.update, .server(.task, "t1"), fields: ["assignedToId": "a2"])
    let record = Record(ref: .server(.task, "t1"), body: change.apply(to: task))

    // Then the field names the new person and not the old one
    let field = Schema.of(.task).field("assignedToId")
    #expect(field.map { $0.kind.refs(in: record[$0]) } == [NamedRef(.server(.admin, "a2"))])
  }

  @Test func `what was there before is laid over a body, traits that were not there go`() {
    let change = NewChange(
      .update, .server(.task, "t1"),
      fields: ["name": "Mine", "dueDate": .null, "traits": ["plan": "x", "tier": "1"]],
      base: ["name": "Call", "traits": ["plan": "scale", "tier": .null]])
    let mine = change.apply(to: task)
    #expect(change.before(in: mine)["name"] == "Call")
    #expect(change.before(in: mine)["traits"] == task["traits"])
    // What is not known stays
    #expect(change.before(in: mine)["dueDate"] == .null)
  }

  // MARK: Its edits

  private let traits = NewChange(
    .update, .server(.task, "t1"), fields: ["name": "Mine", "traits": ["plan": "x", "tier": "1"]],
    base: ["name": "Call", "traits": ["plan": "scale", "tier": "0"]])

  @Test func `each trait is an edit of its own`() {
    #expect(
      traits.edits == [
        FieldEdit("name", base: "Call", value: "Mine"),
        FieldEdit(.trait("plan"), base: "scale", value: "x"),
        FieldEdit(.trait("tier"), base: "0", value: "1"),
      ])
    #expect(traits.paths == ["name", .trait("plan"), .trait("tier")])
    #expect(traits[.trait("tier")]?.value == "1")
    #expect(traits["dueDate"] == nil)
  }

  @Test(arguments: [
    (#"{"name":"B","traits":{"b.c":1,"a":null},"tags":["x"]}"#, #"{"name":"A"}"#),
    (#"{"traits":{"a":1,"b":2},"name":"B"}"#, #"{"traits":{"b":null},"name":"A"}"#),
    (#"{"tags":["x"],"dueDate":null}"#, #"{"dueDate":"2026-03-01","tags":[]}"#),
    (#"{"traits":{}}"#, #"{"traits":{}}"#),
    (#"{"traits":null,"unknown":[1]}"#, #"{"unknown":{"traits":1}}"#),
    (#"{"name":"B"}"#, #"{"name":"A","dueDate":null}"#),
    (#"{}"#, #"{}"#),
  ])
  func `what stands in a file stands there again, key by key`(fields: String, base: String) throws {
    let change = NewChange(
      .update, .server(.task, "t1"), fields: try object(fields), base: try object(base))
    #expect(change.fields.jsonText == fields)
    #expect(change.base.jsonText == base)
  }

  private func object(_ text: String) throws -> JSONObject {
    try #require(try JSONReader.read(text).object)
  }

  @Test func `an object of traits without any is an edit of all and changes none`() {
    let change = NewChange(.update, .server(.task, "t1"), fields: ["traits": [:]])
    #expect(change.edits == [FieldEdit("traits", value: [:])])
    #expect(change.apply(to: task)["traits"] == task["traits"])
  }

  @Test func `traits are joined where the first of them stands`() {
    let change = NewChange.creating(
      .made(.task, "m"), [(.trait("plan"), "x"), ("name", "Call"), (.trait("tier"), "1")])
    #expect(
      change.fields.jsonText == #"{"traits":{"plan":"x","tier":"1"},"name":"Call"}"#)
  }

  @Test func `what the base holds of other fields is kept, and is no edit`() {
    let change = NewChange(
      .update, .server(.task, "t1"), fields: ["traits": ["plan": "x"]],
      base: ["name": "Old", "traits": ["plan": "scale", "tier": "0"]])
    #expect(change.base == ["name": "Old", "traits": ["plan": "scale"]])
    #expect(change.edits == [FieldEdit(.trait("plan"), base: "scale", value: "x")])
    #expect(change.before(in: task) == task)
  }

  // MARK: Its base

  @Test func `of the base only the fields and traits that are named are taken from a record`() {
    let record = Record(
      ref: .server(.task, "t1"),
      body: ["name": "Theirs", "traits": ["plan": "theirs", "tier": "theirs"]])
    #expect(
      traits.rebased(on: record, for: [.trait("tier")]).base
        == ["name": "Call", "traits": ["plan": "scale", "tier": "theirs"]])
    #expect(
      traits.rebased(on: record, for: ["name", "dueDate"]).base
        == ["name": "Theirs", "traits": ["plan": "scale", "tier": "0"]])
    #expect(traits.rebased(on: record, for: traits.paths).base == record.body)
  }

  @Test func `a change without a base gets one for all that it changes, but for tags`() {
    let change = NewChange.creating(
      .server(.task, "t1"),
      [("name", "Mine"), ("tags", ["x"]), (.trait("plan"), "x"), (.trait("tier"), "1")])
    let record = Record(ref: .server(.task, "t1"), body: task)
    #expect(change.base.isEmpty)
    #expect(
      change.rebased(on: record, for: change.paths).base
        == ["name": "Call", "traits": ["plan": "scale", "tier": .null]])
  }
}
