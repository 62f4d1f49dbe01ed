// The screen of the outbox: what it lists, and the page of a change.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct OutboxScreenTests {
  static let account = Ref.server(.account, "a1")

  static func change(
    _ id: ChangeID, _ state: Change.State, _ action: Write.Action = .update, ref: Ref = account,
    fields: JSONObject = ["name": "Contoso"], rival: Ref? = nil
  ) -> Change {
    Change(
      id: id, new: NewChange(action, ref, fields: fields), state: state,
      createdAt: Given.now.moment.adding(seconds: -60), sentAt: Given.now.moment, attempts: 1,
      sentence: "Vitally says no.", rival: rival)
  }

  /// A program with the outbox on screen.
  func program(_ changes: [Change], isReadOnly: Bool = false) -> Answering {
    var program = Answering(Given.app(isReadOnly: isReadOnly), Given.accounts(2))
    program.changes = changes
    program.start()
    program.run(.app(.show(.outbox)))
    program.effects = []
    return program
  }

  func outbox(_ program: Answering) throws -> OutboxViewModel {
    guard case .outbox(let outbox)? = program.app.cover else {
      throw Missing()
    }
    return outbox
  }

  struct Missing: Error {}

  // MARK: The list

  @Test func `what needs the user comes first, what was sent last, the newest of it on top`() throws
  {
    // Given changes in all states, and one that was sent on another day
    var old = Self.change(1, .answered)
    old.sentAt = Moment("2026-11-23T20:00:00Z")
    let program = program([
      old, Self.change(2, .answered), Self.change(3, .answered), Self.change(4, .waiting),
      Self.change(5, .conflict), Self.change(6, .unknown), Self.change(7, .refused),
    ])

    // Then each is in its section
    let outbox = try outbox(program)
    let sections = OutboxViewModel.Section.allCases.map { section in
      outbox.rows(in: section).map(\.row.entry?.id)
    }
    #expect(sections == [[5, 7], [4, 6], [3, 2], []])
    #expect(program.app.contexts == [.outbox, .global])
  }

  @Test func `a change is told in words`() {
    let done = Self.change(
      1, .waiting, ref: .server(.task, "t1"),
      fields: ["completedAt": "2026-11-24T09:02:00.000Z", "completedById": "me"])
    #expect(done.doing == "complete task")
    let created = Self.change(
      2, .waiting, .create, ref: .made(.task, "x"),
      fields: ["name": "Send quote", "traits": ["tier": "1"]])
    #expect(created.doing == "new task")
    #expect(created.fieldLabels() == ["Name", "tier"])
    #expect(Self.change(3, .waiting, .archive).doing == "archive account")
    #expect(Self.change(4, .conflict).standing(at: Given.now.moment).marked == "! conflict")
  }

  @Test func `the selection stays on its change when the list moves`() throws {
    // Given the second of two that wait
    var program = program([Self.change(1, .waiting), Self.change(2, .waiting)])
    program.run(.move(.down))

    // When it is refused and comes first
    program.changes[1].state = .refused
    program.send(.store(.change(program.changes[1])))

    // Then it is still selected
    #expect(try outbox(program).selected?.id == 2)
    #expect(try outbox(program).selection.row == 0)
  }

  @Test func `an older answer does not replace a newer one`() throws {
    // Given a list that has come in after one that was asked for before
    var program = program([Self.change(1, .waiting)])
    let generation = try outbox(program).generation

    // When the answer to the older question comes
    program.answerTop(.read(.entries, generation: generation - 1, .outbox(OutboxList())))

    // Then the newer one stays
    #expect(try outbox(program).rows.count == 1)
  }

  @Test func `keys wait until the list is there`() {
    var program = Answering(Given.app(), Given.accounts(1))
    program.start()
    program.holdsBack = true
    program.run(.app(.show(.outbox)))
    #expect(program.app.awaitsRows)
    program.answerAll()
    #expect(!program.app.awaitsRows)
  }

  // MARK: The page of a change

  @Test func `a change is shown in place of the list and left again`() throws {
    // Given a refused change with the server's words
    var refused = Self.change(1, .refused, fields: ["name": "Contoso", "traits": ["seats": 12]])
    refused.new.edits[0].base = "Fabrikam"
    refused.fieldMessages = [.init(path: "name", message: "is too short")]
    var program = program([refused])

    // When it is shown
    program.run(.outbox(.show))

    // Then each field stands there before and after, and the server's words at the field's name
    let page = try outbox(program).page(in: program.app.shared).map(\.text)
    #expect(page.first == "edit account: Account 1")
    #expect(page.contains("Name   Fabrikam → Contoso"))
    #expect(page.contains("seats  not known → 12"))
    #expect(page.contains("Vitally says no."))
    #expect(page.contains("Name: is too short"))
    #expect(!page.contains { $0.contains("{") })

    // And closing goes back one step each time
    program.run(.screen(.close))
    #expect(try !outbox(program).isShowing)
    program.run(.screen(.close))
    #expect(program.app.overlay == nil)
  }

  @Test func `what was taken back is told with when`() throws {
    // Given one that another change has undone
    var entry = OutboxEntry(Self.change(1, .answered), title: "Account 1")
    entry.undoing = OutboxEntry.Undoing(at: Given.now.moment.adding(seconds: -60), state: .answered)
    var program = program([])
    let generation = try outbox(program).generation
    program.answerTop(.read(.entries, generation: generation, .outbox(OutboxList([entry]))))

    // Then its row says so, and so does its page
    let rows = OutboxPage(try outbox(program), program.app.shared).page.lines.map(\.text)
    #expect(rows.contains { $0.hasSuffix("Taken back 09:01.") })
    program.run(.outbox(.show))
    let page = try outbox(program).page(in: program.app.shared).map(\.text)
    #expect(page.contains { $0.hasSuffix("taken back 09:01") })
  }

  // MARK: What a row says

  private static let formatter = RecordFormatter(
    now: Given.now, names: [.server(.admin, "mia"): "Mia Berg"])

  private static func words(
    _ fields: JSONObject, from base: JSONObject, undoes: ChangeID? = nil
  ) -> String {
    let new = NewChange(
      .update, .server(.task, "t"), fields: fields, base: base, undoes: undoes)
    let list = OutboxList(traits: [
      .task: ["traits.effort": .trait("effort", label: "Effort", type: "number")]
    ])
    return formatter.words(Change(id: 1, new: new, createdAt: Given.now.moment), in: list)
  }

  @Test(
    arguments: [
      (["dueDate": "2026-12-05"], ["dueDate": "2026-11-28"], "Due 28 Nov to 5 Dec"),
      (["dueDate": "2026-12-05"], ["dueDate": .null], "Due 5 Dec"),
      (["dueDate": .null], ["dueDate": "2026-12-05"], "Cleared Due (5 Dec)"),
      (["completedAt": "2026-11-24T09:00:00Z", "completedById": "mia"], [:], "Done"),
      (["completedAt": .null, "completedById": .null], [:], "Reopened"),
      (["assignedToId": "mia"], ["assignedToId": "x"], "Assigned to Mia Berg"),
      (["name": "Moor"], ["name": "Boat"], "Name “Boat” to “Moor”"),
      (["traits": ["effort": 5]], ["traits": ["effort": 3]], "Effort 3 to 5"),
      (["tags": ["b", "c"]], ["tags": ["a", "b"]], "Tags +c -a"),
      (["description": "<p>x</p>"], ["description": .null], "Description written"),
      (["description": "<p>x</p>"], ["description": "<p>y</p>"], "Description changed"),
      (
        ["dueDate": "2026-12-05", "assignedToId": "mia"], ["dueDate": "2026-11-28"],
        "Due 28 Nov to 5 Dec, Assigned to Mia Berg"
      ),
    ] as [(JSONObject, JSONObject, String)])
  func `a row says from what to what`(fields: JSONObject, base: JSONObject, words: String) {
    #expect(Self.words(fields, from: base) == words)
  }

  @Test func `what undoes another change says so`() {
    let day: JSONObject = ["dueDate": "2026-12-05"]
    #expect(
      Self.words(day, from: ["dueDate": "2026-12-08"], undoes: 1) == "Undo: Due 8 Dec to 5 Dec")
    #expect(Self.words(["completedAt": .null], from: [:], undoes: 1) == "Undo: done")
    let change = Self.change(1, .waiting, .archive)
    #expect(Self.formatter.words(change, in: OutboxList()) == "Archive account")
  }

  @Test func `a long request scrolls to its end and no further`() throws {
    let fields = JSONObject((0..<40).map { ("field\($0)", .string("x")) })
    var program = program([Self.change(1, .refused, fields: fields)])
    program.run(.outbox(.show))
    program.run(.move(.bottom))
    let lines = try outbox(program).page(in: program.app.shared).count
    #expect(try outbox(program).top == lines - program.app.layout.bodyHeight)
    program.run(.move(.top))
    #expect(try outbox(program).top == 0)
  }
}
