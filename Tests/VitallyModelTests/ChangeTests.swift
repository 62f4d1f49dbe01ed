// What a record looks like with a change laid over it.

import Testing
import VitallyModel

@Suite struct ChangeTests {
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

  // MARK: Its base

  private let traits = NewChange(
    .update, .server(.task, "t1"), fields: ["name": "Mine", "traits": ["plan": "x", "tier": "1"]],
    base: ["name": "Call", "traits": ["plan": "scale", "tier": "0"]])

  @Test func `of the base only the fields and traits that are named are taken from a record`() {
    let record = Record(
      ref: .server(.task, "t1"),
      body: ["name": "Theirs", "traits": ["plan": "theirs", "tier": "theirs"]])
    #expect(
      traits.base(on: record, for: ["traits": ["tier": .null]])
        == ["name": "Call", "traits": ["plan": "scale", "tier": "theirs"]])
    #expect(
      traits.base(on: record, for: ["name": "x"])
        == ["name": "Theirs", "traits": ["plan": "scale", "tier": "0"]])
    #expect(traits.base(on: record, for: traits.fields) == record.body)
  }

  @Test func `a change without a base gets one for all that it changes`() {
    var change = traits
    change.base = [:]
    let record = Record(ref: .server(.task, "t1"), body: task)
    #expect(
      change.base(on: record, for: change.fields)
        == ["name": "Call", "traits": ["plan": "scale", "tier": .null]])
  }
}
