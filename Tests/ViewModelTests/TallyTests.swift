// What was decided on a screen is counted as long as it is in force, and told once it is left.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TallyTests {
  private func change(
    _ id: ChangeID, _ state: Change.State = .waiting, named name: String? = nil,
    undoes: ChangeID? = nil
  ) -> Change {
    var change = Change(
      id: id, madeID: name, new: NewChange(.update, .server(.task, "t"), fields: ["name": "x"]),
      state: state, createdAt: Given.now.moment)
    change.new.undoes = undoes
    return change
  }

  /// Three tasks that are done.
  private var three: Tally {
    var tally = Tally()
    for id in 1...3 {
      tally.add(.done, madeIDs: ["m\(id)"])
      tally.note(change(ChangeID(id), named: "m\(id)"))
    }
    return tally
  }

  // MARK: What counts

  @Test func `what is thrown away counts again as the change that takes over its name`() {
    var tally = three
    #expect(tally.words == "3 done")
    tally.note(change(3, .dropped, named: "m3"))
    #expect(tally.words == nil)
    tally.note(change(4, named: "m3"))
    #expect(tally.words == "3 done")
    // And its former row says nothing any more
    tally.note(change(3, .dropped))
    #expect(tally.words == "3 done")
  }

  @Test func `what was sent counts unless its opposite is in force`() {
    // Given a change that was sent, and then undone
    var tally = three
    tally.note(change(3, .answered, named: "m3"))
    tally.note(change(4, undoes: 3))
    #expect(tally.words == nil)
    // When that is thrown away, or sent and undone, then it counts; and not once that is undone
    tally.note(change(4, .dropped, undoes: 3))
    #expect(tally.words == "3 done")
    tally.note(change(4, .answered, undoes: 3))
    #expect(tally.words == nil)
    tally.note(change(5, undoes: 4))
    #expect(tally.words == "3 done")
    tally.note(change(6, undoes: 5))
    #expect(tally.words == nil)
    // And what nobody here has decided doesn't count
    tally.note(change(7, undoes: 99))
    tally.note(change(8, named: "other"))
    #expect(tally.words == nil)
  }

  @Test(arguments: [Change.State.refused, .conflict])
  func `what needs the user doesn't count until it does`(_ state: Change.State) {
    var tally = three
    tally.note(change(2, state, named: "m2"))
    #expect(tally.words == nil)
    tally.note(change(2, .waiting, named: "m2"))
    #expect(tally.words == "3 done")
    // An opposite that is refused has undone nothing
    tally.note(change(9, state, undoes: 2))
    #expect(tally.words == "3 done")
  }

  @Test func `what was put aside counts while it is, whatever is taken back of other things`() {
    var tally = three
    let (ref, other) = (Ref.server(.task, "t4"), Ref.server(.task, "t5"))
    tally.addAside([ref])
    #expect(tally.words == "3 done, 1 put aside")
    tally.note([WaitChange(ref, nil), WaitChange(other, nil)])
    #expect(tally.words == "3 done")
    tally.note([WaitChange(ref, .untilChange), WaitChange(other, .untilChange)])
    #expect(tally.words == "3 done, 1 put aside")
    tally.rename(ref, to: other)
    tally.note([WaitChange(other, nil)])
    #expect(tally.words == "3 done")
  }

  // MARK: On a screen

  private func program(_ count: Int = 6) -> Answering {
    let tasks = (1...count).map { number in
      Given.record(
        .task, "t\(number)", ["name": .string("Task \(number)"), "dueDate": "2026-11-10"])
    }
    var program = Answering(Given.app(), tasks + Given.accounts(1))
    program.start()
    program.run(.app(.openView(.task)))
    program.effects = []
    return program
  }

  private func tally(_ program: Answering) -> String? { program.app.screen?.tally.words }

  /// Makes what was handed in last durable.
  private func makeDurable(_ program: inout Answering) throws {
    let submission = try #require(program.submissions.last)
    let change = Change(
      id: ChangeID(program.effects.count), madeID: submission.madeID, new: submission.change,
      createdAt: Given.now.moment)
    program.send(.store(.change(change)))
    program.answerTop(.submitted(change, submission))
  }

  @Test(arguments: [
    Command.app(.back), .app(.openView(.account)), .screen(.close), .app(.today), .app(.waiting),
  ])
  func `however a screen is left, it is told what was decided there, once`(_ way: Command) throws {
    // Given a screen on which three tasks were done
    var program = program()
    for _ in 1...3 {
      program.run(.decision(.done))
      try makeDurable(&program)
    }
    // When help is opened, then nothing is told yet
    program.run(.app(.help))
    #expect(!program.said.contains("3 done"))
    program.run(.dialog(.cancel))
    // When it is left
    program.run(way)
    #expect(program.said == "Decided: 3 done.")
    // Then it is not told again
    program.run(.app(.openView(.task)))
    program.run(.app(.openView(.organization)))
    #expect(!program.said.contains("Decided"))
    #expect(program.app.farewell == nil)
  }

  @Test func `who quits at once reads it in the shell`() throws {
    var program = program()
    #expect(program.app.farewell == nil)
    for _ in 1...2 {
      program.run(.decision(.done))
      try makeDurable(&program)
    }
    program.run(.record(.open))
    program.run(.decision(.bump("+3d")))
    try makeDurable(&program)
    program.run(.app(.quit))
    #expect(program.app.farewell == "Decided: 2 done, 1 moved to another day.")
  }

  @Test func `what the disk does not take is not counted`() throws {
    var program = program()
    for _ in 1...3 { program.run(.decision(.done)) }
    #expect(tally(program) == "3 done")
    program.answerTop(.notSubmitted(try #require(program.submissions.last), "The disk is full."))
    #expect(tally(program) == nil)
  }

  @Test func `a field that is set counts, and each of many that are marked`() throws {
    // Given two fields that are set, one by one and down a column
    var program = program()
    program.run(.record(.setField("name")))
    program.append("!")
    program.run(.form(.save))
    program.run(.list(.editColumn("name")))
    program.append("!")
    program.run(.form(.save))
    program.run(.form(.leave))
    // When three marked tasks are moved as well
    for _ in 1...3 { program.run(.mark(.mark)) }
    program.run(.decision(.bump("+3d")))
    program.run(.bulk(.apply))
    #expect(tally(program) == "3 moved to another day, 2 changed")
    // Then one that is refused doesn't count
    let group = try #require(
      program.effects.compactMap { effect -> GroupSubmission? in
        if case .submitGroup(let group) = effect { group } else { nil }
      }.last)
    let members = zip(group.changes, group.madeIDs).enumerated().map { number, made in
      Change(
        id: ChangeID(100 + number), madeID: made.1, new: made.0,
        state: number == 0 ? .refused : .answered, createdAt: Given.now.moment)
    }
    program.send(.store(.changes(members)))
    #expect(tally(program) == "2 moved to another day, 2 changed")
    program.answerTop(.groupNotSubmitted(group, "The disk is full."))
    #expect(tally(program) == nil)
  }

  @Test func `putting aside counts as it is taken back and done again, from wherever`() throws {
    // Given four marked tasks that are put aside, of which one is done already
    var program = program()
    for _ in 1...4 { program.run(.mark(.mark)) }
    program.run(.decision(.wait("next mon")))
    let asked = try #require(waits(program).last)
    #expect(tally(program) == "4 put aside")
    let aside = Array(asked.dropFirst())
    let before = aside.map { WaitChange($0.ref, nil) }
    program.answerTop(.waited(before: before, after: asked, saying: "Aside", .decision))
    #expect(tally(program) == "3 put aside")

    // When that is taken back on another screen, then it doesn't count there
    program.run(.app(.openView(.account)))
    #expect(program.said == "Decided: 3 put aside.")
    program.run(.app(.undo))
    program.answerTop(.waited(before: aside, after: before, saying: "Back", .undo))
    program.run(.app(.openView(.task)))
    #expect(tally(program) == nil)
    // And does once it is done again
    program.run(.app(.redo))
    program.answerTop(.waited(before: before, after: aside, saying: "Again", .redo))
    #expect(tally(program) == "3 put aside")
  }

  private func waits(_ program: Answering) -> [[WaitChange]] {
    program.effects.compactMap { if case .wait(let waits, _, _) = $0 { waits } else { nil } }
  }
}
