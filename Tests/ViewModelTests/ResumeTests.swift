// Where the user was: noted, written down, and open again at the next start.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ResumeTests {
  private static let tasks = (1...40).map { number in
    Given.record(
      .task, "t\(number)",
      ["name": .string("Call \(number)"), "dueDate": "2026-11-10", "accountId": "a3"])
  }
  private let records = Given.accounts(40) + Self.tasks

  private func program(_ records: [Record]? = nil) -> Answering {
    var program = Answering(Given.app(keepsPlace: true), records ?? self.records)
    program.start()
    program.effects = []
    return program
  }

  /// The next session, with what is on the disk of the one before.
  private func next(
    after program: Answering, width: Int = 80, now: Now = Given.now, without gone: [Ref] = []
  ) throws -> Answering {
    var point = try #require(ResumePoint(jsonText: program.app.place.jsonText))
    let left = program.records.filter { !gone.contains($0.ref) }
    point.leaveOut(Set(gone), renaming: [:], drafts: program.drafts)
    var app = Given.app(width: width, keepsPlace: true, resuming: point)
    app.now = now
    var next = Answering(app, left)
    next.drafts = program.drafts
    next.start()
    return next
  }

  private func notes(_ program: Answering) -> [ResumePoint] {
    program.effects.compactMap { if case .keepPlace(let point, _) = $0 { point } else { nil } }
  }

  private func prompt(_ program: Answering) -> PromptViewModel? {
    if case .prompt(let prompt)? = program.app.top { prompt } else { nil }
  }

  private let later = Now(
    moment: Moment("2026-11-25T08:00:00Z") ?? Given.now.moment, me: Given.now.me)

  // MARK: Screens

  @Test func `two screens are open again, with filter, order, cursor and marks`() throws {
    // Given a record over a list that is filtered, sorted and marked
    var program = program()
    program.run(.app(.openView(.task)))
    program.run(.list(.sort("Due")))
    program.run(.list(.hidden))
    program.run(.list(.filter))
    program.type("call")
    program.run(.dialog(.accept))
    for _ in 1...30 { program.run(.move(.down)) }
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    let list = try #require(program.app.screen?.list)
    program.run(.app(.openView(.account)))
    program.run(.move(.down))
    program.run(.move(.down))
    program.run(.record(.open))
    program.run(.pane(.showTab(5)))
    program.run(.move(.down))

    // When the next session begins, then the record is open on the same tab, in the same place
    var next = try next(after: program)
    #expect(next.app.screen?.detail?.ref == .server(.account, "a3"))
    #expect(next.app.screen?.detail?.tab == program.app.screen?.detail?.tab)
    #expect(
      next.app.screen?.detail?.related?.selectedRow
        == program.app.screen?.detail?.related?.selectedRow)
    #expect(next.app.notice?.sentence == "Back where you left off at 09:02.")
    #expect(next.effects.contains(.show(.task)))

    // And going back leads to the list as it was, by way of that of accounts
    next.run(.screen(.close))
    #expect(next.app.screen?.list?.selectedRow?.record.title == "Account 3")
    next.run(.app(.back))
    let again = try #require(next.app.screen?.list)
    #expect(again.query == list.query)
    #expect(again.filter == list.filter)
    #expect(again.base.order == ListOrder("dueDate", descending: list.base.order.isDescending))
    #expect(again.showsHidden)
    #expect(again.selectedRow == list.selectedRow)
    #expect(again.top == list.top)
    #expect(again.marks.refs == [.server(.task, "t31"), .server(.task, "t32")])
    #expect(next.app.stack.count == 1)
  }

  @Test func `a list that nobody has touched begins at its top`() throws {
    let next = try next(after: program())
    #expect(next.app.screen?.list?.selected == 0)
    #expect(next.app.screen?.list?.isPinned == false)
  }

  @Test func `the same place in a wider terminal shows more of it`() throws {
    var program = program()
    program.run(.move(.bottom))
    let next = try next(after: program, width: 160)
    #expect(next.app.screen?.list?.selectedRow?.record.title == "Account 40")
    #expect(next.app.screen?.detail?.row?.record.title == "Account 40")
  }

  @Test func `a saved view is one again, changed as it was`() throws {
    var program = program()
    program.run(.app(.openSaved("1")))
    program.run(.list(.sort("MRR")))
    let next = try next(after: program)
    #expect(next.app.screen?.list?.view?.name == "my book")
    #expect(next.app.screen?.list?.line == "is:mine sort:-mrr")
    #expect(next.app.screen?.list?.isViewChanged == true)
  }

  @Test func `what is put aside, and everyone's day, are told from other lists`() throws {
    var program = program()
    program.run(.app(.today))
    program.run(.list(.mine))
    program.run(.app(.waiting))
    var next = try next(after: program)
    #expect(next.app.screen?.list?.view == .waiting)
    next.run(.app(.back))
    #expect(next.app.screen?.list?.today?.showsAll == true)
    #expect(next.app.screen?.list?.isLoaded == true)
  }

  @Test func `folded groups stay folded, with the cursor on one`() throws {
    // Given a timeline whose second month is folded
    let customer = Ref.server(.account, "a3")
    let groups = [
      (id: "2026-12-01", title: "December 2026", records: Array(Self.tasks[0..<2])),
      (id: "2026-11-01", title: "November 2026", records: Array(Self.tasks[2..<5])),
    ]
    var list = ListViewModel(timelineOf: customer, .utc, height: 10)
    func answer(_ list: inout ListViewModel) {
      let request = list.request()
      _ = list.receive(GroupTests.window(request, groups), generation: list.generation)
    }
    answer(&list)
    _ = list.moveGroup(by: 1)
    let isFolded = list.toggleFold()
    #expect(isFolded)
    answer(&list)

    // When it is made anew from what was noted
    var next = ListViewModel(resuming: list.resumed, in: Given.app().shared)
    answer(&next)
    #expect(next.query.grouping == list.query.grouping)
    #expect(next.foldedGroup?.id == "2026-11-01")
    #expect(next.selected == list.selected)
  }

  @Test func `the line of a brief is the same, and the search below a record`() throws {
    var program = program()
    program.run(.app(.search("call")))
    program.run(.dialog(.next))
    program.run(.dialog(.accept))
    for _ in 1...3 { program.run(.move(.down)) }
    let ref = program.app.screen?.detail?.ref
    var next = try next(after: program)
    #expect(next.app.screen?.detail?.ref == ref)
    #expect(next.app.screen?.detail?.cursor == program.app.screen?.detail?.cursor)
    #expect(next.app.screen?.hasSteps == true)
    next.run(.screen(.close))
    guard case .search(let search)? = next.app.top else {
      Issue.record("There is no search below the record.")
      return
    }
    #expect(search.editor.text == "call")
  }

  // MARK: What is typed

  @Test func `a form is open again from its draft, and Esc leads to the marked list`() throws {
    // Given a note about a task, half-typed, over a list with marks
    var program = program()
    program.run(.app(.openView(.task)))
    program.run(.mark(.mark))
    program.run(.record(.edit))
    try program.enter("Ring them", in: "name")
    program.send(.ending)
    let point = try #require(notes(program).last)
    #expect(point == program.app.place)

    // When the next session begins, then what was typed is there, and is not offered once more
    var next = try next(after: program)
    next.send(.drafts(program.drafts.map { DraftEntry($0) }))
    #expect(next.app.form?.ref == .server(.task, "t2"))
    #expect(next.app.form?.hasTyping == true)
    #expect(try next.shown("name") == "Ring them")
    #expect(next.app.notice?.sentence == "Restored what you typed at 09:02. C-x throws it away.")
    #expect(next.app.draftCount == nil)

    next.run(.form(.leave))
    #expect(next.app.screen?.list?.marks.refs == [.server(.task, "t1")])
    #expect(next.app.screen?.list?.selectedRow?.record.title == "Call 2")
  }

  @Test func `a form in which nothing was typed is not opened again`() throws {
    var program = program()
    program.run(.record(.edit))
    program.send(.ending)
    let next = try next(after: program)
    #expect(next.app.form == nil)
    #expect(next.app.screen?.list?.query.resource == .account)
  }

  @Test func `a box goes on with its field`() throws {
    var program = program()
    program.run(.record(.setField("name")))
    program.type("Zebra")
    program.send(.ending)
    let next = try next(after: program)
    #expect(next.app.form?.scope == .field("name"))
    #expect(try next.shown("name") == "Zebra")
  }

  @Test func `a filter that is being typed goes on, and Esc brings back the one before`() throws {
    var program = program()
    program.run(.list(.filter))
    program.type("account 1")
    program.run(.dialog(.accept))
    program.run(.list(.filter))
    program.append("2")
    var next = try next(after: program)
    #expect(prompt(next)?.editor.text == "account 12")
    #expect(next.app.screen?.list?.filter.line == "account 12")
    next.type("3")
    #expect(prompt(next)?.editor.text == "account 123")
    #expect(next.app.screen?.list?.filter.line == "account 123")
    next.run(.dialog(.cancel))
    #expect(next.app.screen?.list?.filter.line == "account 1")
  }

  @Test func `a filter to mark by does not filter`() throws {
    var program = program()
    program.run(.mark(.byFilter))
    program.type("account 7")
    var next = try next(after: program)
    #expect(next.app.screen?.list?.filter == ListFilter.none)
    next.run(.dialog(.accept))
    #expect(next.app.screen?.list?.filter == ListFilter.none)
    #expect(next.app.screen?.list?.marks.refs.isEmpty == false)
  }

  @Test func `command line, jump and other screens are as they were`() throws {
    var program = program()
    program.run(.app(.prompt))
    program.type("open acc")
    let prompted = try next(after: program)
    #expect(prompt(prompted)?.editor.text == "open acc")
    program.run(.dialog(.cancel))

    program.run(.app(.show(.outbox)))
    program.run(.app(.jump))
    program.type("acc")
    let next = try next(after: program)
    guard case .jump(let jump)? = next.app.top, case .outbox? = next.app.cover else {
      Issue.record("There is no jump over the outbox.")
      return
    }
    #expect(jump.editor.text == "acc")
    #expect(!jump.entries.isEmpty)
  }

  @Test func `a day that is typed about a record is not, since another one may be there`() throws {
    var program = program()
    program.run(.app(.openView(.task)))
    program.run(.decision(.bump(nil)))
    #expect(prompt(program) != nil || program.app.overlay != nil)
    let next = try next(after: program)
    #expect(next.app.overlay == nil)
  }

  // MARK: What is gone

  @Test func `what is gone is left out, which is said`() throws {
    var program = program()
    program.run(.mark(.mark))
    program.run(.mark(.mark))
    program.run(.record(.open))
    let next = try next(
      after: program, without: [.server(.account, "a2"), .server(.account, "a3")])
    #expect(next.app.screen?.focus == .list)
    #expect(next.app.screen?.list?.marks.refs == [.server(.account, "a1")])
    #expect(
      next.app.notice?.sentence
        == "Back where you left off at 09:02; 2 things that were open or marked are gone.")
  }

  @Test func `where nothing is left, the first screen opens`() throws {
    var program = program()
    program.run(.app(.search("call")))
    program.run(.dialog(.accept))
    let ref = try #require(program.app.screen?.detail?.ref)
    var point = program.app.place
    point.layers.removeFirst()
    point.leaveOut([ref], renaming: [:], drafts: [])
    #expect(point.goneCount == 1)
    var next = Answering(Given.app(resuming: point), records.filter { $0.ref != ref })
    next.start()
    #expect(next.app.screen?.list?.query.resource == .account)
  }

  @Test func `more marks than are kept are said, rather than some of them`() throws {
    var program = program()
    let all = (1...5_001).map { Ref.server(.account, "b\($0)") }
    program.holdsBack = true
    program.run(.mark(.all))
    program.answerTop(.read(.marks, generation: 1, .refs(all, .all)))
    let next = try next(after: program)
    #expect(next.app.screen?.list?.marks.isEmpty == true)
    #expect(
      next.app.notice?.sentence
        == "Back where you left off at 09:02; marks of more than 5,000 rows are not kept.")
  }

  // MARK: When

  @Test func `on another day the first screen opens, and a key goes back`() throws {
    var program = program()
    program.run(.app(.openView(.task)))
    program.run(.move(.down))
    var next = try next(after: program, now: later)
    #expect(next.app.screen?.list?.query.resource == .account)
    #expect(
      next.app.notice?.sentence == "g. goes back to where you left off 22 h ago.")

    next.run(.app(.resume))
    #expect(next.app.screen?.list?.selectedRow?.record.title == "Call 2")
    next.run(.app(.resume))
    #expect(next.app.notice?.sentence == "No earlier session has left anything open.")
    #expect(next.app.screen?.list?.query.resource == .task)
  }

  @Test func `a key costs one reminder, and a place that is the same is not noted again`() {
    // Given a program that has noted where it is
    var program = program()
    program.send(.answer(LayerID(number: 0), .reminder(.notePlace)))
    #expect(notes(program).count == 1)
    program.effects = []

    // When many keys are pressed, then one reminder is asked for
    for _ in 1...10 { program.run(.move(.down)) }
    #expect(program.effects.count { $0 == .remind(.notePlace, after: 3) } == 1)
    program.send(.answer(LayerID(number: 0), .reminder(.notePlace)))
    #expect(notes(program).count == 1)

    // And when one is back where one was, then nothing is written
    program.effects = []
    program.run(.move(.down))
    program.run(.move(.up))
    program.send(.answer(LayerID(number: 0), .reminder(.notePlace)))
    #expect(notes(program).isEmpty)

    // And on leaving it always is
    program.send(.ending)
    #expect(notes(program).count == 1)
  }

  @Test func `where places are not kept, nothing is noted`() {
    var program = Answering(Given.app(), records)
    program.start()
    program.run(.move(.down))
    program.send(.ending)
    #expect(program.effects == [.show(.account)])
  }
}
