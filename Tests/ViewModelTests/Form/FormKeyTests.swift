// What Enter, Space and letters do in the different cells of a form.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FormKeyTests {
  func program() -> Answering {
    .editing(TraitFieldTests.account, traits: TraitFieldTests.definitions)
  }

  @Test func `Enter goes on, and opens the picker of a choice or a look-up`() throws {
    var program = program()
    try program.go(to: "traits.isLive")
    program.run(.form(.enter))
    #expect(program.app.form?.focusedRow?.path != "traits.isLive")
    for path in ["organizationId", "traits.plan"] as [FieldPath] {
      try program.go(to: path)
      program.run(.form(.enter))
      #expect(program.app.contexts.first == .picker)
      program.run(.dialog(.cancel))
    }
  }

  @Test func `Space steps through a choice, and is a blank in a text`() throws {
    var program = program()
    try program.go(to: "traits.plan")
    program.run(.form(.toggle))
    #expect(try program.shown("traits.plan") == "Free")
    try program.go(to: "name")
    program.run(.editor(.end))
    program.run(.form(.toggle))
    #expect(try program.shown("name") == "Northwind ")
  }

  @Test func `a letter in a choice opens its picker with that letter`() throws {
    var program = program()
    try program.go(to: "traits.plan")
    program.type("fr")
    program.run(.dialog(.accept))
    #expect(try program.shown("traits.plan") == "Free")
  }

  @Test func `arrows keep their column among traits`() throws {
    var program = program()
    try program.go(to: "traits.plan", cell: 1)
    program.run(.form(.down))
    #expect(program.app.form?.focusedRow?.path == "traits.seats")
    #expect(program.app.form?.focus.cell == 1)
  }

  @Test func `the picker that a key opens closes with Esc, and the form stays`() throws {
    var program = program()
    try program.go(to: "traits.since")
    program.run(.form(.pick))
    #expect(program.app.contexts == [.calendar])
    program.run(.dialog(.cancel))
    #expect(program.app.contexts == [.editor, .form])
    #expect(program.app.form?.isTouched == false)
  }

  @Test func `help in a form gives the form back`() throws {
    var program = program()
    program.append("!")
    program.run(.app(.help))
    program.run(.dialog(.cancel))
    #expect(program.app.contexts == [.editor, .form])
    #expect(try program.shown("name") == "Northwind!")
  }

  @Test func `a screen of another size keeps what was typed and the cursor`() throws {
    var program = program()
    try program.go(to: "traits.memo")
    program.append("!")
    program.send(.resized(width: 120, height: 40))
    #expect(try program.shown("traits.memo") == "one\ntwo!")
    #expect(program.app.form?.focusedRow?.path == "traits.memo")
  }

  @Test func `a record that gets its id meanwhile is the one that is saved`() throws {
    // Given the form of a record that the server has not seen yet
    let made = Record(
      ref: .made(.task, "t-1"), body: ["name": "Call", "accountId": "made:account/x"])
    var program = Answering.editing(made)

    // When it gets its id while one types
    program.append("!")
    program.send(.store(.merged(from: made.ref, to: .server(.task, "t1"))))

    // Then what was typed goes to that record
    let change = try program.save()
    #expect(change.ref == .server(.task, "t1") && change.action == .update)
    #expect(change.fields == ["name": "Call!"])
  }

  @Test func `an account that gets its id meanwhile is named by it`() throws {
    let made = Record(ref: .made(.account, "x"), body: ["name": "Contoso"])
    var program = Answering.creating(.note, from: made)
    try program.enter("Visit", in: "subject")
    try program.go(to: "note")
    program.type("One")
    #expect(try program.shown("accountId") == "made:account/x")
    program.send(.store(.merged(from: made.ref, to: .server(.account, "a1"))))
    #expect(try program.save().fields["accountId"] == "a1")
  }

  @Test func `until then it is named by ours`() throws {
    let made = Record(ref: .made(.account, "x"), body: ["name": "Contoso"])
    var program = Answering.creating(.task, from: made)
    try program.enter("Call", in: "name")
    #expect(try program.save().fields["accountId"] == "made:account/x")
  }

  @Test func `another name for a new trait is another definition`() throws {
    var program = program()
    try program.goToNewTrait()
    program.type("tier")
    program.run(.form(.next))
    program.run(.form(.previous))
    program.type("s")
    program.run(.form(.next))
    #expect(try program.row("traits.tiers").cells[1].typed == "text")
  }
}
