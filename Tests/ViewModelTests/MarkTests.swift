// Marking rows, and deciding about all that is marked at once.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct MarkTests {
  private func program(_ count: Int = 5) -> Answering {
    let tasks = (1...count).map { number in
      Given.record(
        .task, "t\(number)", ["name": .string("Task \(number)"), "dueDate": "2026-11-10"])
    }
    var program = Answering(Given.app(), tasks)
    program.start()
    program.run(.app(.openView(.task)))
    program.effects = []
    return program
  }

  private func marked(_ program: Answering) -> [String] {
    (program.app.screen?.focusedList?.marks.refs ?? []).compactMap(\.serverID).sorted()
  }

  private var groups: (Answering) -> [GroupSubmission] {
    {
      $0.effects.compactMap { if case .submitGroup(let group) = $0 { group } else { nil } }
    }
  }

  @Test func `a mark goes on to the next row, and again takes it away`() {
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    #expect(marked(program) == ["t1", "t2"])
    #expect(program.app.screen?.focusedList?.markedWords == "2 marked")

    program.run(.move(.up))
    program.run(.mark(.mark))
    #expect(marked(program) == ["t1"])
  }

  @Test func `a range is marked from where it began to where it ends, both ways`() {
    var program = program()
    program.run(.move(.bottom))
    program.run(.mark(.range))
    program.run(.move(.up))
    program.run(.move(.up))
    #expect(program.app.screen?.focusedList?.markedWords == "range of 3")
    program.run(.mark(.range))
    #expect(marked(program) == ["t3", "t4", "t5"])
  }

  @Test func `a decision about a long range waits for the rows that are not known`() {
    // Given a range over more rows than the screen knows
    var program = program(900)
    program.run(.mark(.range))
    program.run(.move(.bottom))
    #expect(program.app.screen?.focusedList?.markedWords == "range of 900")
    // When it is decided about, then all of them are
    program.run(.decision(.bump("+3d")))
    guard case .bulk(let bulk)? = program.app.top else {
      Issue.record("no preview: \(program.said)")
      return
    }
    #expect(bulk.query.refs.count == 900)
  }

  @Test func `Esc takes marks away one step at a time, and leaves the screen after that`() {
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.range))
    program.run(.screen(.stepBack))
    #expect(marked(program) == ["t1"])
    program.run(.screen(.stepBack))
    #expect(marked(program).isEmpty)
    #expect(program.app.screen?.list?.query.resource == .task)
    program.run(.screen(.stepBack))
    #expect(program.app.screen?.list?.query.resource == .account)
  }

  @Test func `all, none, and the others`() {
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.invert))
    #expect(marked(program) == ["t2", "t3", "t4", "t5"])
    program.run(.mark(.all))
    #expect(marked(program).count == 5)
    program.run(.mark(.all))
    #expect(marked(program).isEmpty)
  }

  @Test func `a filter marks what it finds, and the list stays as it is`() {
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.byFilter))
    program.type("task 3")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.focusedList?.filter == ListFilter.none)
    #expect(program.app.notice?.sentence == "Marked 1 more, found by “task 3”.")
    #expect(marked(program) == ["t1", "t3"])
    // And what it finds again is no more
    program.run(.mark(.byFilter))
    program.type("task 1")
    program.run(.dialog(.accept))
    #expect(marked(program) == ["t1", "t3"])
  }

  @Test func `a key about marked tasks shows what would change, and changes it as one group`()
    throws
  {
    // Given two marked tasks
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.mark))

    // When the due day is moved
    program.run(.decision(.bump("tomorrow")))
    guard case .bulk(let bulk)? = program.app.overlay else {
      Issue.record("there is no preview")
      return
    }
    #expect(bulk.chosen.count == 2 && groups(program).isEmpty)
    #expect(bulk.name(now: Given.now) == "Due tomorrow: 2 tasks")

    // And approved
    program.run(.bulk(.apply))
    let group = try #require(groups(program).first)
    #expect(group.isHeld && group.changes.count == 2)
    #expect(Set(group.changes.compactMap(\.group?.name)) == ["Due tomorrow: 2 tasks"])
    #expect(group.changes.map(\.fields) == [["dueDate": "2026-11-25"], ["dueDate": "2026-11-25"]])

    // Then nothing is marked any more, so that the next key is about the row with the cursor
    #expect(marked(program).isEmpty)

    // But if it can't be kept, all is marked again
    var failed = program
    failed.answerTop(.groupNotSubmitted(group, "The disk is full."))
    #expect(marked(failed).count == 2)
    let changes = zip(group.changes, group.madeIDs).enumerated().map { index, made in
      Change(
        id: ChangeID(index + 1), madeID: made.1, new: made.0, createdAt: Given.now.moment)
    }
    program.answerTop(.groupSubmitted(changes, group))
    #expect(marked(program).isEmpty)

    // And what is refused is marked again
    var refused = changes
    refused[1].state = .refused
    refused[0].state = .answered
    program.send(.store(.groupEnded(refused)))
    #expect(marked(program) == [changes[1].ref.serverID].compactMap(\.self))
  }

  @Test func `what was typed ahead approves nothing that nobody has seen`() {
    var program = program()
    program.run(.mark(.mark))
    program.holdsBack = true
    program.run(.decision(.bump("+1d")))
    program.run(.bulk(.apply))
    #expect(program.said == "Look first at what would change: it is still being read.")
    program.answerAll()
    #expect(groups(program).isEmpty)
    program.run(.bulk(.apply))
    #expect(groups(program).count == 1)
  }

  @Test func `after a restart the progress of a change of many is known again`() {
    // Given a program that starts with five changes of twelve still to be sent, one of them refused
    var program = program()
    var changes = OutboxGroupTests.bulk(.waiting, .waiting, .sending, .waiting, .refused)
    program.send(.outbox(changes, groups: [OutboxGroupTests.bulk: 12]))
    #expect(program.app.shared.bulk?.words == "saved 7/12")

    // When all that waits is paused, then what is refused or being sent does not hide that
    for index in [0, 1, 3] { changes[index].heldUntil = Change.untilResumed }
    for change in changes { program.send(.store(.change(change))) }
    #expect(program.app.shared.bulk?.words == "paused 7/12")
    for index in [0, 1, 3] { changes[index].heldUntil = nil }
    for index in [0, 1, 3] { program.send(.store(.change(changes[index]))) }
    #expect(program.app.shared.bulk?.words == "saved 7/12")

    // And it ends with the last one
    for index in 0..<4 {
      changes[index].state = .answered
      program.send(.store(.change(changes[index])))
      #expect(program.app.shared.bulk?.words == (index < 3 ? "saved \(8 + index)/12" : nil))
    }
  }

  @Test func `the list says of the row with the cursor why its change was refused`() {
    // Given a list with two changes that the server refuses, and one that somebody else was before
    var program = program()
    let sentence = "Vitally does not accept this."
    var changes = (1...3).map { number in
      Change(
        id: ChangeID(number),
        new: NewChange(
          .update, .server(.task, "t\(number)"), fields: ["dueDate": "2026-12-03"],
          base: ["dueDate": "2026-11-10"]), state: .refused, createdAt: Given.now.moment,
        sentence: sentence)
    }
    (changes[2].state, changes[2].sentence) = (.conflict, "Dana has changed Due since then.")
    program.send(.outbox(changes))

    // Then that is said where the list says things, beside where it is dealt with
    #expect(
      program.app.advice
        == Formatted("Not saved (Due): Vitally does not accept this. · gl shows it", .bad))

    // When another key says something, then that comes first, and the next key brings it back
    program.run(.mark(.range))
    #expect(program.app.notice != nil)
    program.run(.move(.bottom))
    #expect(program.app.notice == nil && program.app.advice.text.isEmpty)
    program.run(.move(.up))
    program.run(.move(.up))
    #expect(
      program.app.advice.text == "Not saved (Due): Dana has changed Due since then. · gl c chooses")

    // And once it is sent or thrown away, nothing is said any more
    changes[2].state = .waiting
    program.send(.store(.change(changes[2])))
    #expect(program.app.advice.text.isEmpty)
    program.run(.move(.top))
    changes[0].state = .dropped
    program.send(.store(.change(changes[0])))
    #expect(program.app.advice.text.isEmpty)
  }

  @Test(arguments: [40, 80]) func `a long reason leaves room for the way out`(_ width: Int) {
    var program = program()
    program.send(.resized(width: width, height: 24))
    let change = Change(
      id: 1, new: NewChange(.update, .server(.task, "t1"), fields: ["dueDate": "2026-12-03"]),
      state: .refused, createdAt: Given.now.moment,
      sentence: String(repeating: "No, and no again. ", count: 20))
    program.send(.outbox([change]))
    #expect(program.app.advice.text.hasPrefix("Not saved: No, and no"))
    #expect(program.app.advice.text.hasSuffix("… · gl shows it"))
    #expect(program.app.advice.text.count < width)
  }

  @Test func `what can't be changed is named, and one record can be left out`() {
    // Given a done, an archived and two open tasks, all marked
    var program = program(2)
    program.records += [
      Given.record(
        .task, "t8", ["name": "Archived", "archivedAt": "2026-11-10T00:00:00.000Z"]),
      Given.record(.task, "t9", ["name": "Done", "completedAt": "2026-11-10T00:00:00.000Z"]),
    ]
    program.send(.store(.changed([.task])))
    program.run(.mark(.all))
    program.run(.decision(.done))

    // When one is left out
    program.run(.bulk(.leaveOut))
    guard case .bulk(let bulk)? = program.app.overlay, let preview = bulk.preview else {
      Issue.record("there is no preview")
      return
    }
    #expect(bulk.chosen.map(\.title) == ["Task 2"])
    #expect(preview.alreadyCount == 1)
    #expect(preview.obstacles.map(\.reason) == [.isArchived])
    let text = BulkPage(bulk, program.app.shared).page.head.map(\.text)
    #expect(text.contains { $0.contains("1 is already like this, 1 left out.") })
    #expect(text.contains { $0.contains("“Archived” can't change: it is archived.") })

    // And nothing happens if it is cancelled
    program.run(.dialog(.cancel))
    #expect(groups(program).isEmpty && marked(program).count == 4)
  }

  @Test func `a narrow preview has the values on a line of their own, whole`() throws {
    // Given tasks with long names and days of other years
    var program = program(30)
    for index in program.records.indices {
      program.records[index].body["name"] = .string("A task with a rather long name \(index)")
      program.records[index].body["dueDate"] = "2025-11-17"
    }
    program.send(.resized(width: 40, height: 24))
    program.run(.mark(.all))
    program.run(.decision(.bump("2027-12-03")))

    // Then both days are there, and so is the record with the cursor wherever that is
    for move in [MoveCommand.top, .down, .halfPageDown, .bottom, .up] {
      program.run(.move(move))
      guard case .bulk(let bulk)? = program.app.overlay else { return }
      let page = BulkPage(bulk, program.app.shared).page
      let lines = page.lines.map(\.text)
      #expect(lines.allSatisfy { $0.count <= 40 })
      let row = try #require(lines.firstIndex { $0.hasPrefix(">") })
      #expect(lines[row].hasPrefix(">[x] A task with a rather long name"))
      #expect(lines[row + 1] == "     17 Nov 2025 → 3 Dec 2027")
      #expect((page.top..<page.top + bulk.area.height - page.head.count).contains(row + 1))
    }
  }

  @Test func `a form beside marks says that it is about one record, and which key is about all`() {
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    program.run(.record(.edit))
    #expect(program.app.form?.ref == .server(.task, "t3"))
    #expect(program.said == "Editing Task 3 only; m changes a field of all 2 marked.")
    program.run(.form(.leave))

    // And without marks there is nothing to say
    program.run(.screen(.stepBack))
    program.run(.record(.edit))
    #expect(program.said.isEmpty)
  }

  @Test func `the line of a filter to mark by says what it is for`() {
    var program = program()
    program.run(.mark(.byFilter))
    guard case .prompt(let marking)? = program.app.overlay else { return }
    #expect(marking.sign == "mark: ")
    program.run(.dialog(.cancel))
    program.run(.list(.filter))
    guard case .prompt(let filtering)? = program.app.overlay else { return }
    #expect(filtering.sign == "/")
  }

  @Test(arguments: [
    ("dueDate", "2026-12-03", "Task 1: Due 3 Dec, in 9d · u takes it back"),
    ("tags", "crane, north", "Task 1: Tags +crane +north · u takes it back"),
    ("dueDate", "", "Task 1: Due cleared · u takes it back"),
  ]) func `a field that is set alone is said with its value`(
    _ path: FieldPath, _ typed: String, _ sentence: String
  ) {
    var program = program()
    program.run(.record(.setField(path)))
    if typed.isEmpty { program.run(.editor(.deleteBackward)) } else { program.type(typed) }
    program.run(.form(.enter))
    #expect(program.said == sentence)
  }

  @Test func `one field of all marked records is set in a box`() throws {
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    program.run(.record(.setField("name")))
    program.type("Call")
    program.run(.form(.enter))
    program.run(.bulk(.apply))
    let group = try #require(groups(program).first)
    #expect(group.changes.map(\.fields) == [["name": "Call"], ["name": "Call"]])
    #expect(group.changes.first?.group?.name == "Name: Call: 2 tasks")
  }

  @Test func `marks are for what can be done with all of them`() {
    var program = program()
    program.run(.mark(.mark))
    #expect(
      program.app.availability(of: .decision(.noteThenDone))
        == .no("A note is about one task: Esc clears the marks."))
    program.run(.decision(.wait("next mon")))
    let waits = program.effects.compactMap { effect -> [Ref]? in
      if case .wait(let waits, _, _) = effect { waits.map(\.ref) } else { nil }
    }
    #expect(waits == [[.server(.task, "t1")]] && marked(program).isEmpty)
  }

  // MARK: Words for one and for many

  private static func obstacles(_ count: Int, _ reason: Hindrance) -> [BulkPreview.Obstacle] {
    (1...count).map { BulkPreview.Obstacle(title: "Task \($0)", reason: reason) }
  }

  @Test func `why some can't change is said of one and of many`() {
    let reasons = BulkReason.all(
      of: Self.obstacles(24, .isDone) + Self.obstacles(1, .isArchived)
        + Self.obstacles(2, .isNotLoaded))
    #expect(
      reasons.map(\.sentence) == [
        "24 can't change: they are done.", "2 can't change: they are not loaded yet.",
        "“Task 1” can't change: it is archived.",
      ])
  }

  @Test(arguments: [
    (3, 0, "Put aside 3 tasks until Mon 30 Nov"),
    (3, 10, "Put aside 3 tasks until Mon 30 Nov; 10 are done or archived and stay"),
    (1, 1, "Put aside 1 task until Mon 30 Nov; 1 is done or archived and stays"),
  ])
  func `what was put aside of what was marked is said`(open: Int, done: Int, words: String) {
    // Given marked tasks, of which some are done
    var program = program()
    let wait = Wait(until: Given.now.zone.moment(of: Given.now.today.adding(days: 6)))
    let asked = (1...open + done).map { WaitChange(.server(.task, "t\($0)"), wait) }
    let before = asked.prefix(open).map { WaitChange($0.ref, nil) }

    // When those that are open are put aside
    program.answerTop(.waited(before: before, after: asked, saying: nil, .decision))

    // Then both is told
    #expect(program.said == words + " · :waiting.show lists what waits, u takes it back")

    // And if none is open, nothing is
    program.answerTop(.waited(before: [], after: asked, saying: nil, .decision))
    #expect(program.said == "Nothing is put aside: only what is to be done can wait.")
  }
}
