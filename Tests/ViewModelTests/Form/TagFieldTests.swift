// Tags in a form, and what becomes of them when something else is edited.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct TagFieldTests {
  let note = LongTextFieldTests.note("<p>x</p>", tags: ["renewal", "a, b"])

  @Test func `tags stand in a line, and those with a comma in quotes`() throws {
    var program = Answering.editing(note)
    #expect(try program.shown("tags") == #"renewal, "a, b""#)
    try program.go(to: "tags")
    program.append(", new, renewal")
    let change = try program.save()
    #expect(change.fields == ["tags": ["renewal", "a, b", "new"]])
    #expect(change.base == ["tags": ["renewal", "a, b"]])
  }

  @Test func `the same tags in another order are no change`() throws {
    var program = Answering.editing(note)
    try program.enter(#""a, b", renewal"#, in: "tags")
    #expect(program.willSend == ["Nothing to send yet."])
    program.run(.form(.save))
    #expect(program.submitted.isEmpty)
  }

  @Test func `tags can be emptied`() throws {
    var program = Answering.editing(note)
    try program.enter("", in: "tags")
    #expect(program.willSend.last == #"Tags renewal, "a, b" → (cleared)"#)
    let change = try program.save()
    #expect(change.fields == ["tags": []] && change.base == ["tags": ["renewal", "a, b"]])
  }

  @Test func `tags of another form keep it beside those that are added`() throws {
    let note = LongTextFieldTests.note("<p>x</p>", tags: [7, ["id": "t1"]])
    var program = Answering.editing(note)
    try program.go(to: "tags")
    program.append(", new")
    #expect(try program.save().fields == ["tags": [7, ["id": "t1"], "new"]])
  }

  @Test func `of a note the tags are sent with every edit, and said to be kept`() throws {
    var program = Answering.editing(note)
    try program.enter("Visit", in: "subject")
    #expect(
      program.willSend == [
        "WILL SEND update of this note, 2 fields", "Subject Call → Visit",
        #"Tags renewal, "a, b" (kept)"#,
      ])
    // The outbox adds them when it sends: the server's own may be newer by then
    #expect(try program.save().fields == ["subject": "Visit"])
  }

  @Test func `tags that are edited are not kept as well`() throws {
    var program = Answering.editing(note)
    try program.enter("Visit", in: "subject")
    try program.enter("new", in: "tags")
    #expect(
      program.willSend.dropFirst().map(\.self) == [
        "Subject Call → Visit", #"Tags renewal, "a, b" → new"#,
      ])
  }

  @Test(
    arguments: [
      (#"b"c"#, [#"b"c"#]), (#""b"#, [#""b"#]), (#"b", c"#, [#"b""#, "c"]),
      (#""b, c", d"#, ["b, c", "d"]), (#" "b ""c" "#, [#"b "c"#]), ("b,, b , ", ["b"]),
    ] as [(String, JSONValue)])
  func `a quote counts where a tag begins with it and it is closed`(text: String, tags: JSONValue)
    throws
  {
    var program = Answering.editing(note)
    try program.enter(text, in: "tags")
    #expect(try program.save().fields == ["tags": tags])
  }

  @Test func `a tag that holds a quote comes back as it was`() throws {
    var program = Answering.editing(LongTextFieldTests.note("<p>x</p>", tags: [#"b"c"#, #""d"#]))
    try program.go(to: "tags")
    program.append(", e")
    #expect(try program.save().fields == ["tags": [#"b"c"#, #""d"#, "e"]])
  }
}
