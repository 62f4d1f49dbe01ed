// Records and how fields are read from their bodies.

import Testing
import VitallyModel

@Suite struct RecordTests {
  @Test func `an id may be a text or a number, but must be there`() {
    #expect(Record(.account, body: ["id": "x"])?.ref == .server(.account, "x"))
    #expect(Record(.account, body: ["id": 12])?.ref == .server(.account, "12"))
    #expect(Record(.account, body: ["id": ""]) == nil)
    #expect(Record(.account, body: ["name": "x"]) == nil)
  }

  @Test func `the title falls back to what else names the record`() {
    let user = { (body: JSONObject) in Record(ref: .server(.user, "u1"), body: body).title }
    #expect(user(["name": "Kim", "email": "k@x.example"]) == "Kim")
    #expect(user(["name": .null, "email": "k@x.example"]) == "k@x.example")
    #expect(user([:]) == "u1")
    #expect(user(["name": " \u{200B}", "email": "k@x.example"]) == "k@x.example")
    #expect(user(["name": "\u{A0}", "email": "", "externalId": "u-7"]) == "u-7")
    let task = Record(ref: .server(.task, "t1"), body: ["name": "\u{3164}", "externalId": "x-1"])
    #expect(task.title == "x-1" && task.name == nil)
  }

  @Test func `an NPS response is called by its user, or by score and mail address`() {
    let answer = { (body: JSONObject) in Record(ref: .server(.npsResponse, "r1"), body: body) }
    let mail: JSONValue = ["id": "u1", "name": .null, "email": "kim@northwind.example"]
    #expect(answer(["score": 9, "user": ["id": "u1", "name": "Kim"]]).title == "Kim")
    #expect(answer(["score": 9, "user": mail]).title == "9 · kim@northwind.example")
    #expect(answer(["score": .null, "user": mail]).title == "kim@northwind.example")
    // A figure alone says what it is
    #expect(answer(["score": 9, "user": .null]).title == "Score 9")
    #expect(answer(["score": 0, "userId": "u1"]).title == "Score 0")
    // Known names take the place of ids
    let known: [Ref: String] = [.server(.user, "u1"): "Kim"]
    #expect(answer(["score": 9, "userId": "u1"]).name(knowing: known) == "9 · Kim")
    #expect(
      answer(["score": 9, "user": mail]).name(knowing: [:], leavingOut: "score")
        == "kim@northwind.example")
    #expect(answer(["externalId": "r-1"]).title == "r-1" && answer([:]).title == "r1")
  }

  @Test func `what stage a project is in is told by its dates, unless the server says it`() throws {
    let status = try #require(Schema.of(.project).field("projectStatus"))
    let value = { (body: JSONObject) in status.source.value(in: body) }
    #expect(value(["projectStatus": ["type": "active", "name": "On hold"]]) == "On hold")
    #expect(value(["actualStartDate": "2026-01-01"]) == "started")
    #expect(
      value(["actualStartDate": "2026-01-01", "actualCompletionDate": "2026-02-01"]) == "complete")
    #expect(value(["projectStatusId": "s"]).isBlank)
  }

  @Test func `a key role is read by its label, the older field stands in`() throws {
    let field = try #require(Schema.of(.account).field("csmId"))
    let filled: JSONObject = [
      "keyRoles": [
        ["keyRole": ["label": "Sponsor"], "vitallyUser": .null],
        ["keyRole": ["label": "CSM"], "vitallyUser": ["id": "a1", "name": "Robin"]],
      ], "csmId": "a9",
    ]
    #expect(
      field.kind.refs(in: field.source.value(in: filled))
        == [NamedRef(.server(.admin, "a1"), name: "Robin")])
    #expect(field.source.value(in: ["keyRoles": [], "csmId": "a9"]) == "a9")
    #expect(field.source.value(in: ["keyRoles": .null]) == .null)
  }

  @Test func `paths reach into objects, and a trait's key may hold dots`() {
    let body: JSONObject = ["user": ["name": "Kim"], "traits": ["sfdc.Health__c": "red"]]
    #expect(FieldPath("user.name").value(in: body) == "Kim")
    #expect(FieldPath.trait("sfdc.Health__c").value(in: body) == "red")
    #expect(FieldPath("user.name.first").value(in: body) == .null)
    #expect(FieldPath("traits.none").value(in: ["traits": .null]) == .null)
  }

  @Test func `a rich-text tree is flattened to lines`() throws {
    let field = try #require(Schema.of(.instance).field("descriptionBody"))
    let tree: JSONObject = [
      "descriptionBody": [
        ["type": "paragraph", "children": [["text": "Wants "], ["text": "dark mode"]]],
        [
          "type": "list",
          "children": [
            ["type": "item", "children": [["text": "one"]]],
            ["type": "item", "children": [["text": "two"]]],
          ],
        ],
      ]
    ]
    #expect(field.source.value(in: tree) == "Wants dark mode\none\ntwo")
    #expect(field.source.value(in: [:]).isBlank)
  }

  @Test(arguments: [
    Ref.server(.account, "a/b:c"), .made(.note, "6f1d"), .server(.npsResponse, "x"),
  ])
  func `refs survive as text`(ref: Ref) {
    #expect(Ref(ref.description) == ref)
  }

  @Test func `archived records and churned accounts are hidden`() {
    #expect(Record(ref: .server(.note, "n"), body: ["archivedAt": "2026-01-01T00:00:00Z"]).isHidden)
    #expect(Record(ref: .server(.account, "a"), body: ["churnedAt": "2026-01-01"]).isHidden)
    #expect(!Record(ref: .server(.account, "a"), body: ["churnedAt": .null]).isHidden)
  }

  @Test func `people of a message are users or team members`() {
    let value: JSONValue = [["type": "user", "id": "u1"], ["type": "admin", "id": "a1"]]
    #expect(
      FieldKind.participants(isMany: true).refs(in: value).map(\.ref) == [
        .server(.user, "u1"), .server(.admin, "a1"),
      ])
  }
}
