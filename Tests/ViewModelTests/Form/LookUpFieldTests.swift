// Fields that name other records: one, or several of which the server takes none away.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct LookUpFieldTests {
  static let dana = Given.record(.admin, "dana", ["name": "Dana Ek"])
  static let lee = Given.record(.admin, "lee", ["name": "Lee Wong"])
  static let task = Given.record(
    .task, "t1",
    ["name": "Call", "assignedTo": ["id": "dana", "name": "Dana Ek"], "assignedToId": "dana"])
  static let accounts = Given.accounts(3)
  static let user = Given.record(
    .user, "u1",
    ["name": "Kim", "email": "kim@nw.example", "accounts": [["id": "a1", "name": "Account 1"]]])

  func task() -> Answering {
    .editing(Self.task, among: [Self.dana, Self.lee] + Self.accounts)
  }

  func user() -> Answering { .editing(Self.user, among: Self.accounts) }

  // MARK: One

  @Test func `typing opens a picker with what was typed, and Enter takes a record`() throws {
    var program = task()
    #expect(try program.shown("assignedToId") == "admin/dana")
    try program.go(to: "assignedToId")
    program.type("lee")
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(picker.editor.text == "lee" && picker.matches.map(\.title) == ["Lee Wong"])
    program.run(.dialog(.accept))
    let change = try program.save()
    #expect(change.fields == ["assignedToId": "lee"])
    #expect(change.base == ["assignedToId": ["id": "dana", "name": "Dana Ek"]])
  }

  @Test func `the one that is there already is no change`() throws {
    var program = task()
    try program.go(to: "assignedToId")
    program.pick("Dana")
    program.run(.form(.save))
    #expect(program.submitted.isEmpty)
  }

  @Test func `Backspace takes it out where that is allowed`() throws {
    var program = task()
    try program.go(to: "assignedToId")
    program.run(.editor(.deleteBackward))
    #expect(program.willSend.last == "Assignee Dana Ek → (cleared)")
    #expect(try program.save().fields == ["assignedToId": .null])
  }

  @Test func `leaving the picker leaves the field`() throws {
    var program = task()
    try program.go(to: "assignedToId")
    program.run(.form(.enter))
    program.run(.dialog(.cancel))
    #expect(try program.shown("assignedToId") == "admin/dana")
    #expect(program.app.form?.isTouched == false)
  }

  @Test func `a picker looks near the record first, and asks the server where nothing fits`()
    throws
  {
    var program = task()
    try program.go(to: "assignedToId")
    program.holdsBack = true
    program.run(.form(.enter))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(picker.search?.near == Self.task.ref && picker.isSearching)
    // Nothing is taken before it is there
    program.run(.dialog(.accept))
    #expect(program.app.overlay != nil)
    program.answerAll()
    program.type("nobody")
    guard case .picker(let empty)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(empty.matches.isEmpty)
    program.run(.dialog(.cancel))

    // Admins come in one list; an account can be asked for by its id
    var account = Answering.editing(
      Self.user, among: [Given.record(.account, "a1", ["name": "Account 1"])])
    try account.go(to: "accountIds")
    account.type("ext-77")
    let asked = account.effects.filter { if case .lookFor = $0 { true } else { false } }
    #expect(
      asked == [
        .lookFor("ext-", .account), .lookFor("ext-7", .account),
        .lookFor("ext-77", .account),
      ])
  }

  @Test func `a record of which only the id is known is asked for, and its name is taken`() throws {
    // Given a task of somebody who is not in the cache
    var program = Answering.editing(
      Given.record(.task, "t1", ["name": "Call", "assignedToId": "dana", "accountId": "a9"]))
    program.run(.form(.leave))
    program.run(.record(.edit))
    #expect(program.effects.contains(.show(.admin)))
    #expect(program.app.form?.names[Self.dana.ref] == nil)

    // When the admins have come in
    program.records.append(Self.dana)
    program.send(.store(.changed([.admin])))

    // Then the name is there, and nothing counts as typed
    #expect(program.app.form?.names[Self.dana.ref] == "Dana Ek")
    #expect(program.app.form?.isTouched == false)
  }

  // MARK: Several

  @Test func `Tab fills a name in, and Enter takes the one that it names`() throws {
    // Given the team to choose from, and the second one selected
    var program = task()
    try program.go(to: "assignedToId")
    program.run(.form(.pick))
    program.run(.dialog(.next))

    // When its name is filled in and taken
    program.run(.dialog(.complete))
    program.run(.dialog(.accept))

    // Then it is the one that was selected
    #expect(try program.save().fields == ["assignedToId": "lee"])
  }

  @Test func `those that are there stay, and only new ones are sent`() throws {
    var program = user()
    try program.go(to: "accountIds")
    program.pick("Account 2")
    program.pick("Account 3")
    #expect(program.willSend.last == "Accounts Account 2, Account 3")
    let change = try program.save()
    #expect(change.fields == ["accountIds": ["a2", "a3"]])
    #expect(change.base == ["accountIds": [["id": "a1", "name": "Account 1"]]])
  }

  @Test func `one that is there already is not chosen again`() throws {
    var program = user()
    try program.go(to: "accountIds")
    program.pick("Account 1")
    #expect(program.app.form?.isTouched == false)
  }

  @Test
  func `Backspace takes a new one out, picking it again does not, and nothing takes one away`()
    throws
  {
    var program = user()
    try program.go(to: "accountIds")
    program.pick("Account 2")
    program.pick("Account 3")
    program.pick("Account 2")
    #expect(try program.shown("accountIds") == "account/a2 account/a3")
    program.run(.editor(.deleteBackward))
    #expect(try program.shown("accountIds") == "account/a2")
    program.run(.editor(.deleteBackward))
    #expect(program.app.form?.isTouched == false)
    program.run(.form(.next))
    #expect(try program.problem("accountIds") == nil)
  }

  @Test func `other fields of a person are sent without the accounts`() throws {
    var program = user()
    try program.enter("kim@nw", in: "email")
    #expect(try program.save().fields == ["email": "kim@nw"])
  }
}
