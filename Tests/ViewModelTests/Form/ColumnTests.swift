// One field down the list: type, Enter, type, Enter.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ColumnTests {
  func program(_ count: Int = 4) -> Answering {
    var program = Answering(Given.app(), Given.accounts(count))
    program.start()
    program.effects = []
    return program
  }

  @Test func `a picker asks which column, then every Enter saves and goes down`() {
    var program = program()
    program.run(.list(.editColumn(nil)))
    program.type("name")
    program.run(.dialog(.accept))
    for number in 1...4 {
      #expect(program.app.form?.ref == .server(.account, "a\(number)"))
      program.type("New \(number)")
      program.run(.form(.enter))
    }
    #expect(program.submitted.map(\.ref.serverID) == ["a1", "a2", "a3", "a4"])
    #expect(program.submitted.map { $0.fields["name"] } == ["New 1", "New 2", "New 3", "New 4"])
    #expect(program.app.form == nil && program.said == "That was the last one. Esc ends.")
  }

  @Test func `after the last row keys go nowhere until Esc`() throws {
    // Given a run that has come to its end
    var program = program(2)
    program.run(.list(.editColumn("name")))
    program.run(.form(.enter))
    program.type("New 2")
    program.run(.form(.enter))

    // When somebody types on, also after the change is durable
    try program.makeDurable()
    program.type("dd")
    program.run(.form(.enter))
    program.run(.form(.save))

    // Then nothing comes of it, and what there is to know still stands there
    #expect(program.app.contexts == [.editor, .form])
    #expect(program.submitted.count == 1 && program.app.form == nil)
    #expect(program.said == "That was the last one. Esc ends.")
    program.run(.form(.leave))
    #expect(program.app.contexts.first == .list)
  }

  @Test func `a row that has no such field stops the run until Esc`() {
    // Given a field that nobody can change
    var program = program(3)
    program.run(.list(.editColumn("createdAt")))
    #expect(
      program.app.form == nil && program.said == "This field can't be changed here. Esc ends.")
    program.type("x")
    #expect(program.app.contexts == [.editor, .form])
    program.run(.form(.leave))
    #expect(program.app.contexts.first == .list && program.submitted.isEmpty)
  }

  @Test func `every save counts, however fast, before the next form is there`() {
    // Given a store that is slower than the fingers
    var program = program()
    program.run(.list(.editColumn("name")))
    program.type("New 1")
    program.holdsBack = true
    program.run(.form(.enter))

    // When the next two are typed meanwhile
    program.type("New 2")
    program.run(.form(.enter))
    program.type("New 3")
    program.run(.form(.enter))
    #expect(program.submitted.count == 1)
    program.answerAll()

    // Then they are saved, each in its record
    #expect(program.submitted.map(\.ref.serverID) == ["a1", "a2", "a3"])
    #expect(program.submitted.map { $0.fields["name"] } == ["New 1", "New 2", "New 3"])
    #expect(program.app.form?.ref == .server(.account, "a4"))
  }

  @Test func `Enter alone leaves a record as it is and goes down`() {
    var program = program()
    program.run(.list(.editColumn("name")))
    program.run(.form(.enter))
    program.type("New 2")
    program.run(.form(.enter))
    #expect(program.submitted.map(\.ref.serverID) == ["a2"])
  }

  @Test func `a record that the new order brings up again is skipped`() {
    // Given a list that has put the first record second after it was edited
    var program = program()
    program.run(.list(.editColumn("name")))
    program.type("New 1")
    program.run(.form(.enter))
    program.records.swapAt(0, 1)
    program.send(.store(.changed([.account])))
    #expect(program.app.form?.ref == .server(.account, "a2"))

    // When the one in sight is saved
    program.type("New 2")
    program.run(.form(.enter))

    // Then the third is next
    #expect(program.app.form?.ref == .server(.account, "a3"))
    #expect(program.app.screen?.list?.selectedRow?.record.ref == .server(.account, "a3"))
  }

  @Test func `no record is left out when those that were edited go to another place`() {
    // Given a long list that is sorted by the name that is edited
    var program = program(300)
    program.run(.list(.editColumn("name")))
    for number in 1...3 {
      // When each goes to the end of it, and its new rows come in a moment late
      program.type("Zzz \(number)")
      program.records.append(program.records.removeFirst())
      program.holdsBack = true
      program.send(.store(.changed([.account])))
      program.run(.form(.enter))
      program.answerAll()

      // Then the next one is in the box, and has the cursor
      let next = Ref.server(.account, "a\(number + 1)")
      #expect(program.app.form?.ref == next)
      #expect(program.app.screen?.list?.selectedRow?.record.ref == next)
    }
    #expect(program.submitted.map(\.ref.serverID) == ["a1", "a2", "a3"])
  }

  @Test func `a row that is not loaded yet is waited for, and so is what is typed`() {
    // Given a long list of which only the rows around those on screen are known
    var program = program(500)
    program.run(.list(.editColumn("name")))
    program.holdsBack = true
    for number in 1...200 {
      program.type("New \(number)")
      program.run(.form(.enter))
    }
    program.answerAll()
    #expect(program.submitted.map { $0.fields["name"]?.text } == (1...200).map { "New \($0)" })
    #expect(program.submitted.map(\.ref.serverID) == (1...200).map { "a\($0)" })
  }

  @Test func `Esc stops, and keeps what was begun`() {
    var program = program()
    program.run(.list(.editColumn("name")))
    program.type("New 1")
    program.run(.form(.enter))
    program.type("New")
    program.run(.form(.leave))
    #expect(program.app.form == nil && program.submitted.count == 1)
    #expect(program.drafts.map(\.ref.serverID) == ["a2"])
    program.run(.move(.down))
    #expect(program.app.form == nil)
  }

  @Test func `Esc stops while the next row is on its way`() {
    var program = program()
    program.run(.list(.editColumn("name")))
    program.type("New 1")
    program.holdsBack = true
    program.run(.form(.enter))
    program.run(.form(.leave))
    program.answerAll()
    #expect(program.app.form == nil && program.submitted.count == 1)
  }

  @Test func `Esc comes after what was typed before it, and twice gives up`() {
    for escapes in 1...2 {
      var program = program()
      program.run(.list(.editColumn("name")))
      program.type("New 1")
      program.holdsBack = true
      program.run(.form(.enter))
      program.type("New 2")
      program.run(.form(.enter))
      for _ in 1...escapes { program.run(.form(.leave)) }
      program.answerAll()
      #expect(program.app.form == nil)
      #expect(program.submitted.count == (escapes == 1 ? 2 : 1))
    }
  }

  @Test func `what is wrong stops at its record`() {
    let tasks = (1...2).map { Given.record(.task, "t\($0)", ["name": "Call"]) }
    var program = Answering(Given.app(), tasks)
    program.start()
    program.run(.app(.openView(.task)))
    program.run(.list(.editColumn("dueDate")))
    program.type("someday")
    program.run(.form(.enter))
    #expect(program.app.form?.ref == tasks[0].ref && program.submitted.isEmpty)
    program.run(.editor(.killToStart))
    program.type("today")
    program.run(.form(.enter))
    #expect(program.submitted.last?.fields == ["dueDate": "2026-11-24"])
    #expect(program.app.form?.ref == tasks[1].ref)
  }

  @Test func `a new run goes through all of them again`() {
    var program = program(2)
    for _ in 1...2 {
      program.run(.move(.top))
      program.run(.list(.editColumn("name")))
      #expect(program.app.form?.ref == .server(.account, "a1"))
      program.run(.form(.enter))
      program.run(.form(.enter))
      #expect(program.app.form == nil)
      program.run(.form(.leave))
    }
  }
}
