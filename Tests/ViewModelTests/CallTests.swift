// Calls: the brief beside the note, the tasks that follow from it, and what is saved of both.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct CallTests {
  static let account = Given.record(.account, "a1", ["name": "Northwind", "mrr": 4200])
  static let dana = Given.record(.admin, "d1", ["name": "Dana Ek", "email": "dana@acme.example"])
  static let daniel = Given.record(.admin, "d2", ["name": "Daniel Roy"])
  static let olsen = Given.record(.user, "u1", ["name": "Ron Olsen"])

  /// A program in which a call with Northwind is being logged.
  static func calling(width: Int = 80, template: String = "\n\n") throws -> Answering {
    var program = Answering(Given.app(width: width), [account, dana, daniel, olsen])
    program.templates = TemplateLibrary([Template("check-in", text: template, file: "")])
    program.start()
    program.run(.app(.openView(.account)))
    program.run(.record(.logCall))
    try #require(program.app.form?.call != nil, "no call is being logged")
    program.effects = []
    return program
  }

  private func lines(_ program: Answering) -> [String] {
    (program.app.form?.content.lines ?? []).map(\.text)
  }

  /// The screen on which the tasks are approved.
  private func approval(_ program: Answering) throws -> FollowUpsViewModel {
    guard case .followUps(let screen)? = program.app.top else { throw Missing(program.said) }
    return screen
  }

  private struct Missing: Error {
    var said: String
    init(_ said: String) { self.said = said }
  }

  /// The group that was handed in last.
  private func group(_ program: Answering) throws -> GroupSubmission {
    for effect in program.effects.reversed() {
      if case .submitGroup(let group) = effect { return group }
    }
    throw Missing(program.said)
  }

  // MARK: The screen

  @Test func `the brief of the customer stands beside the note, and a clock runs`() throws {
    // Given a wide screen
    var program = try Self.calling(width: 120)
    // Then the brief is beside the text
    #expect(lines(program).contains { $0.contains("│ Northwind") })
    #expect(program.app.form?.content.head.first?.text.contains("for Northwind") == true)
    #expect(program.app.form?.content.head.first?.text.contains("on the phone 0 min") == true)
    // When time goes by
    program.app.now = Now(
      moment: Moment(milliseconds: Given.now.moment.milliseconds + 12 * 60_000), zone: .utc,
      me: Given.now.me)
    program.answerForm(.reminder(.clock))
    // Then the clock tells, and is looked at again
    #expect(program.app.form?.content.head.first?.text.contains("on the phone 12 min") == true)
    #expect(program.effects.contains(.remind(.clock, after: 15)))
  }

  @Test func `on a narrow screen the brief takes the place of the text for a moment`() throws {
    var program = try Self.calling()
    program.type("Hi")
    #expect(lines(program).first == " Hi")
    program.run(.form(.preview))
    program.run(.form(.preview))
    #expect(lines(program).contains { $0.hasPrefix(" Northwind") })
    program.type("!")
    #expect(lines(program).first == " Hi!")
  }

  @Test func `a call that was left is gone on with from its draft`() throws {
    // Given a call that is left in the middle
    var program = try Self.calling()
    program.type("They ask for SSO.")
    let began = program.app.form?.call?.startedAt
    program.run(.form(.leave))
    // When its draft is opened
    program.run(.app(.show(.drafts)))
    program.run(.drafts(.open))
    // Then it is still a call, which began then
    #expect(program.app.form?.call?.customer == Self.account.ref)
    #expect(program.app.form?.call?.startedAt == began)
  }

  // MARK: Saving

  @Test func `a call without tasks is saved at once`() throws {
    var program = try Self.calling()
    program.type("All is well.")
    let change = try program.save()
    #expect(change.ref.resource == .note && change.group == nil)
    #expect(change.fields["accountId"] == "a1")
  }

  @Test func `check boxes become tasks, once they are approved`() throws {
    // Given a call with two tasks and a ticked item
    var program = try Self.calling()
    program.send(
      .text("Check-in\n- [ ] send **SSO** guide @dana fri\n- [ ] plan the QBR\n- [x] said hello"))
    // When it is saved
    program.run(.form(.save))
    // Then the tasks are shown first, with who and until when
    var tasks = try approval(program).tasks
    #expect(tasks.map(\.name) == ["send SSO guide", "plan the QBR"])
    #expect(tasks.map(\.assignee) == [Self.dana.ref, Given.now.me])
    #expect(tasks.map { $0.due?.iso } == ["2026-11-27", nil])
    #expect(!program.effects.contains { if case .submitGroup = $0 { true } else { false } })
    // When one is changed and the other left out
    program.run(.followUps(.due))
    program.run(.editor(.killToStart))
    program.type("+3d")
    program.run(.dialog(.accept))
    program.run(.move(.down))
    program.run(.followUps(.drop))
    tasks = try approval(program).tasks
    #expect(tasks[0].due?.iso == "2026-11-27" && tasks[1].isDropped)
    program.run(.followUps(.save))
    // Then note and task go out together
    let group = try group(program)
    #expect(group.changes.map(\.ref.resource) == [.note, .task])
    #expect(group.changes.map(\.group?.kind) == [.call, .call])
    let task = group.changes[1].fields
    #expect(task["name"] == "send SSO guide" && task["accountId"] == "a1")
    #expect(task["assignedToId"] == "d1" && task["dueDate"] == "2026-11-27")
    #expect(
      group.changes[0].fields["note"]?.text?.contains("<li>[ ] plan the QBR</li>") == true)
    // And the form closes when they are on the disk
    program.answerForm(.groupSubmitted([], group))
    #expect(program.app.form == nil)
  }

  @Test func `nobody is guessed: a name that several have is asked for`() throws {
    // Given tasks for somebody whose name is not clear, and for nobody
    var program = try Self.calling()
    program.send(.text("Call\n- [ ] one @dan\n- [ ] two @zoe"))
    program.run(.form(.save))
    // Then saving says so, and the call stays
    program.run(.followUps(.save))
    #expect(program.said.hasPrefix("Not saved yet: “dan” may be Dana Ek or Daniel Roy."))
    // When one is picked and the other left out
    program.run(.followUps(.assign))
    program.run(.dialog(.next))
    program.run(.dialog(.accept))
    program.run(.followUps(.save))
    #expect(program.said.hasPrefix("Not saved yet: nobody is called “zoe”."))
    program.run(.followUps(.drop))
    program.run(.followUps(.save))
    // Then it is saved
    #expect(try group(program).changes[1].fields["assignedToId"] == "d2")
  }

  @Test func `a wrong day is said, and leaves the day as it was`() throws {
    var program = try Self.calling()
    program.send(.text("Call\n- [ ] one fri"))
    program.run(.form(.save))
    program.run(.followUps(.due))
    program.run(.editor(.killToStart))
    program.type("soonish")
    program.run(.dialog(.accept))
    guard case .prompt(let prompt)? = program.app.top else { throw Missing(program.said) }
    #expect(prompt.problem?.hasPrefix("not a date") == true)
    #expect(prompt.editor.text == "soonish")
    program.run(.dialog(.cancel))
    #expect(try approval(program).tasks[0].due?.iso == "2026-11-27")
  }

  @Test
  func `a task typed behind an empty marker is one, and a person alone has yet to be told what`()
    throws
  {
    var program = try Self.calling(template: "Call\n\n-\n")
    try program.go(to: "note")
    program.run(.editor(.end))
    program.type(" - [ ] send it @dana")
    program.run(.form(.enter))
    program.type("@dana fri")
    let shown = try program.shown("note")
    #expect(shown == "- [ ] send it @dana\n- [ ] @dana fri")
    program.run(.form(.save))
    #expect(try approval(program).tasks.map(\.name) == ["send it", ""])
    program.run(.followUps(.save))
    #expect(program.said.hasPrefix("Not saved yet: a task has no name."))
  }

  @Test func `leaving the tasks leads back to the call`() throws {
    var program = try Self.calling()
    program.send(.text("Call\n- [ ] one"))
    program.run(.form(.save))
    program.run(.dialog(.cancel))
    #expect(program.app.form?.isEditing == true)
    #expect(try program.shown("note") == "Call\n- [ ] one")
  }

  @Test func `who doesn't wait for the disk leaves the call as soon as it is saved`() throws {
    var program = try Self.calling()
    program.send(.text("Call\n- [ ] one"))
    program.run(.form(.save))
    program.run(.followUps(.save))
    program.run(.form(.leave))
    program.answerForm(.groupSubmitted([], try group(program)))
    #expect(program.app.form == nil)
  }

  @Test func `a call that waits for the server says so, and is not said to be on its way for ever`()
    throws
  {
    // Given a call that is on the disk
    var program = try Self.calling()
    program.send(.text("Call\n- [ ] one"))
    program.run(.form(.save))
    program.run(.followUps(.save))
    let group = try group(program)
    var changes = zip(1..., group.changes).map { number, new in
      Change(id: ChangeID(number), new: new, state: .waiting, createdAt: Given.now.moment)
    }
    for change in changes { program.send(.store(.change(change))) }
    program.answerForm(.groupSubmitted(changes, group))
    #expect(
      program.said
        == "The note and 1 task are saved on this computer and sent in the background. gl shows them."
    )
    // When the server can't be reached
    changes[0].sentence = "Will be sent when acme.example is reachable."
    program.send(.store(.change(changes[0])))
    // Then that is said in place of it
    #expect(
      program.said == "Saved on this computer. Will be sent when acme.example is reachable.")
  }

  @Test func `a call that can't be written to disk is still there`() throws {
    var program = try Self.calling()
    program.send(.text("Call\n- [ ] one"))
    program.run(.form(.save))
    program.run(.followUps(.save))
    program.answerForm(.groupNotSubmitted(try group(program), "The disk is full."))
    #expect(program.app.form?.isEditing == true)
    #expect(program.said.contains("The disk is full."))
  }

  @Test func `a call can be logged as a conversation with somebody`() throws {
    // Given a call that is to be a conversation
    var program = try Self.calling()
    program.app.now = Now(moment: Given.now.moment, zone: .utc, me: Self.dana.ref)
    program.send(.text("Export limits\n\nThey wait for **June**."))
    program.run(.form(.logAs))
    #expect(
      program.app.form?.content.head.first?.text.contains("Log a call as a conversation") == true)
    // When it is saved, then it asks with whom
    program.run(.form(.save))
    program.run(.followUps(.save))
    #expect(program.said.contains("whom you talked to"))
    program.run(.followUps(.person))
    program.pick("Ron")
    program.run(.followUps(.save))
    // Then it is one, with what was written as its message
    let change = try group(program).changes[0]
    #expect(change.ref.resource == .conversation)
    #expect(change.fields["subject"] == "Export limits")
    let message = try #require(change.fields["messages"]?.array?.first?.object)
    #expect(message["from"] == ["type": "admin", "id": "d1"])
    #expect(message["to"] == [["type": "user", "id": "u1"]])
    #expect(
      message["message"] == "<p>Export limits</p><p>They wait for <strong>June</strong>.</p>")
  }

  @Test func `calls are logged on customers`() {
    var program = Answering(Given.app(), [Given.record(.task, "t1", ["name": "Call"])])
    program.start()
    program.run(.app(.openView(.task)))
    program.run(.record(.logCall))
    #expect(program.app.form == nil)
    #expect(program.said == "Calls are logged on an account or an organization: go to one first.")
  }
}
