// Ticking tasks off.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TaskTests {
  func program(_ body: JSONObject, isReadOnly: Bool = false) -> Answering {
    var program = Answering(
      Given.app(isReadOnly: isReadOnly), [Given.record(.task, "t1", body)])
    program.start()
    program.run(.app(.openView(.task)))
    program.effects = []
    return program
  }

  @Test func `done is a change with the time and the person`() throws {
    var program = program(["name": "Send quote"])
    program.run(.decision(.done))
    let submission = try #require(program.submissions.first)
    #expect(
      submission.change
        == NewChange(
          .update, .server(.task, "t1"),
          fields: ["completedAt": "2026-11-24T09:02:00.000Z", "completedById": "me"],
          base: ["completedAt": .null, "completedById": .null]))
    #expect(submission.sentence == "Done: Send quote" && program.effects.count == 1)
    // It is said only once it is on the disk
    #expect(program.app.notice == nil)
  }

  @Test func `what is durable is said, and what is not as well`() throws {
    // Given a task that is being done
    var program = program(["name": "Send quote"])
    program.run(.decision(.done))
    #expect(program.app.awaitsRows)
    let submission = try #require(program.submissions.first)

    // When the disk takes it
    var taken = program
    let change = Change(id: 1, new: submission.change, createdAt: Given.now.moment)
    taken.send(.store(.change(change)))
    taken.answerForm(.submitted(change, submission))
    #expect(taken.app.notice?.sentence == "Done: Send quote · u takes it back")
    #expect(taken.app.shared.waitingCount == 1 && !taken.app.awaitsRows)

    // And when it does not
    program.answerForm(.notSubmitted(submission, "The disk is full."))
    #expect(program.app.notice == Notice(.failure, "The disk is full."))
    #expect(program.app.shared.waitingCount == 0 && !program.app.awaitsRows)
  }

  @Test func `a key about a changed row waits until it has come back`() throws {
    // Given a task that was ticked off
    var program = program(["name": "Send quote"])
    program.run(.decision(.done))
    let submission = try #require(program.submissions.first)
    let change = Change(id: 1, new: submission.change, createdAt: Given.now.moment)

    // When that is durable, and its row is still being read
    program.holdsBack = true
    program.send(.store(.changed([.task])))
    program.answerForm(.submitted(change, submission))

    // Then the next key waits for the row
    #expect(program.app.awaitsRows)
    program.answerAll()
    #expect(!program.app.awaitsRows)
  }

  @Test func `a task is ticked off in the brief of its account, and the next one is at hand`()
    throws
  {
    // Given the brief of an account with two open tasks
    let tasks = ["t1", "t2"].map { Given.record(.task, $0, ["accountId": "a1", "name": "Call"]) }
    var program = Answering(Given.app(), [Given.record(.account, "a1")] + tasks)
    program.start()
    program.run(.record(.open))
    #expect(program.app.availability(of: .decision(.done)) == .hidden)

    // When the cursor is on the first one
    program.run(.move(.down))
    program.run(.decision(.done))

    // Then it is done, and the next one is at hand at once
    let submission = try #require(program.submissions.first)
    #expect(submission.change.ref == tasks[0].ref && !program.app.awaitsRows)
    let change = Change(id: 1, new: submission.change, createdAt: Given.now.moment)
    program.holdsBack = true
    program.send(.store(.changed([.task])))
    program.answerForm(.submitted(change, submission))
    program.records.remove(at: 1)
    program.answerAll()

    // And stays so when the first one is gone from the brief
    #expect(program.app.screen?.completable?.ref == tasks[1].ref)
    program.run(.decision(.done))
    #expect(program.submitted.map(\.ref) == tasks.map(\.ref))
  }

  @Test func `what was done in a brief stays in it, and the same key reopens it`() throws {
    // Given the brief of an account with a task that was done today
    let task = Given.record(
      .task, "t1",
      ["accountId": "a1", "name": "Call", "completedAt": "2026-11-24T08:00:00.000Z"])
    var program = Answering(Given.app(), [Given.record(.account, "a1"), task])
    program.keepsDone = true
    program.start()
    program.run(.record(.open))
    let text = program.app.screen?.detail?.content.lines.map(\.line.text) ?? []
    #expect(text.contains("x done  Call"))

    // When the key is pressed on it
    program.run(.move(.down))
    program.run(.decision(.done))

    // Then it is open again
    #expect(program.submitted.first?.fields["completedAt"] == .null)
  }

  @Test func `done again reopens`() throws {
    var program = program(["name": "Send quote", "completedAt": "2026-11-24T08:00:00.000Z"])
    program.run(.decision(.done))
    let change = try #require(program.submitted.first)
    #expect(change.fields == ["completedAt": .null, "completedById": .null])
    #expect(change.base["completedAt"] == "2026-11-24T08:00:00.000Z")
  }

  @Test func `a read-only workspace says so and changes nothing`() {
    var program = program(["name": "Send quote"], isReadOnly: true)
    program.run(.decision(.done))
    #expect(program.effects.isEmpty)
    #expect(program.app.notice?.level == .warning)
  }

  @Test func `what the server refuses is said and counted until it is mended`() {
    // Given a change that is on its way
    var program = program(["name": "Send quote"])
    let new = NewChange(.update, .server(.task, "t1"), fields: ["completedAt": "x"])
    var change = Change(id: 7, new: new, createdAt: Given.now.moment)
    program.send(.store(.change(change)))
    #expect(program.app.shared.waitingCount == 1)

    // When the server refuses it
    change.state = .refused
    change.sentence = "Vitally says: completedAt must be a date."
    program.send(.store(.change(change)))

    // Then it is said, and it needs attention
    #expect(program.app.shared.waitingCount == 0)
    #expect(program.app.shared.attentionCount == 1)
    #expect(program.app.notice?.sentence.contains("must be a date") == true)

    // And when it has been answered at last, nothing is left
    change.state = .answered
    program.send(.store(.change(change)))
    #expect(program.app.shared.attentionCount == 0)
  }
}
