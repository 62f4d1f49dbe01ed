// Choosing between one's own values and somebody else's.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct ConflictTests {
  static let task = Ref.server(.task, "t1")

  /// A program with a conflict on screen: name and due day were changed on both sides, the
  /// assignee only here, the trait `risk` on both, the trait `tier` only here.
  func program(_ adjust: (inout Answering) -> Void = { _ in }) -> Answering {
    let theirs: JSONObject = [
      "id": "t1", "name": "Call Dana", "dueDate": "2026-12-24", "assignedTo": ["id": "robin"],
      "tags": ["x", "y"], "traits": ["risk": "high", "tier": "1"],
    ]
    let new = NewChange(
      .update, Self.task,
      fields: [
        "name": "Call Lee", "dueDate": "2026-12-01", "assignedToId": "dana", "tags": ["x", "z"],
        "traits": ["risk": "low", "tier": "2"],
      ],
      base: [
        "name": "Call", "dueDate": .null, "assignedToId": ["id": "robin", "name": "Robin"],
        "tags": ["x"], "traits": ["risk": "none", "tier": "1"],
      ])
    let conflict = Change(
      id: 4, new: new, state: .conflict, createdAt: Given.now.moment, sentence: "Somebody else.")
    var program = Answering(Given.app(), [Record(ref: Self.task, body: theirs)])
    program.changes = [conflict]
    adjust(&program)
    program.start()
    program.run(.app(.show(.outbox)))
    program.run(.outbox(.resolve))
    program.effects = []
    return program
  }

  func conflict(_ program: Answering) throws -> ConflictViewModel {
    guard case .conflict(let conflict)? = program.app.cover else { throw Missing() }
    return conflict
  }

  struct Missing: Error {}

  @Test func `what only one side touched is settled, the rest is to be chosen`() throws {
    let conflict = try conflict(program())
    #expect(
      conflict.rows.filter { !$0.isSettled }.map(\.field.path.text)
        == ["name", "dueDate", "traits.risk"])
    #expect(
      conflict.rows.filter(\.isSettled).map(\.field.path.text)
        == ["assignedToId", "traits.tier"])
    #expect(conflict.openCount == 3)
    #expect(conflict.summary(Given.keys).hasPrefix("3 fields to choose."))
    #expect(conflict.summary(Given.keys).contains("Fields that only one side touched are settled."))
  }

  @Test func `the same value on both sides is settled`() throws {
    let program = program { program in
      program.changes[0].new.edits = [
        FieldEdit("dueDate", base: .null, value: "2026-12-24"),
        FieldEdit("name", base: "Call", value: "Call Lee"),
      ]
    }
    #expect(try conflict(program).rows.map(\.isSettled) == [false, true])
  }

  @Test func `left takes mine, right takes theirs, and further left what was there`() throws {
    var program = program()
    program.run(.conflict(.left))
    #expect(try conflict(program).row?.choice == .side(.mine))
    program.run(.conflict(.left))
    #expect(try conflict(program).row?.choice == .side(.base))
    for _ in 1...3 { program.run(.conflict(.right)) }
    #expect(try conflict(program).row?.choice == .side(.theirs))
  }

  @Test func `nothing is sent while a field is open`() throws {
    var program = program()
    program.run(.conflict(.left))
    program.run(.conflict(.send))
    #expect(program.submitted.isEmpty)
    #expect(try conflict(program).row?.field.path == "dueDate")
    #expect(program.app.notice?.sentence.contains("Due") == true)
  }

  @Test func `what was chosen is sent, compared with what was seen`() throws {
    // Given mine for the name, what was there for the due day, theirs for the trait
    var program = program()
    program.run(.conflict(.left))
    program.run(.move(.down))
    program.run(.conflict(.left))
    program.run(.conflict(.left))
    program.run(.move(.down))
    program.run(.conflict(.right))

    // When it is sent
    program.run(.conflict(.send))

    // Then theirs is left out, the rest replaces the change, on the base of the server's values
    let change = try #require(program.submitted.first)
    #expect(change.action == .update && change.replaces == 4)
    #expect(
      change.fields == [
        "name": "Call Lee", "dueDate": .null, "assignedToId": "dana", "tags": ["x", "z"],
        "traits": ["tier": "2"],
      ])
    #expect(change.base["name"] == "Call Dana")
    #expect(change.base["dueDate"] == "2026-12-24")
    #expect(change.base["traits"] == ["tier": "1"])
    // And tags are compared with the tags before: what came and went meanwhile is kept
    #expect(change.base["tags"] == ["x"])
    #expect(program.app.contexts == [.outbox, .global])
  }

  @Test func `when all is theirs the change is dropped`() throws {
    var program = program { program in
      program.changes[0].new.edits = [
        FieldEdit("name", base: "Call", value: "Call Lee"),
        FieldEdit("dueDate", base: .null, value: "2026-12-24"),
      ]
    }
    program.run(.conflict(.right))
    program.run(.conflict(.send))
    #expect(program.effects == [.drop(4, saying: "Kept their value: Call Dana.")])
  }

  @Test func `a record that stood there is sent by its id`() throws {
    // Given an assignee that was changed on both sides
    var program = program { program in
      program.records[0].body["assignedTo"] = ["id": "alex", "name": "Alex"]
      program.changes[0].new.edits.removeAll { $0.path != "assignedToId" }
    }

    // When what stood there before is chosen
    program.run(.conflict(.left))
    program.run(.conflict(.left))
    program.run(.conflict(.send))

    // Then it is an id
    #expect(program.submitted.first?.fields == ["assignedToId": "robin"])
  }

  @Test func `another value can be typed, and nonsense is told`() throws {
    // Given the due day in the line
    var program = program()
    program.run(.move(.down))
    program.run(.conflict(.type))
    #expect(program.app.contexts == [.prompt, .editor])

    // When nonsense is typed
    program.append("x")
    program.run(.dialog(.accept))

    // Then the line stays, with the reason, until something else is typed
    guard case .prompt(let prompt)? = program.app.overlay else { throw Missing() }
    #expect(prompt.problem != nil && prompt.editor.text == "2026-12-01x")
    program.run(.editor(.killToStart))
    program.type("2026-12-31")
    program.run(.dialog(.accept))
    #expect(try conflict(program).row?.choice == .typed("2026-12-31"))

    // And it is what is sent
    program.run(.move(.up))
    program.run(.conflict(.right))
    program.run(.move(.bottom))
    program.run(.move(.up))
    program.run(.move(.up))
    program.run(.conflict(.right))
    program.run(.conflict(.send))
    #expect(program.submitted.first?.fields["dueDate"] == "2026-12-31")
  }

  @Test func `leaving the line leaves the choice as it was`() throws {
    var program = program()
    program.run(.conflict(.type))
    program.run(.dialog(.cancel))
    #expect(try conflict(program).row?.choice == nil)
    #expect(program.app.contexts == [.conflict])
  }

  @Test func `a required field can't be emptied by typing`() throws {
    var program = program()
    program.run(.conflict(.type))
    program.run(.editor(.killToStart))
    program.run(.dialog(.accept))
    guard case .prompt(let prompt)? = program.app.overlay else { throw Missing() }
    #expect(prompt.problem != nil)
  }

  @Test func `a record is chosen, not typed`() throws {
    var program = program()
    for _ in 1...3 { program.run(.move(.down)) }
    #expect(try conflict(program).row?.field.path == "assignedToId")
    program.run(.conflict(.type))
    #expect(program.app.contexts == [.conflict])
    #expect(program.app.notice?.sentence.contains("h and l choose") == true)
  }

  @Test func `values stand there as people read them`() throws {
    let conflict = try conflict(program())
    let due = try #require(conflict.rows.first { $0.field.path == "dueDate" })
    #expect(conflict.text(due.value(.base), of: due, now: Given.now).text == "none")
    #expect(conflict.text(due.value(.theirs), of: due, now: Given.now).text.hasPrefix("24 Dec"))
    #expect(conflict.decision(due, now: Given.now).marked == "? choose")
    let assignee = try #require(conflict.rows.first { $0.field.path == "assignedToId" })
    #expect(conflict.text(assignee.value(.base), of: assignee, now: Given.now).text == "Robin")
    #expect(conflict.decision(assignee, now: Given.now).text == "yours")
  }

  @Test func `a conflict that is over by now is told, and the outbox is there again`() {
    let program = program { program in program.changes[0].state = .conflict }
    var late = program
    late.run(.dialog(.cancel))
    #expect(late.app.contexts == [.outbox, .global])
    late.changes = []
    late.run(.outbox(.resolve))
    #expect(late.app.contexts == [.outbox, .global])
    #expect(late.app.notice?.sentence.contains("no longer") == true)
  }

  @Test func `a change that turns into a conflict says where to choose`() {
    var program = program()
    program.send(.store(.change(program.changes[0])))
    #expect(program.app.notice?.sentence == "Not saved: Somebody else. gl, then c, chooses.")
  }

  @Test func `the values come in also while help lies over them`() throws {
    // Given a conflict that is opened while the store is slow
    var program = program()
    program.run(.dialog(.cancel))
    program.holdsBack = true
    program.run(.outbox(.resolve))

    // When help is opened before the values are there
    program.run(.app(.help))
    program.answerAll()
    program.run(.dialog(.cancel))

    // Then there is something to choose
    #expect(try conflict(program).openCount == 3)
  }

  @Test func `what was chosen is still there where the disk does not take it`() throws {
    // Given a conflict that is settled on a full disk
    var program = program { $0.diskFailure = "The disk is full." }
    for _ in 1...3 {
      program.run(.conflict(.left))
      program.run(.move(.down))
    }

    // When it is sent
    program.run(.conflict(.send))

    // Then the choices are still there
    #expect(try conflict(program).openCount == 0 && !conflict(program).isSending)
    #expect(program.said == "The disk is full.")
  }
}
