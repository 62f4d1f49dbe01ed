// Bodies in a form: written in Markdown, and never made poorer unasked.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct LongTextFieldTests {
  @Test func `what controls terminals is not sent in a long text, and words keep their marks`()
    throws
  {
    let task = Given.record(.task, "t1", ["name": "Call", "description": .null, "tags": []])
    var program = Answering.editing(task)
    try program.go(to: "description")
    program.send(.text("\u{FEFF}a\u{1B}b\u{0}\nBig\u{A0}Acme"))
    #expect(program.said == "Cleaned up 3 invisible characters.")
    let sent = try #require(try program.save().fields["description"]?.text)
    #expect(!sent.unicodeScalars.contains { ["\u{FEFF}", "\u{1B}", "\u{0}"].contains($0) })
    #expect(sent.contains("Big"))
  }

  @Test(arguments: [1, 40, 3000])
  func `the lines that differ are shown before they are sent, wherever they stand`(lines: Int)
    throws
  {
    // Given a text with a word to be changed far behind what fits on a line
    let words = String(repeating: "so it was agreed on ", count: 30)
    let head = String(repeating: "<p>\(words)</p>", count: lines)
    var program = Answering.editing(Self.note("\(head)<p>\(words)Ask Kim</p><p>Bye</p>"))
    try program.go(to: "note")

    // When it is changed
    program.run(.form(.up))
    program.run(.form(.up))
    program.run(.editor(.end))
    for _ in 1...3 { program.run(.editor(.deleteBackward)) }
    program.type("Robin")

    // Then both versions are in sight beside the other fields
    try program.go(to: "subject")
    let sent = program.willSend.joined(separator: "\n")
    #expect(sent.contains("Ask Kim →") && sent.contains("Ask Robin"))

    // And lines that are new or gone are told as such
    try program.go(to: "note")
    program.run(.form(.revert))
    program.run(.editor(.end))
    program.type("\nSee you")
    try program.go(to: "subject")
    #expect(program.willSend.last == "Note added: See you")
    try program.go(to: "note")
    program.run(.form(.revert))
    program.run(.editor(.killToStart))
    program.run(.editor(.deleteBackward))
    program.run(.editor(.deleteBackward))
    try program.go(to: "subject")
    #expect(program.willSend.last?.contains("removed: Bye") == true)
  }

  static func note(_ html: String, tags: JSONValue = []) -> Record {
    Given.record(
      .note, "n1",
      [
        "subject": "Call", "note": .string(html), "noteDate": "2026-11-01T10:00:00.000Z",
        "tags": tags,
      ])
  }

  @Test func `a plain body is edited as text and sent as paragraphs`() throws {
    var program = Answering.editing(Self.note("<p>One</p><p>Two<br>Three</p>"))
    #expect(try program.shown("note") == "One\n\nTwo\nThree")
    try program.go(to: "note")
    program.type(" >")
    let change = try program.save()
    #expect(change.fields == ["note": "<p>One</p><p>Two<br>Three &gt;</p>"])
    #expect(change.base == ["note": "<p>One</p><p>Two<br>Three</p>"])
  }

  @Test(arguments: ["One &amp; two", "<p>One\n two</p>\n", "<P>One</P>", "One<br/>two"])
  func `a body in another form is kept as it came`(html: String) throws {
    var program = Answering.editing(Self.note(html))
    try program.enter("Visit", in: "subject")
    #expect(try program.save().fields == ["subject": "Visit"])
  }

  @Test func `Enter makes a new line, and only Tab leaves a text that has the whole form`() throws {
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.go(to: "note")
    program.run(.editor(.end))
    program.run(.form(.enter))
    program.type("two")
    program.run(.form(.up))
    #expect(program.app.form?.focusedRow?.path == "note")
    program.run(.form(.up))
    program.run(.move(.pageUp))
    #expect(program.app.form?.focusedRow?.path == "note")
    program.run(.form(.previous))
    #expect(program.app.form?.focusedRow?.path == "subject")
    #expect(try program.shown("note") == "One\ntwo")
  }

  @Test func `a formatted body is edited as Markdown and keeps its tags`() throws {
    // Given a body with formatting that the server keeps
    let html = "<p>See <b>here</b> and <u>there</u></p><ul><li>one</li></ul>"
    var program = Answering.editing(Self.note(html))
    #expect(try program.shown("note") == "See **here** and <u>there</u>\n\n- one")
    // When an item is added to its list
    try program.go(to: "note")
    program.run(.form(.enter))
    program.type("two **bold**")
    // Then only that is new
    let change = try program.save()
    #expect(
      change.fields == [
        "note":
          "<p>See <b>here</b> and <u>there</u></p><ul><li>one</li><li>two <b>bold</b></li></ul>"
      ])
    #expect(change.base == ["note": .string(html)])
  }

  @Test func `a list goes on with Enter, ends with a second one, and is indented with Tab`() throws
  {
    // Given a new line in a note
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.go(to: "note")
    // When items are typed
    program.run(.form(.enter))
    program.type("1. a")
    program.run(.form(.enter))
    program.type("b")
    program.run(.form(.enter))
    program.run(.form(.next))
    program.type("c")
    program.run(.form(.enter))
    program.run(.form(.enter))
    program.type("d")
    program.run(.form(.enter))
    program.run(.form(.enter))
    program.type("end")
    // Then they are numbered, one of them inside of another
    #expect(try program.shown("note") == "One\n1. a\n2. b\n   1. c\n3. d\nend")
    // And Tab and S-Tab behind a letter lead to other fields
    program.run(.form(.previous))
    #expect(program.app.form?.focusedRow?.path == "subject")
    program.run(.form(.next))
    #expect(program.app.form?.focusedRow?.path == "note")
  }

  @Test func `what is pasted from elsewhere is clean, with its lists`() throws {
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.go(to: "note")
    program.run(.editor(.killToStart))
    program.send(
      .text("Agenda:\u{A0} \r\n•\tPrice\r\n\to\tDis\u{AD}count\r\n•\tTerm\r\n1.\tSend\r\n2.\tCall"))
    #expect(
      try program.shown("note") == "Agenda:\n- Price\n  - Discount\n- Term\n1. Send\n2. Call")
  }

  @Test func `a link and a name are put in at the cursor`() throws {
    // Given a text, and a person
    let olsen = Given.record(.user, "u1", ["name": "Ron Olsen"])
    var program = Answering.editing(Self.note("<p>See</p>"), among: [olsen])
    try program.go(to: "note")
    program.append(" ")
    // When a link is put in, after an address that is none
    program.run(.form(.pick))
    program.pick("link")
    program.run(.editor(.killToStart))
    program.type("a plan")
    program.run(.dialog(.accept))
    program.run(.editor(.killToStart))
    program.type("https://a.example")
    program.run(.dialog(.accept))
    // Then the cursor is where its words go
    program.type("the plan")
    #expect(try program.shown("note") == "See [the plan](https://a.example)")
    // And names are looked up, behind an @ only the first
    program.append(" with ")
    program.run(.form(.pick))
    program.pick("person")
    program.pick("Ron")
    program.append(", @")
    program.run(.form(.pick))
    program.pick("person")
    program.pick("Ron")
    #expect(
      try program.shown("note") == "See [the plan](https://a.example) with Ron Olsen, @ron")
  }

  @Test func `the preview shows what the reader will see, and typing goes on with the text`() throws
  {
    // Given a text with a heading, which the server would drop
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.go(to: "note")
    program.send(.text("\n# Next\n**now**"))
    // When the preview is asked for on a narrow screen
    program.run(.form(.preview))
    // Then it stands in the place of the text, with the heading as a bold line
    let shown = { (program: Answering) in
      program.app.form?.content.lines.map { $0.text.trimmed }.filter { !$0.isEmpty } ?? []
    }
    #expect(shown(program) == ["One", "Next", "now"])
    // And a letter brings the text back
    program.type("!")
    #expect(shown(program) == ["One", "# Next", "**now**!"])
  }

  @Test func `a formatted body to which nothing is added is not sent`() throws {
    var program = Answering.editing(Self.note("<p>See <b>here</b></p>"))
    try program.go(to: "note")
    program.type("A")
    program.run(.editor(.deleteBackward))
    program.run(.form(.save))
    #expect(program.submitted.isEmpty)
  }

  @Test func `a body that would lose something is shown, says what, and is not edited unasked`()
    throws
  {
    // Given a body that the server would make poorer
    var program = Answering.editing(Self.note("<h1>Plan</h1><table><tr><td>1</td></tr></table>"))
    let cell = try program.row("note").value
    #expect(!cell.takesText && cell.preview?.contains("Plan") == true)
    let lines = program.app.form?.content.lines.map(\.text) ?? []
    #expect(lines.contains { $0.contains("1 heading and 1 table") })
    // When somebody types into it
    try program.go(to: "note")
    program.type("x")
    // Then the choices are offered, and nothing is changed
    guard case .picker(let picker)? = program.app.top else {
      Issue.record("nothing is offered")
      return
    }
    #expect(
      picker.matches.map(\.title) == [
        "Write a new note beside it", "Leave it as it is", "Edit it anyway",
      ])
    program.pick("Leave")
    #expect(try program.shown("note") == "(locked)")
    // And the other fields can be edited
    try program.enter("Visit", in: "subject")
    #expect(try program.save().fields == ["subject": "Visit"])
  }

  @Test func `who agrees to the losses edits what is left`() throws {
    let html = "<h1>Plan</h1><table><tr><td>1</td></tr></table>"
    var program = Answering.editing(Self.note(html))
    try program.go(to: "note")
    program.run(.form(.enter))
    program.pick("Edit")
    // Then the losses are named once more, and have to be agreed to
    guard case .question(let question)? = program.app.top else {
      Issue.record("nothing is asked")
      return
    }
    #expect(question.text.contains("1 heading and 1 table"))
    program.run(.dialog(.yes))
    #expect(try program.shown("note") == "# Plan\n\n1")
    #expect(program.app.form?.isTouched == false)
    program.type("!")
    #expect(
      try program.save().fields == ["note": "<p><strong>Plan</strong></p><p>1!</p>"])
  }

  @Test func `a new note can be written beside one that would lose something`() throws {
    var program = Answering.editing(Self.note("<h1>Plan</h1>"))
    try program.go(to: "note")
    program.run(.form(.enter))
    program.pick("Write")
    guard case .made(.note, _)? = program.app.form?.ref else {
      Issue.record("no new note")
      return
    }
    #expect(program.app.form?.parent == .server(.note, "n1"))
  }

  @Test func `a description can be emptied, a note can not`() throws {
    let task = Given.record(.task, "t1", ["name": "Call", "description": "<p>Soon</p>"])
    var program = Answering.editing(task)
    try program.go(to: "description")
    program.run(.editor(.killToStart))
    #expect(try program.save().fields == ["description": .null])

    var other = Answering.editing(Self.note("<p>Soon</p>"))
    try other.go(to: "note")
    other.run(.editor(.killToStart))
    other.run(.form(.save))
    #expect(try other.problem("note") == "required")
    #expect(other.submitted.isEmpty)
  }

  @Test func `a long text is counted below the form, not shown`() throws {
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.go(to: "note")
    program.send(.text(String(repeating: "line\n", count: 2_000)))
    try program.go(to: "subject")
    #expect(program.willSend.last?.hasSuffix("(2,001 lines)") == true)
    #expect(program.app.form?.counts.changed == 1)
  }

  @Test func `a text of another program takes the place of the whole, and can be undone`() throws {
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.go(to: "note")
    program.run(.form(.editOutside))
    #expect(program.editedOutside?.text == "One")
    program.answerForm(.edited(.changed("Two\n\nThree")))
    #expect(try program.shown("note") == "Two\n\nThree")
    program.run(.editor(.undo))
    #expect(try program.shown("note") == "One")
  }

  @Test func `a text of another program is kept at once, as the form that went with it says`()
    throws
  {
    // Given a form in which something else was typed
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.enter("Visit", in: "subject")
    try program.go(to: "note")
    program.run(.form(.editOutside))
    let edit = try #require(program.editedOutside)
    // When the text comes back
    program.answerForm(.edited(.changed("Two", saying: "The editor ended with status 1.")))
    // Then the draft is on its way to the disk without a wait
    let draft = try #require(program.drafts.last)
    #expect(draft.texts == ["subject": "Visit", "note": ["markdown": "Two"]])
    #expect(program.app.notice == Notice(.warning, "The editor ended with status 1."))
    // And it is the one that could have been put together without the program
    #expect(edit.draft(with: "Two") == draft)
  }

  @Test func `the form around a text knows traits that are new as well`() throws {
    let edit = OutsideEdit(
      "a",
      in: Draft(
        "form", ref: .server(.note, "n1"),
        texts: ["+traits": [["key": "Story", "value": .string(OutsideEdit.place)]], "note": "b"],
        createdAt: Given.now.moment, updatedAt: Given.now.moment))
    #expect(
      edit.draft(with: "c").texts == ["+traits": [["key": "Story", "value": "c"]], "note": "b"])
  }

  @Test func `an editor that fails or changes nothing leaves the text and says so`() throws {
    var program = Answering.editing(Self.note("<p>One</p>"))
    try program.go(to: "note")
    program.type(" day")
    program.run(.form(.editOutside))
    // What was typed is on the disk before the terminal is lent
    #expect(program.drafts.first?.texts == ["note": ["markdown": "One day"]])
    program.answerForm(.edited(.unchanged))
    #expect(program.said == "The editor changed nothing.")
    program.answerForm(.edited(.failed("The editor ended with status 1.")))
    #expect(program.app.notice == Notice(.failure, "The editor ended with status 1."))
    #expect(try program.shown("note") == "One day")
  }

  @Test func `the text can be opened in the editor straight from the list`() throws {
    var program = Answering.editing(Self.note("<p>One</p>"))
    program.run(.form(.leave))
    program.run(.record(.editText))
    #expect(program.editedOutside?.text == "One")
    #expect(program.app.form?.focusedRow?.path == "note")
  }

  @Test func `the editor opens for a body with losses only once they are agreed to`() throws {
    // Given a body that would lose something
    var program = Answering.editing(Self.note("<h1>Plan</h1>"))
    program.run(.form(.leave))
    program.effects = []
    // When its text is to be edited outside
    program.run(.record(.editText))
    // Then the choices come first
    #expect(program.editedOutside == nil)
    program.pick("Edit")
    #expect(program.editedOutside == nil)
    program.run(.dialog(.yes))
    #expect(program.editedOutside?.text == "# Plan")
  }

  @Test func `a draft of an earlier program is added below a body with formatting`() throws {
    // Given plain text that was to be added to a body
    let note = Self.note("<p>See <b>here</b></p>")
    let draft = Draft(
      "old", ref: note.ref, texts: ["note": "2 * 3\n# no heading"], base: note.body,
      createdAt: Given.now.moment, updatedAt: Given.now.moment)
    var program = Answering.editing(note)
    program.run(.form(.leave))
    program.drafts = [draft]
    // When it is opened again
    program.run(.record(.edit))
    // Then both are there
    #expect(try program.shown("note") == "See **here**\n\n2 * 3\n\\# no heading")
  }
}

extension Answering {
  /// The text that is lent to the editor by the last effect.
  fileprivate var editedOutside: OutsideEdit? {
    if case .editText(let edit)? = effects.last { edit } else { nil }
  }
}
