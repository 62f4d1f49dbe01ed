// Putting aside by single keys: how long a task waits, and that this can be taken back.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct WaitKeyTests {
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

  private func waits(_ program: Answering) -> [[WaitChange]] {
    program.effects.compactMap { if case .wait(let waits, _, _) = $0 { waits } else { nil } }
  }

  @Test func `what waits says until when`() {
    var program = program()
    program.run(.app(.waiting))
    let list = program.app.screen?.list
    #expect(list?.columns(width: 80).map(\.heading).prefix(2) == ["Name", "Waits"])
    var row = ListingRow(program.records[0])
    let formatter = RecordFormatter(now: Given.now)
    func cell() -> String? { formatter.cell(ofRow: row, Field.rowWait.path, width: 16)?.text }
    #expect(cell() == "")
    row.wait = Wait(until: Moment("2026-12-03T00:00:00Z") ?? Given.now.moment)
    #expect(cell() == "until 3 Dec")
    row.wait = Wait(changedAfter: Given.now.moment)
    #expect(cell() == "until it changes")
    // Any other list has no such column
    program.run(.app(.openView(.task)))
    #expect(program.app.screen?.list?.columns(width: 80).map(\.heading).contains("Waits") == false)
  }

  @Test func `where nothing is put aside that is said`() {
    var program = Answering(Given.app(), [])
    program.start()
    program.run(.app(.waiting))
    #expect(program.app.screen?.list?.emptySentence(Given.keys) == "No tasks are put aside.")
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

  @Test(arguments: [false, true])
  func `in a read-only workspace what is put aside is taken back, and decided again`(
    _ isMarked: Bool
  ) throws {
    // Given a task, or a marked one, that is put aside where nothing may be changed
    var program = program(isReadOnly: true)
    if isMarked { program.run(.mark(.mark)) }
    program.run(.decision(.wait("next mon")))
    let asked = try #require(waits(program).last)
    let before = asked.map { WaitChange($0.ref, nil) }
    // When it is taken back at once, done again, and then decided about the next one
    program.run(.app(.undo))
    program.answerTop(.waited(before: before, after: asked, saying: "Aside", .decision))
    #expect(waits(program).last == before)
    program.run(.app(.redo))
    program.answerTop(.waited(before: asked, after: before, saying: "Back", .undo))
    #expect(waits(program).last == asked)
    program.answerTop(.waited(before: before, after: asked, saying: "Again", .redo))
    if isMarked { program.run(.mark(.mark)) }
    program.run(.decision(.again))
    #expect(waits(program).count == 4)
    // Then only changes are refused
    program.run(.decision(.done))
    #expect(program.submitted.isEmpty && program.said.contains("read-only"))
  }

  @Test func `what waits as before is no decision that could be taken back`() {
    // Given two tasks, of which the first is put aside until Monday
    var program = program()
    let monday = Wait(until: Moment("2026-11-30T00:00:00Z") ?? Given.now.moment)
    let refs = ["t1", "t2", "t3"].map { Ref.server(.task, $0) }
    program.run(.decision(.wait("over")))
    program.answerTop(
      .waited(
        before: [WaitChange(refs[0], nil)], after: [WaitChange(refs[0], nil)],
        saying: "No longer waiting: Task 1", .decision))
    #expect(program.said == "Nothing to change: it is not waiting.")
    #expect(program.app.shared.undo.decisions.isEmpty)

    // When several are brought back, then that is said of those that waited
    program.answerTop(
      .waited(
        before: [WaitChange(refs[0], monday), WaitChange(refs[1], nil), WaitChange(refs[2], nil)],
        after: refs.map { WaitChange($0, nil) }, saying: "No longer waiting: 3 tasks", .decision))
    #expect(program.said == "No longer waiting: 3 tasks. 2 of them were not waiting.")
    #expect(program.app.shared.undo.decisions.last?.waits == [WaitChange(refs[0], monday)])

    // And what is done again without any effect is not in the line
    program.run(.app(.undo))
    program.answerTop(
      .waited(before: [], after: [WaitChange(refs[0], monday)], saying: "Taken back", .undo))
    #expect(program.app.shared.undo.steps.isEmpty && program.app.shared.undo.decisions.isEmpty)
  }

  @Test func `marked tasks wait until they change, and are marked again if they can't`() throws {
    var program = program()
    for _ in 1...2 { program.run(.mark(.mark)) }
    // A day that has come is refused, and is not what is decided again
    program.run(.decision(.wait("today")))
    #expect(program.said.contains("name a day after today"))
    #expect(program.app.shared.lastDecision == nil)

    program.run(.decision(.wait("changed")))
    let asked = try #require(waits(program).last)
    #expect(asked.map(\.wait) == [.untilChange, .untilChange])
    #expect(program.app.screen?.list?.marks.refs.isEmpty == true)
    program.answerTop(.notWaited(asked, "The disk is full.", .decision))
    #expect(program.said == "The disk is full.")
    #expect(program.app.screen?.list?.marks.refs.count == 2)
  }
}
