// What the keys of the outbox do to the change that is selected.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct OutboxKeysTests {
  private let screen = OutboxScreenTests()

  func program(_ changes: [Change], isReadOnly: Bool = false) -> Answering {
    screen.program(changes, isReadOnly: isReadOnly)
  }

  func outbox(_ program: Answering) throws -> OutboxViewModel { try screen.outbox(program) }

  @Test func `fixing opens the form with all that was typed`() throws {
    var program = program([OutboxScreenTests.change(1, .refused)])
    program.run(.outbox(.fix))
    let form = try #require(program.app.form)
    #expect(program.app.overlay == nil)
    #expect(form.replaces == 1)
    #expect(form.rows.first { $0.field.path == "name" }?.value.typed == "Contoso")
  }

  @Test func `fixing a new record that was refused goes on with the new record`() throws {
    // Given a create that was refused; its row is in the lists
    let made = Ref.made(.account, "u1")
    let fields: JSONObject = ["name": "Contoso", "externalId": "c1"]
    var program = program([
      OutboxScreenTests.change(1, .refused, .create, ref: made, fields: fields)
    ])
    program.records.append(Record(ref: made, body: fields))

    // When it is mended and saved
    program.run(.outbox(.fix))
    program.type("x")
    program.run(.form(.save))

    // Then the new change creates it, in place of the refused one
    let change = try #require(program.submitted.first)
    #expect(change.action == .create && change.ref == made && change.replaces == 1)
    #expect(change.fields == ["name": "Contosox", "externalId": "c1"])
  }

  @Test func `fixing a conflict in the form asks before it goes over what somebody else wrote`()
    throws
  {
    // Given the form of a change in conflict
    var program = program([OutboxScreenTests.change(1, .conflict)])
    program.run(.outbox(.fix))
    #expect(program.app.form?.isOverConflict == true)
    #expect(try program.shown("name") == "Contoso")

    // When it is saved, and the answer is no
    program.run(.form(.save))
    guard case .question(let question)? = program.app.overlay else { throw Missing() }
    #expect(
      question.text == "Somebody else has changed the same fields: save yours over theirs?")
    program.run(.dialog(.no))
    #expect(program.submitted.isEmpty && program.app.form?.isEditing == true)

    // Then only yes sends it, in place of the conflict and on what is there now
    program.run(.form(.save))
    program.run(.dialog(.yes))
    let change = try #require(program.submitted.first)
    #expect(change.fields == ["name": "Contoso"] && change.replaces == 1)
    #expect(change.base == ["name": "Account 1"])
  }

  struct Missing: Error {}

  @Test(arguments: [
    (OutboxScreenTests.change(1, .answered), "The server has it."),
    (OutboxScreenTests.change(1, .refused, .archive, fields: [:]), "nothing to edit"),
  ])
  func `what can't be fixed in a form says what to do instead`(_ change: Change, _ words: String) {
    var program = program([change])
    program.run(.outbox(.fix))
    #expect(program.app.notice?.sentence.contains(words) == true)
    #expect(program.app.form == nil && program.app.overlay != nil)
  }

  @Test func `throwing away asks, and enter means no`() throws {
    var program = program([
      OutboxScreenTests.change(1, .waiting), OutboxScreenTests.change(2, .waiting),
    ])
    program.run(.move(.down))
    program.run(.outbox(.drop))
    #expect(program.app.contexts == [.confirm])
    program.run(.dialog(.accept))
    #expect(program.effects.isEmpty)
    #expect(try outbox(program).selected?.id == 2)

    program.run(.outbox(.drop))
    program.run(.dialog(.yes))
    #expect(
      program.effects == [.drop(2, saying: "Thrown away: edit account, Account 1.")])
    #expect(program.app.contexts == [.outbox, .global])
  }

  @Test(arguments: [Change.State.waiting, .unknown, .refused])
  func `trying again sends the change as it is`(_ state: Change.State) {
    var program = program([OutboxScreenTests.change(1, state)])
    program.run(.outbox(.retry))
    #expect(program.effects == [.retry(1)])
  }

  @Test func `a conflict is chosen, not tried again; a doubtful create is tried again`() {
    var update = program([OutboxScreenTests.change(1, .conflict)])
    update.run(.outbox(.retry))
    #expect(update.effects.isEmpty)
    #expect(update.app.notice?.sentence.contains("c chooses") == true)

    var create = program([OutboxScreenTests.change(1, .conflict, .create, ref: .made(.note, "n"))])
    create.run(.outbox(.resolve))
    #expect(create.app.notice?.sentence.contains("r sends it again") == true)
    create.run(.outbox(.retry))
    #expect(create.effects == [.retry(1)])
  }

  @Test func `opening goes to the record, or to the one that has the external ID`() {
    var own = program([OutboxScreenTests.change(1, .refused)])
    own.run(.outbox(.open))
    #expect(own.app.overlay == nil && own.app.screen?.detail?.ref == OutboxScreenTests.account)

    let rival = Ref.server(.account, "a2")
    var other = program([
      OutboxScreenTests.change(1, .refused, .create, ref: .made(.account, "x"), rival: rival)
    ]
    )
    other.run(.outbox(.open))
    #expect(other.app.screen?.detail?.ref == rival)
  }

  @Test func `sending leaves the outbox in sight, going elsewhere does not`() throws {
    var program = program([OutboxScreenTests.change(1, .waiting)])
    program.run(.app(.sendOutbox))
    #expect(program.effects == [.sendOutbox(trustsKey: false)])
    #expect(try outbox(program).rows.count == 1)
    program.run(.app(.openView(.task)))
    #expect(program.app.overlay == nil && program.app.screen?.list?.query.resource == .task)
  }

  @Test func `an empty outbox takes the keys and does nothing`() throws {
    var program = program([])
    for command in [Command.outbox(.show), .move(.down), .move(.bottom)] { program.run(command) }
    #expect(program.effects.isEmpty)
  }

  @Test(arguments: [OutboxCommand.drop, .retry, .fix])
  func `a read-only workspace says so and changes nothing`(_ command: OutboxCommand) {
    var program = program([OutboxScreenTests.change(1, .refused)], isReadOnly: true)
    program.run(.outbox(command))
    #expect(program.effects.isEmpty)
    #expect(program.app.notice?.sentence.contains("read-only") == true)
  }

  @Test func `a new record that waits is edited as it is`() throws {
    // Given a create that has not been sent yet
    let made = Ref.made(.account, "u1")
    let fields: JSONObject = ["name": "Contoso", "externalId": "c1"]
    var program = program([
      OutboxScreenTests.change(1, .waiting, .create, ref: made, fields: fields)
    ])
    program.records.append(Record(ref: made, body: fields))

    // When its form is opened from the outbox
    program.run(.outbox(.fix))

    // Then all of it is there, and it is no second one
    #expect(program.app.form?.isNew == false)
    #expect(try program.shown("name") == "Contoso")
  }

  @Test func `however one goes from place to place, a screen is always left`() {
    var program = program([OutboxScreenTests.change(1, .refused)])
    for _ in 1...3 {
      program.run(.outbox(.open))
      program.run(.app(.openView(.task)))
      program.run(.app(.show(.outbox)))
    }
    for command in [Command.app(.back), .app(.back), .screen(.close), .app(.forward)] {
      for _ in 1...8 { program.run(command) }
      #expect(program.app.screen != nil)
    }
  }

  @Test func `what is found from the outbox opens where one was before it`() throws {
    // Given a search from the outbox that finds two
    var program = program([OutboxScreenTests.change(1, .refused)])
    program.run(.app(.prompt))
    program.type("open Account")
    program.run(.dialog(.accept))
    let refs = program.records.map(\.ref)
    program.answerTop(.found("Account", .several(refs.map { Match($0, title: $0.serverID ?? "") })))

    // When one of them is picked
    program.run(.dialog(.next))
    program.run(.dialog(.accept))

    // Then it is on screen
    #expect(program.app.screen?.detail?.ref == refs[1] && program.app.cover == nil)
  }
}
