// Single keys that decide about a task, wherever it stands.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct DecisionKeyTests {
  private func program(_ count: Int = 3, isReadOnly: Bool = false) -> Answering {
    let tasks = (1...count).map { number in
      Given.record(
        .task, "t\(number)", ["name": .string("Task \(number)"), "dueDate": "2026-11-10"])
    }
    let people = [
      Given.record(.admin, "me", ["name": "Dana"]), Given.record(.admin, "mo", ["name": "Mo"]),
    ]
    var program = Answering(Given.app(isReadOnly: isReadOnly), tasks + people)
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

  @Test(arguments: [
    // From today for what is late or has no day, and from the due day where that is later
    ("2026-11-10", "+1d", "2026-11-25"), (nil, "+mon", "2026-11-30"),
    ("2026-11-30", "+mon", "2026-12-07"), ("2026-12-09", "+1d", "2026-12-10"),
    ("2026-12-09", "+mon", "2026-12-14"), ("2026-12-09", "+3d", "2026-12-12"),
    ("2026-12-09", "+1m", "2027-01-09"),
  ])
  func `a bump never moves a day nearer`(due: String?, bump: String, day: String) {
    let task = Given.record(
      .task, "t", ["name": "Call", "dueDate": due.map { .string($0) } ?? .null])
    var program = Answering(Given.app(), [task])
    program.start()
    program.run(.app(.openView(.task)))
    program.run(.decision(.bump(bump)))
    #expect(program.submitted.map(\.fields) == [["dueDate": .string(day)]])
    let words = DateText(now: Given.now).near(Day(day) ?? Given.now.today)
    #expect(program.submissions.first?.sentence == "Due \(words): Call")
  }

  @Test func `a note that was to close a task does so after a restart, and says both`() throws {
    // Given a note about a task, half written, in a program that has ended
    let task = Given.record(.task, "t1", ["name": "Call Anna", "accountId": "a1"])
    let account = Given.record(.account, "a1", ["name": "Contoso"])
    var program = Answering(Given.app(), [account, task])
    program.start()
    program.run(.app(.openView(.task)))
    program.run(.decision(.noteThenDone))
    program.type("She agreed.")
    program.run(.form(.leave))
    let draft = try #require(program.drafts.last)
    #expect(draft.completes == task.ref)

    // When it is opened from the list of drafts in the next one, and saved
    var next = Answering(Given.app(), program.records)
    next.drafts = [draft]
    next.start()
    next.run(.app(.show(.drafts)))
    next.run(.drafts(.open))
    #expect(next.app.notice?.sentence.hasSuffix("Once saved, “Call Anna” is done.") == true)
    next.run(.form(.save))
    let note = try #require(next.submissions.first)
    var change = Change(
      id: 1, madeID: note.madeID, new: note.change, createdAt: Given.now.moment)
    next.send(.store(.change(change)))
    next.answerForm(.submitted(change, note))
    let done = try #require(next.submissions.last)
    let doneChange = Change(
      id: 2, madeID: done.madeID, new: done.change, createdAt: Given.now.moment)
    next.send(.store(.change(doneChange)))
    next.answerForm(.submitted(doneChange, done))

    // Then the task is done, and both are said, also once the server has the note
    #expect(note.change.ref.resource == .note)
    #expect(next.submissions.last?.change.ref == task.ref)
    #expect(next.submissions.last?.sentence == "Saved the note; done: Call Anna")
    change.state = .answered
    next.send(.store(.change(change)))
    #expect(next.app.notice?.sentence == "Saved the note; done: Call Anna · u takes it back")
    // And only once
    #expect(next.submissions.count == 2)
  }

  @Test func `a note closes the task of the list below, and the next one is at hand`() throws {
    var program = program()
    program.records = program.records.map { record in
      var body = record.body
      if record.resource == .task { body["accountId"] = "a1" }
      return Record(ref: record.ref, body: body)
    }
    program.records.append(Given.record(.account, "a1", ["name": "Contoso"]))
    program.send(.store(.changed([.task])))
    program.run(.decision(.noteThenDone))
    program.type("Done")
    program.run(.form(.save))
    let note = try #require(program.submissions.first)
    let change = Change(
      id: 1, madeID: note.madeID, new: note.change, createdAt: Given.now.moment)
    program.send(.store(.change(change)))
    program.answerForm(.submitted(change, note))
    #expect(program.submitted.last?.ref == .server(.task, "t1"))
    program.run(.form(.leave))
    #expect(selected(program) == "Task 2")
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

  @Test func `a key that is held does not open again what it has done last`() {
    // Given the last task of a list, done by the key
    var program = program()
    program.run(.move(.bottom))
    func tick() {
      let count = program.submitted.count
      program.run(.decision(.done))
      guard program.submitted.count > count, let submission = program.submissions.last else {
        return
      }
      // It stays in the list, as what was done today does
      program.records = program.records.map { record in
        var body = record.body
        guard record.ref == submission.change.ref else { return record }
        for edit in submission.change.edits { body[edit.path.text] = edit.value }
        return Record(ref: record.ref, body: body)
      }
      let change = Change(
        id: 1, madeID: submission.madeID, new: submission.change, createdAt: Given.now.moment)
      program.answerTop(.submitted(change, submission))
      program.send(.store(.changed([.task])))
    }
    tick()
    // When the key comes again and again, then it says so
    tick()
    tick()
    #expect(program.submitted.count == 1)
    #expect(program.said == "That was the last one. Move the cursor to go on, or to reopen it.")
    // And once the cursor was moved, it opens it
    program.run(.move(.up))
    program.run(.move(.down))
    tick()
    #expect(program.submitted.count == 2)
    #expect(program.submissions.last?.sentence.hasPrefix("Reopened: ") == true)
  }

  @Test func `archiving is not repeated by one key`() {
    var program = program()
    program.app.shared.lastDecision = .change(.archive)
    program.run(.decision(.again))
    #expect(program.submitted.isEmpty)
    #expect(program.said.hasPrefix("What takes a record away asks each time"))
    // Nor about marks
    program.run(.mark(.mark))
    program.run(.decision(.again))
    #expect(program.app.cover == nil)
    #expect(program.said.hasPrefix("What takes a record away asks each time"))
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

  @Test func `an assignee who was not picked is not asked for any more`() {
    var program = program()
    program.run(.decision(.assign))
    program.run(.dialog(.cancel))
    program.run(.list(.sort(nil)))
    #expect(program.app.screen?.asked == nil)
    #expect(program.submitted.isEmpty)
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

  @Test(arguments: [80, 140])
  func `from a task that was opened in a tab one goes back to the tab`(_ width: Int) {
    // Given an account whose tasks are shown in a tab, of which the second was opened
    let tasks = ["t1", "t2"].map {
      Given.record(.task, $0, ["accountId": "a1", "name": .string($0)])
    }
    var program = Answering(
      Given.app(width: width), [Given.record(.account, "a1", ["name": "Contoso"])] + tasks)
    program.start()
    program.run(.record(.open))
    let tab = Resource.account.schema.links.firstIndex { $0.child == .task } ?? 0
    program.run(.pane(.showTab(tab + 2)))
    program.run(.move(.down))
    program.run(.record(.open))
    #expect(program.app.screen?.detail?.ref == tasks[1].ref)

    // When one goes back in a single pane, then the tab is there; beside each other the list is first
    program.run(.screen(.close))
    if width > 100 { program.run(.screen(.close)) }
    #expect(program.app.screen?.detail?.ref == .server(.account, "a1"))
    #expect(program.app.screen?.selectedRow?.record.ref == tasks[1].ref)
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
    #expect(program.app.notice?.sentence == "Nothing to change: Task 1 is like this already")
  }

  @Test(
    arguments: [
      ("+risk -trial", ["risk"], ["trial"]), ("risk", ["risk"], []), ("+", [], []),
      ("- + \"\"", [], []),
      (#"+"key account" -"old one" new"#, ["key account", "new"], ["old one"]),
      (#"-"not closed"#, [], ["not closed"]), ("  ", [], []),
    ] as [(String, [String], [String])])
  func `tags are read from a line`(_ line: String, adding: [String], removing: [String]) {
    let tags = TagWords(line)
    #expect(tags.adding == adding && tags.removing == removing)
    // And a line that names none changes nothing
    var program = program()
    program.run(.mark(.mark))
    program.run(.decision(.tags))
    program.type(line)
    program.run(.dialog(.accept))
    if case .bulk? = program.app.top {
      #expect(!tags.isEmpty)
    } else {
      #expect(tags.isEmpty)
    }
  }

  @Test func `in a brief tags are those of the task on the line, also the same again`() throws {
    // Given the brief of an account with two tasks, the cursor on the first
    let tasks = ["t1", "t2"].map {
      Given.record(.task, $0, ["accountId": "a1", "name": .string($0), "tags": ["old"]])
    }
    var program = Answering(Given.app(), [Given.record(.account, "a1")] + tasks)
    program.keepsDone = true
    program.start()
    program.run(.record(.open))
    // On the head it is about the account, which has none
    program.run(.decision(.tags))
    #expect(program.said == "Accounts have no tags.")
    program.run(.move(.down))
    #expect(program.app.screen?.completable?.ref == tasks[0].ref)

    // When it gets a tag
    program.run(.decision(.tags))
    program.append(" risk")
    program.run(.form(.save))
    let change = try #require(program.submitted.last)
    #expect(change.ref == tasks[0].ref && change["tags"] != nil)

    // Then the same again is about the task on the line where the cursor is
    program.run(.move(.down))
    program.effects = []
    program.run(.decision(.again))
    #expect(program.submitted.map(\.ref) == [tasks[1].ref])
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
}
