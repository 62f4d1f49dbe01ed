// A line of text in a form: names, subjects.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TextFieldTests {
  let account = Given.record(.account, "a1", ["name": "Northwind", "externalId": "nw"])

  @Test func `it opens with the value, and nothing is sent as long as it is not touched`() throws {
    var program = Answering.editing(account)
    #expect(try program.shown("name") == "Northwind")
    #expect(program.willSend == ["Nothing to send yet."])
    program.run(.form(.save))
    #expect(program.submitted.isEmpty && program.app.form == nil)
    #expect(program.said == "Nothing was changed.")
  }

  @Test func `what is typed is sent, with what was there before`() throws {
    var program = Answering.editing(account)
    try program.go(to: "name")
    program.append(" Traders")
    #expect(program.app.form?.counts.changed == 1)
    let change = try program.save()
    #expect(
      change
        == NewChange(
          .update, account.ref, fields: ["name": "Northwind Traders"],
          base: ["name": "Northwind"], draft: change.draft))
    #expect(change.draft?.id == program.submissions.last?.draft?.id)
  }

  @Test func `what can't be seen is not sent, which is said`() throws {
    var program = Answering.editing(account)
    try program.enter("", in: "name")
    program.send(.text("\u{FEFF}Big\u{A0}Acme\u{200B}\u{7}"))
    #expect(program.said == "Cleaned up 4 invisible characters.")
    #expect(try program.save().fields == ["name": "Big Acme"])
  }

  @Test func `lines that are pasted into a line are joined, and that is said`() throws {
    var program = Answering.editing(account)
    try program.go(to: "name")
    program.send(.text("Acme\nCorp\n"))
    #expect(try program.shown("name") == "Acme Corp")
    #expect(program.said == "Joined 2 lines: this field has only one.")
  }

  @Test func `blanks around a line are not sent`() throws {
    var program = Answering.editing(account)
    try program.enter("  Acme ", in: "name")
    #expect(try program.save().fields == ["name": "Acme"])
  }

  @Test(arguments: ["👨‍👩‍👧‍👦", "🇩🇪", "1️⃣"])
  func `of an emoji that was taken back nothing is sent`(emoji: String) throws {
    // Given an emoji that came scalar by scalar, as terminals send it
    var program = Answering.editing(account)
    try program.go(to: "name")
    program.run(.editor(.end))
    for scalar in "\(emoji)".unicodeScalars { program.send(.text(String(scalar))) }
    program.run(.editor(.deleteBackward))
    program.append("!")
    #expect(try program.save().fields == ["name": "Northwind!"])
  }

  @Test func `what can't be seen is said in lines and lists to choose from, too`() {
    var program = Answering(Given.app(), [account])
    program.start()
    program.run(.app(.openView(.account)))
    program.run(.list(.filter))
    program.send(.text("no\u{200B}rth"))
    #expect(program.said == "Cleaned up 1 invisible character.")
    program.run(.dialog(.accept))
    program.run(.list(.sort(nil)))
    program.send(.text("na\u{FEFF}me\u{FEFF}"))
    #expect(program.said == "Cleaned up 2 invisible characters.")
  }

  @Test func `what is typed and taken back is no change`() throws {
    var program = Answering.editing(account)
    try program.go(to: "name")
    program.append("!")
    program.run(.editor(.deleteBackward))
    #expect(program.app.form?.counts.changed == 0)
    program.run(.form(.save))
    #expect(program.submitted.isEmpty)
  }

  @Test func `a name that is needed can't be emptied, which is said when it is left`() throws {
    // Given a name that is being wiped out
    var program = Answering.editing(account)
    try program.enter("", in: "name")
    // Then nothing is said in the middle of it
    #expect(try program.problem("name") == nil)
    // When the field is left
    program.run(.form(.next))
    // Then it is, until there is a name again
    #expect(try program.problem("name") == "required")
    program.run(.form(.previous))
    program.type("N")
    #expect(try program.problem("name") == nil)
  }

  @Test func `blanks alone are no name`() throws {
    var program = Answering.editing(account)
    try program.enter("   ", in: "name")
    program.run(.form(.save))
    #expect(try program.problem("name") == "required")
    #expect(program.submitted.isEmpty)
  }

  @Test func `a name that is not needed can't be emptied once it is set`() throws {
    let user = Given.record(
      .user, "u1", ["name": "Kim", "accounts": [["id": "a1", "name": "Northwind"]]])
    var program = Answering.editing(user, among: [account])
    try program.enter("", in: "name")
    program.run(.form(.save))
    #expect(try program.problem("name") == "can't be emptied once it is set")
  }

  @Test func `a record that never had its name can be changed without one`() throws {
    // Given a note without a subject, as web forms make them
    let note = Given.record(.note, "n1", ["note": "<p>Call</p>", "noteDate": "2026-11-01"])
    var program = Answering.editing(note)
    // When only its text is changed
    try program.go(to: "note")
    program.type("Re: ")
    // Then only that is sent
    #expect(try program.save().fields.keys == ["note"])
  }

  @Test func `a text of several lines is edited as one and kept as it is`() throws {
    let account = Given.record(.account, "a1", ["name": "North\nwind"])
    var program = Answering.editing(account)
    #expect(try program.shown("name") == "North\nwind")
    try program.go(to: "name")
    program.append("!")
    #expect(try program.save().fields == ["name": "North\nwind!"])
  }

  @Test func `line breaks of what is pasted become blanks`() throws {
    var program = Answering.editing(account)
    try program.enter("", in: "name")
    program.send(.text("North\nwind"))
    #expect(try program.shown("name") == "North wind")
  }

  @Test func `moving the cursor is no typing`() throws {
    var program = Answering.creating(.note, from: account)
    program.run(.editor(.home))
    program.run(.editor(.left))
    #expect(program.effects.isEmpty)
    program.run(.form(.leave))
    #expect(program.drafts.isEmpty && program.said.isEmpty)
  }
}
