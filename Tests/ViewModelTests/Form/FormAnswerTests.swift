// What becomes of a form after it was saved: it waits for the server a moment, and comes back with
// everything typed when there is no answer to be glad of.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FormAnswerTests {
  let account = TraitFieldTests.account

  /// A program that has just saved a new name.
  func saved() throws -> Answering {
    var program = Answering.editing(account, among: Array(Given.accounts(3).dropFirst()))
    program.append(" Ltd")
    _ = try program.save()
    return program
  }

  @Test func `a saved form waits until it is durable, and then for the answer`() throws {
    var program = try saved()
    let madeID = try #require(program.submissions.last).madeID
    #expect(program.app.form?.phase == .submitting(madeID, leaves: false))
    #expect(program.app.form?.content.head.first?.text.contains("saving…") == true)
    try program.makeDurable(id: 7)
    #expect(program.app.form?.phase == .saving(madeID))
    #expect(program.effects.last == .remind(.leaveForm(madeID), after: 2.0))
    #expect(program.said == "Saving Northwind…")
  }

  @Test func `an answer closes it`() throws {
    var program = try saved()
    let change = try program.makeDurable()
    program.tell(change, .sending)
    #expect(program.app.form != nil)
    program.tell(change, .answered)
    #expect(program.app.form == nil && program.said == "Saved Northwind")
  }

  @Test func `after two seconds it closes and goes on behind`() throws {
    var program = try saved()
    let change = try program.makeDurable(id: 7)
    program.answerForm(.reminder(.leaveForm("another")))
    #expect(program.app.form != nil)
    program.answerForm(.reminder(.leaveForm(try #require(change.madeID))))
    #expect(program.app.form == nil && program.app.shared.waitingCount == 1)
  }

  @Test func `keys are held back while it waits`() throws {
    var program = try saved()
    for isDurable in [false, true] {
      if isDurable { try program.makeDurable(id: 7) }
      let phase = program.app.form?.phase
      for message in [
        Message.command(.form(.down)), .command(.form(.save)),
        .text("d"),
      ] {
        program.send(message)
        #expect(program.app.contexts == [.editor, .form])
        #expect(program.app.form?.phase == phase)
        #expect(program.said == "Saving… Esc goes on without waiting.")
      }
      #expect(try program.shown("name") == "Northwind Ltd")
      #expect(program.app.screen?.list?.selected == 0 && program.submitted.count == 1)
    }
  }

  @Test(arguments: [false, true])
  func `Esc closes it as soon as it is durable, and keys are those of the list again`(
    isDurable: Bool
  ) throws {
    var program = try saved()
    if isDurable { try program.makeDurable() }
    program.run(.form(.leave))
    if !isDurable {
      // Nothing is said to be saved yet, and the form is still there
      #expect(program.app.form != nil && program.said == "Writing to disk…")
      try program.makeDurable()
    }
    #expect(program.app.form == nil && program.app.contexts.first == .list)
    #expect(program.said.hasPrefix("Saved on this computer") && program.drafts.isEmpty)
    // The answer does not open it again
    let change = try #require(program.changes.last)
    program.tell(change, .refused, "Vitally says no.")
    #expect(program.app.form == nil && program.said == "Not saved: Vitally says no.")
  }

  @Test func `news of other changes does not close it`() throws {
    var program = try saved()
    try program.makeDurable(id: 7)
    let other = Change(
      id: 6, new: NewChange(.update, account.ref, fields: ["name": "x"]), state: .answered,
      createdAt: Given.now.moment)
    program.send(.store(.change(other)))
    #expect(program.app.form?.isEditing == false)
  }

  @Test func `a conflict closes it with a sentence`() throws {
    var program = try saved()
    let change = try program.makeDurable()
    program.tell(change, .conflict, "Somebody else has changed the name.")
    #expect(program.app.form == nil)
    #expect(program.said.hasPrefix("Not saved: Somebody else has changed the name."))
    #expect(program.app.shared.attentionCount == 1)
  }

  // MARK: An answer that is faster than the disk

  /// The change that was handed in, with news of it that come before it is known to be durable.
  func answered(_ state: Change.State, _ program: inout Answering) throws -> Submission {
    let submission = try #require(program.submissions.last)
    let change = Change(
      id: 7, madeID: submission.madeID, new: submission.change, createdAt: Given.now.moment)
    program.tell(change, .waiting)
    program.tell(change, .sending)
    program.tell(change, state, "No.")
    program.answerForm(.submitted(change, submission))
    return submission
  }

  @Test func `an answer that came first closes it, and what is said stays true`() throws {
    var program = try saved()
    _ = try answered(.answered, &program)
    #expect(program.app.form == nil && program.said == "Saved Northwind")
  }

  @Test func `a refusal that came first brings it back, and what is said stays true`() throws {
    var program = try saved()
    _ = try answered(.refused, &program)
    #expect(program.app.form?.isEditing == true && program.app.form?.refusals == ["No."])
    #expect(program.app.form?.replaces == 7)
    #expect(program.said.hasPrefix("Not saved."))
  }

  @Test func `of a new record the answer counts, though the record has an id by then`() throws {
    var program = Answering.creating(.task, from: NewRecordTests.account)
    try program.enter("Call", in: "name")
    let new = try program.save()
    program.send(.store(.merged(from: new.ref, to: .server(.task, "t1"))))
    _ = try answered(.answered, &program)
    #expect(program.app.form == nil && program.said == "Saved the new task")
  }

  // MARK: Refused

  @Test func `what is refused comes back with the server's words where they belong`() throws {
    var program = try saved()
    let change = try program.makeDurable(id: 7)
    program.tell(
      change, .refused, "Vitally does not accept it.",
      about: ["traits.seats": "must be even", "mrr": "is computed"])

    // Everything typed is there, the words at the field, the others on top
    let form = try #require(program.app.form)
    #expect(form.isEditing && form.replaces == 7)
    #expect(try program.shown("name") == "Northwind Ltd")
    #expect(try program.row("traits.seats").refusal == "Vitally: must be even")
    #expect(form.refusals == ["Vitally does not accept it.", "mrr: is computed"])
    #expect(form.focusedRow?.path == "traits.seats" && form.focus.cell == 2)
    #expect(form.content.lines.contains { $0.text.contains("! Vitally: must be even") })
    #expect(program.app.notice?.level == .failure && program.said.hasPrefix("Not saved"))
    // The outbox has all of it, so that there is no draft; and it was said once
    #expect(program.drafts.isEmpty)
    #expect(program.app.shared.log.entries.filter { $0.notice.level == .failure }.count == 1)
  }

  @Test func `what is refused stays in the outbox, and is a draft only once one types`() throws {
    // Given a form that has come back
    var program = try saved()
    program.tell(try program.makeDurable(id: 7), .refused, "No.")

    // When it is left as it is, nothing more is kept
    var left = program
    left.run(.form(.leave))
    #expect(left.drafts.isEmpty && left.app.shared.attentionCount == 1)
    #expect(left.said == "It stays in the outbox as it was: gl shows it.")

    // When one types, it is kept soon, and by Esc
    program.append(".")
    #expect(program.effects.last == .remind(.keepDraft, after: 0.4))
    program.run(.form(.leave))
    #expect(program.drafts.first?.texts == ["name": "Northwind Ltd."])
    #expect(program.drafts.first?.replaces == 7)
    #expect(program.said.hasPrefix("Kept as a draft."))
  }

  @Test func `what was found out here is not said in Vitally's name`() throws {
    var program = try saved()
    var change = try program.makeDurable()
    change.rival = .server(.account, "a2")
    program.tell(change, .refused, "This external ID is taken.", about: ["name": "is taken"])
    #expect(try program.row("name").refusal == "is taken")
    #expect(
      program.app.form?.refusals == ["This external ID is taken. Esc, gl and o open it."])
  }

  @Test func `words at a field go with the next key in it, and the change is replaced`() throws {
    var program = try saved()
    let change = try program.makeDurable(id: 7)
    program.tell(change, .refused, "No.", about: ["name": "is taken"])
    #expect(program.app.form?.counts.wrong == 1)
    program.append(".")
    #expect(try program.row("name").refusal == nil && program.app.form?.counts.wrong == 0)
    let mended = try program.save()
    #expect(mended.fields == ["name": "Northwind Ltd."] && mended.replaces == 7)
    #expect(mended.base == ["name": "Northwind"])
  }

  @Test func `a refused change that is replaced by the same again does not close the form`() throws
  {
    var program = try saved()
    let change = try program.makeDurable(id: 7)
    program.tell(change, .refused, "No.")
    _ = try program.save()
    program.tell(change, .dropped)
    #expect(program.app.form?.isEditing == false)
  }

  // MARK: Not even durable

  @Test func `what could not be made durable is edited on`() throws {
    var program = try saved()
    try program.failToSave("The disk is full.")
    #expect(program.app.form?.isEditing == true)
    #expect(try program.shown("name") == "Northwind Ltd")
    #expect(program.app.notice == Notice(.failure, "The disk is full."))
    #expect(program.drafts.first?.texts == ["name": "Northwind Ltd"])
    program.append(".")
    #expect(program.effects.last == .remind(.keepDraft, after: 0.4))
  }

  @Test func `Esc loses nothing that the disk has not taken yet`() throws {
    // Given a form that is left before its change is durable
    var program = try saved()
    program.run(.form(.leave))

    // When the change can't be made durable
    try program.failToSave("The disk is full.")

    // Then what was typed is still in the form
    #expect(program.app.form?.isEditing == true)
    #expect(try program.shown("name") == "Northwind Ltd")
    #expect(program.said == "The disk is full.")
  }

  @Test func `a box stays with its value where the disk does not take it`() throws {
    // Given a disk that is full
    var program = Answering(Given.app(), Given.accounts(3))
    program.start()
    program.diskFailure = "The disk is full."

    for command in [Command.record(.setField("name")), .list(.editColumn("name"))] {
      // When a value is entered
      program.run(command)
      program.type("Contoso")
      program.run(.form(.enter))

      // Then it stands in the box of the same record, and no key goes on to the next
      #expect(program.app.form?.ref == .server(.account, "a1"))
      #expect(try program.shown("name") == "Contoso")
      #expect(program.said == "The disk is full." && program.effects.contains(.dropKeys))
      program.run(.form(.discard))
      program.run(.dialog(.yes))
      program.effects = []
    }
  }
}
