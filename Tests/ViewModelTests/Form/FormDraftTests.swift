// What is typed is not lost: it is kept while one types, and is there again afterwards.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FormDraftTests {
  let account = TraitFieldTests.account

  func program() -> Answering { .editing(account, traits: TraitFieldTests.definitions) }

  @Test func `one reminder is asked for, and another one after what was typed is kept`() throws {
    var program = program()
    program.append(" Ltd")
    #expect(program.effects == [.remind(.keepDraft, after: 0.4)])
    program.answerForm(.reminder(.keepDraft))
    #expect(program.effects.count == 2 && program.drafts.count == 1)
    // Nothing new was typed
    program.answerForm(.reminder(.keepDraft))
    #expect(program.effects.count == 2)
    program.append(".")
    #expect(program.effects.last == .remind(.keepDraft, after: 0.4))
  }

  @Test func `a draft is what was typed, what was there before, and where the cursor was`() throws {
    var program = program()
    program.append(" Ltd")
    program.app.now.moment = Given.now.moment.adding(seconds: 60)
    program.answerForm(.reminder(.keepDraft))
    #expect(
      program.drafts == [
        Draft(
          program.app.form?.draftID ?? "", ref: account.ref, texts: ["name": "Northwind Ltd"],
          base: account.body, focus: "name",
          createdAt: Given.now.moment, updatedAt: Given.now.moment.adding(seconds: 60))
      ])
  }

  @Test func `Esc keeps what was typed and says so`() {
    var program = program()
    program.append(" Ltd")
    program.run(.form(.leave))
    #expect(program.app.form == nil)
    #expect(program.drafts.first?.texts == ["name": "Northwind Ltd"])
    #expect(program.said == "Kept as a draft. gd opens it.")
  }

  @Test func `Esc says of something new only where it is kept`() {
    var program = Answering.creating(.note, from: account)
    program.type("Review")
    program.run(.form(.leave))
    #expect(program.said == "Kept as a draft. gd opens it.")
  }

  @Test func `Esc without typing keeps nothing and says nothing`() {
    var program = program()
    program.run(.form(.next))
    program.run(.form(.leave))
    #expect(program.app.form == nil && program.drafts.isEmpty && program.said.isEmpty)
  }

  @Test func `what was typed and taken back again is no draft`() {
    var program = program()
    program.append("x")
    program.answerForm(.reminder(.keepDraft))
    program.run(.editor(.deleteBackward))
    program.run(.form(.leave))
    #expect(program.drafts.isEmpty && program.said.isEmpty)
  }

  @Test func `what was wrong when a form was left is marked when it is there again`() throws {
    var program = program()
    try program.enter("many", in: "traits.seats")
    program.run(.form(.leave))
    program.run(.record(.edit))
    #expect(try program.problem("traits.seats") == "not a number")
    #expect(program.app.form?.counts.wrong == 1)
  }

  @Test func `when the program ends, the last keys are kept`() {
    var program = program()
    program.append("!")
    program.send(.ending)
    #expect(program.drafts.first?.texts == ["name": "Northwind!"])
  }

  @Test func `throwing away asks, no goes on, yes forgets`() {
    var program = program()
    program.append("!")
    program.answerForm(.reminder(.keepDraft))
    program.run(.form(.discard))
    program.run(.dialog(.no))
    #expect(program.app.form != nil && program.drafts.count == 1)
    program.run(.form(.discard))
    program.run(.dialog(.yes))
    #expect(program.app.form == nil && program.drafts.isEmpty)
    guard case .forget(_, saying: "Thrown away.")? = program.effects.last else {
      Issue.record("nothing was forgotten")
      return
    }
    #expect(program.said == "Thrown away.")
  }

  @Test func `throwing away nothing does not ask`() {
    var program = program()
    program.run(.form(.discard))
    #expect(program.app.form == nil && program.app.overlay == nil && program.effects.isEmpty)
  }

  @Test func `everything is there again, also what means nothing yet`() throws {
    // Given a form in which something of every kind was typed
    var program = program()
    try program.enter("  ", in: "name")
    try program.enter("2026-99", in: "traits.since")
    try program.enter("many", in: "traits.seats")
    try program.enter("[1,", in: "traits.raw")
    try program.go(to: "traits.isLive")
    program.run(.form(.toggle))
    try program.go(to: "traits.plan", cell: 1)
    program.pick("remove")
    try program.go(to: "traits.memo")
    program.type("\nthree")
    try program.addTrait("tier", "number", "1e")
    try program.addTrait("", "list", "a, b")
    try program.go(to: "traits.raw")
    let before = try #require(program.app.form)

    // When it is left and opened again
    program.run(.form(.leave))
    program.run(.record(.edit))

    // Then all of it is there, and the cursor where it was
    let after = try #require(program.app.form)
    #expect(after.rows.map { $0.cells.map(\.typed) } == before.rows.map { $0.cells.map(\.typed) })
    #expect(after.focusedRow?.path == "traits.raw")
    #expect(after.counts.changed == before.counts.changed)
    #expect(program.said == "Restored what you typed at 09:02. C-x throws it away.")
  }

  @Test func `a new record, its link and records that were looked up are there again`() throws {
    let lee = Given.record(.admin, "lee", ["name": "Lee"])
    var program = Answering.creating(.task, from: account, among: [lee])
    try program.enter("Call", in: "name")
    try program.go(to: "assignedToId")
    program.pick("Lee")
    program.run(.form(.leave))
    let draft = try #require(program.drafts.first)
    #expect(draft.parent == account.ref)
    #expect(
      draft.texts == [
        "name": "Call", "assignedToId": ["admin/lee"], "accountId": ["account/a1"],
      ])

    program.run(.app(.show(.drafts)))
    program.run(.drafts(.open))
    #expect(try program.shown("assignedToId") == "admin/lee")
    let change = try program.save()
    #expect(change.ref == draft.ref && change.fields["accountId"] == "a1")
  }

  @Test func `a draft is compared with what was there when it was begun`() throws {
    // Given a draft, and a record that has changed since
    var program = program()
    try program.enter("121", in: "traits.seats")
    program.run(.form(.leave))
    var body = account.body
    body["name"] = "Contoso"
    program.records[0] = Record(ref: account.ref, body: body)
    program.run(.record(.edit))

    // Then nothing else is old, and only what was typed is sent, with the old value beside it
    #expect(try program.shown("name") == "Contoso")
    let change = try program.save()
    #expect(change.fields == ["traits": ["seats": 121]])
    #expect(change.base == ["traits": ["seats": .number("120")]])
  }

  @Test func `saving what was reopened ends the draft`() throws {
    var program = program()
    program.append("!")
    program.run(.form(.leave))
    program.run(.record(.edit))
    #expect(try program.save().draft != nil)
    try program.makeDurable()
    #expect(program.drafts.isEmpty)
  }

  // MARK: Days and moments

  @Test func `a day is kept as the day that it meant when it was typed`() throws {
    // Given a day that was typed as a word
    var program = Answering.editing(DateFieldTests.task(.null))
    try program.enter("fri", in: "dueDate")
    program.run(.form(.leave))
    #expect(program.drafts.first?.texts == ["dueDate": "2026-11-27"])

    // When the draft is opened a week later
    program.app.now.moment = Given.now.moment.adding(seconds: 7 * 86_400)
    program.run(.record(.edit))

    // Then it is still that day
    #expect(try program.shown("dueDate") == "2026-11-27")
    #expect(try program.save().fields == ["dueDate": "2026-11-27"])
  }

  @Test(
    arguments: [
      (.null, "2026-11-24T09:02:33.123Z"), ("2026-11-01T10:00:00.000Z", "2026-11-24T09:02:33.123Z"),
      (1_795_510_000_123, 1_795_510_953_123), (1_795_510_000, 1_795_510_953),
    ] as [(JSONValue, JSONValue)])
  func `a moment is kept to the millisecond, and shown in the time of whatever place`(
    base: JSONValue, sent: JSONValue
  ) throws {
    // Given a moment that was typed as a word
    let moment = try #require(Moment("2026-11-24T09:02:33.123Z"))
    var program = Answering.editing(DateFieldTests.note(base), now: Now(moment: moment))
    try program.enter("now", in: "noteDate")
    program.run(.form(.leave))
    let kept = try #require(program.drafts.first?.texts["noteDate"]?.text)
    #expect(kept.hasPrefix("2026-11-24T09:02:33.") && kept.hasSuffix("Z"))

    // When the draft is opened later, in New York
    program.app.now = Now(moment: moment.adding(seconds: 3600), zone: DateFieldTests.newYork)
    program.run(.record(.edit))

    // Then it is the same moment, in local time, and is sent in the form in which it came
    #expect(try program.shown("noteDate") == "2026-11-24 04:02")
    #expect(try program.save().fields == ["noteDate": sent])
  }

  @Test func `what is no moment yet is kept as it was typed`() throws {
    var program = Answering.editing(DateFieldTests.note(.null))
    try program.enter("tomorrow at", in: "noteDate")
    program.run(.form(.leave))
    program.run(.record(.edit))
    #expect(try program.shown("noteDate") == "tomorrow at")
  }

  // MARK: A disk that takes nothing

  @Test func `Esc stays in the form where what was typed can't be kept, and says so`() throws {
    // Given a disk that is full
    var program = program()
    program.diskFailure = "The disk is full."
    program.append(" Ltd")

    // When one leaves
    program.run(.form(.leave))

    // Then the form is still there with all of it, and no draft is said to be
    #expect(program.app.form?.isEditing == true)
    #expect(try program.shown("name") == "Northwind Ltd")
    #expect(
      program.said
        == "The disk is full. What you typed is only in this form. C-x throws it away.")
    #expect(program.app.shared.drafts.isEmpty)

    // And once there is room, Esc leaves
    program.diskFailure = nil
    program.run(.form(.leave))
    #expect(program.app.form == nil && program.drafts.count == 1)
    #expect(program.said.hasPrefix("Kept as a draft."))
  }

  @Test func `while the draft is on its way nothing is said to be kept`() {
    var program = program()
    program.append(" Ltd")
    let jobs = program.app.update(.command(.form(.leave)))
    #expect(jobs.contains { if case .keep = $0.effect { true } else { false } })
    #expect(program.app.form != nil && program.said.isEmpty)
    #expect(program.app.readiness == .opening)

    // And what was pressed meanwhile is not typed into it if it has to stay
    guard let job = jobs.first(where: { if case .keep = $0.effect { true } else { false } }),
      case .keep(let draft, _) = job.effect
    else { return }
    let more = program.app.update(.answer(job.layer, .notKept(draft, "The disk is full.")))
    #expect(more.map(\.effect) == [.dropKeys])
    #expect(program.app.readiness == .ready)
  }

  @Test func `what could not be written is tried again with the next key, not by itself`() {
    var program = program()
    program.diskFailure = "The disk is full."
    program.append("!")
    program.answerForm(.reminder(.keepDraft))
    let reminders = { (program: Answering) in
      program.effects.count { $0 == .remind(.keepDraft, after: 0.4) }
    }
    #expect(reminders(program) == 1)
    program.append("!")
    #expect(reminders(program) == 2)
  }
}
