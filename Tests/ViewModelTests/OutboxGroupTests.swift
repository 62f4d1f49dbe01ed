// Changes that were made together: how they are listed and told, and what the keys do to them.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct OutboxGroupTests {
  static let call = ChangeGroup(.call, id: "g", name: "Check-in")

  /// A note and tasks in these states, with numbers from 1 on.
  static func call(_ states: Change.State...) -> [Change] {
    states.enumerated().map { index, state in
      let resource: Resource = index == 0 ? .note : .task
      let new = NewChange(
        .create, .made(resource, "m\(index)"), fields: ["name": "Call back"], group: call)
      return Change(
        id: ChangeID(index + 1), new: new, state: state, createdAt: Given.now.moment,
        sentAt: state == .waiting ? nil : Given.now.moment, sentence: "Vitally says no.")
    }
  }

  static let bulk = ChangeGroup(.bulk, id: "b", name: "Tier")

  static func bulk(_ states: Change.State...) -> [Change] { bulk(states) }

  static func bulk(_ states: [Change.State]) -> [Change] {
    states.enumerated().map { index, state in
      let new = NewChange(
        .update, .server(.account, "a\(index + 1)"), fields: ["name": "X"],
        group: bulk)
      return Change(
        id: ChangeID(index + 1), new: new, state: state, createdAt: Given.now.moment,
        sentAt: Given.now.moment)
    }
  }

  private func program(_ changes: [Change]) -> Answering {
    OutboxScreenTests().program(changes)
  }

  private func outbox(_ program: Answering) throws -> OutboxViewModel {
    try OutboxScreenTests().outbox(program)
  }

  // MARK: Words

  @Test(arguments: [
    (call(.waiting, .waiting, .sending), "Note and 2 tasks wait."),
    (call(.waiting), "Note waits."),
    (call(.answered, .answered), "Note and task saved."),
    (call(.answered, .answered, .refused), "Note saved, 1 of 2 tasks refused."),
    (call(.answered, .refused, .refused), "Note saved, 2 tasks refused."),
    (call(.refused, .answered, .answered), "Note refused, 2 tasks saved."),
    (call(.answered, .refused, .waiting, .unknown), "Note saved, 1 of 3 tasks refused, 2 wait."),
    (call(.answered, .answered, .waiting), "Note saved, 1 of 2 tasks saved."),
    (call(.answered, .waiting), "Note saved, task waits."),
    (bulk(.answered, .conflict, .refused), "1 of 3 accounts refused, 1 in conflict."),
    (bulk(.answered, .waiting, .waiting), "1 of 3 accounts saved."),
    (bulk(.refused, .refused), "2 accounts refused."),
  ]) func `what became of a group is told in one sentence`(_ members: [Change], _ sentence: String)
  {
    #expect(GroupWords(members).sentence == sentence)
  }

  // MARK: The list

  @Test func `a group is one row, in the section of what needs the user first`() throws {
    // Given a call with a refused task, beside changes made alone
    let alone = OutboxScreenTests.change(9, .waiting)
    let program = program(Self.call(.answered, .waiting, .refused) + [alone])
    let rows = try outbox(program).rows
    #expect(rows.map(\.id) == [.group(Self.call), .change(9)])
    #expect(rows.map(\.section) == [.needsYou, .waiting])
    // And the header counts changes
    #expect(rows[0].group?.standing(at: Given.now.moment).text == "refused")
  }

  @Test func `a group unfolds into its changes, in their order, and folds again`() throws {
    var program = program(Self.call(.answered, .waiting, .refused))
    program.run(.outbox(.fold))
    #expect(
      try outbox(program).rows.map(\.id) == [.group(Self.call), .change(1), .change(2), .change(3)])
    #expect(try outbox(program).rows.allSatisfy { $0.section == .needsYou })

    // When it is folded from one of them, then it is selected itself
    program.run(.move(.bottom))
    #expect(try outbox(program).selected?.id == 3)
    program.run(.outbox(.fold))
    #expect(try outbox(program).rows.map(\.id) == [.group(Self.call)])
    #expect(try outbox(program).selectedRow?.group != nil)

    // And it stays as it is when news come
    program.run(.outbox(.fold))
    program.run(.move(.down))
    program.changes[2].state = .answered
    program.send(.store(.change(program.changes[2])))
    #expect(try outbox(program).rows.count == 4)
    #expect(try outbox(program).selected?.id == 1)
  }

  @Test func `what was changed alone does not unfold`() {
    var program = program([OutboxScreenTests.change(1, .refused)])
    program.run(.outbox(.fold))
    #expect(program.said == "This was not changed together with anything else.")
  }

  // MARK: Keys

  @Test func `enter on a group shows the refused member, and esc the list with it selected`() throws
  {
    var program = program(Self.call(.answered, .answered, .refused))
    program.run(.outbox(.show))
    #expect(try outbox(program).isShowing)
    #expect(try outbox(program).selected?.id == 3)
    program.run(.screen(.stepBack))
    #expect(try !outbox(program).isShowing && outbox(program).selected?.id == 3)
  }

  @Test func `enter on a group that needs nobody unfolds it`() throws {
    var program = program(Self.call(.answered, .waiting))
    program.run(.outbox(.show))
    #expect(try !outbox(program).isShowing && outbox(program).rows.count == 3)
  }

  @Test func `fixing a group opens the form of the refused member`() throws {
    var program = program(Self.call(.answered, .answered, .refused))
    program.records.append(Record(ref: program.changes[2].ref, body: ["name": "Call back"]))
    program.run(.outbox(.fix))
    #expect(program.app.form?.ref == .made(.task, "m2"))
    #expect(program.app.form?.replaces == 3)
  }

  @Test func `fixing a group that needs nobody says how to see its changes`() {
    var program = program(Self.call(.answered, .waiting))
    program.run(.outbox(.fix))
    #expect(program.said.hasPrefix("None of these needs you"))
  }

  @Test func `a conflict in a group is chosen from its row`() throws {
    var program = program(Self.bulk(.answered, .conflict))
    program.run(.outbox(.resolve))
    guard case .conflict(let conflict)? = program.app.cover else { throw Missing() }
    #expect(conflict.change.id == 2)
  }

  @Test func `throwing a group away says how many changes, and leaves what is saved`() throws {
    // Given a call of which the note is saved
    var program = program(Self.call(.answered, .waiting, .refused))
    program.run(.outbox(.drop))
    guard case .question(let question)? = program.app.overlay else { throw Missing() }
    #expect(question.text == "Throw away 2 tasks of “Check-in”? What is saved stays.")

    // When the answer is yes
    program.run(.dialog(.yes))
    #expect(program.effects == [.dropAll([2, 3])])
    program.answerTop(.dropped([program.changes[1]]))

    // Then what was thrown away is told, since the other may have been sent meanwhile
    #expect(program.said == "Thrown away: task.")
  }

  @Test func `what may be on the server already is said before it is thrown away`() throws {
    var program = program(Self.call(.unknown, .waiting))
    program.run(.outbox(.drop))
    guard case .question(let question)? = program.app.overlay else { throw Missing() }
    #expect(
      question.text
        == "Vitally may have 1 of these already. Throw away note and task of “Check-in”?")
  }

  @Test func `all that can be is tried again`() {
    var program = program(Self.call(.answered, .waiting, .refused))
    program.run(.outbox(.retry))
    #expect(program.effects == [.retryAll([2, 3])])
  }

  @Test func `a group that is saved can be neither thrown away nor tried again`() {
    var program = program(Self.call(.answered, .answered))
    for command in [OutboxCommand.drop, .retry] {
      program.run(.outbox(command))
      #expect(program.effects.isEmpty && program.said == "The server already has all of it.")
    }
  }

  @Test func `a group that is being sent says so, and only what is in force is taken back`() {
    var program = program(Self.call(.answered, .sending, .dropped))
    for command in [OutboxCommand.drop, .retry] {
      program.run(.outbox(command))
      #expect(program.effects.isEmpty && program.said == "It is being sent.")
    }
    program.run(.app(.undo))
    #expect(program.effects == [.undo([1, 2], mayArchive: false)])
  }

  @Test func `a pause is told, and the footer says that the same key ends it`() throws {
    // Given an edit of which one is refused and two wait
    var changes = Self.bulk(.answered, .refused, .waiting, .waiting)
    var program = program(changes)
    func titles(_ program: Answering) -> [String] { program.app.hints.map(\.title) }
    #expect(titles(program).contains("pause"))

    // When what waits is paused
    program.run(.outbox(.pause))
    #expect(program.effects == [.pauseChanges([3, 4], true)])
    for index in [2, 3] { changes[index].heldUntil = Change.untilResumed }
    program.changes = changes
    program.send(.store(.change(changes[2])))
    program.answerTop(.paused([changes[2], changes[3]], true))

    // Then that is said, and the row says it beside what was refused
    #expect(program.said == "Paused: 2 accounts. p resumes them.")
    #expect(titles(program).contains("resume") && !titles(program).contains("pause"))
    #expect(
      try outbox(program).selectedRow?.group?.sentence == "1 of 4 accounts refused, 2 paused.")

    // And again lets them go on
    program.effects = []
    program.run(.outbox(.pause))
    #expect(program.effects == [.pauseChanges([3, 4], false)])
    program.answerTop(.paused([changes[2], changes[3]], false))
    #expect(program.said == "Going on: 2 accounts.")
    program.answerTop(.paused([], true))
    #expect(program.said == "Nothing of it waits any more.")
  }

  @Test func `a change that is paused alone says so too`() {
    var change = OutboxScreenTests.change(1, .waiting)
    change.heldUntil = Change.untilResumed
    let program = program([change])
    #expect(program.app.hints.map(\.title).contains("resume"))
  }

  @Test func `of a group that was taken back in part all is told`() throws {
    // Given an edit of which one was sent, and is undone, and the rest was thrown away
    let changes = Self.bulk(.answered, .dropped, .dropped)
    var entries = changes.map { OutboxEntry($0, title: "X") }
    #expect(
      OutboxGroup(Self.bulk, entries).sentence == "2 of 3 accounts taken back, 1 saved.")
    entries[0].undoing = OutboxEntry.Undoing(at: Given.now.moment, state: .answered)
    #expect(
      OutboxGroup(Self.bulk, entries).sentence == "1 of 3 accounts undone, 2 taken back.")
  }

  @Test(arguments: [
    (Change.State.waiting, "2 accounts are being undone.", "undoing"),
    (.sending, "2 accounts are being undone.", "undoing"),
    (.answered, "2 accounts undone.", "undone"),
    (.refused, "2 accounts not undone.", "not undone"),
    (.conflict, "2 accounts not undone.", "not undone"),
  ])
  func `a group is undone once Vitally has what undoes it`(
    _ state: Change.State, sentence: String, standing: String
  ) {
    let entries = Self.bulk(.answered, .answered).map { change in
      var entry = OutboxEntry(change, title: "X")
      entry.undoing = OutboxEntry.Undoing(at: Given.now.moment, state: state)
      return entry
    }
    let group = OutboxGroup(Self.bulk, entries)
    #expect(group.sentence == sentence)
    #expect(group.standing(at: Given.now.moment).text == standing)
  }

  @Test func `news while the list is read are read after it`() throws {
    var program = program(Self.bulk(.waiting, .waiting))
    program.holdsBack = true
    for change in program.changes + program.changes { program.send(.store(.change(change))) }
    program.changes = Self.bulk(.answered, .answered)
    program.answerAll()
    #expect(try outbox(program).rows.map(\.section) == [.sent])
  }

  // MARK: Messages

  @Test func `a group has one message, when the last of it is answered`() throws {
    // Given a call that is handed in
    var program = Answering(Given.app(), Given.accounts(1))
    program.start()
    let members = Self.call(.waiting, .waiting, .waiting)
    let effect = program.app.shared.submit(members.map(\.new), saying: "Saving the call…")
    guard case .submitGroup(let submission) = effect else { throw Missing() }
    #expect(submission.madeIDs.count == 3 && Set(submission.madeIDs).count == 3)
    for change in members { program.send(.store(.change(change))) }
    program.answerTop(.groupSubmitted(members, submission))
    #expect(program.said == "Saving the call…")

    // When one is refused and the others are answered
    let ended = Self.call(.answered, .refused, .answered)
    for change in ended { program.send(.store(.change(change))) }
    #expect(program.said == "Saving the call…")
    #expect(program.app.shared.attentionCount == 1 && program.app.shared.waitingCount == 0)
    program.send(.store(.groupEnded(ended)))

    // Then that is told once
    #expect(program.said == "Note saved, 1 of 2 tasks refused. gl shows why.")
    #expect(program.app.shared.log.entries.count == 2)
  }

  @Test func `a group that could not be saved is kept as a draft`() throws {
    var program = Answering(Given.app(), Given.accounts(1))
    program.start()
    let members = Self.call(.waiting, .waiting)
    let draft = Draft(
      "d", ref: members[0].ref, texts: [:], createdAt: Given.now.moment, updatedAt: Given.now.moment
    )
    let effect = program.app.shared.submit(
      members.map(\.new), orKeep: draft, saying: "Saving the call…")
    guard case .submitGroup(let submission) = effect else { throw Missing() }
    program.answerTop(.groupNotSubmitted(submission, "The disk is full."))
    #expect(program.said == "The disk is full.")
    #expect(program.app.shared.drafts == ["d"] && program.app.shared.submitting.isEmpty)
  }

  struct Missing: Error {}
}
