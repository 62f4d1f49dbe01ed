// Templates in forms: chosen at the cursor, beginning a new note, and asked about before saving.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TemplateFormTests {
  private static let account = Given.record(
    .account, "a1", ["name": "Northwind", "healthScore": .number("7.5")])

  private static let library = TemplateLibrary([
    Template(
      "call", text: "# {{account.name}} called\n\n- Health {{account.health}}\n- ",
      file: "templates/call.md"),
    Template(
      "typo", text: "Typo\n\n{{acount.name}}\n{{x}}", file: "templates/typo.md"),
  ])

  /// A new note for an account.
  private func writing(default name: String? = nil) -> Answering {
    var app = Given.app()
    if let name {
      app = AppViewModel(
        now: Given.now, width: 80, height: 24, workspace: "acme", noteTemplate: name,
        bindings: Given.bindings, measure: TextMeasure { $0.count })
    }
    var program = Answering(app, [Self.account])
    program.templates = Self.library
    program.start()
    program.run(.app(.openView(.account)))
    program.run(.record(.add(.note)))
    program.effects = []
    return program
  }

  private func choose(_ name: String, in program: inout Answering) {
    program.run(.form(.pick))
    program.type(name)
    program.run(.dialog(.accept))
  }

  @Test func `a template is put at the cursor, with the subject where there is none`() throws {
    var program = writing()
    try program.go(to: "note")
    program.run(.form(.pick))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no templates are offered")
      return
    }
    #expect(
      picker.matches.map(\.title) == Self.library.templates.map(\.name) + ["link", "person"])
    program.type("call")
    program.run(.dialog(.accept))
    #expect(try program.shown("note") == "- Health 7.5\n- ")
    #expect(try program.shown("subject") == "Northwind called")
    // The cursor is where the first thing is to be written
    program.type("Ada")
    #expect(try program.shown("note") == "- Health 7.5\n- Ada")

    // When a second one is chosen, then it stands by itself, and the subject stays
    try program.enter("Mine", in: "subject")
    try program.go(to: "note")
    choose("call", in: &program)
    #expect(try program.shown("note") == "- Health 7.5\n- Ada\n\n- Health 7.5\n- ")
    #expect(try program.shown("subject") == "Mine")
    program.run(.editor(.undo))
    #expect(try program.shown("note") == "- Health 7.5\n- Ada")
  }

  @Test func `in another long text there is no subject, in a line there are no templates`() throws {
    let task = Given.record(
      .task, "t1", ["name": "Call", "description": .null, "accountId": "a1"])
    var program = Answering.editing(task, among: [Self.account])
    program.templates = Self.library
    try program.go(to: "name")
    program.run(.form(.pick))
    #expect(program.app.overlay == nil)
    try program.go(to: "description")
    choose("call", in: &program)
    #expect(try program.shown("description") == "- Health 7.5\n- ")
    #expect(try program.shown("name") == "Call")
  }

  @Test func `an unknown name is said with its line, stays, and is asked about before it is sent`()
    throws
  {
    var program = writing()
    try program.go(to: "note")
    choose("typo", in: &program)
    #expect(
      program.app.notice
        == Notice(
          .warning,
          "templates/typo.md, line 3: {{acount.name}} is not known. It stays in the text. So does 1 other name."
        ))
    #expect(try program.shown("note") == "{{acount.name}}\n{{x}}")

    // When it is saved, then nothing is sent before the user agrees
    program.run(.form(.save))
    #expect(program.submitted.isEmpty)
    guard case .question(let question)? = program.app.overlay else {
      Issue.record("nothing is asked")
      return
    }
    #expect(
      question.text
        == "{{acount.name}} and 1 other are still in the text, and Vitally may replace them. Send anyway?"
    )
    program.run(.dialog(.no))
    #expect(program.submitted.isEmpty)
    program.run(.form(.save))
    program.run(.dialog(.yes))
    #expect(program.submitted.count == 1)

    // When that is refused and saved again, then it is not asked again
    try program.failToSave("The disk is full.")
    program.run(.form(.save))
    #expect(program.submitted.count == 2)
  }

  @Test func `braces that were there before are not asked about unless the text is edited`() throws
  {
    var program = Answering.editing(LongTextFieldTests.note("<p>Dear {{user.name}}</p>"))
    try program.enter("Visit", in: "subject")
    _ = try program.save()
    program = Answering.editing(LongTextFieldTests.note("<p>Dear {{user.name}}</p>"))
    try program.go(to: "note")
    program.append("!")
    program.run(.form(.save))
    #expect(program.submitted.isEmpty && program.app.overlay != nil)
  }

  @Test func `a note begins with the template of the settings, which is no typing`() throws {
    var program = writing(default: "call")
    #expect(try program.shown("subject") == "Northwind called")
    #expect(try program.shown("note") == "- Health 7.5\n- ")
    #expect(program.app.form?.focusedRow?.path == "note")
    // Left at once, nothing of it is kept
    program.run(.form(.leave))
    #expect(program.app.form == nil && program.drafts.isEmpty)
    // A task has none
    program.run(.record(.add(.task)))
    #expect(try program.shown("description").isEmpty)
    program.run(.form(.leave))
    // With a word typed, all of it is saved
    program.run(.record(.add(.note)))
    program.type("Fine")
    let change = try program.save()
    #expect(change.fields["subject"] == "Northwind called")
    #expect(change.fields["note"]?.text?.contains("Fine") == true)
  }

  @Test func `what controls terminals does not come in with a name`() throws {
    var program = writing(default: "call")
    program.run(.form(.leave))
    program.records = [Given.record(.account, "a1", ["name": "North\u{1B}[31m\u{0}wind"])]
    program.run(.record(.add(.note)))
    #expect(try program.shown("subject") == "North[31mwind called")
    program.run(.form(.leave))
    program.run(.app(.prompt))
    program.type("add note qbr")
    program.run(.dialog(.accept))
    let body = try program.shown("note")
    #expect(!body.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{0}" })
  }

  @Test func `a file that can't be read is the reason why its template is missing`() throws {
    var program = writing(default: "call")
    program.run(.form(.leave))
    program.templates = TemplateLibrary(problems: ["/t/call.md can't be read: it is not a file."])
    program.run(.record(.add(.note)))
    #expect(
      program.said
        == "The template “call” is missing: /t/call.md can't be read: it is not a file.")
  }

  @Test func `a template that is not there is said, and the form opens without it`() throws {
    let program = writing(default: "cal l")
    #expect(try program.shown("note").isEmpty)
    #expect(
      program.app.notice
        == Notice(
          .warning,
          "There is no template “cal l”. config.toml names it for notes. There are call, typo, check-in, qbr, escalation, kick-off."
        ))
  }

  @Test func `on the command line a template follows the kind of record`() throws {
    var program = writing(default: "typo")
    program.run(.form(.leave))
    program.run(.app(.prompt))
    program.type("add note cal")
    program.run(.dialog(.complete))
    program.run(.dialog(.accept))
    #expect(try program.shown("subject") == "Northwind called")
    #expect(program.app.form?.parent == Self.account.ref)
    program.run(.form(.leave))
    program.run(.app(.prompt))
    program.type("add account call")
    program.run(.dialog(.accept))
    #expect(program.app.form?.ref.resource == .account)
    #expect(program.said == "Templates are for long texts: Accounts have none here.")
  }

  @Test func `files that can't be read are said when templates are offered`() throws {
    var program = writing()
    program.templates.problems = ["a.md can't be read.", "b.md is empty."]
    try program.go(to: "note")
    program.run(.form(.pick))
    #expect(
      program.app.notice
        == Notice(.warning, "a.md can't be read. 1 other problem: see the messages."))
    #expect(program.app.overlay != nil)
  }
}
