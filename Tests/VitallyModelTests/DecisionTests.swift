// What one key decides, about any record.

import Testing
import VitallyModel

@Suite struct DecisionTests {
  /// Tuesday, 24 November 2026.
  private let now = Now(
    moment: Moment("2026-11-24T09:02:00Z") ?? Moment(milliseconds: 0), me: .server(.admin, "me"))

  private func task(_ body: JSONObject = [:]) -> Record {
    var all: JSONObject = ["id": "t1", "name": "Call", "tags": ["x", "y"]]
    for member in body.members { all[member.key] = member.value }
    return Record(ref: .server(.task, "t1"), body: all)
  }

  private func fields(_ decision: Decision, _ record: Record) throws -> JSONObject? {
    guard case .change(let change) = decision.verdict(on: record, now: now) else { return nil }
    return change.fields
  }

  @Test func `done has its time and person, and reopening takes both away`() throws {
    #expect(
      try fields(.complete(true), task()) == [
        "completedAt": "2026-11-24T09:02:00.000Z", "completedById": "me",
      ])
    let done = task(["completedAt": "2026-11-20T08:00:00.000Z", "completedById": "you"])
    #expect(
      try fields(.complete(false), done) == ["completedAt": .null, "completedById": .null])
    // What was done keeps its time
    #expect(Decision.complete(true).verdict(on: done, now: now) == .already)
  }

  @Test(arguments: [
    ("2026-11-10", "tomorrow", "2026-11-25"), ("2026-11-10", "+3d", "2026-11-27"),
    ("2026-12-01", "+3d", "2026-12-04"), ("2026-12-31", "+1m", "2027-01-31"),
    ("2026-12-01", "next mon", "2026-11-30"), ("", "+1m", "2026-12-24"),
  ])
  func `a distance counts from the due day, but never from the past`(
    _ due: String, _ typed: String, _ day: String
  ) throws {
    let record = task(due.isEmpty ? [:] : ["dueDate": .string(due)])
    #expect(try fields(.due(typed), record) == ["dueDate": .string(day)])
  }

  @Test func `tags come and go beside those that stay`() throws {
    #expect(try fields(.tag(adding: ["z"], removing: ["x"]), task()) == ["tags": ["y", "z"]])
    #expect(Decision.tag(adding: ["x"], removing: ["q"]).verdict(on: task(), now: now) == .already)
  }

  @Test func `what can't be decided has its reason`() {
    let account = Record(ref: .server(.account, "a1"), body: ["id": "a1"])
    #expect(
      Decision.complete(true).verdict(on: account, now: now)
        == .impossible(Hindrance("accounts can't be done")))
    #expect(
      Decision.due("tomorrow").verdict(on: account, now: now)
        == .impossible(Hindrance("accounts can't get a due day")))
    #expect(Hindrance("accounts can't be done").sentence == "Accounts can't be done.")
    let archived = task(["archivedAt": "2026-11-20T08:00:00.000Z"])
    #expect(
      Decision.due("tomorrow").verdict(on: archived, now: now) == .impossible(.isArchived))
    #expect(
      Decision.assign(.server(.admin, "a2"), name: "Mo").verdict(
        on: task(["assignedTo": ["id": "a2"]]), now: now) == .already)
  }
}
