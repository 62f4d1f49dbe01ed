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
}
