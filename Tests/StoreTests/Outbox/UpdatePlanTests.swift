import Testing
import VitallyModel

@testable import Store

@Suite struct UpdatePlanTests {
  private let ref = Ref.server(.task, "t")

  private func plan(
    _ fields: JSONObject, base: JSONObject, current: JSONObject, wasSent: Bool = false
  ) -> UpdatePlan {
    let change = Change(
      id: 1, new: NewChange(.update, ref, fields: fields, base: base), createdAt: TestClock.start,
      sentAt: wasSent ? TestClock.start : nil)
    return UpdatePlan(change, current: Record(ref: ref, body: current))
  }

  @Test func `untouched fields are sent, whatever else has changed`() {
    let plan = plan(
      ["dueDate": "2026-09-10"], base: ["dueDate": "2026-09-09"],
      current: ["name": "Other", "dueDate": "2026-09-09", "updatedAt": "2026-09-09"])
    #expect(plan == .send(["dueDate": "2026-09-10"]))
  }

  @Test func `what the server has already is not sent`() {
    let plan = plan(
      ["dueDate": "2026-09-10"], base: ["dueDate": .null], current: ["dueDate": "2026-09-10"])
    #expect(plan == .alreadyThere)
  }

  @Test func `a task that somebody else has done meanwhile is done, and stays theirs`() {
    let done: JSONObject = ["completedAt": "2026-09-09T10:00:00Z", "completedById": "robin"]
    // Given a task that was open when it was ticked off here
    let change: JSONObject = ["completedAt": "2026-09-09T11:00:00Z", "completedById": "dana"]
    #expect(
      plan(change, base: ["completedAt": .null, "completedById": .null], current: done)
        == .alreadyThere)
    // But whoever corrects the time of what was done changes it
    #expect(
      plan(
        ["completedAt": "2026-09-08T10:00:00Z"], base: ["completedAt": "2026-09-09T10:00:00Z"],
        current: done) == .send(["completedAt": "2026-09-08T10:00:00Z"]))
  }

  @Test func `a conflict names the field and both values`() throws {
    let plan = plan(
      ["dueDate": "2026-09-10"], base: ["dueDate": "2026-09-09"],
      current: ["name": "Call", "dueDate": "2026-09-12"])
    guard case .conflict(let sentence, let messages) = plan else {
      Issue.record("no conflict: \(plan)")
      return
    }
    #expect(
      sentence == "Somebody else has changed Due of Call to 2026-09-12; yours is 2026-09-10.")
    #expect(messages.map(\.path) == ["dueDate"])
  }

  @Test func `of messages only those are sent that are not there`() {
    // Given a conversation with one message, and two more that are added
    let present: JSONValue = ["id": "1", "externalId": "m-1", "message": "<p>One</p>"]
    let added: [JSONValue] = [
      ["externalId": "m-2", "message": "<p>Two</p>"],
      ["externalId": "m-3", "message": "<p>Three</p>"],
    ]
    let new = NewChange(
      .update, .server(.conversation, "c"), fields: ["messages": .array(added)])
    let change = Change(id: 1, new: new, createdAt: TestClock.start, sentAt: TestClock.start)
    let plan = { (messages: [JSONValue]) in
      UpdatePlan(
        change,
        current: Record(ref: new.ref, body: ["subject": "Export", "messages": .array(messages)]))
    }
    // Then those are sent of which the server knows no external ID, however its answer was lost
    #expect(plan([present]) == .send(["messages": .array(added)]))
    #expect(plan([present, added[0]]) == .send(["messages": .array([added[1]])]))
    #expect(plan([present] + added) == .alreadyThere)
    // And the thread is shown with them, unless it is not loaded
    #expect(change.apply(to: ["messages": [present]])["messages"]?.array?.count == 3)
    #expect(change.apply(to: ["subject": "Export"])["messages"] == nil)
  }

  @Test func `dates are compared as instants, days without their time`() {
    #expect(
      plan(
        ["completedAt": .null, "dueDate": .null],
        base: ["completedAt": "2026-09-09T10:00:00+02:00", "dueDate": "2026-09-09"],
        current: ["completedAt": "2026-09-09T08:00:00.000Z", "dueDate": "2026-09-09T00:00:00Z"])
        == .send(["completedAt": .null, "dueDate": .null]))
  }

  @Test func `null is the same as missing, and a look-up the same as its id`() {
    #expect(
      plan(
        ["description": "<p>x</p>", "assignedToId": "b"],
        base: ["description": .null, "assignedToId": "a"],
        current: ["assignedToId": "a", "assignedTo": ["id": "a", "name": "Robin"]])
        == .send(["description": "<p>x</p>", "assignedToId": "b"]))
  }

  @Test func `tags are merged and always sent in full`() {
    let current: JSONObject = ["name": "Old", "tags": ["theirs", "x", "gone"]]
    #expect(
      plan(["name": "New"], base: ["name": "Old"], current: current)
        == .send(["name": "New", "tags": ["theirs", "x", "gone"]]))
    #expect(
      plan(["tags": ["x", "mine"]], base: ["tags": ["x", "gone"]], current: current)
        == .send(["tags": ["theirs", "x", "mine"]]))
    #expect(
      plan(["tags": ["x"]], base: ["tags": ["x", "gone"]], current: ["tags": ["x", "theirs"]])
        == .alreadyThere)
  }

  @Test func `traits conflict one by one`() {
    let current: JSONObject = ["traits": ["plan": "gold", "seats": 5]]
    #expect(
      plan(
        ["traits": ["seats": 7]], base: ["traits": ["seats": .number("5.0")]], current: current)
        == .send(["traits": ["seats": 7]]))
    guard
      case .conflict = plan(
        ["traits": ["plan": "lead"]], base: ["traits": ["plan": "iron"]], current: current)
    else {
      Issue.record("no conflict")
      return
    }
  }

  @Test func `after a lost answer the words of a text tell that the server has it`() {
    let fields: JSONObject = ["description": "<p>Two <span>tiers</span></p>"]
    let kept: JSONObject = ["description": "<p>Two tiers</p>"]
    #expect(plan(fields, base: [:], current: kept, wasSent: true) == .alreadyThere)
    // But a text of which only the form was changed is sent
    #expect(
      plan(fields, base: kept, current: kept, wasSent: true)
        == .send(fields))
  }
}
