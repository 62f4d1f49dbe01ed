// Forms of instances: the traits of their custom object, and objects that take none.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct HolderFormTests {
  private static let account = Given.record(.account, "a1", ["name": "Northwind"])
  private static let risks = Given.record(
    .customObject, "risks",
    [
      "label": "Risks", "writeMode": "writable",
      "customFields": [
        [
          "path": "severity", "label": "Severity", "type": "select",
          "options": [["label": "Major", "value": "major"]],
        ],
        ["path": "cost", "label": "Cost", "type": "number"],
        ["path": "odd", "label": "Odd", "type": "hologram"],
      ],
    ])
  private static let bugs = Given.record(
    .customObject, "bugs",
    ["label": "Bugs", "customFields": [["path": "weight", "label": "Weight", "type": "number"]]])
  private static let locked = Given.record(
    .customObject, "locked", ["name": "", "writeMode": "readonly"])
  private static let instance = Given.record(
    .instance, "i1",
    [
      "name": "Low adoption", "customObjectId": "risks", "customerId": "a1",
      "customers": [["id": "a1", "name": "Northwind"], ["id": "a2", "name": "Contoso"]],
      "traits": ["cost": 12, "legacy": "yes"],
    ])
  private static let all = [account, risks, bugs, locked, instance]

  private func creating(from parent: Record) -> Answering {
    .creating(.instance, from: parent, among: Self.all.filter { $0.ref != parent.ref })
  }

  private func traits(_ program: Answering) throws -> [String] {
    try #require(program.app.form).rows.filter(\.isKnownTrait).map(\.field.label)
  }

  @Test func `begun from an object it has that object and its traits`() throws {
    // Given a form begun from a custom object
    var program = creating(from: Self.risks)
    #expect(try program.shown("customObjectId") == "customObject/risks")
    #expect(try traits(program) == ["Severity", "Cost", "Odd"])

    // When it is filled in
    try program.enter("Champion leaves", in: "name")
    try program.go(to: "customerId")
    program.pick("North")
    try program.go(to: .trait("severity"))
    program.pick("Major")
    try program.enter("1,200", in: .trait("cost"))
    let change = try program.save()

    // Then the change names the object, and only the traits that have a value
    #expect(change.fields["customObjectId"] == "risks")
    #expect(change.fields["customerId"] == "a1")
    #expect(change.fields["traits"] == ["severity": "major", "cost": 1200])
    #expect(change.fields["externalId"]?.text?.count == 36)
  }

  @Test func `begun from an account the object is asked for, and its traits come with it`() throws {
    // Given a form begun from an account
    var program = creating(from: Self.account)
    #expect(try program.shown("customerId") == "account/a1")
    #expect(try program.shown("customObjectId").isEmpty)
    #expect(try traits(program).isEmpty)

    // When an object is chosen, a trait typed, and another object chosen
    try program.go(to: "customObjectId")
    program.pick("Risks")
    #expect(try traits(program) == ["Severity", "Cost", "Odd"])
    try program.enter("7", in: .trait("cost"))
    try program.go(to: "customObjectId")
    program.pick("Bugs")

    // Then its traits take the place of those before, except for what was typed
    #expect(try traits(program) == ["Cost", "Weight"])
    #expect(try program.shown(.trait("cost")) == "7")
    #expect(program.app.form?.focusedRow?.path == "customObjectId")
  }

  @Test func `keys wait for the traits of the object that was chosen`() throws {
    var program = creating(from: Self.account)
    try program.go(to: "customObjectId")
    program.run(.form(.pick))
    program.type("Risks")
    program.holdsBack = true
    program.answerAll()
    program.holdsBack = true
    program.run(.dialog(.accept))
    #expect(program.app.readiness == .opening)
    program.answerAll()
    #expect(program.app.readiness == .ready)
    #expect(try traits(program) == ["Severity", "Cost", "Odd"])
  }

  @Test func `an object that is read-only can't be chosen`() throws {
    var program = creating(from: Self.account)
    try program.enter("Champion leaves", in: "name")
    try program.go(to: "customObjectId")
    program.pick("locked")
    let sentence = "“locked” is read-only in Vitally, and so are its instances."
    #expect(try program.problem("customObjectId") == sentence)
    program.run(.form(.save))
    #expect(program.submitted.isEmpty)
    program.pick("Bugs")
    #expect(try program.problem("customObjectId") == nil)
  }

  @Test(arguments: [Command.record(.add(.instance)), .record(.edit), .record(.setField(nil))])
  func `below a read-only object no form opens`(command: Command) throws {
    let stuck = Given.record(
      .instance, "i2", ["name": "Stuck", "customObjectId": "locked", "customerId": "a1"])
    var program = Answering(Given.app(), [Self.locked, stuck])
    program.start()
    program.run(.app(.openView(.customObject)))
    program.run(.record(.open))
    #expect(program.app.screen?.selectedRow?.record.ref == stuck.ref)
    program.run(command)
    #expect(program.app.form == nil && program.app.overlay == nil)
    #expect(program.said == "“locked” is read-only in Vitally, and so are its instances.")
  }

  @Test func `an instance of several accounts keeps them, and only the first can be changed`()
    throws
  {
    // Given the form of an instance of two accounts
    var program = Answering(Given.app(), Self.all)
    program.start()
    program.run(.app(.openView(.customObject)))
    program.run(.record(.open))
    program.run(.record(.edit))
    #expect(try traits(program) == ["Severity", "Cost", "Odd", "legacy"])
    #expect(try program.shown("customerId") == "account/a1")
    #expect(try program.shown("customers") == "(fixed)")
    #expect(try program.shown("customObjectId") == "(fixed)")

    // When its name and a trait are changed
    try program.enter("No adoption", in: "name")
    try program.enter("13", in: .trait("cost"))
    let change = try program.save()

    // Then nothing else is sent
    #expect(change.fields == ["name": "No adoption", "traits": ["cost": 13]])
  }

  @Test func `a new first account leaves the others to the server`() {
    let change = NewChange.updating(Self.instance, [("customerId", "a9")])
    let shown = Record(ref: Self.instance.ref, body: change.apply(to: Self.instance.body))
    #expect(shown.body["customers"] == nil && shown["customerId"] == "a9")
  }

  @Test func `what was typed before comes back with the traits of its object`() throws {
    // Given a form begun from an account that was left with an object chosen
    var program = creating(from: Self.account)
    try program.go(to: "customObjectId")
    program.pick("Risks")
    try program.enter("7", in: .trait("cost"))
    program.run(.form(.leave))
    let draft = try #require(program.drafts.last)

    // When it is opened again
    program.run(.app(.show(.drafts)))
    program.run(.outbox(.open))

    // Then all of it is there
    #expect(draft.texts["customObjectId"] == ["customObject/risks"])
    if program.app.form != nil {
      #expect(try traits(program) == ["Severity", "Cost", "Odd"])
      #expect(try program.shown(.trait("cost")) == "7")
    }
  }
}
