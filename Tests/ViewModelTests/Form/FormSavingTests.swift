// A form as a whole: what is marked, what is checked, what is sent.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FormSavingTests {
  let account = Given.record(
    .account, "a1", ["name": "Northwind", "externalId": "nw", "traits": ["plan": "Scale"]])
  let task = Given.record(
    .task, "t1",
    [
      "name": "Call", "externalId": "t-1", "account": ["id": "a1", "name": "Northwind"],
      "description": "<p>Soon</p>", "tags": ["renewal"],
    ])

  @Test func `fields that can't be changed any more are shown and never reached`() throws {
    var program = Answering.editing(task, among: [account])
    #expect(try !program.row("accountId").value.takesFocus)
    #expect(try !program.row("externalId").value.takesFocus)
    #expect(try program.row("accountId").value.base == ["id": "a1", "name": "Northwind"])
    var seen: Set<FieldPath> = []
    for _ in 1...20 {
      seen.insert(try #require(program.app.form?.focusedRow?.path))
      program.run(.form(.next))
    }
    #expect(!seen.contains("accountId") && !seen.contains("externalId"))
    // What is not there and can't be given is not shown either
    #expect(program.app.form?.rows.contains { $0.path == "organizationId" } == false)
  }

  @Test func `the cursor goes from field to field, and from each end to the other`() throws {
    var program = Answering.editing(account)
    #expect(program.app.form?.focusedRow?.path == "name")
    program.run(.form(.previous))
    #expect(program.app.form?.focusedRow?.isBlankTrait == true)
    #expect(program.app.form?.focus.cell == 2)
    program.run(.form(.next))
    #expect(program.app.form?.focusedRow?.path == "name")
    program.run(.form(.enter))
    #expect(program.app.form?.focusedRow?.path == "organizationId")
    for _ in 1...20 { program.run(.form(.up)) }
    #expect(program.app.form?.focusedRow?.path == "name")
  }

  @Test func `only what was changed is sent, in the order of the form`() throws {
    var program = Answering.editing(task, among: [account])
    try program.enter("fri", in: "dueDate")
    try program.enter("Visit", in: "name")
    #expect(program.app.form?.counts.changed == 2)
    #expect(
      program.willSend == [
        "WILL SEND update of this task, 3 fields", "Name Call → Visit",
        "Due (empty) → 27 Nov, in 3d", "Tags renewal (kept)",
      ])
    let change = try program.save()
    #expect(change.fields.keys == ["name", "dueDate"])
    #expect(change.fields == ["name": "Visit", "dueDate": "2026-11-27"])
    #expect(change.base == ["name": "Call", "dueDate": .null])
    #expect(change.action == .update && change.replaces == nil && change.draft != nil)
  }

  @Test func `what was wrong on saving is no longer said once one types on`() throws {
    var program = Answering.editing(task, among: [account])
    try program.enter("33 feb", in: "dueDate")
    program.run(.form(.save))
    #expect(program.said.hasPrefix("Not saved yet, 1 to fix."))
    program.type("f")
    #expect(program.said == "")
  }

  @Test func `long values stand below each other, from where they differ`() throws {
    let head = String(repeating: "word ", count: 30)
    let long = Given.record(.task, "t1", ["name": .string(head + "one")])
    var program = Answering.editing(long)
    try program.enter(head + "two", in: "name")
    let lines = program.willSend.dropFirst().map(\.self)
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("Name …") == true && lines.first?.hasSuffix("one →") == true)
    #expect(lines.last?.hasPrefix("…") == true && lines.last?.hasSuffix("two") == true)
    #expect(program.app.form?.content.foot.allSatisfy { $0.text.count <= 80 } == true)
  }

  @Test func `saving goes to the first field that is wrong and says why`() throws {
    // Given two bad fields, and the cursor behind them
    var program = Answering.editing(task, among: [account])
    try program.enter("", in: "name")
    try program.enter("someday", in: "dueDate")
    try program.go(to: "description")

    // When it is saved
    program.run(.form(.save))

    // Then the cursor is in the first
    #expect(program.app.form?.focusedRow?.path == "name")
    #expect(program.app.notice == Notice(.warning, "Not saved yet, 2 to fix. Name: required"))
    #expect(program.submitted.isEmpty)

    // And in the next one as soon as that is mended
    program.type("Visit")
    program.run(.form(.save))
    #expect(program.app.form?.focusedRow?.path == "dueDate")
    #expect(program.said.hasPrefix("Not saved yet, 1 to fix. Due: not a date"))
  }

  @Test func `what was there before can be put back field by field`() throws {
    var program = Answering.editing(account)
    try program.enter("Contoso", in: "name")
    try program.enter("Free", in: "traits.plan")
    program.run(.form(.revert))
    #expect(try program.shown("traits.plan") == "Scale")
    #expect(try program.save().fields == ["name": "Contoso"])
  }

  @Test func `what was cut in one field is put into another`() throws {
    var program = Answering.editing(task, among: [account])
    try program.go(to: "name")
    program.run(.editor(.killToStart))
    program.type("Visit")
    try program.go(to: "description")
    program.run(.editor(.yank))
    #expect(try program.shown("description") == "SoonCall")
  }

  @Test func `a read-only workspace opens no form`() {
    var program = Answering(Given.app(isReadOnly: true), [account])
    program.start()
    for command in [
      Command.record(.edit), .record(.setField(nil)), .list(.editColumn(nil)), .record(.editText),
    ] {
      program.run(command)
      #expect(program.app.form == nil && program.app.overlay == nil)
      #expect(program.said == "This workspace is read-only.")
    }
  }

  @Test func `what nobody can change from here says so`() {
    var program = Answering(Given.app(), [Given.record(.npsResponse, "n1")])
    program.start()
    program.run(.app(.openView(.npsResponse)))
    program.run(.app(.openView(.admin)))
    program.run(.record(.add(.admin)))
    #expect(program.app.form == nil)
    #expect(program.app.notice?.level == .warning)
  }
}
