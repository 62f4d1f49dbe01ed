// Single keys that decide about a task, wherever it stands.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct DecisionKeyTests {
  private func program(_ count: Int = 3) -> Answering {
    let tasks = (1...count).map { number in
      Given.record(
        .task, "t\(number)", ["name": .string("Task \(number)"), "dueDate": "2026-11-10"])
    }
    let people = [
      Given.record(.admin, "me", ["name": "Dana"]), Given.record(.admin, "mo", ["name": "Mo"]),
    ]
    var program = Answering(Given.app(), tasks + people)
    program.start()
    program.run(.app(.openView(.task)))
    program.effects = []
    return program
  }

  private func selected(_ program: Answering) -> String? {
    program.app.screen?.selectedRow?.record.title
  }

  @Test func `in a list the next task is at hand after each key`() {
    // When three tasks are decided about, three different ways
    var program = program()
    program.run(.decision(.done))
    program.run(.decision(.bump("tomorrow")))
    program.run(.decision(.wait("next mon")))

    // Then each key was about another one, held back for a moment
    #expect(program.submitted.map(\.ref.serverID) == ["t1", "t2"])
    #expect(program.submitted[1].fields == ["dueDate": "2026-11-25"])
    #expect(program.submissions.map(\.isHeld) == [true, true])
    #expect(
      program.submissions.map(\.sentence) == ["Done: Task 1", "Due tomorrow: Task 2"])
    let waits = program.effects.compactMap { effect -> Wait? in
      if case .wait(let waits, _, _) = effect { waits.first?.wait } else { nil }
    }
    #expect(waits == [Wait(until: Moment("2026-11-30T00:00:00Z") ?? Given.now.moment)])
  }

  @Test func `again decides the same about the next task`() {
    var program = program()
    program.run(.decision(.again))
    #expect(program.app.notice?.level == .warning && program.submitted.isEmpty)

    program.run(.decision(.bump("+3d")))
    program.run(.decision(.again))
    program.run(.decision(.again))
    #expect(program.submitted.map(\.ref.serverID) == ["t1", "t2", "t3"])
    #expect(program.submitted.map(\.fields).last == ["dueDate": "2026-11-27"])
  }

  @Test func `a day that is typed is refused in its line`() {
    var program = program()
    program.run(.decision(.bump(nil)))
    program.type("sometime")
    program.run(.dialog(.accept))
    guard case .prompt(let prompt)? = program.app.overlay else {
      Issue.record("the line has gone")
      return
    }
    #expect(prompt.problem?.hasPrefix("not a date") == true && program.submitted.isEmpty)

    // And taken once it is one
    program.run(.editor(.killToStart))
    program.type("4 dec")
    program.run(.dialog(.accept))
    #expect(program.submitted.map(\.fields) == [["dueDate": "2026-12-04"]])
    #expect(selected(program) == "Task 2")
  }

  @Test func `assigning picks from the team, and goes on`() {
    var program = program()
    program.run(.decision(.assign))
    program.type("mo")
    program.run(.dialog(.accept))
    #expect(program.submitted.map(\.fields) == [["assignedToId": "mo"]])
    #expect(program.submissions.first?.sentence == "Assigned to Mo: Task 1")
    #expect(selected(program) == "Task 2")
  }

  @Test(arguments: [
    DecisionCommand.done, .bump("+3d"), .wait("next mon"),
  ])
  func `in a brief as well, whatever becomes of the one before`(_ command: DecisionCommand) {
    // Given the brief of an account with three tasks, the cursor on the first
    let tasks = ["t1", "t2", "t3"].map {
      Given.record(
        .task, $0, ["accountId": "a1", "name": .string($0), "dueDate": "2026-11-10"])
    }
    var program = Answering(Given.app(), [Given.record(.account, "a1")] + tasks)
    program.keepsDone = true
    program.start()
    program.run(.record(.open))
    program.run(.move(.down))
    #expect(program.app.screen?.completable?.ref == tasks[0].ref)

    // When it is decided about, then the next one is at hand
    program.run(.decision(command))
    #expect(program.app.screen?.completable?.ref == tasks[1].ref)

    // And stays at hand where the first one has moved away, or stays in sight
    program.records = [program.records[0], tasks[1], tasks[2], tasks[0]]
    program.send(.store(.changed([.task])))
    #expect(program.app.screen?.completable?.ref == tasks[1].ref)
    program.records = [program.records[0]] + tasks
    program.send(.store(.changed([.task])))
    #expect(program.app.screen?.completable?.ref == tasks[1].ref)

    // And behind the last one the line stays
    program.run(.move(.down))
    program.run(.decision(command))
    #expect(program.app.screen?.completable?.ref == tasks[2].ref)
  }

  @Test func `an opened task stays after a decision`() {
    var program = program()
    program.run(.record(.open))
    program.run(.decision(.done))
    #expect(program.app.screen?.detail?.ref == .server(.task, "t1"))
  }

  @Test func `nothing is changed that is so already, and that is said`() {
    var program = program()
    program.run(.decision(.bump("2026-11-10")))
    #expect(program.submitted.isEmpty)
    #expect(program.app.notice?.sentence == "Nothing changed, it is so already: Task 1")
  }

  @Test func `waiting for a day that has come is refused`() {
    var program = program()
    program.run(.decision(.wait("yesterday")))
    #expect(
      program.app.notice?.sentence == "Task 1: To wait, name a day after today.")
    program.run(.decision(.wait(nil)))
    program.type("today")
    program.run(.dialog(.accept))
    guard case .prompt(let prompt)? = program.app.overlay else {
      Issue.record("the line has gone")
      return
    }
    #expect(prompt.problem == "name a day after today")
  }

  @Test func `putting aside is taken back, and done again`() {
    // Given a task that was put aside
    var program = program()
    program.run(.decision(.wait("next mon")))
    let monday = Wait(until: Moment("2026-11-30T00:00:00Z") ?? Given.now.moment)
    let ref = Ref.server(.task, "t1")

    // When u comes before that is on disk, then it waits
    program.run(.app(.undo))
    #expect(waits(program).count == 1)
    program.answerTop(
      .waited(
        before: [WaitChange(ref, nil)], after: [WaitChange(ref, monday)], saying: "Out of your way",
        .decision))
    #expect(waits(program).last == [WaitChange(ref, nil)])

    // And once it is taken back, it can be done again
    program.answerTop(
      .waited(
        before: [WaitChange(ref, monday)], after: [WaitChange(ref, nil)],
        saying: "Taken back: how long 1 task waits", .undo))
    program.run(.app(.redo))
    #expect(waits(program).last == [WaitChange(ref, monday)])
  }

  @Test func `the cursor goes to what has come back, if it is listed`() throws {
    // Given a task that was put aside, and the cursor further down
    var program = program(5)
    let first = program.records[0]
    program.run(.decision(.wait("next mon")))
    program.answerTop(
      .waited(
        before: [WaitChange(first.ref, nil)], after: [], saying: "Out of your way", .decision))
    program.records.removeFirst()
    program.send(.store(.changed([.task])))
    program.run(.move(.down))
    #expect(selected(program) == "Task 3")

    // When that is taken back, then it is at hand
    program.run(.app(.undo))
    program.records.insert(first, at: 0)
    program.answerTop(
      .waited(before: [WaitChange(first.ref, nil)], after: [], saying: "Taken back", .undo))
    #expect(selected(program) == "Task 1")

    // And when something else comes back, then the cursor stays, whatever moves above it
    program.run(.move(.down))
    program.records.insert(Given.record(.task, "t0", ["name": "Task 0"]), at: 0)
    var undone = Undone(asked: [7])
    let gone = Given.record(.task, "gone", ["name": "Gone"])
    undone.dropped = [
      OutboxEntry(
        Change(
          id: 7, new: .updating(gone, [("name", "x")]), state: .dropped,
          createdAt: Given.now.moment), title: "Gone")
    ]
    program.answerTop(.undone(undone))
    #expect(selected(program) == "Task 2")

    // And when a change of a task is taken back, then that task is at hand
    undone.dropped[0].change = Change(
      id: 7, new: .updating(first, [("name", "x")]), state: .dropped, createdAt: Given.now.moment)
    program.answerTop(.undone(undone))
    #expect(selected(program) == "Task 1")
  }

  private func waits(_ program: Answering) -> [[WaitChange]] {
    program.effects.compactMap { if case .wait(let waits, _, _) = $0 { waits } else { nil } }
  }
}
