// Attaching an account to an organization: what is offered, what is asked, what is sent and said.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct AttachTests {
  static let group = Given.record(.organization, "o1", ["name": "Harbour Group"])
  static let other = Given.record(.organization, "o2", ["name": "Tide Holding"])
  static let free = Given.record(.account, "a1", ["name": "Aardvark"])
  static let taken = Given.record(
    .account, "a2", ["name": "Brindle", "organizationId": "o2", "organization": .null])
  static let own = Given.record(.account, "a3", ["name": "Cedar", "organizationId": "o1"])
  static let all = [group, other, free, taken, own]

  /// A program with the list of a resource on screen, the first of its records selected.
  func program(
    _ resource: Resource = .organization, among records: [Record] = all,
    changes: [Change] = [], isReadOnly: Bool = false
  ) -> Answering {
    var program = Answering(Given.app(isReadOnly: isReadOnly), records)
    program.changes = changes
    program.start()
    program.run(.app(.openView(resource)))
    program.effects = []
    return program
  }

  func question(_ program: Answering) -> String? {
    if case .question(let question)? = program.app.top { question.text } else { nil }
  }

  @Test func `an account that belongs to nobody is attached at once`() throws {
    // Given an organization in its list
    var program = program()

    // When an account is picked for it
    program.run(.record(.attach))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(picker.title == "Attach which account to Harbour Group?")
    #expect(picker.search?.resources == [.account])
    program.type("aard")
    program.run(.dialog(.accept))

    // Then its organization is changed, with what it was before
    let submission = try #require(program.submissions.first)
    #expect(submission.change == .updating(Self.free, [("organizationId", "o1")]))
    #expect(submission.change.base == ["organizationId": .null])
    #expect(submission.sentence == "Attaching Aardvark to Harbour Group…")
    #expect(submission.savedSentence == "Attached Aardvark to Harbour Group")
    #expect(program.app.overlay == nil)
  }

  @Test func `it works from the detail and from its accounts, whichever is selected`() throws {
    for command in [Command.pane(.showTab(1)), .pane(.showTab(2)), .pane(.showTab(3))] {
      var program = program()
      program.run(.record(.open))
      program.run(command)
      program.run(.record(.attach))
      program.type("aard")
      program.run(.dialog(.accept))
      let change = try #require(program.submitted.first)
      #expect(change.ref == Self.free.ref && change.fields == ["organizationId": "o1"])
    }
  }

  @Test func `one that belongs to another organization is asked about, and no means no`() throws {
    // Given an account of another organization
    var program = program()
    program.run(.record(.attach))
    program.type("brind")
    program.run(.dialog(.accept))
    #expect(program.submitted.isEmpty)
    #expect(
      question(program) == "Brindle belongs to Tide Holding. Attach it to Harbour Group instead?")

    // When the answer is no, then nothing happens
    var unchanged = program
    unchanged.run(.dialog(.no))
    #expect(unchanged.submitted.isEmpty && unchanged.app.overlay == nil)

    // When it is yes, then it moves, unless somebody else has moved it meanwhile
    program.run(.dialog(.yes))
    let change = try #require(program.submitted.first)
    #expect(change.fields == ["organizationId": "o1"])
    #expect(change.base == ["organizationId": "o2"])
  }

  @Test func `one that is attached already says so`() {
    var program = program()
    program.run(.record(.attach))
    program.type("cedar")
    program.run(.dialog(.accept))
    #expect(program.said == "Cedar is attached to Harbour Group already.")
    #expect(program.submitted.isEmpty && program.app.overlay == nil)
  }

  @Test func `neither has to be on the server yet`() throws {
    // Given an organization and an account that were made here
    let group = Record(ref: .made(.organization, "m-1"), body: ["name": "New Group"])
    let account = Record(ref: .made(.account, "m-2"), body: ["name": "New Account"])
    var program = program(among: [group, account])
    program.run(.record(.attach))
    program.type("new")
    program.run(.dialog(.accept))

    // Then the one refers to the other by the ref that it has until then
    let change = try #require(program.submitted.first)
    #expect(change.action == .update && change.ref == account.ref)
    #expect(change.fields == ["organizationId": "made:organization/m-1"])
  }

  @Test func `an organization that gets its id while one chooses is still the one`() throws {
    let group = Record(ref: .made(.organization, "m-1"), body: ["name": "New Group"])
    var program = program(among: [group, Self.free])
    program.run(.record(.attach))
    program.records[0].ref = .server(.organization, "o9")
    program.send(.store(.merged(from: group.ref, to: .server(.organization, "o9"))))
    program.type("aard")
    program.run(.dialog(.accept))
    #expect(program.submitted.first?.fields == ["organizationId": "o9"])
  }

  @Test func `what waits to be deleted, or was not saved, is not attached`() {
    let removal = Change(
      id: 3, new: .removing(Self.free, by: .destroy), createdAt: Given.now.moment)
    var removed = program(changes: [removal])
    removed.run(.record(.attach))
    removed.type("aard")
    removed.run(.dialog(.accept))
    #expect(removed.said == "Aardvark waits to be deleted. gl shows it.")

    let made = Record(ref: .made(.account, "m-2"), body: ["name": "New Account"])
    let create = Change(
      id: 4, new: .creating(made.ref, [("name", "New Account")]), state: .refused,
      createdAt: Given.now.moment)
    var refused = program(among: [Self.group, made], changes: [create])
    refused.run(.record(.attach))
    refused.type("new")
    refused.run(.dialog(.accept))
    #expect(
      refused.said
        == "New Account is not on the server: it was not saved. gl shows what to do first.")
    #expect(removed.submitted.isEmpty && refused.submitted.isEmpty)
  }

  @Test func `leaving the picker attaches nothing, and the next choice is for something else`() {
    var program = program()
    program.run(.record(.attach))
    program.run(.dialog(.cancel))
    #expect(program.app.overlay == nil && program.submitted.isEmpty)
    program.run(.list(.sort(nil)))
    program.run(.dialog(.accept))
    #expect(program.app.overlay == nil && program.submitted.isEmpty)
  }

  @Test func `elsewhere one sentence says what it is for, and read-only workspaces stay so`() {
    var accounts = program(.account)
    accounts.run(.record(.attach))
    #expect(accounts.said == "Accounts are attached to organizations: go to one of those first.")
    var closed = program(isReadOnly: true)
    closed.run(.record(.attach))
    #expect(closed.said == "This workspace is read-only.")
    var empty = program(among: [Self.free])
    empty.run(.record(.attach))
    #expect(empty.said == "There is no record here.")
    #expect(accounts.app.overlay == nil && closed.app.overlay == nil && empty.app.overlay == nil)
  }

  // MARK: From the account

  @Test func `the account's form changes and clears its organization`() throws {
    var form = Answering.editing(Self.taken, among: [Self.group, Self.other])
    try form.go(to: "organizationId")
    form.run(.editor(.deleteBackward))
    #expect(form.willSend.last == "Organization Tide Holding → (cleared)")
    let detached = try form.save()
    #expect(detached.fields == ["organizationId": .null])
    #expect(detached.base == ["organizationId": "o2"])

    var moved = Answering.editing(Self.taken, among: [Self.group, Self.other])
    try moved.go(to: "organizationId")
    moved.pick("Harbour")
    #expect(try moved.save().fields == ["organizationId": "o1"])
  }

  @Test func `one field is set and cleared in its box, and down the list`() throws {
    // Given accounts of an organization
    var box = program(.account, among: [Self.taken, Self.own, Self.group, Self.other])

    // When the field is set by itself, then a record is picked and sent
    box.run(.record(.setField("organizationId")))
    box.type("Harb")
    box.run(.dialog(.accept))
    if box.app.form != nil { box.run(.form(.enter)) }
    #expect(box.submitted.last?.fields == ["organizationId": "o1"])

    // When it is cleared, then null is sent
    box.run(.record(.setField("organizationId")))
    box.run(.dialog(.cancel))
    box.run(.editor(.deleteBackward))
    box.run(.form(.save))
    #expect(box.submitted.last?.fields == ["organizationId": .null])

    // And down the list one after the other is detached
    var column = program(.account, among: [Self.taken, Self.own, Self.group, Self.other])
    column.run(.list(.editColumn("organizationId")))
    for _ in 1...2 {
      column.run(.editor(.deleteBackward))
      column.run(.form(.save))
    }
    #expect(column.submitted.map(\.ref) == [Self.taken.ref, Self.own.ref])
    #expect(column.submitted.allSatisfy { $0.fields == ["organizationId": .null] })
  }
}
