// Traits that are added in a form, and those that are taken away.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct NewTraitTests {
  let account = TraitFieldTests.account

  func program() -> Answering { .editing(account, traits: TraitFieldTests.definitions) }

  // MARK: Adding

  @Test(
    arguments: [
      ("text", "gold", "gold"), ("number", "7.50", .number("7.50")),
      ("date", "1 dec", "2026-12-01"),
      ("date, time", "2026-12-01 9:00", "2026-12-01T09:00:00.000Z"),
      ("list", "a, b", ["a", "b"]), ("JSON", "[1]", [1]), ("long text", "one\ntwo", "one\ntwo"),
    ] as [(String, String, JSONValue)])
  func `a trait of every kind can be added`(kind: String, text: String, value: JSONValue) throws {
    var program = program()
    try program.addTrait("extra", kind, text)
    // One more empty row stands below
    #expect(program.app.form?.rows.last?.isBlankTrait == true)
    let change = try program.save()
    #expect(change.fields == ["traits": .object(["extra": value])])
    #expect(change.base == ["traits": ["extra": .null]])
  }

  @Test func `a yes/no can be added`() throws {
    var program = program()
    try program.addTrait("extra", "yes/no", "")
    program.run(.form(.toggle))
    program.run(.form(.toggle))
    #expect(try program.save().fields == ["traits": ["extra": false]])
  }

  @Test func `a key with dots is one key`() throws {
    var program = program()
    try program.addTrait("sfdc.stage", "text", "won")
    #expect(try program.row("traits.sfdc.stage").owner == "sfdc")
    #expect(try program.save().fields == ["traits": ["sfdc.stage": "won"]])
  }

  @Test func `a name alone is not called wrong before the value was reached`() throws {
    var program = program()
    try program.goToNewTrait()
    program.type("extra")
    program.run(.form(.next))
    #expect(try program.problem("traits.extra") == nil)
    program.run(.form(.next))
    program.run(.form(.next))
    #expect(try program.problem("traits.extra") == "a trait needs a value")
  }

  @Test func `a value needs a name, and a row without both is none`() throws {
    var program = program()
    try program.goToNewTrait(cell: 2)
    program.type("x")
    program.run(.form(.save))
    #expect(program.said.hasSuffix("a trait needs a name"))
    #expect(program.submitted.isEmpty)
    program.run(.form(.next))
    program.run(.form(.next))
    program.run(.editor(.deleteBackward))
    program.run(.form(.save))
    #expect(program.submitted.isEmpty && program.said == "Nothing was changed.")
  }

  @Test func `a name that is there already is refused until one of them is another`() throws {
    var program = program()
    try program.addTrait("plan", "text", "x")
    program.run(.form(.save))
    #expect(program.said == "Not saved yet, 1 to fix. plan: this name is already used")
    program.append("2")
    #expect(try program.save().fields == ["traits": ["plan2": "x"]])
  }

  @Test func `of two new ones of the same name both are marked until one is another`() throws {
    var program = program()
    try program.addTrait("extra", "text", "x")
    try program.addTrait("extra", "text", "y")
    program.run(.form(.save))
    let wrong = try #require(program.app.form).rows.filter { $0.cells[0].problem != nil }
    #expect(wrong.count == 2)
    program.append("2")
    #expect(program.app.form?.counts.wrong == 0)
    #expect(try program.save().fields == ["traits": ["extra2": "x", "extra": "y"]])
  }

  @Test func `the name of a known trait brings its kind, its label and its options`() throws {
    var program = program()
    try program.goToNewTrait()
    program.type("tier")
    program.run(.form(.next))
    let row = try program.row("traits.tier")
    #expect(row.field.label == "Tier" && row.cells[1].typed == "choice")
    program.run(.form(.next))
    program.run(.form(.toggle))
    #expect(try program.shown("traits.tier") == "Gold")
    #expect(try program.save().fields == ["traits": ["tier": "g"]])
  }

  @Test(arguments: ["Tier", "TIER", "tier ", "Tiér"])
  func `a trait that is named by its label is the known one`(name: String) throws {
    var program = program()
    try program.goToNewTrait()
    program.type(name)
    program.run(.form(.next))
    #expect(try program.row("traits.tier").cells[1].typed == "choice")
    program.run(.form(.next))
    program.run(.form(.toggle))
    #expect(try program.save().fields == ["traits": ["tier": "g"]])
  }

  @Test func `a label is taken for the key where it is saved in the middle of it, too`() throws {
    var program = program()
    try program.goToNewTrait(cell: 2)
    program.type("x")
    program.run(.form(.previous))
    program.run(.form(.previous))
    program.type("TIER")
    #expect(try program.save().fields == ["traits": ["tier": "x"]])
  }

  @Test func `a label of a trait that is set, or of several, makes no other trait`() throws {
    var program = program()
    try program.addTrait("Live", "text", "x")
    program.run(.form(.save))
    #expect(program.said == "Not saved yet, 1 to fix. isLive: this name is already used")

    let twins = ["a.size", "b.size"].map { Field.trait($0, label: "Size") }
    var other = Answering.editing(account, traits: twins)
    try other.addTrait("size", "text", "x")
    other.run(.form(.save))
    #expect(other.said.hasSuffix("size: 2 traits have this name; C-t lists them"))
    #expect(program.submitted.isEmpty && other.submitted.isEmpty)
  }

  @Test func `the traits that are not set are offered where one is named`() throws {
    // Given the name of a new trait, as far as it is remembered
    var program = program()
    try program.goToNewTrait()
    program.type("ti")

    // When the list is opened
    program.run(.form(.pick))

    // Then it has those that are not set, and the chosen one is named, its value next
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no list of traits")
      return
    }
    #expect(picker.matches.map(\.title) == ["Tier"])
    program.run(.dialog(.accept))
    #expect(program.app.form?.focusedRow?.path == "traits.tier")
    program.run(.form(.toggle))
    #expect(try program.save().fields == ["traits": ["tier": "g"]])
  }

  // MARK: Taking away

  @Test func `a trait is taken away by its kind, which is asked once`() throws {
    var program = program()
    try program.go(to: "traits.seats", cell: 1)
    program.pick("remove")
    #expect(program.willSend.last == "Seats 120 → (removed)")
    program.run(.form(.save))
    guard case .question(let question)? = program.app.overlay else {
      Issue.record("no question")
      return
    }
    #expect(question.text == "Clear Seats (now 120)?" && program.submitted.isEmpty)
    program.run(.dialog(.yes))
    let change = try #require(program.submitted.first)
    #expect(change.fields == ["traits": ["seats": .null]])
    #expect(change.base == ["traits": ["seats": .number("120")]])
  }

  @Test func `a trait is taken away by emptying it, and no keeps it`() throws {
    var program = program()
    try program.enter("", in: "traits.sfdc.owner")
    program.run(.form(.save))
    program.run(.dialog(.no))
    #expect(program.submitted.isEmpty && program.app.form?.isEditing == true)
    program.run(.form(.save))
    program.run(.dialog(.yes))
    #expect(program.submitted.first?.fields == ["traits": ["sfdc.owner": .null]])
  }

  @Test func `whoever agreed to one is asked about another`() throws {
    // Given a removal that was agreed to and refused by the server
    var program = program()
    try program.enter("", in: "traits.sfdc.owner")
    program.run(.form(.save))
    program.run(.dialog(.yes))
    let submission = try #require(program.submissions.first)
    let change = Change(
      id: 1, madeID: submission.madeID, new: submission.change, state: .refused,
      createdAt: Given.now.moment, sentence: "No.")
    program.send(.store(.change(change)))
    program.answerForm(.submitted(change, submission))

    // When another trait is emptied
    try program.enter("", in: "traits.seats")
    program.run(.form(.save))

    // Then it is asked about
    #expect(program.app.contexts == [.confirm])
    #expect(program.submitted.count == 1)
  }

  @Test func `taking the kind back takes the removal back`() throws {
    var program = program()
    try program.go(to: "traits.seats", cell: 1)
    program.pick("remove")
    program.pick("number")
    #expect(program.willSend == ["Nothing to send yet."])
    #expect(try program.shown("traits.seats") == "120")
  }
}
