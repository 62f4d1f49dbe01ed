// A note after which a task is done: however early the form closes, and whatever goes wrong.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct NoteThenDoneTests {
  /// A program in which a note about the first of three tasks was just saved.
  private func noted(isDone: Bool = false) throws -> (Answering, Submission) {
    let tasks = (1...3).map { number in
      var body: JSONObject = ["name": .string("Task \(number)"), "accountId": "a1"]
      if isDone { body["completedAt"] = "2026-11-24T08:00:00.000Z" }
      return Given.record(.task, "t\(number)", body)
    }
    var program = Answering(
      Given.app(), tasks + [Given.record(.account, "a1", ["name": "Contoso"])])
    program.start()
    program.run(.app(.openView(.task)))
    program.run(.decision(.noteThenDone))
    program.type("She agreed.")
    program.run(.form(.save))
    let note = try #require(program.submissions.first)
    try #require(note.change.ref.resource == .note)
    return (program, note)
  }

  private func change(_ submission: Submission, id: ChangeID = 1) -> Change {
    Change(
      id: id, madeID: submission.madeID, new: submission.change, createdAt: Given.now.moment)
  }

  private func selected(_ program: Answering) -> String? {
    program.app.screen?.selectedRow?.record.title
  }

  // MARK: News that are faster than the disk

  @Test(arguments: [Change.State.waiting, .answered, .conflict])
  func `the task is done, once, also where the form closes before its note is known to be on disk`(
    _ state: Change.State
  ) throws {
    // Given a note of which news come before the answer of the disk; what completes the task is
    // saved with it
    var (program, note) = try noted()
    let noteChange = change(note)
    #expect(program.submissions.count == 2)
    #expect(program.submitted.last?.ref == .server(.task, "t1"))
    program.tell(noteChange, .waiting)
    #expect(program.app.form != nil)
    program.tell(noteChange, state, "Vitally can't be reached.")

    // Then the next task is at hand
    #expect(program.app.form == nil)
    #expect(selected(program) == "Task 2")

    // When the disk has answered for both, then nothing is done again, and the last sentence tells of
    // both
    let done = try #require(program.submissions.last)
    program.answerForm(.submitted(noteChange, note))
    let doneChange = change(done, id: 2)
    program.send(.store(.change(doneChange)))
    program.answerForm(.submitted(doneChange, done))
    #expect(program.submissions.count == 2)
    #expect(program.said == "Saved the note; done: Task 1 · u takes it back")
  }

  @Test func `that a task is not done is not covered by what becomes of its note`() throws {
    // Given a note about a task that is done already, of which news come before the disk's answer
    var (program, note) = try noted(isDone: true)
    let noteChange = change(note)
    program.tell(noteChange, .waiting, "Vitally can't be reached.")
    program.answerForm(.submitted(noteChange, note))
    #expect(program.app.form == nil && program.submissions.count == 1)
    #expect(
      program.app.notice == Notice(.warning, "Saved the note; it was done already: Task 1"))
  }

  @Test(arguments: [true, false])
  func `a refused note holds its task back, which is done once the note is saved again`(
    isOnDiskFirst: Bool
  ) throws {
    // Given a note that is refused, before or after it is known that the disk has it
    var (program, note) = try noted()
    let noteChange = change(note)
    if isOnDiskFirst { program.answerForm(.submitted(noteChange, note)) }
    program.tell(noteChange, .refused, "No.")
    if !isOnDiskFirst { program.answerForm(.submitted(noteChange, note)) }
    #expect(program.app.form?.isEditing == true)
    // And that the task is done is not said, though the disk has that as well
    let done = try #require(program.submissions.last)
    var doneChange = change(done, id: 2)
    doneChange.new.follows = noteChange.id
    program.send(.store(.change(doneChange)))
    program.answerForm(.submitted(doneChange, done))
    #expect(program.said.hasSuffix("The task is done once it is saved."))

    // When it is mended, then only the note is saved again: what completes the task waits for it
    program.type(" Yes.")
    program.run(.form(.save))
    #expect(program.submitted.map(\.ref.resource) == [.note, .task, .note])
    #expect(program.submitted.last?.replaces == noteChange.id)
    let mended = try #require(program.submissions.last)
    let change = change(mended, id: 3)
    program.send(.store(.change(change)))
    program.answerForm(.submitted(change, mended))
    program.tell(change, .answered)
    #expect(program.app.form == nil && program.submissions.count == 3)
    #expect(program.said == "Saved the note; done: Task 1 · u takes it back")
  }

  // MARK: A disk that fails

  @Test func `where the note could not be saved the task is not done, until both are saved`() throws
  {
    // Given a note that does not get to the disk
    var (program, note) = try noted()
    program.answerForm(.notSubmitted(note, "The disk is full."))
    #expect(program.app.form?.isEditing == true && program.said == "The disk is full.")
    // When it is saved again, then so is what completes the task
    program.run(.form(.save))
    #expect(program.submitted.map(\.ref.resource) == [.note, .task, .note, .task])
    try program.makeDurable()
    program.run(.form(.leave))
    #expect(selected(program) == "Task 2")
  }

  // MARK: Leaving at once

  @Test func `who leaves while the note is written has the next task at hand, and it counts`()
    throws
  {
    var (program, _) = try noted()
    program.run(.form(.leave))
    try program.makeDurable()
    #expect(program.app.form == nil && selected(program) == "Task 2")
    #expect(program.submitted.last?.ref == .server(.task, "t1"))
    program.run(.decision(.done))
    program.run(.decision(.done))
    #expect(program.app.screen?.tally.words == "2 done, 1 noted and done")
  }

  @Test(arguments: [true, false])
  func `who leaves still reads that the task is not done`(leavesEarly: Bool) throws {
    var (program, _) = try noted(isDone: true)
    if leavesEarly { program.run(.form(.leave)) }
    try program.makeDurable()
    if !leavesEarly { program.run(.form(.leave)) }
    #expect(program.app.form == nil)
    #expect(
      program.app.notice == Notice(.warning, "Saved the note; it was done already: Task 1"))
  }

  @Test func `who leaves after another key is told where the note is`() throws {
    var (program, _) = try noted(isDone: true)
    try program.makeDurable()
    program.run(.form(.save))
    #expect(program.said == "Saving… Esc goes on without waiting.")
    program.run(.form(.leave))
    #expect(program.said.hasPrefix("Saved on this computer and sent in the background."))
  }
}
