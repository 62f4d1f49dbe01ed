// What was asked is about the record that was at hand then, whatever rows arrive until the answer.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct AskedTests {
  private static func task(_ id: String) -> Record {
    Given.record(.task, id, ["name": .string("Task \(id)"), "dueDate": "2026-11-10"])
  }

  private func program(_ ids: [String] = ["b", "c", "d", "e"]) -> Answering {
    var program = Answering(Given.app(), ids.map(Self.task))
    program.start()
    program.run(.app(.openView(.task)))
    program.effects = []
    return program
  }

  private func marked(_ program: Answering) -> [String] {
    (program.app.screen?.focusedList?.marks.refs ?? []).compactMap(\.serverID).sorted()
  }

  /// Other records are there now.
  private func change(_ program: inout Answering, to ids: [String]) {
    program.records = ids.map(Self.task)
    program.send(.store(.changed([.task])))
  }

  /// What an effect decides about.
  private static func subject(_ effect: Effect) -> Ref? {
    switch effect {
    case .submit(let submission): submission.change.ref
    case .wait(let changes, saying: _, as: _): changes.first?.ref
    default: nil
    }
  }

  // MARK: Days

  @Test(arguments: [DecisionCommand.bump(nil), .wait(nil)])
  func `a day is for the task it was asked for, also if another one comes first`(
    _ command: DecisionCommand
  ) {
    // Given a list that nobody has touched, and a day that is being typed
    var program = program()
    program.run(.decision(command))
    program.type("4 dec")
    // When another task arrives above
    change(&program, to: ["a", "b", "c"])
    program.run(.dialog(.accept))
    // Then it is for the one that was at hand
    #expect(program.effects.compactMap(Self.subject) == [Ref.server(.task, "b")])
  }

  @Test(arguments: [DecisionCommand.bump(nil), .wait(nil)])
  func `a day is for no other task if its own has gone`(_ command: DecisionCommand) {
    var program = program()
    program.run(.decision(command))
    program.type("4 dec")
    change(&program, to: ["c", "d"])
    program.effects = []
    program.run(.dialog(.accept))
    #expect(program.effects.isEmpty)
    #expect(program.said.hasSuffix("the task is no longer at hand."), "\(program.said)")
  }

  // MARK: Marks

  @Test func `keys wait for what is to be marked`() {
    // Given a disk that takes its time
    var program = program()
    program.holdsBack = true
    program.run(.mark(.all))
    #expect(program.app.readiness == .awaitsRows)
    program.answerAll()
    #expect(program.app.readiness == .ready)
    #expect(marked(program) == ["b", "c", "d", "e"])
  }

  @Test func `what is to be marked is not marked in another list`() {
    // Given an answer that comes once the list shows something else
    var program = program()
    program.holdsBack = true
    program.run(.mark(.all))
    guard case .browse(var screen)? = program.app.stack.last?.layer else { return }
    var shared = program.app.shared
    screen.list?.show(ListingQuery(.task, showsHidden: true), keepingSelection: true)
    _ = screen.mark(
      [.server(.task, "b")], as: .all, generation: screen.lastMarksReading, in: &shared)
    #expect(screen.marks.isEmpty)
    #expect(shared.notice?.sentence == "Nothing more is marked: the list has changed meanwhile.")
    #expect(screen.marksReading == nil)
  }

  @Test func `Esc takes back what was to be marked`() {
    var program = program()
    program.holdsBack = true
    program.run(.mark(.all))
    program.run(.screen(.stepBack))
    program.answerAll()
    #expect(marked(program).isEmpty)
  }

  @Test func `a range begins on a record, wherever that goes`() {
    // Given a range from the second row to the third
    var program = program()
    program.run(.move(.down))
    program.run(.mark(.range))
    program.run(.move(.down))
    // When two more rows arrive above
    change(&program, to: ["a", "a2", "b", "c", "d", "e"])
    #expect(program.app.screen?.focusedList?.markedWords == "range of 2")
    program.run(.mark(.range))
    #expect(marked(program) == ["c", "d"])
  }

  @Test func `a range ends where the list shows something else`() {
    var program = program()
    program.run(.mark(.range))
    program.run(.move(.down))
    program.run(.list(.reverse))
    #expect(program.app.screen?.focusedList?.marks.rangeStart == nil)
    program.run(.mark(.mark))
    #expect(marked(program).count == 1)
  }

  @Test func `a range whose first row has gone marks nothing`() {
    var program = program()
    program.run(.mark(.range))
    program.run(.move(.bottom))
    change(&program, to: ["c", "d", "e"])
    program.run(.decision(.bump("+3d")))
    #expect(marked(program).isEmpty)
    #expect(program.said == "Nothing more is marked: the rows have changed meanwhile.")
    #expect(program.app.cover == nil)
  }

  @Test func `a range that can't be marked keeps the command from what is marked already`() {
    // Given a mark, and a range whose first row has gone
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.range))
    program.run(.move(.bottom))
    change(&program, to: ["b", "d", "e"])
    program.run(.decision(.bump("+3d")))
    #expect(program.app.cover == nil)
    #expect(program.said == "Nothing more is marked: the rows have changed meanwhile.")
  }

  @Test func `what fails meanwhile is not marked while it is asked about marks`() {
    var program = program()
    program.run(.mark(.mark))
    program.run(.decision(.wait(nil)))
    guard case .browse(var screen)? = program.app.stack.first?.layer else { return }
    guard let index = program.app.stack.firstIndex(where: { $0.layer == .browse(screen) }) else {
      return
    }
    screen.list?.marks.groups = ["g"]
    program.app.stack[index].layer = .browse(screen)
    var failed = NewChange(.update, .server(.task, "c"), fields: ["name": "x"])
    failed.group = ChangeGroup(.bulk, id: "g", name: "Name of 1 task")
    program.send(
      .store(
        .groupEnded([
          Change(id: 1, new: failed, state: .refused, createdAt: Given.now.moment)
        ])))
    program.type("4 dec")
    program.run(.dialog(.accept))
    let waits = program.effects.compactMap { effect in
      if case .wait(let changes, saying: _, as: _) = effect { changes.map(\.ref) } else { nil }
    }
    #expect(waits == [[.server(.task, "b")]])
  }

  @Test func `what is marked is assigned whatever row is at hand`() {
    // Given two marked tasks, and a filter that finds nothing
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    program.records += [Given.record(.admin, "mo", ["name": "Mo"])]
    guard case .browse(var screen)? = program.app.stack.last?.layer else { return }
    var shared = program.app.shared
    screen.list?.stay()
    let (query, generation) = (screen.list?.query, screen.list?.generation)
    _ = screen.list?.receive(
      ListingWindow(query: query ?? ListingQuery(.task)), generation: generation ?? 0)
    #expect(screen.selectedRow == nil)
    // Then the question is about both
    let outcome = screen.run(.decision(.assign), in: &shared)
    guard case .push(.picker(let picker))? = outcome.navigation.first else {
      Issue.record("nobody is asked for")
      return
    }
    #expect(picker.title == "Assignee of 2 tasks")
    #expect(screen.availability(of: .record(.setField(nil)), in: shared) == .yes)
    let opening = FormOpening(of: .server(.task, "b"), .edit, as: .picker(isColumn: false))
    #expect(screen.run(.record(.setField(nil)), in: &shared) == .push(.opening(opening)))
  }

  // MARK: Days that pass

  @Test func `at midnight what was done yesterday leaves a brief`() {
    // Given the brief of an account
    var program = Answering(Given.app(), Given.accounts(2))
    program.start()
    program.run(.record(.open))
    let today = program.app.screen?.detail?.openSince
    // When the next day begins
    program.app.now.moment = Given.now.moment.adding(seconds: 86_400)
    program.run(.move(.down))
    // Then it asks for what was done since then
    #expect(program.app.screen?.detail?.openSince == today?.adding(seconds: 86_400))
  }
}
