// Where the cursor is after something was changed, found or made: where the user is working.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct PlaceTests {
  private func program(_ records: [Record] = Given.accounts(5)) -> Answering {
    var program = Answering(Given.app(), records)
    program.start()
    program.effects = []
    return program
  }

  private func selected(_ program: Answering) -> String? {
    program.app.screen?.list?.selectedRow?.record.ref.serverID
  }

  @Test func `the cursor stays in its place when a changed record goes elsewhere`() {
    // Given the second of five accounts, and its box
    var program = program()
    program.run(.move(.down))
    program.run(.record(.setField("name")))
    program.type("Zebra")
    program.run(.form(.enter))
    // When the list has it at its end
    program.records.append(program.records.remove(at: 1))
    program.send(.store(.changed([.account])))
    // Then the next one is at hand, and it is said where the other went
    #expect(program.app.screen?.list?.selected == 1)
    #expect(selected(program) == "a3")
    #expect(program.said == "Account 2 moved: the list is sorted by Name.")
    // And from now on the selection follows its record again
    program.run(.move(.down))
    program.records.insert(program.records.removeLast(), at: 0)
    program.send(.store(.changed([.account])))
    #expect(selected(program) == "a4")
  }

  @Test func `a record that was found stays selected when the filter goes`() {
    var program = program()
    program.run(.list(.filter))
    program.type("4")
    program.run(.dialog(.accept))
    #expect(selected(program) == "a4")
    program.run(.screen(.stepBack))
    #expect(program.app.screen?.list?.filter == ListFilter.none)
    #expect(selected(program) == "a4")
  }

  @Test func `a new record is selected in the list that it belongs to`() throws {
    var program = program()
    program.run(.record(.add(.account)))
    try program.enter("Zebra", in: "name")
    let change = try program.save()
    program.records.append(Record(ref: change.ref, body: ["name": "Zebra"]))
    try program.makeDurable()
    #expect(program.app.screen?.list?.selectedRow?.record.ref == change.ref)
  }

  @Test func `a new record belongs to what was at hand, and to nothing that goes unnoticed`() throws
  {
    // Given an account of an organization
    let organization = Given.record(.organization, "o1", ["name": "Harbour Group"])
    let account = Given.record(
      .account, "a1", ["name": "Northwind", "organizationId": "o1"])
    // When an account is added there, then it belongs to none
    var program = Answering.creating(.account, from: account, among: [organization])
    try program.enter("Fjord", in: "name")
    #expect(try program.save().fields["organizationId"] == nil)
    // And one that is added at the organization belongs to it
    program = Answering.creating(.account, from: organization)
    try program.enter("Fjord", in: "name")
    #expect(try program.save().fields["organizationId"] == "o1")
  }

  // MARK: Sentences end when they are no longer true

  @Test func `what is being saved is said to be saved once it is`() throws {
    var program = program()
    program.run(.record(.setField("name")))
    program.type("Zebra")
    program.run(.form(.enter))
    #expect(program.said == "Account 1: Name Zebra · u takes it back")
    let submission = try #require(program.submissions.last)
    // Its number is that of the answer that made it durable.
    let id = try #require(program.durable.last)
    var change = Change(
      id: id, madeID: submission.madeID, new: submission.change, createdAt: Given.now.moment)
    change.state = .answered
    program.send(.store(.change(change)))
    #expect(program.said == "Saved Account 1: Name Zebra · u takes it back")
  }

  @Test func `what can't be sent yet is said to be on this computer`() throws {
    var program = program()
    program.run(.record(.setField("name")))
    program.type("Zebra")
    program.run(.form(.enter))
    let submission = try #require(program.submissions.last)
    let id = try #require(program.durable.last)
    var change = Change(
      id: id, madeID: submission.madeID, new: submission.change, createdAt: Given.now.moment)
    change.sentence = "Vitally can't be reached."
    program.send(.store(.change(change)))
    #expect(program.said == "Saved on this computer. Vitally can't be reached.")
  }

  @Test func `a search is over when its answer has come`() {
    var program = program()
    program.run(.app(.prompt))
    program.type("open a2")
    program.run(.dialog(.accept))
    #expect(program.said == "Looking for “a2”…")
    program.answerTop(.found("a2", .record(.server(.account, "a2"))))
    #expect(program.said.isEmpty)
  }

  // MARK: The command line

  @Test(
    arguments: [
      ("task", "view.open task"), ("notes", "view.open note"), ("quit", "program.quit"),
      ("sort name", "list.sort name"),
    ])
  func `lists are opened by one word or many`(line: String, command: String) {
    #expect(PromptLine.read(line) == Command(command).map { .run($0) })
  }
}
