// Forms of new records: what they are linked to, what vitty gives of itself, what is needed.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct NewRecordTests {
  static let organization = Given.record(.organization, "o1", ["name": "Northwind Group"])
  static let account = Given.record(
    .account, "a1", ["name": "Northwind", "organizationId": "o1"])
  static let task = Given.record(
    .task, "t1", ["name": "Call", "account": ["id": "a1", "name": "Northwind"]])
  static let note = Given.record(
    .note, "n1",
    ["subject": "Visit", "organization": ["id": "o1", "name": "Northwind Group"]])
  static let user = Given.record(
    .user, "u1", ["name": "Kim", "accounts": [["id": "a1", "name": "Northwind"]]])
  static let all = [organization, account, task, note, user]

  static func creating(_ resource: Resource, from parent: Record) -> Answering {
    .creating(resource, from: parent, among: all.filter { $0.ref != parent.ref })
  }

  @Test(arguments: [
    ("11", "must be between 0 and 10"), ("-1", "must be between 0 and 10"),
    ("9.5", "must be a whole number"), ("ten", "not a number"),
  ])
  func `a score that is none is refused at its field, and stays as typed`(
    typed: String, problem: String
  ) throws {
    // Given the form of an NPS response
    var program = Self.creating(.npsResponse, from: Self.user)
    try program.enter(typed, in: "score")
    try program.go(to: "userId")
    if try program.shown("userId").isEmpty { program.pick("Kim") }
    try program.enter("2026-03-01 14:30", in: "respondedAt")

    // When it is saved
    program.run(.form(.save))

    // Then the field says what is wrong with what is still in it
    #expect(try program.problem("score") == problem)
    #expect(try program.shown("score") == typed)
    #expect(program.said.hasPrefix("Not saved yet, 1 to fix. Score: \(problem)"))
    #expect(program.submitted.isEmpty)

    // And a right one is sent
    try program.enter("9", in: "score")
    #expect(try program.save().fields["score"] == 9)
  }

  @Test(arguments: [
    ("templateId", "is gone"), ("", ""),
  ])
  func `a project whose template is gone keeps all that was typed`(
    path: String, words: String
  ) throws {
    // Given a project that was handed in
    let template = Given.record(.projectTemplate, "t9", ["name": "Onboarding"])
    var program = Answering.creating(.project, from: Self.account, among: [template])
    try program.enter("Roll-out", in: "name")
    try program.go(to: "templateId")
    program.pick("Onb")
    _ = try program.save()
    let change = try program.makeDurable()

    // When the server refuses it
    let fields: [FieldPath: String] = path.isEmpty ? [:] : [FieldPath(path): words]
    program.tell(change, .refused, "Vitally does not accept this project.", about: fields)

    // Then the reason stands at the field, or else on top, and the form has everything
    if path.isEmpty {
      #expect(program.app.form?.refusals == ["Vitally does not accept this project."])
    } else {
      #expect(try program.row("templateId").refusal == "Vitally: is gone")
    }
    #expect(try program.shown("name") == "Roll-out")
    #expect(try program.shown("templateId") == "projectTemplate/t9")
    #expect(try program.shown("accountId") == "account/a1")
  }

  // MARK: Links

  @Test(
    arguments: [
      (Resource.note, account, "accountId", "account/a1"),
      (.note, organization, "organizationId", "organization/o1"),
      (.note, task, "accountId", "account/a1"), (.note, note, "organizationId", "organization/o1"),
      (.note, user, "accountId", "account/a1"),
      (.task, account, "accountId", "account/a1"),
      (.task, organization, "organizationId", "organization/o1"),
      (.task, task, "accountId", "account/a1"), (.task, note, "organizationId", "organization/o1"),
      (.user, account, "accountIds", "account/a1"),
      (.user, organization, "organizationIds", "organization/o1"),
      (.user, task, "accountIds", "account/a1"),
      (.account, organization, "organizationId", "organization/o1"),
      (.npsResponse, user, "userId", "user/u1"),
    ] as [(Resource, Record, FieldPath, String)])
  func `a new record is linked to the one at hand, or to where that one belongs`(
    resource: Resource, parent: Record, path: FieldPath, ref: String
  ) throws {
    let program = Self.creating(resource, from: parent)
    #expect(try program.shown(path) == ref)
    let linked = try #require(program.app.form).rows.filter { row in
      if case .records(let records) = row.value.input {
        !records.chosen.isEmpty && records.chosen != [.server(.admin, "me")]
      } else {
        false
      }
    }
    #expect(linked.map(\.path) == [path])
    // What was filled in is nobody's typing
    #expect(program.app.form?.isDirty == false)
  }

  @Test func `in a tab of an account it is that account that counts`() throws {
    // Given the tasks of an account on screen, one of another account selected
    let other = Given.record(.task, "t2", ["name": "Other", "accountId": "a9"])
    var program = Answering(Given.app(width: 120), [Self.account, other])
    program.start()
    program.run(.record(.open))
    program.run(.pane(.showTab(4)))
    #expect(program.app.screen?.selectedRow?.record.ref == other.ref)

    // When a task is added there
    program.run(.record(.add(.task)))

    // Then it is one of that account
    #expect(try program.shown("accountId") == "account/a1")
    #expect(program.app.form?.title == "Northwind")
  }

  @Test func `in a tab the row counts where only that can be named`() throws {
    // Given the users of an account on screen
    var program = Answering(Given.app(width: 120), [Self.account, Self.user])
    program.start()
    program.run(.record(.open))
    program.run(.pane(.showTab(2)))
    #expect(program.app.screen?.selectedRow?.record.ref == Self.user.ref)

    // When an answer is added there, which names a user and no account
    program.run(.record(.add(.npsResponse)))

    // Then it is that user's
    #expect(try program.shown("userId") == "user/u1")
  }

  @Test func `what was filled in comes back by revert`() throws {
    var program = Self.creating(.task, from: Self.account)
    for (path, ref) in [("accountId", "account/a1"), ("assignedToId", "admin/me")] {
      try program.go(to: FieldPath(path))
      program.run(.editor(.deleteBackward))
      #expect(try program.shown(FieldPath(path)) == "")
      program.run(.form(.revert))
      #expect(try program.shown(FieldPath(path)) == ref)
    }
  }

  @Test func `a form is named after the customer it is for`() throws {
    // Given a new task, begun from another task of an account
    var program = Self.creating(.task, from: Self.task)
    #expect(program.app.form?.linkedTitle == "Northwind")
    // When it is given to an organization instead
    try program.go(to: "accountId")
    program.run(.editor(.deleteBackward))
    try program.go(to: "organizationId")
    program.pick("Group")
    // Then it is called so
    #expect(program.app.form?.linkedTitle == "Northwind Group")
  }

  @Test func `a link that was filled in can be changed for another`() throws {
    var program = Self.creating(.task, from: Self.account)
    try program.go(to: "accountId")
    program.run(.editor(.deleteBackward))
    try program.go(to: "organizationId")
    program.pick("Group")
    try program.enter("Call", in: "name")
    let change = try program.save()
    #expect(change.fields["accountId"] == nil && change.fields["organizationId"] == "o1")
  }

  @Test func `what was typed and taken back leaves no draft of a new record`() {
    // Given a new note, filled in with its account
    var program = Self.creating(.note, from: Self.account)
    program.type("x")
    program.run(.editor(.deleteBackward))

    // When it is left
    program.run(.form(.leave))

    // Then nothing is kept of it
    #expect(program.drafts.isEmpty && program.app.form == nil)
  }

  @Test func `a text of blanks is no text`() throws {
    var program = Self.creating(.note, from: Self.account)
    try program.enter("Visit", in: "subject")
    try program.go(to: "note")
    program.type("  ")
    program.run(.form(.enter))
    program.run(.form(.save))
    #expect(program.said == "Not saved yet, 1 to fix. Note: required")
  }

  @Test func `of account and organization a project has one`() throws {
    var program = Self.creating(.project, from: Self.account)
    try program.go(to: "organizationId")
    program.pick("Group")
    program.run(.form(.save))
    #expect(try program.problem("organizationId") == "only one: account or organization")
    try program.go(to: "accountId")
    program.run(.editor(.deleteBackward))
    #expect(try program.problem("organizationId") == nil)
  }

  // MARK: What vitty gives

  @Test func `a note is sent with the present time and an external id of ours`() throws {
    var program = Self.creating(.note, from: Self.account)
    #expect(program.willSend == ["Nothing to send yet."])
    try program.enter("Visit", in: "subject")
    #expect(program.willSend.contains { $0.hasPrefix("Account") })
    try program.go(to: "note")
    program.type("They stay.")
    guard case .made(.note, let id)? = program.app.form?.ref else {
      Issue.record("no new note")
      return
    }
    #expect(program.willSend == ["WILL SEND new note, 6 fields"])
    try program.go(to: "subject")
    let sent = program.willSend.joined(separator: "\n")
    #expect(sent.contains("WILL SEND new note,"))
    #expect(sent.contains("Account ") && sent.contains("Author "))
    let change = try program.save()
    #expect(
      change
        == NewChange(
          .create, .made(.note, id),
          fields: [
            "subject": "Visit", "note": "<p>They stay.</p>", "accountId": "a1",
            "authorId": "me", "noteDate": "2026-11-24T09:02:00.000Z",
            "externalId": .string(id),
          ], draft: change.draft))
  }

  @Test func `what the user gives takes its place`() throws {
    var program = Self.creating(.account, from: Self.organization)
    try program.enter("Contoso", in: "name")
    try program.enter("crm-7", in: "externalId")
    try program.addTrait("tier", "text", "gold")
    #expect(
      try program.save().fields == [
        "name": "Contoso", "organizationId": "o1", "externalId": "crm-7",
        "traits": ["tier": "gold"],
      ])
  }

  @Test func `what is left empty is not sent`() throws {
    var program = Self.creating(.task, from: Self.account)
    try program.enter("Call", in: "name")
    try program.enter("x", in: "dueDate")
    try program.enter("", in: "dueDate")
    let change = try program.save()
    #expect(Set(change.fields.keys) == ["name", "accountId", "assignedToId", "externalId"])
  }

  @Test(
    arguments: [(.note, "authorId"), (.task, "assignedToId")] as [(Resource, FieldPath)])
  func `who makes a record is its author and assignee, unless somebody else is`(
    resource: Resource, path: FieldPath
  ) throws {
    // Given a new record, with the user filled in
    var program = Self.creating(resource, from: Self.account)
    #expect(try program.shown(path) == "admin/me")
    #expect(program.app.form?.isUnbegun == true)

    // When the user takes that out, types something and leaves
    try program.go(to: path)
    program.run(.editor(.deleteBackward))
    try program.enter("Call", in: resource == .note ? "subject" : "name")
    program.run(.form(.leave))

    // Then it stays out when the draft is opened
    program.run(.app(.show(.drafts)))
    program.run(.drafts(.open))
    #expect(try program.shown(path) == "")
  }

  @Test func `a note without a subject is called by its first line`() throws {
    // Given a new note, whose cursor is in the text
    var program = Self.creating(.note, from: Self.account)
    #expect(program.app.form?.focusedRow?.path == "note")
    // When only that is written
    program.send(.text("\n\n# Call with **Ana**\n- price"))
    // Then its first line is the subject
    let change = try program.save()
    #expect(change.fields["subject"] == "Call with Ana")
    #expect(change.fields["note"] == "<p><strong>Call with Ana</strong></p><ul><li>price</li></ul>")
  }

  @Test func `every new record gets an id of its own`() throws {
    var program = Self.creating(.task, from: Self.account)
    let first = try #require(program.app.form?.ref)
    program.run(.form(.leave))
    program.run(.record(.add(.task)))
    #expect(program.app.form?.ref != first)
  }

  // MARK: What is needed

  @Test func `fields that are needed are marked, those that vitty gives are not`() throws {
    let form = try #require(Self.creating(.note, from: Self.user).app.form)
    let required = form.rows.filter { form.isRequired($0) }.map(\.path)
    #expect(required == ["note", "accountId"])
  }

  @Test func `one of account and organization is needed, and both say so until there is one`()
    throws
  {
    var program = Self.creating(.task, from: Self.account)
    try program.enter("Call", in: "name")
    try program.go(to: "accountId")
    program.run(.editor(.deleteBackward))
    program.run(.form(.save))
    #expect(try program.problem("accountId") == "account or organization required")
    #expect(try program.problem("organizationId") == "account or organization required")
    let form = try #require(program.app.form)
    #expect(form.isRequired(try program.row("organizationId")))

    try program.go(to: "organizationId")
    program.pick("Group")
    #expect(try program.problem("accountId") == nil)
    #expect(try program.problem("organizationId") == nil)
    #expect(try program.save().fields["organizationId"] == "o1")
  }

  @Test func `saving a form in which nobody has typed says what is missing`() {
    var program = Self.creating(.note, from: Self.account)
    program.run(.form(.save))
    #expect(program.submitted.isEmpty && program.app.form != nil)
    #expect(program.said == "Not saved yet, 1 to fix. Note: required")
    #expect(program.app.form?.focusedRow?.path == "note")
    program.run(.form(.leave))
    #expect(program.drafts.isEmpty && program.app.form == nil)
  }

  @Test func `a person needs a mail address that is one`() throws {
    var program = Self.creating(.user, from: Self.account)
    try program.enter("kim at nw", in: "email")
    program.run(.form(.save))
    #expect(try program.problem("email")?.hasPrefix("not an email address") == true)
    try program.enter("kim@nw.example", in: "email")
    let change = try program.save()
    #expect(change.fields["email"] == "kim@nw.example" && change.fields["accountIds"] == ["a1"])
  }
}
