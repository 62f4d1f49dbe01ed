// Walking through the program: screens, panes, going back to exactly where one was.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct JourneyTests {
  let users = (1...30).map {
    Given.record(
      .user, "u\($0)",
      ["name": .string("User \($0)"), "accounts": [["id": "a3", "name": "Account 3"]]])
  }

  func started(width: Int = 80, _ records: [Record]) -> Answering {
    var program = Answering(Given.app(width: width), records)
    program.start()
    return program
  }

  @Test func `the program starts with the accounts, and fetches them behind`() {
    let program = started(Given.accounts(40))
    #expect(program.app.screen?.list?.selectedRow?.record.title == "Account 1")
    #expect(program.effects == [.show(.account)])
  }

  @Test func `moving asks nothing of the server`() {
    var program = started(width: 120, Given.accounts(400))
    program.effects = []
    for _ in 1...200 { program.run(.move(.down)) }
    #expect(program.effects.allSatisfy { $0 == .remind(.look, after: 1) })
    #expect(program.app.screen?.detail?.row?.record.title == "Account 201")
  }

  @Test func `an account, its users, one of them, and back to the same row`() {
    // Given the third account with its users on screen
    var program = started(Given.accounts(40) + users)
    program.run(.move(.down))
    program.run(.move(.down))
    program.run(.record(.open))
    #expect(program.effects.last == .fetch(.server(.account, "a3"), first: nil, isForced: false))
    program.run(.pane(.showTab(2)))
    #expect(program.effects.last == .fetch(.server(.account, "a3"), first: .user, isForced: false))

    // When the tenth user is opened
    for _ in 1...9 { program.run(.move(.down)) }
    program.run(.record(.open))
    #expect(program.app.screen?.detail?.row?.record.title == "User 10")

    // And closed again
    program.run(.screen(.close))
    program.run(.screen(.close))

    // Then the list of users stands where it was left
    #expect(program.app.screen?.detail?.related?.selected == 9)
    program.run(.screen(.close))
    #expect(program.app.screen?.focus == .list)
    #expect(program.app.screen?.list?.selectedRow?.record.title == "Account 3")
  }

  @Test func `from a record to a linked one and back, forward again`() {
    var program = started(Given.accounts(5) + users)
    program.run(.app(.openView(.user)))
    program.run(.record(.open))
    for _ in 0..<40 where program.app.screen?.detail?.target != .record(.server(.account, "a3")) {
      program.run(.move(.down))
    }
    program.run(.record(.open))
    #expect(program.app.screen?.detail?.ref == .server(.account, "a3"))
    program.run(.app(.back))
    #expect(program.app.screen?.detail?.ref == .server(.user, "u1"))
    program.run(.app(.forward))
    #expect(program.app.screen?.detail?.ref == .server(.account, "a3"))
  }

  @Test func `a list that is open already comes back as it was left`() {
    var program = started(Given.accounts(40) + users)
    for _ in 1...7 { program.run(.move(.down)) }
    program.run(.app(.openView(.user)))
    program.run(.app(.openView(.account)))
    #expect(program.app.screen?.list?.selected == 7)
    #expect(program.app.stack.count == 2)
  }

  @Test func `closing at the root asks, and Enter means no`() {
    var program = started(Given.accounts(3))
    program.run(.screen(.close))
    #expect(program.app.contexts == [.confirm])
    program.run(.dialog(.accept))
    #expect(!program.effects.contains(.quit))
    program.run(.screen(.close))
    program.run(.dialog(.yes))
    #expect(program.effects.last == .quit)
  }

  @Test func `stepping back never leaves the program`() {
    var program = started(Given.accounts(3))
    program.run(.record(.open))
    for _ in 1...5 { program.run(.screen(.stepBack)) }
    #expect(program.app.overlay == nil)
    #expect(program.effects.last != .quit)
    #expect(program.app.screen?.focus == .list)
  }

  @Test func `a filter narrows while one types and goes with Esc`() {
    var program = started(Given.accounts(40))
    program.run(.list(.filter))
    program.type("\"account 4\"")
    #expect(program.app.screen?.list?.window.total == 2)
    let query = program.app.screen?.list?.query
    #expect(query.map { program.effects.contains(.remind(.sayWait($0), after: 0.3)) } == true)
    program.run(.dialog(.accept))
    #expect(program.app.screen?.list?.filter.line == "\"account 4\"")
    program.run(.screen(.stepBack))
    #expect(program.app.screen?.list?.window.total == 40)
  }

  @Test func `a picked column sorts, and reversing turns it around`() {
    var program = started(Given.accounts(40))
    program.run(.move(.bottom))
    program.run(.list(.sort(nil)))
    program.type("mrr")
    program.run(.dialog(.accept))
    #expect(program.app.screen?.list?.selected == 0)
    #expect(program.app.screen?.list?.query.order == ListOrder("mrr", descending: true))
    program.run(.list(.reverse))
    #expect(program.app.screen?.list?.query.order == ListOrder("mrr"))
  }

  @Test(arguments: [
    (":tasks", Resource.task), (":nps", .npsResponse), (":custom-objects", .customObject),
  ])
  func `lists are opened by name`(line: String, resource: Resource) {
    var program = started(Given.accounts(3))
    program.run(.app(.prompt))
    program.type(String(line.dropFirst()))
    program.run(.dialog(.accept))
    #expect(program.app.screen?.list?.query.resource == resource)
  }

  @Test func `open asks for a record by whatever names it`() {
    var program = started(Given.accounts(3))
    program.run(.app(.prompt))
    program.type("open kim+1@northwind.example")
    program.run(.dialog(.accept))
    #expect(program.effects.last == .find("kim+1@northwind.example"))
    program.answerTop(.found("kim+1@northwind.example", .nothing("Nobody has this address.")))
    #expect(program.app.notice?.sentence == "Nobody has this address.")
  }

  @Test func `a record that is found late does not tear anybody away`() {
    // Given somebody who has gone on while a record is looked for
    var program = started(Given.accounts(5) + users)
    program.run(.app(.prompt))
    program.type("open a3")
    program.run(.dialog(.accept))
    program.run(.app(.openView(.user)))

    // When it is found
    program.answerTop(.found("a3", .record(.server(.account, "a3"))))

    // Then the users stay on screen, and it is said
    #expect(program.app.screen?.list?.query.resource == .user)
    #expect(program.app.notice?.sentence.contains("a3") == true)
  }

  @Test func `help in the middle of typing gives back what was typed`() {
    var program = started(Given.accounts(5))
    program.run(.app(.prompt))
    program.type("open nor")
    program.run(.app(.help))
    program.run(.dialog(.cancel))
    guard case .prompt(let prompt)? = program.app.overlay else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.editor.text == "open nor")
  }

  @Test func `leaving a filter as it was brings back the one before`() {
    var program = started(Given.accounts(40))
    program.run(.list(.filter))
    program.type("account 4")
    program.run(.dialog(.accept))
    program.run(.list(.filter))
    program.type("0")
    program.run(.dialog(.cancel))
    #expect(program.app.screen?.list?.filter.line == "account 4")
  }

  @Test func `the detail beside the list follows when there is room for it again`() {
    // Given a record that was opened and left on a small screen
    var program = started(Given.accounts(5))
    program.run(.record(.open))
    program.run(.screen(.close))
    program.run(.move(.down))

    // When the screen gets wide
    program.send(.resized(width: 120, height: 40))

    // Then the selected record stands beside the list
    #expect(program.app.screen?.detail?.row?.record.title == "Account 2")
  }

  @Test func `stepping shows every record, also where rows must be asked for`() {
    var program = started(Given.accounts(200))
    program.run(.record(.open))
    var seen = ["Account 1"]
    for _ in 1..<200 {
      program.run(.text(.nextRecord))
      seen.append(program.app.screen?.detail?.row?.record.title ?? "nothing")
    }
    #expect(seen == Given.accounts(200).map(\.title))
  }

  @Test func `an unknown command is said in its line, which stays`() {
    var program = started(Given.accounts(3))
    program.run(.app(.prompt))
    program.type("opne x")
    program.run(.dialog(.accept))
    guard case .prompt(let prompt)? = program.app.overlay else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.editor.text == "opne x" && prompt.problem != nil)
  }

  @Test func `keys wait for the first rows of an empty list that are being read`() {
    // Given a list that was empty, and news of records in it
    var program = Answering(Given.app(), [])
    program.start()
    #expect(!program.app.awaitsRows)
    program.holdsBack = true
    program.records = Given.accounts(3)
    program.send(.store(.changed([.account])))

    // Then keys wait until they are read
    #expect(program.app.awaitsRows)
    program.answerAll()
    #expect(!program.app.awaitsRows)
  }

  @Test func `completion goes as far as all matches agree`() {
    func line(_ program: Answering) -> String? {
      if case .prompt(let prompt)? = program.app.top { prompt.editor.text } else { nil }
    }
    var program = started(Given.accounts(1))
    program.run(.app(.prompt))
    program.type("org")
    program.run(.dialog(.complete))
    #expect(line(program) == "organizations ")
    program.run(.editor(.killToStart))
    program.type("cop")
    program.run(.dialog(.complete))
    #expect(line(program) == "copy.")
  }

  @Test func `all commands are there to choose from, with what they do`() throws {
    // Given a word that several commands begin with
    var program = started(Given.accounts(1))
    program.run(.app(.prompt))
    program.type("copy.")
    program.run(.dialog(.complete))

    // Then they are listed, however many they are
    guard case .picker(let picker)? = program.app.top else {
      Issue.record("no list of commands")
      return
    }
    #expect(picker.matches.count == 6)
    #expect(picker.matches.allSatisfy { $0.title.hasPrefix("copy.") && !$0.detail.isEmpty })

    // And one that is chosen stands in the line, to be run or gone on with
    program.type("id")
    program.run(.dialog(.accept))
    guard case .prompt(let prompt)? = program.app.top else {
      Issue.record("no line")
      return
    }
    #expect(prompt.editor.text == "copy.id ")
  }

  @Test func `in a window that is too small typing goes on, and lists take no keys`() {
    // Given a form with a word typed in it
    var program = started(Given.accounts(2))
    program.run(.record(.edit))
    program.type("Quick")

    // When the window shrinks to nothing useful
    program.send(.resized(width: 30, height: 8))
    #expect(program.app.contexts == [.editor, .form])
    program.type(" Quayx")
    program.run(.editor(.deleteBackward))
    program.send(.resized(width: 80, height: 24))

    // Then all of it is there
    #expect(program.app.form?.focusedCell?.typed == "Quick Quay")
    program.run(.form(.leave))
    program.send(.resized(width: 30, height: 8))
    #expect(program.app.contexts == [.global])
  }

  @Test func `the word that is typed comes first in the list of commands`() {
    var program = started(Given.accounts(1))
    program.run(.app(.prompt))
    program.run(.dialog(.complete))
    program.type("sort")
    guard case .picker(let picker)? = program.app.top else {
      Issue.record("no list of commands")
      return
    }
    #expect(picker.matches.first?.title == "sort")
  }

  @Test func `records that are shown follow when they get another name`() {
    var program = started(width: 120, [Given.record(.account, "x", ["name": "New"])])
    program.records = [Given.record(.account, "y", ["name": "New"])]
    program.send(.store(.merged(from: .server(.account, "x"), to: .server(.account, "y"))))
    #expect(program.app.screen?.detail?.ref == .server(.account, "y"))
    #expect(program.app.screen?.list?.selectedRow?.record.ref == .server(.account, "y"))
  }
}
