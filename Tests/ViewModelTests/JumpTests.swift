// The box in which one jumps: what stands in it in which order, and what its keys do.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct JumpTests {
  struct Missing: Error {}

  /// A program with three accounts and a task, and the box open over its list of accounts.
  func program(isReadOnly: Bool = false, visited: [Ref] = []) -> Answering {
    let task = Given.record(.task, "t1", ["name": "Sort the mail"])
    var program = Answering(Given.app(isReadOnly: isReadOnly), Given.accounts(3) + [task])
    program.visited = visited
    program.start()
    program.run(.app(.jump))
    program.effects = []
    return program
  }

  func jump(_ program: Answering) throws -> JumpViewModel {
    guard case .jump(let jump)? = program.app.top else { throw Missing() }
    return jump
  }

  /// What stands in the box: records by their id, all else by its title.
  func titles(_ program: Answering) throws -> [String] {
    try jump(program).entries.map { entry in
      switch entry {
      case .record(let hit): hit.ref.serverID ?? ""
      case .command(let command): command.title
      case .ask(let text): "?\(text)"
      }
    }
  }

  func page(_ program: Answering) throws -> ViewModels.Page {
    guard case .page(let page) = try jump(program).drawing(in: program.app.shared)
    else { throw Missing() }
    return page
  }

  // MARK: What stands in it

  @Test func `with nothing typed: where one was, lists, screens, commands`() throws {
    let program = program(visited: [.server(.task, "t1"), .server(.account, "a2")])
    let titles = try titles(program)
    #expect(titles.prefix(3) == ["t1", "a2", "accounts"])
    let order = try ["custom objects", "messages", "search", "help", "add task"].map {
      try #require(titles.firstIndex(of: $0))
    }
    #expect(order == order.sorted())
    // Each once, and none that needs a number or is here already
    #expect(!titles.contains("jump") && !titles.contains("tab"))
    let commands = try jump(program).entries.compactMap { entry in
      if case .command(let command) = entry { command.command } else { nil }
    }
    #expect(Set(commands).count == commands.count)
  }

  @Test func `records, lists and commands with a name stand in one list, the whole name first`()
    throws
  {
    var program = program()
    program.type("sort")
    #expect(try titles(program).prefix(2) == ["sort", "t1"])
    program.run(.editor(.killToStart))
    program.type("tasks")
    #expect(try titles(program).first == "tasks")
    program.run(.editor(.killToStart))
    program.type("task")
    #expect(try titles(program).prefix(3) == ["tasks", "my overdue tasks", "add task"])
    program.run(.editor(.killToStart))
    program.type("account")
    #expect(try titles(program).prefix(4) == ["accounts", "a1", "a2", "a3"])
  }

  @Test func `lately visited records come before lists that answer as well, others after`() throws {
    var program = program(visited: [.server(.account, "a2")])
    program.type("acc")
    #expect(try titles(program).prefix(4) == ["a2", "accounts", "a1", "a3"])
  }

  @Test func `records that lists leave out come later, and say so`() throws {
    var program = program()
    program.hidden = [.server(.account, "a1")]
    program.type("acco")
    let titles = try titles(program)
    #expect(titles.first == "accounts" && titles.dropFirst().prefix(2) == ["a2", "a3"])
    let row = try #require(titles.firstIndex(of: "a1"))
    #expect(row > 3)
    #expect(try page(program).lines[row].text.hasSuffix("hidden in lists"))
  }

  // MARK: Records

  @Test func `Enter opens a record, and going back leads to where one was before the box`() throws {
    var program = program()
    program.type("account 2")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.detail?.ref == .server(.account, "a2"))
    #expect(
      program.effects.contains(.visit(.server(.account, "a2")))
        && program.effects.contains(.fetch(.server(.account, "a2"), first: nil, isForced: false)))
    program.run(.screen(.close))
    #expect(program.app.overlay == nil && program.app.screen?.list != nil)
  }

  @Test func `over another screen the box leads back to that`() throws {
    var program = program()
    program.run(.dialog(.cancel))
    program.run(.app(.show(.outbox)))
    program.run(.app(.jump))
    program.type("account 3")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.detail?.ref == .server(.account, "a3"))
    program.run(.screen(.close))
    if case .outbox? = program.app.top {} else { Issue.record("the outbox is gone") }
  }

  @Test func `Enter that is faster than the search opens what it finds, once`() throws {
    var program = program()
    program.holdsBack = true
    program.type("account 3")
    program.run(.dialog(.accept))
    #expect(program.app.readiness == .opening)
    program.answerAll()
    #expect(program.app.screen?.detail?.ref == .server(.account, "a3"))
  }

  @Test func `another letter takes Enter back, and only the last search counts`() throws {
    var program = program()
    program.holdsBack = true
    program.send(.text("account 3"))
    program.send(.command(.dialog(.accept)))
    program.send(.command(.editor(.deleteBackward)))
    program.send(.text("2"))
    program.answerAll()
    #expect(try titles(program).first == "a2")
    #expect(try jump(program).isSearching == false)
  }

  @Test func `Tab shows a record in its list, whatever that has left out`() throws {
    // Given a list of accounts with a filter, and a record that lists hide
    var program = program()
    program.run(.dialog(.cancel))
    program.run(.list(.filter))
    program.type("1")
    program.run(.dialog(.accept))
    program.hidden = [.server(.account, "a3")]
    program.run(.app(.jump))
    program.type("account 3")
    program.effects = []

    // When it is shown
    program.run(.dialog(.complete))

    // Then the list has it selected
    #expect(program.app.overlay == nil && program.app.screen?.focus == .list)
    #expect(program.app.screen?.list?.selectedRow?.record.ref == .server(.account, "a3"))
    #expect(program.app.screen?.list?.filter == ListFilter.none)
    #expect(program.app.screen?.list?.showsHidden == true)
    #expect(program.effects.contains(.visit(.server(.account, "a3"))))
    #expect(program.said == "Churned, archived and done records are shown.")
  }

  @Test func `Tab that is faster than the search goes to the list of another resource`() throws {
    var program = program()
    program.holdsBack = true
    program.type("mail sort")
    program.run(.dialog(.complete))
    program.answerAll()
    #expect(program.app.screen?.isList(of: .task) == true)
    #expect(program.app.screen?.list?.selectedRow?.record.ref == .server(.task, "t1"))
  }

  @Test func `an instance has no list, and says so`() throws {
    var program = program()
    program.records.append(Given.record(.instance, "i1", ["name": "Berth 7"]))
    program.type("berth")
    program.run(.dialog(.complete))
    #expect(program.said.contains("have no list of their own"))
    program.run(.dialog(.accept))
    #expect(program.app.screen?.detail?.ref == .server(.instance, "i1"))
  }

  // MARK: Commands

  @Test func `a command runs on what lies below the box`() throws {
    var program = program()
    program.run(.dialog(.cancel))
    program.run(.move(.down))
    program.run(.app(.jump))
    program.type("copy name")
    program.run(.dialog(.accept))
    #expect(program.app.overlay == nil)
    #expect(program.effects.contains(.copy("Account 2", what: "name")))
  }

  @Test func `Tab fills in the name of a command`() throws {
    var program = program()
    program.type("revers")
    program.run(.dialog(.complete))
    #expect(try jump(program).editor.text == "reverse")
    #expect(try titles(program).first == "reverse")
  }

  @Test func `a command that can't run now says why, and the box stays`() throws {
    var program = program(isReadOnly: true)
    program.type("add note")
    let line = try page(program).lines[0]
    #expect(line.text.contains("This workspace is"))
    #expect(try page(program).foot.first?.text == " This workspace is read-only.")
    #expect(line.spans.contains { $0.role == .dim && $0.text == "add note" })
    program.run(.dialog(.accept))
    #expect(program.said == "This workspace is read-only.")
    #expect(try titles(program).first == "add note")
  }

  @Test func `what could not run while rows were read can once they are there`() throws {
    // Given a box over a list whose rows are not there yet
    var program = Answering(Given.app(), Given.accounts(2))
    program.holdsBack = true
    program.start()
    program.run(.app(.jump))
    let reason = { (program: Answering) throws -> String? in
      try jump(program).entries.lazy.compactMap { entry in
        if case .command(let command) = entry, command.command == .record(.edit) {
          command
        } else {
          nil
        }
      }.first?.reason
    }
    #expect(try reason(program) == "There is no record here to edit.")
    // When they come, then the record can be edited
    program.answerAll()
    #expect(try reason(program) == nil)
  }

  @Test func `what can run comes before what can't`() throws {
    // Given two commands that begin alike, of which one can't run
    var program = program(isReadOnly: true)
    program.type("co")
    let titles = try titles(program)
    let (copy, attach) = (titles.firstIndex(of: "copy line"), titles.firstIndex(of: "edit column"))
    #expect(try #require(copy) < #require(attach))
  }

  @Test func `what has no meaning below the box is left out`() throws {
    var program = program()
    program.run(.dialog(.cancel))
    program.run(.app(.show(.outbox)))
    program.run(.app(.jump))
    let titles = try titles(program)
    #expect(!titles.contains("sort") && titles.contains("accounts") && titles.contains("try again"))
  }

  @Test func `the box does not open over a form or another box`() {
    var program = program()
    #expect(program.app.availability(of: .app(.jump)) == .hidden)
    program.run(.dialog(.cancel))
    program.run(.record(.edit))
    #expect(program.app.availability(of: .app(.jump)) == .hidden)
  }

  @Test func `a list opens by its singular too`() throws {
    var program = program()
    program.type("nps response")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.isList(of: .npsResponse) == true)
  }

  // MARK: What is not there

  @Test func `what may be an id is asked of the server as by the command line`() throws {
    var program = program()
    program.type("kim@northwind.example")
    #expect(try titles(program) == ["?kim@northwind.example"])
    program.run(.dialog(.accept))
    #expect(program.app.overlay == nil)
    #expect(program.effects.contains(.find("kim@northwind.example")))
    #expect(program.said == "Looking for “kim@northwind.example”…")
  }

  @Test func `what can be no id says that nothing is called so`() throws {
    var program = program()
    program.type("zz zz")
    #expect(try titles(program).isEmpty)
    #expect(try page(program).lines[0].text.contains("Nothing is called “zz zz”."))
    program.run(.dialog(.accept))
    #expect(program.said == "Nothing matches what you typed.")
    program.run(.dialog(.next))
    program.run(.move(.pageDown))
    #expect(try jump(program).selection.row == 0)
  }

  @Test func `where records can't be searched, lists and commands are still there`() throws {
    var program = program()
    program.holdsBack = true
    program.type("task")
    program.run(.dialog(.accept))
    program.answerTop(.read(.matches, generation: 5, .failure("The cache could not be read.")))
    #expect(program.said == "The cache could not be read.")
    #expect(try titles(program).first == "tasks")
    #expect(program.app.readiness == .ready)
  }

  @Test func `the selection stays on its entry when records change`() throws {
    var program = program()
    program.type("account")
    program.run(.dialog(.next))
    program.run(.dialog(.next))
    program.records.insert(Given.record(.account, "a0", ["name": "Account 0"]), at: 0)
    program.send(.store(.changed([.account])))
    guard case .record(let hit)? = try jump(program).selected else { throw Missing() }
    #expect(hit.ref == .server(.account, "a2"))
  }
}
