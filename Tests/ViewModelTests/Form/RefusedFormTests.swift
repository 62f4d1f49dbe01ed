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
    program.run(.app(.openView(new.ref.resource)))
    program.run(.record(.edit))
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
    #expect(try program.row("traits.seats").refusal == "Vitally: must be a number")
    #expect(try program.row("traits.seats").cells[1].typed == "text")
    #expect(try program.row("traits.plan").isRemoval)
    program.run(.form(.save))
    program.run(.dialog(.yes))
    let again = try #require(program.submitted.last)
    #expect(again.fields == new.fields && again.base == new.base && again.replaces == 7)
  }

  @Test func `a body comes back as it was written`() throws {
    let note = LongTextFieldTests.note("<p>See <b>here</b></p>")
    let new = NewChange(
      .update, note.ref, fields: ["note": "<p>See <b>here</b></p><p>Agreed</p><p>&amp; done</p>"],
      base: ["note": "<p>See <b>here</b></p>"])
    var program = Self.reopened(new, note)
    #expect(try program.shown("note") == "See **here**\n\nAgreed\n\n& done")
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
    program.run(.form(.leave))
    program.drafts = []
    program.run(.record(.setField("dueDate")))
    let form = try #require(program.app.form)
    #expect(form.scope == .whole && form.replaces == 7)
    #expect(form.focusedRow?.path == "dueDate")
  }

  // MARK: With a draft

  static let account = Given.record(
    .account, "a1", ["name": "Northwind", "traits": ["seats": 120, "plan": "Scale"]])

  /// A refused change of a name and of traits, one of them new.
  static let update = NewChange(
    .update, account.ref,
    fields: ["name": "Refused", "traits": ["seats": 121, "extra": "refused"]],
    base: ["name": "Northwind", "traits": ["seats": 120, "extra": .null]])

  /// A draft of the same record that was typed so many seconds after the refused change was made.
  static func draft(_ seconds: Double, texts: JSONObject) -> Draft {
    let moment = Given.now.moment.adding(seconds: seconds)
    return Draft(
      "earlier", ref: account.ref, texts: texts, base: account.body, createdAt: moment,
      updatedAt: moment)
  }

  @Test(arguments: [(60.0, "Draft"), (-60.0, "Refused")] as [(Double, JSONValue)])
  func `of a draft and a refused change the later one counts where both have a field`(
    seconds: Double, name: JSONValue
  ) throws {
    // Given both of one record
    var program = Self.reopened(Self.update, Self.account)
    program.run(.form(.leave))
    program.drafts = [
      Self.draft(
        seconds,
        texts: [
          "name": "Draft", "traits.plan": ["key": .null, "kind": "text", "value": "Free"],
          "+traits": [["key": "extra", "kind": "text", "value": "draft"]],
        ])
    ]

    // When the form is opened and saved
    program.run(.record(.edit))
    let change = try program.save()

    // Then it has what either of them has, and takes the place of the refused change
    let extra: JSONValue = seconds > 0 ? "draft" : "refused"
    #expect(change.fields["name"] == name && change.replaces == 7)
    #expect(
      change.fields["traits"]
        .map { FieldKind.json.isSame($0, ["seats": 121, "plan": "Free", "extra": extra]) } == true)
    #expect(change.base["name"] == "Northwind")
  }

  @Test func `a new trait that was refused is there once, however often the form is left`() throws {
    var program = Self.reopened(Self.update, Self.account)
    for _ in 1...3 {
      program.append("!")
      program.run(.form(.leave))
      program.run(.record(.edit))
    }
    let rows = try #require(program.app.form).rows
    #expect(rows.filter { $0.traitKey == "extra" }.count == 1)
    let change = try program.save()
    #expect(change.fields["name"] == "Refused!!!")
    #expect(change.fields["traits"] == ["seats": 121, "extra": "refused"])
  }

  // MARK: In a box

  @Test func `a box has the refused value and the server's words`() throws {
    let new = NewChange(
      .update, Self.account.ref, fields: ["name": "Refused"], base: ["name": "Northwind"])
    var program = Self.reopened(new, Self.account, about: ["name": "is taken"])
    program.run(.form(.leave))
    program.run(.record(.setField("name")))
    #expect(try program.shown("name") == "Refused")
    #expect(try program.row("name").refusal == "Vitally: is taken")

    // It is all of the change, which it replaces
    program.type("Contoso")
    program.run(.form(.enter))
    let change = try #require(program.submitted.last)
    #expect(change.fields == ["name": "Contoso"] && change.replaces == 7)
    #expect(change.base == ["name": "Northwind"])
  }

  @Test func `a box of one field among others leaves the refused change as it is`() throws {
    var program = Self.reopened(Self.update, Self.account)
    program.run(.form(.leave))
    program.run(.record(.setField("name")))
    #expect(try program.shown("name") == "Refused")
    #expect(program.app.form?.refusals == ["Vitally says no."])
    program.type("Contoso")
    program.run(.form(.enter))
    let change = try #require(program.submitted.last)
    #expect(change.fields == ["name": "Contoso"] && change.replaces == nil)
  }

  @Test func `a box of another field knows nothing of the refused change`() throws {
    var program = Self.reopened(Self.update, Self.account)
    program.run(.form(.leave))
    program.run(.record(.setField("traits.plan")))
    #expect(try program.shown("traits.plan") == "Scale")
    #expect(program.app.form?.refusals.isEmpty == true && program.app.form?.replaces == nil)
  }

  @Test func `a refused create that hangs on nothing comes back whole`() throws {
    // Given an account that was made from an empty list and refused
    let new = NewChange(
      .create, .made(.account, "u1"), fields: ["name": "Call Dana", "externalId": "u1"])
    var program = Self.reopened(new, nil)

    // Then its form is there with what was typed, and makes the account
    #expect(program.app.form?.isNew == true)
    #expect(try program.shown("name") == "Call Dana")
    program.append("!")
    let change = try program.save()
    #expect(change.action == .create && change.fields["name"] == "Call Dana!")
    #expect(change.replaces == 7)
  }

  @Test func `in an empty list a record can be added that hangs on nothing`() throws {
    var program = Answering(Given.app(), [])
    program.start()
    program.run(.record(.add(.account)))
    let form = try #require(program.app.form)
    #expect(form.isNew && form.parent == nil)
  }
}
