// What is said and done when only a part of what was changed together is paused, mended or taken back.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct GroupPartTests {
  private static let bulk = OutboxGroupTests.bulk

  private func program(_ changes: [Change]) -> Answering {
    OutboxScreenTests().program(changes)
  }

  private func selected(_ program: Answering) throws -> OutboxGroup? {
    try OutboxScreenTests().outbox(program).selectedRow?.group
  }

  private static func group(_ changes: [Change]) -> OutboxGroup {
    OutboxGroup(bulk, changes.map { OutboxEntry($0, title: "X") })
  }

  private static func answered(_ changes: some Sequence<Change>) -> [Change] {
    changes.map { change in
      var change = change
      change.state = .answered
      return change
    }
  }

  // MARK: Taken back

  @Test func `the end of a group is told although one of it was taken back`() {
    // Given twelve changes, of which one is taken back
    let changes = OutboxGroupTests.bulk(Array(repeating: .waiting, count: 12))
    var program = program(changes)
    var undone = Undone(asked: [1])
    undone.dropped = [OutboxEntry(changes[0], title: "X")]
    program.answerTop(.undone(undone))
    // When the others are saved
    program.send(.store(.groupEnded(Self.answered(changes[1...]))))
    // Then that is told
    #expect(program.said == "11 accounts saved.")
  }

  @Test func `what was on its way as it was taken back is not told as saved`() {
    let changes = OutboxGroupTests.bulk(Array(repeating: .sending, count: 12))
    var program = program(changes)
    var undone = Undone(asked: [1])
    undone.reversed = [OutboxEntry(changes[0], title: "X")]
    program.answerTop(.undone(undone))
    program.send(.store(.groupEnded(Self.answered(changes))))
    #expect(program.said == "11 accounts saved.")
  }

  // MARK: Progress

  @Test func `what takes the place of a change counts as that did`() {
    // Given a change of twelve, of which five are saved and two are refused
    var changes = OutboxGroupTests.bulk(
      .waiting, .waiting, .waiting, .waiting, .waiting, .refused, .refused)
    var program = program([])
    program.send(.outbox(changes, groups: [Self.bulk: 12]))
    #expect(program.app.shared.bulk?.words == "saved 5/12")
    // When one is mended
    var mended = changes[5]
    (mended.id, mended.state) = (99, .waiting)
    changes[5].state = .dropped
    program.send(.store(.change(changes[5])))
    program.send(.store(.change(mended)))
    // Then there are as many as before
    #expect(program.app.shared.bulk?.words == "saved 5/12")
    // And what is tried again is not one more
    changes[6].state = .waiting
    program.send(.store(.change(changes[6])))
    #expect(program.app.shared.bulk?.words == "saved 5/12")
  }

  // MARK: Paused

  @Test func `a group is paused when all that waits of it is`() throws {
    // Given a group of which one is sent, one is being sent and one of three that wait is paused
    var changes = OutboxGroupTests.bulk(.answered, .sending, .waiting, .waiting, .waiting)
    changes[2].heldUntil = Change.untilResumed
    #expect(!Self.group(changes).isPaused)
    var program = program(changes)
    program.send(.outbox(changes, groups: [Self.bulk: 5]))
    #expect(program.app.shared.bulk?.words == "saved 1/5")
    #expect(try selected(program) != nil && program.app.hints.map(\.title).contains("pause"))

    // When the key is pressed, then the others are paused too
    program.run(.outbox(.pause))
    #expect(program.effects == [.pauseChanges([2, 3, 4, 5], true)])
    for index in 2...4 {
      changes[index].heldUntil = Change.untilResumed
      program.send(.store(.change(changes[index])))
    }
    #expect(Self.group(changes).isPaused)
    #expect(program.app.shared.bulk?.words == "paused 1/5")
    #expect(!OutboxGroup(Self.bulk, []).isPaused)
  }

  @Test func `what is being sent is said to be held back if that fails`() {
    var sending = OutboxGroupTests.bulk(.sending)[0]
    sending.heldUntil = Change.untilResumed
    var program = program([sending])
    program.answerTop(.paused([sending], true))
    #expect(program.said == "It is being sent: if that fails, it is held back. p lets it go on.")

    // And the same key lets it go
    #expect(program.app.hints.map(\.title).contains("resume"))
    program.run(.outbox(.pause))
    #expect(program.effects == [.pauseChanges([1], false)])
    program.answerTop(.paused([sending], false))
    #expect(program.said == "Going on: account.")

    // And beside what is paused
    let changes = OutboxGroupTests.bulk(.sending, .waiting, .waiting)
    program.answerTop(.paused(changes, true))
    #expect(
      program.said
        == "Paused: 2 accounts. What is being sent is too, if it fails. p resumes them.")
    program.answerTop(.paused([], true))
    #expect(program.said == "Nothing of it waits any more.")
  }

  // MARK: Done again

  private func redone(_ kept: [Change]) -> Redone {
    var redone = Redone()
    redone.kept = kept.map { KeptChange(OutboxEntry($0, title: "X"), "Make the new note first.") }
    return redone
  }

  @Test func `what could not be done again is still in the line`() {
    // Given three changes that were taken back
    let changes = OutboxGroupTests.bulk(.dropped, .dropped, .dropped)
    var program = program([])
    var undone = Undone(asked: [1, 2, 3])
    undone.dropped = changes.map { OutboxEntry($0, title: "X") }
    program.answerTop(.undone(undone))
    // When two of them can't be done again
    program.run(.app(.redo))
    var redone = redone([changes[1], changes[2]])
    redone.again = [OutboxEntry(changes[0], title: "X")]
    program.answerTop(.redone(redone))
    #expect(program.said.contains("Not done again: 2 accounts. Make the new note first."))
    // Then the key tries them once more
    program.run(.app(.redo))
    #expect(program.effects.last == .redo(dropped: [2, 3], inverses: []))
  }

  @Test func `what can't be done again is not in the way of what can`() {
    // Given two decisions that were taken back, of which the last can't be done again
    let changes = OutboxGroupTests.bulk(.dropped, .dropped)
    var program = program([])
    for change in changes {
      var undone = Undone(asked: [change.id])
      undone.dropped = [OutboxEntry(change, title: "X")]
      program.answerTop(.undone(undone))
    }
    program.run(.app(.redo))
    program.answerTop(.redone(redone([changes[1]])))
    program.run(.app(.redo))
    #expect(program.effects.last == .redo(dropped: [1], inverses: []))
    program.answerTop(.redone(redone([])))
    program.run(.app(.redo))
    #expect(program.effects.last == .redo(dropped: [2], inverses: []))
  }

  // MARK: Forms

  @Test func `a form that tells of its own change does not silence the others`() throws {
    // Given a form that waits for its change
    var program = try FormAnswerTests().saved()
    var own = try program.makeDurable(id: 7)
    own.state = .refused
    var other = OutboxScreenTests.change(8, .refused)
    other.sentence = "Vitally says no."
    // When both are refused at once
    program.send(.store(.changes([own, other])))
    // Then both are told
    let said = program.app.shared.log.entries.prefix(2).map(\.notice.sentence)
    #expect(said.contains { $0.hasPrefix("Not saved. Fix it and save again") })
    #expect(said.contains { $0.hasSuffix("Vitally says no.") })
  }
}
