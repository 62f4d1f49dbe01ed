// Archiving and deleting records: what is asked, what confirms it, and what is said.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct RemovalTests {
  static let note = Given.record(.note, "n1", ["subject": "Harbour visit"])
  static let acme = Given.record(.account, "a1", ["name": "Ähren & Söhne"])

  /// A program with the list of a resource on screen.
  func program(
    _ records: [Record], isReadOnly: Bool = false, allowsDeletion: Bool = true,
    changes: [Change] = [], drafts: [Draft] = []
  ) -> Answering {
    var program = Answering(
      Given.app(isReadOnly: isReadOnly, allowsDeletion: allowsDeletion), records)
    program.changes = changes
    program.drafts = drafts
    program.start()
    program.run(.app(.openView(records[0].resource)))
    program.effects = []
    return program
  }

  func change(
    _ new: NewChange, _ state: Change.State = .waiting, sentAt: Moment? = nil
  ) -> Change {
    Change(id: 7, new: new, state: state, createdAt: Given.now.moment, sentAt: sentAt)
  }

  func question(_ program: Answering) -> String? {
    switch program.app.top {
    case .question(let question): question.text
    case .prompt(let prompt): prompt.question
    default: nil
    }
  }

  // MARK: Archiving

  @Test func `archiving asks first, by the record's name, and no means no`() {
    // Given a note in its list
    var program = program([Self.note])

    // When it is to be archived
    program.run(.record(.archive))

    // Then the question names it and says what can't be undone
    #expect(
      question(program)
        == "Archive the note “Harbour visit”? Once this is sent, it can be brought back only in "
        + "Vitally itself.")
    #expect(program.app.contexts == [.confirm])

    // And Enter changes nothing
    program.run(.dialog(.accept))
    #expect(program.submitted.isEmpty && program.app.overlay == nil)
    #expect(program.app.notice?.sentence == "Not archived: Harbour visit")
  }

  @Test func `yes archives, and what happens is said in turn`() throws {
    var program = program([Self.note])
    program.run(.record(.archive))
    program.run(.dialog(.yes))
    let submission = try #require(program.submissions.first)
    #expect(submission.change == .removing(Self.note, by: .archive))

    // When it is on disk, then it is being archived
    let id = program.app.stack.last?.id ?? LayerID(number: 0)
    var change = self.change(submission.change)
    program.send(.store(.change(change)))
    program.send(.answer(id, .submitted(change, submission)))
    #expect(
      program.said == "Archiving Harbour visit… Until it is sent, u takes it back.")

    // When the server can't be reached, then it says how to take it back
    var offline = program
    change.sentence = "Vitally can't be reached."
    offline.send(.store(.change(change)))
    #expect(
      offline.said
        == "It waits to be archived; u takes it back. Vitally can't be reached.")

    // And when it answers, then it is done
    change.state = .answered
    program.send(.store(.change(change)))
    #expect(program.said == "Archived Harbour visit")

    // And when it had answered before the disk did, then that is said as well
    program.send(.notice(Notice(.info, "Something else")))
    program.send(.answer(id, .submitted(change, submission)))
    #expect(program.said == "Archived Harbour visit")
  }

  @Test func `a refusal says what has not happened`() {
    var program = program([Self.note])
    var refused = change(.removing(Self.note, by: .archive), .refused)
    refused.sentence = "Vitally says no."
    program.send(.store(.change(refused)))
    #expect(program.said == "Not archived: Vitally says no.")
    refused.new = .removing(Self.acme, by: .destroy)
    program.send(.store(.change(refused)))
    #expect(program.said == "Not deleted: Vitally says no.")
  }

  @Test func `a record with unfinished work says so first`() {
    // Given a note with a draft, a change that waits, and one that was refused
    let edit = NewChange.updating(Self.note, [("subject", "Visit")])
    let moment = Given.now.moment
    let draft = Draft("d", ref: Self.note.ref, texts: [:], createdAt: moment, updatedAt: moment)
    var program = program(
      [Self.note], changes: [change(edit), change(edit, .refused)], drafts: [draft])
    program.run(.record(.archive))
    #expect(
      question(program)?.hasPrefix(
        "The note “Harbour visit” has 1 unfinished form (gd), 1 change not saved (gl) and 1 unsent "
          + "change, sent first. Archive it? ") == true)
  }

  @Test func `what is archived or waits for it is not archived again`() {
    // Given a note that waits to be archived
    var archived = Self.note
    archived.body["archivedAt"] = "2026-11-24T08:00:00.000Z"
    var waiting = program([archived], changes: [change(.removing(Self.note, by: .archive))])
    waiting.run(.record(.archive))
    #expect(waiting.said == "This note already waits to be archived. gl shows it.")

    // And one that is archived
    var done = program([archived])
    done.run(.record(.archive))
    #expect(done.said == "This note is archived already.")
    #expect(waiting.app.overlay == nil && done.app.overlay == nil)
  }

  @Test func `keys typed ahead answer the question, and never act on the list`() {
    // Given a disk that takes its time
    var program = program([Self.note])
    program.holdsBack = true
    program.run(.record(.archive))
    program.run(.dialog(.yes))
    #expect(program.submitted.isEmpty)
    program.answerAll()
    #expect(program.submitted.count == 1)

    // When nothing is asked, then such a key is ignored
    var archived = Self.note
    archived.body["archivedAt"] = "2026-11-24T08:00:00.000Z"
    var second = self.program([archived])
    second.holdsBack = true
    second.run(.record(.archive))
    second.run(.dialog(.yes))
    second.answerAll()
    #expect(second.app.readiness == .halted)
    #expect(second.said == "This note is archived already. Esc ends.")
    second.run(.dialog(.cancel))
    #expect(second.app.overlay == nil && second.submitted.isEmpty)
  }

  @Test func `from the detail it goes back to the list`() {
    var program = program([Self.note, Given.record(.note, "n2", ["subject": "Other"])])
    program.run(.record(.open))
    #expect(program.app.screen?.focus == .detail)
    program.run(.record(.archive))
    program.run(.dialog(.yes))
    #expect(program.submitted.map(\.ref) == [Self.note.ref])
    #expect(program.app.screen?.focus == .list)
  }

  @Test func `in a brief it is the record on the cursor's line`() {
    let task = Given.record(.task, "t1", ["accountId": "a1", "name": "Call"])
    var program = program([Self.acme, task])
    program.run(.record(.open))
    #expect(program.app.availability(of: .record(.archive)) != .yes)
    program.run(.move(.down))
    program.run(.record(.archive))
    program.run(.dialog(.yes))
    #expect(program.submitted.map(\.ref) == [task.ref])
    #expect(program.app.screen?.focus == .detail)
  }

  @Test func `each kind says what can be done with it`() {
    var accounts = program([Self.acme])
    accounts.run(.record(.archive))
    #expect(accounts.said == "Accounts can't be archived, only deleted: Dx.")
    var notes = program([Self.note])
    notes.run(.record(.destroy))
    #expect(notes.said == "Notes can't be deleted, only archived: Da.")
    var responses = program([Given.record(.npsResponse, "r1")])
    responses.run(.record(.destroy))
    #expect(responses.said == "NPS responses can't be deleted here.")
    #expect(accounts.effects.isEmpty && notes.effects.isEmpty)
  }

  // MARK: Records that the server does not have

  @Test(arguments: [Change.State.waiting, .refused])
  func `a new record that was never sent is thrown away`(state: Change.State) {
    let made = Record(ref: .made(.note, "m"), body: ["subject": "Draft"])
    let create = change(.creating(made.ref, [("subject", "Draft")]), state)
    var program = program([made], changes: [create])
    program.run(.record(.archive))
    #expect(
      question(program) == "Vitally does not have the new note “Draft” yet. Throw it away?")
    program.run(.dialog(.yes))
    #expect(program.submitted.isEmpty)
    #expect(program.effects.contains(.drop(7, saying: "Thrown away: new note, Draft.")))
  }

  @Test func `one that may have arrived is archived after it, and one in doubt is left alone`() {
    let made = Record(ref: .made(.note, "m"), body: ["subject": "Draft"])
    let new = NewChange.creating(made.ref, [("subject", "Draft")])
    var sent = program([made], changes: [change(new, .unknown, sentAt: Given.now.moment)])
    sent.run(.record(.archive))
    sent.run(.dialog(.yes))
    #expect(sent.submitted == [.removing(made, by: .archive)])
    var doubtful = program([made], changes: [change(new, .conflict, sentAt: Given.now.moment)])
    doubtful.run(.record(.archive))
    #expect(doubtful.said.contains("not clear whether Vitally has this note"))
    #expect(doubtful.app.overlay == nil)
  }

  // MARK: Deleting

  @Test func `deleting is off by default, and says how to turn it on`() {
    var program = program([Self.acme], allowsDeletion: false)
    program.run(.record(.destroy))
    #expect(
      program.said
        == "Deleting is off: allow_delete = true in this profile (config.toml) allows it.")
    #expect(program.app.overlay == nil && program.effects.isEmpty)
    #expect(!program.app.hints.contains { $0.command == .record(.destroy) })
  }

  @Test func `only the name deletes, whatever its case and accents`() throws {
    // Given the question, which says all that has to be known
    var program = program([Self.acme])
    program.run(.record(.destroy))
    #expect(
      question(program)
        == "Delete the account “Ähren & Söhne” for ever, with everything that belongs only to it? "
        + "Once this is sent, nothing brings it back. Type “ahren & sohne” to delete it.")

    // When another word is typed, or none, then nothing is deleted and the line stays
    for word in ["", "yes", "ahren", "ahren & sohne gmbh"] {
      program.run(.editor(.killToStart))
      program.type(word)
      program.run(.dialog(.accept))
      #expect(program.submitted.isEmpty)
      guard case .prompt(let prompt)? = program.app.top else {
        Issue.record("the line has gone after “\(word)”")
        return
      }
      #expect(prompt.problem == "not “ahren & sohne”: nothing is deleted")
    }

    // And when the name is typed, then it is deleted
    program.run(.editor(.killToStart))
    program.type("ÄHREN  & Söhne ")
    program.run(.dialog(.accept))
    #expect(program.submitted == [.removing(Self.acme, by: .destroy)])
    #expect(program.submissions.first?.sentence.hasPrefix("Deleting Ähren & Söhne…") == true)
    #expect(program.app.overlay == nil)
  }

  @Test func `Esc keeps the record`() {
    var program = program([Self.acme])
    program.run(.record(.destroy))
    program.type("ahren & sohne")
    program.run(.dialog(.cancel))
    #expect(program.app.overlay == nil && program.submitted.isEmpty)
  }

  @Test(arguments: [
    "", "Επιβεβαίωση", "Caf\u{1B}[31m Rouge", "A very long name of a customer that nobody types",
  ])
  func `where a name can't be typed, a word stands in for it`(name: String) {
    let record = Given.record(.account, "a1", ["name": .string(name)])
    var program = program([record])
    program.run(.record(.destroy))
    #expect(question(program)?.contains("Type “delete” to delete it") == true)
    program.type("delete")
    program.run(.dialog(.accept))
    #expect(program.submitted.map(\.action) == [.destroy])
  }

  @Test func `a conversation goes with its messages, and its draft is of no use any more`() {
    let record = Given.record(.conversation, "c1", ["subject": "Invoice"])
    let moment = Given.now.moment
    let draft = Draft("d", ref: record.ref, texts: [:], createdAt: moment, updatedAt: moment)
    var program = program([record], drafts: [draft])
    program.run(.record(.destroy))
    let text = question(program) ?? ""
    #expect(
      text.hasPrefix("The conversation “Invoice” has 1 unfinished form (gd). Delete it for "))
    #expect(text.contains("for ever, with its messages?"))
    #expect(text.contains("What is unfinished stays here but can't be saved any more."))
  }

  // MARK: The outbox

  @Test func `in the outbox a removal is told, taken back, or thrown away when it may be too late`()
    throws
  {
    // Given a deletion that was never sent
    let new = NewChange.removing(Self.acme, by: .destroy)
    var program = program([Self.acme], changes: [change(new)])
    program.run(.app(.show(.outbox)))
    #expect(program.changes[0].doing == "delete account")
    program.run(.outbox(.drop))
    #expect(question(program) == "Take back “delete account: Ähren & Söhne”?")
    program.run(.dialog(.yes))
    #expect(
      program.effects.contains(.drop(7, saying: "Taken back: delete account, Ähren & Söhne.")))

    // And one whose answer was lost
    program.changes = [change(new, .unknown, sentAt: Given.now.moment)]
    program.send(.store(.change(program.changes[0])))
    program.run(.outbox(.drop))
    #expect(question(program)?.hasPrefix("Vitally may have done it already. Throw away") == true)
  }

  @Test
  func `the detail of what waits to be deleted says so, and what is archived says since when`() {
    let new = NewChange.removing(Self.acme, by: .destroy)
    var waiting = program([Self.acme], changes: [change(new)])
    waiting.run(.record(.open))
    let lines = waiting.app.screen?.detail?.content.lines.map(\.line.text).joined(separator: " ")
    #expect(lines?.contains("~ Waits to be deleted: gl, then x, takes it back.") == true)
    var archived = Self.note
    archived.body["archivedAt"] = "2026-11-24T08:00:00.000Z"
    var done = program([archived])
    done.run(.record(.open))
    let text = done.app.screen?.detail?.content.lines.map(\.line.text).joined(separator: " ")
    #expect(text?.contains("Archived 24 Nov") == true)
  }
}
