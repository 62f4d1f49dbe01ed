// A refused change that is opened again later: everything typed is in the form.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct RefusedFormTests {
  /// A program with the form of a change that the server has refused.
  static func reopened(
    _ new: NewChange, _ record: Record?, among others: [Record] = [],
    about fields: [FieldPath: String] = [:]
  ) -> Answering {
    let shown = record ?? Record(ref: new.ref, body: new.fields)
    var program = Answering(Given.app(), [shown] + others)
    var change = Change(
      id: 7, new: new, state: .refused, createdAt: Given.now.moment, sentence: "Vitally says no.")
    change.fieldMessages = fields.map { .init(path: $0.key, message: $0.value) }
    program.changes = [change]
    program.start()
    program.run(.openView, new.ref.resource.rawValue)
    program.run(.edit)
    return program
  }

  @Test func `an update comes back as it was handed in`() throws {
    let account = TraitFieldTests.account
    let new = NewChange(
      .update, account.ref,
      fields: [
        "name": "Contoso",
        "traits": [
          "seats": "many", "plan": .null, "isLive": false, "extra": ["a": 1], "note": "a\nb",
        ],
      ],
      base: [
        "name": "Northwind",
        "traits": [
          "seats": .number("120"), "plan": "Scale", "isLive": true, "extra": .null,
          "note": .null,
        ],
      ])
    var program = Self.reopened(new, account, about: ["traits.seats": "must be a number"])
    #expect(program.app.form?.refusals == ["Vitally says no."])
    #expect(try program.row("traits.seats").refusal == "must be a number")
    #expect(try program.row("traits.seats").cells[1].typed == "text")
    #expect(try program.row("traits.plan").isRemoval)
    program.run(.saveForm)
    program.run(.yes)
    let again = try #require(program.submitted.last)
    #expect(again.fields == new.fields && again.base == new.base && again.replaces == 7)
  }

  @Test func `text that was added below a formatted body is there again`() throws {
    let note = LongTextFieldTests.note("<p>See <b>here</b></p>")
    let new = NewChange(
      .update, note.ref, fields: ["note": "<p>See <b>here</b></p><p>Agreed</p><p>&amp; done</p>"],
      base: ["note": "<p>See <b>here</b></p>"])
    var program = Self.reopened(new, note)
    #expect(try program.shown("note") == "Agreed\n\n& done")
    #expect(try program.save().fields == new.fields)
  }

  @Test func `a new record comes back as one that is yet to be made`() throws {
    let account = Given.record(.account, "a1", ["name": "Northwind"])
    let ref = Ref.made(.note, "n-1")
    let new = NewChange(
      .create, ref,
      fields: [
        "subject": "Visit", "note": "<p>One</p>", "accountId": "a1", "externalId": "n-1",
        "noteDate": "2026-11-20T10:00:00.000Z",
      ])
    var program = Self.reopened(new, nil, among: [account], about: ["subject": "too short"])
    #expect(program.app.form?.isNew == true && program.app.form?.ref == ref)
    #expect(program.app.form?.focusedRow?.path == "subject")
    program.type("s")
    let again = try program.save()
    #expect(again.action == .create && again.ref == ref && again.replaces == 7)
    var fields = new.fields
    fields["subject"] = "Visits"
    #expect(again.fields == fields)
  }

  @Test func `one field of a record that could not be made opens all of it`() throws {
    let new = NewChange(
      .create, .made(.task, "t-1"), fields: ["name": "Call", "accountId": "a1"])
    var program = Self.reopened(new, nil)
    program.run(.leaveForm)
    program.drafts = []
    program.run(.setField, "dueDate")
    let form = try #require(program.app.form)
    #expect(form.scope == .whole && form.replaces == 7)
    #expect(form.focusedRow?.path == "dueDate")
  }
}
