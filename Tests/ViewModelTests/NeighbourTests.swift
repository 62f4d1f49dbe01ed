// Moving through a list with the detail beside it: what is there at once, and that it is true.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct NeighbourTests {
  /// Ten accounts with their detail beside them, the first one selected.
  private func program() -> Answering {
    var program = Answering(Given.app(width: 120, height: 40), Given.accounts(10))
    program.start()
    return program
  }

  private func detail(_ program: Answering) -> [String] {
    program.app.screen?.detail?.content.lines.map(\.line.text) ?? []
  }

  @Test func `the next record in the direction of travel is shown without a read`() {
    // Given a user who has moved down once
    var program = program()
    program.run(.move(.down))
    let lines = detail(program)

    // When nothing more can be read, and the user moves on, and on, and back
    program.holdsBack = true
    program.run(.move(.down))
    let next = detail(program)
    program.run(.move(.up))

    // Then the whole detail is there each time
    #expect(next.first == "Account 3" && next.count == lines.count)
    #expect(detail(program) == lines)
  }

  @Test func `until its contents are read, a record is shown by what its row says`() {
    // Given nothing that was read ahead, and reads that take their time
    var program = program()
    program.send(.store(.changed([.account])))
    program.holdsBack = true

    // When the user moves down
    program.run(.move(.down))

    // Then nothing of the former record is left, and keys in the detail wait for the new one
    let head = ["Account 2", "Health  ? no score", "Renewal –", "NPS     –"]
    #expect(detail(program) == head)
    program.run(.pane(.right))
    #expect(program.app.readiness == .awaitsRows)

    // And the rest follows below
    program.answerAll()
    #expect(Array(detail(program).prefix(4)) == head && detail(program).count > 4)
    #expect(program.app.readiness == .ready)
  }

  @Test func `what was read ahead is not shown once something has changed`() {
    // Given a next record that was read ahead
    var program = program()
    program.run(.move(.down))

    // When it is changed before the user gets there
    program.records[2] = Given.record(.account, "a3", ["name": "Renamed"])
    program.send(.store(.changed([.account])))
    program.run(.move(.down))

    // Then it is shown as it is now
    #expect(detail(program).first == "Renamed")
  }

  @Test func `what was read ahead is not shown once one of its lists was fetched`() {
    // Given a next record that was read ahead, with lists that may not be complete
    var program = program()
    program.run(.move(.down))

    // When one of them has been fetched before the user gets there
    program.records[2] = Given.record(.account, "a3", ["name": "As it is now"])
    let notes = ListKey(.note, parent: .server(.account, "a3"))
    program.send(.store(.status(notes, SyncStatus(completedAt: Given.now.moment))))
    program.run(.move(.down))

    // Then the record is read again
    #expect(detail(program).first == "As it is now")
  }

  @Test func `what was being read ahead while something changed is dropped`() {
    // Given a next record whose contents are on their way
    var program = program()
    program.run(.move(.down))
    program.holdsBack = true
    program.run(.move(.down))

    // When it changes before they arrive
    program.records[3] = Given.record(.account, "a4", ["name": "Renamed"])
    program.send(.store(.changed([.account])))
    program.answerAll()
    program.run(.move(.down))

    // Then the new ones are shown
    #expect(detail(program).first == "Renamed")
  }
}
