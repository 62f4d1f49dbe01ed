// One field of the record at hand, in a box.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FieldBoxTests {
  let account = TraitFieldTests.account

  /// A program with a list of accounts, the first of them with traits.
  func program() -> Answering {
    var program = Answering(Given.app(), [account] + Given.accounts(3).dropFirst())
    program.traits = TraitFieldTests.definitions
    program.start()
    program.effects = []
    return program
  }

  @Test func `a picker asks which field, and shows what each holds`() throws {
    var program = program()
    program.run(.record(.setField(nil)))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    let titles = picker.matches.map(\.title)
    #expect(titles.contains("Name") && titles.contains("Tier") && !titles.contains("External ID"))
    #expect(picker.matches.first { $0.title == "Seats" }?.detail == "120")
    program.type("seats")
    program.run(.dialog(.accept))
    #expect(program.app.form?.isBox == true)
    #expect(try program.shown("traits.seats") == "120")
  }

  @Test func `a trait that no record has is set by its name`() throws {
    // Given the picker of fields, and a name that is none of them
    var program = program()
    program.run(.record(.setField(nil)))
    program.type("Go-live")
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(picker.matches.map(\.title) == ["New trait “Go-live”"])

    // When it is chosen and given a value
    program.run(.dialog(.accept))
    program.type("yes")
    program.run(.form(.enter))

    // Then the trait is made
    #expect(program.submitted.last?.fields == ["traits": ["Go-live": "yes"]])
  }

  @Test func `a name that is known makes no new trait`() throws {
    var program = program()
    program.run(.record(.setField(nil)))
    program.type("SEATS")
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(picker.matches.map(\.title) == ["Seats"])
  }

  @Test func `typing takes the place of what was there, and Enter saves`() throws {
    var program = program()
    program.run(.record(.setField("name")))
    program.type("Contoso")
    program.run(.form(.enter))
    #expect(program.app.form == nil)
    #expect(program.submitted.last?.fields == ["name": "Contoso"])
    #expect(program.submitted.last?.base == ["name": "Northwind"])
    // The same field is offered first next time
    program.run(.record(.setField(nil)))
    program.run(.dialog(.accept))
    #expect(program.app.form?.rows.map(\.path) == ["name"])
  }

  @Test func `a key that moves leaves the text to be mended`() throws {
    var program = program()
    program.run(.record(.setField("name")))
    program.run(.editor(.end))
    program.type("!")
    program.run(.form(.enter))
    #expect(program.submitted.last?.fields == ["name": "Northwind!"])
  }

  @Test func `Enter without a change closes it`() {
    var program = program()
    program.run(.record(.setField("name")))
    program.run(.form(.enter))
    #expect(program.app.form == nil && program.submitted.isEmpty)
    #expect(program.said == "Nothing was changed.")
  }

  @Test func `what is wrong keeps it open`() {
    var program = program()
    program.run(.record(.setField("traits.seats")))
    program.type("many")
    program.run(.form(.enter))
    #expect(program.submitted.isEmpty && program.app.form?.isBox == true)
    #expect(program.said == "Not saved yet, 1 to fix. Seats: not a number")
    program.run(.editor(.killToStart))
    program.type("7")
    program.run(.form(.enter))
    #expect(program.submitted.last?.fields == ["traits": ["seats": 7]])
  }

  @Test func `a yes/no is switched with Space`() {
    var program = program()
    program.run(.record(.setField("traits.isLive")))
    program.run(.form(.toggle))
    program.run(.form(.enter))
    #expect(program.submitted.last?.fields == ["traits": ["isLive": false]])
  }

  @Test func `a trait that the record does not have yet can be set`() {
    var program = program()
    program.run(.record(.setField("traits.tier")))
    program.run(.form(.toggle))
    program.run(.form(.enter))
    #expect(program.submitted.last?.fields == ["traits": ["tier": "g"]])
  }

  @Test func `Esc keeps what was typed, and the whole form has it`() throws {
    var program = program()
    program.run(.record(.setField("name")))
    program.type("Contoso")
    program.run(.form(.leave))
    #expect(program.said == "Kept as a draft. gd opens it.")
    program.run(.record(.edit))
    #expect(try program.shown("name") == "Contoso")
  }

  @Test func `so it does of a trait that the record does not have yet`() throws {
    var program = program()
    program.run(.record(.setField("traits.tier")))
    program.run(.form(.toggle))
    program.run(.form(.leave))
    program.run(.record(.edit))
    #expect(try program.shown("traits.tier") == "Gold")
    #expect(try program.save().fields == ["traits": ["tier": "g"]])
  }

  @Test func `a draft of the whole record is neither lost nor saved with it`() throws {
    // Given a form that was left in the middle
    var program = program()
    program.run(.record(.edit))
    try program.enter("121", in: "traits.seats")
    program.run(.form(.leave))

    // When one other field is set
    program.run(.record(.setField("name")))
    program.type("Contoso")
    program.run(.form(.enter))
    let change = try #require(program.submitted.last)
    #expect(change.fields == ["name": "Contoso"] && change.draft == nil)

    // Then the form is still there as it was
    try program.makeDurable()
    program.run(.record(.edit))
    #expect(try program.shown("traits.seats") == "121")
  }

  @Test func `a field that can't be written says so`() {
    var program = program()
    program.run(.record(.setField("mrr")))
    #expect(program.app.form == nil && program.said == "This field can't be changed here.")
  }

  @Test func `what could not be made durable is found among the drafts`() throws {
    var program = program()
    program.run(.record(.setField("name")))
    program.type("Contoso")
    program.run(.form(.enter))
    try program.failToSave("The disk is full.")
    #expect(program.said == "The disk is full.")
    program.run(.record(.edit))
    #expect(try program.shown("name") == "Contoso")
  }

  // MARK: What saves

  @Test(arguments: [Command.record(.setField("traits.plan")), .list(.editColumn("traits.plan"))])
  func `the picker of a choice saves what is taken in it`(command: Command) {
    var program = program()
    program.run(command)
    program.pick("Free")
    #expect(program.submitted.last?.fields == ["traits": ["plan": "Free"]])
    #expect(program.app.form?.ref != account.ref)
  }

  @Test func `so does the look-up of one record`() {
    var program = Answering(Given.app(), [LookUpFieldTests.task, LookUpFieldTests.lee])
    program.start()
    program.run(.app(.openView(.task)))
    program.run(.record(.setField("assignedToId")))
    program.pick("Lee")
    #expect(program.app.form == nil)
    #expect(program.submitted.last?.fields == ["assignedToId": "lee"])
  }

  @Test func `of several records more can be looked up before Enter saves`() {
    var program = Answering(Given.app(), [LookUpFieldTests.user] + LookUpFieldTests.accounts)
    program.start()
    program.run(.app(.openView(.user)))
    program.run(.record(.setField("accountIds")))
    program.pick("Account 2")
    program.pick("Account 3")
    #expect(program.app.form?.isBox == true && program.submitted.isEmpty)
    program.run(.form(.enter))
    #expect(program.submitted.last?.fields == ["accountIds": ["a2", "a3"]])
  }

  @Test func `Tab saves from the value, and goes to the value from the kind`() {
    var program = program()
    program.run(.record(.setField("traits.seats")))
    program.type("7")
    program.run(.form(.previous))
    #expect(program.app.form?.isAtKind == true)
    program.run(.form(.next))
    #expect(program.app.form?.isAtKind == false && program.submitted.isEmpty)
    program.run(.form(.next))
    #expect(program.app.form == nil)
    #expect(program.submitted.last?.fields == ["traits": ["seats": 7]])
  }

  @Test func `several lines are not pasted into one`() throws {
    var program = program()
    program.run(.list(.editColumn("name")))
    program.send(.text("One\nTwo\n"))
    #expect(
      program.app.notice
        == Notice(.warning, "Not pasted: the text has several lines, this field only one."))
    #expect(try program.shown("name") == "Northwind" && program.submitted.isEmpty)
    // A line break at the end is none between lines
    program.send(.text("Contoso\n"))
    program.run(.form(.enter))
    #expect(program.submitted.last?.fields["name"]?.text?.hasPrefix("Contoso") == true)
  }

  @Test func `the title says which key saves`() {
    var program = program()
    for (command, title) in [
      (Command.record(.setField("name")), "Name: Enter saves"),
      (.list(.editColumn("name")), "Name: Enter saves and goes down"),
      (.record(.setField("traits.memo")), "memo: C-s saves"),
      (.list(.editColumn("traits.memo")), "memo: C-s saves and goes down"),
    ] {
      program.run(command)
      #expect(program.app.form?.boxTitle(width: 70) == title)
      program.run(.form(.leave))
    }
  }
}
