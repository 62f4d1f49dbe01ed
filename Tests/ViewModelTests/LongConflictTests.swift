// A long text that both sides have changed: joined by line, and to be chosen where both have changed
// the same lines.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct LongConflictTests {
  static let note = Ref.server(.note, "n1")

  /// A program with a conflict in the text of a note on screen, and in its subject if that is given.
  private func program(
    base: String, mine: String, theirs: String, subjects: [String] = []
  ) -> Answering {
    var (fields, before): (JSONObject, JSONObject) = ([:], [:])
    var body: JSONObject = ["id": "n1", "subject": "Call"]
    if subjects.count == 3 {
      before["subject"] = .string(subjects[0])
      fields["subject"] = .string(subjects[1])
      body["subject"] = .string(subjects[2])
    }
    before["note"] = .string(base)
    fields["note"] = .string(mine)
    body["note"] = .string(theirs)
    let new = NewChange(.update, Self.note, fields: fields, base: before)
    var program = Answering(Given.app(), [Record(ref: Self.note, body: body)])
    program.changes = [
      Change(id: 4, new: new, state: .conflict, createdAt: Given.now.moment, sentence: "Somebody.")
    ]
    program.start()
    program.run(.app(.show(.outbox)))
    program.run(.outbox(.resolve))
    program.effects = []
    return program
  }

  private func conflict(_ program: Answering) throws -> ConflictViewModel {
    guard case .conflict(let conflict)? = program.app.cover else { throw Missing() }
    return conflict
  }

  struct Missing: Error {}

  private static let base = "<p>One</p><p>Two</p><p>Three</p><p>Four</p>"
  private static let mine = "<p>One</p><p>Two, mine</p><p>Three</p><p>Four, mine</p>"
  private static let theirs = "<p>One, theirs</p><p>Two, theirs</p><p>Three</p><p>Four</p>"

  @Test func `only the lines that both have changed are to be chosen`() throws {
    let conflict = try conflict(program(base: Self.base, mine: Self.mine, theirs: Self.theirs))
    #expect(conflict.rows.count == 1)
    let row = try #require(conflict.row)
    #expect(ConflictRow.Side.allCases.map { row.value($0) } == ["Two", "Two, mine", "Two, theirs"])
    #expect(conflict.summary(Given.keys) == "1 place to choose. Other lines are joined.")
    #expect(conflict.lines(row.place?.above ?? "", of: row).last == "One, theirs")
    #expect(conflict.lines(row.place?.below ?? "", of: row).first == "Three")
  }

  @Test(arguments: [
    ([ConflictCommand.left], "Two, mine"), ([.right], "Two, theirs"),
    ([.left, .left], "Two"), ([.left, .right], "Two, mineTwo, theirs"),
    ([.left, .right, .right], "Two, theirs"),
  ]) func `the chosen lines are sent among the joined ones`(
    _ commands: [ConflictCommand], _ line: String
  ) throws {
    var program = program(base: Self.base, mine: Self.mine, theirs: Self.theirs)
    for command in commands { program.run(.conflict(command)) }
    program.run(.conflict(.send))
    let change = try #require(program.submitted.first)
    #expect(
      change.fields == [
        "note": .string("<p>One, theirs</p><p>\(line)</p><p>Three</p><p>Four, mine</p>")
      ])
    #expect(change.base == ["note": .string(Self.theirs)] && change.replaces == 4)
  }

  @Test func `each place is chosen by itself, and all lines of one side are theirs`() throws {
    // Given two places where both have changed the same line
    let mine = "<p>A</p><p>Two</p><p>Three</p><p>D</p>"
    let theirs = "<p>a</p><p>Two</p><p>Three</p><p>d</p>"
    var program = program(base: Self.base, mine: mine, theirs: theirs)
    #expect(try conflict(program).summary(Given.keys).hasPrefix("2 places to choose."))

    // When mine is chosen first and theirs then
    program.run(.conflict(.left))
    program.run(.conflict(.send))
    #expect(program.said == "Not sent yet: h and l choose these lines of Note.")
    program.run(.conflict(.right))
    program.run(.conflict(.send))
    #expect(
      program.submitted.first?.fields["note"] == "<p>A</p><p>Two</p><p>Three</p><p>d</p>")
  }

  @Test func `what is theirs everywhere is not sent`() throws {
    var program = program(
      base: "<p>One</p>", mine: "<p>1</p>", theirs: "<p>one</p>")
    program.run(.conflict(.right))
    program.run(.conflict(.send))
    #expect(program.submitted.isEmpty)
    #expect(program.effects.contains(.drop(4, saying: "Kept their value: Call.")))
  }

  @Test func `a text that can be joined is sent with both changes beside another conflict`() throws
  {
    // Given different lines of the text, and the same subject
    var program = program(
      base: "<p>One</p><p>Two</p>", mine: "<p>One!</p><p>Two</p>",
      theirs: "<p>One</p><p>Two!</p>", subjects: ["Call", "Mine", "Theirs"])
    #expect(try conflict(program).rows.map(\.isSettled) == [false, true])
    program.run(.conflict(.left))
    program.run(.conflict(.send))
    #expect(
      program.submitted.first?.fields == ["subject": "Mine", "note": "<p>One!</p><p>Two!</p>"])
  }

  @Test func `a text that one side has emptied is one value to choose`() throws {
    let conflict = try conflict(program(base: Self.base, mine: Self.mine, theirs: ""))
    #expect(conflict.rows.count == 1 && conflict.row?.place == nil)
  }

  @Test func `editing opens the form with the joined text, both versions where nothing is chosen`()
    throws
  {
    var program = program(
      base: "<p>One</p><p>Two</p>", mine: "<p>One, mine</p><p>Two</p>",
      theirs: "<p>One, theirs</p><p>Two!</p>", subjects: ["Call", "Mine", "Theirs"])
    program.run(.conflict(.left))
    program.run(.move(.down))
    program.run(.conflict(.type))
    let form = try #require(program.app.form)
    #expect(form.ref == Self.note && form.replaces == 4 && !form.isOverConflict)
    #expect(try program.shown("subject") == "Mine")
    #expect(try program.shown("note").contains("One, mineOne, theirs"))
    #expect(try program.shown("note").contains("Two!"))
  }

  // MARK: Joining

  @Test(arguments: [
    // A list item is added, another one is changed
    (
      "<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li>b</li><li>c</li></ul>",
      "<ul><li>A</li><li>b</li></ul>", "<ul><li>A</li><li>b</li><li>c</li></ul>"
    ),
    // Lines within a paragraph
    ("<p>a<br>b<br>c</p>", "<p>a<br>b<br>C</p>", "<p>A<br>b<br>c</p>", "<p>A<br>b<br>C</p>"),
    // The same text, written otherwise
    (
      "<p>a</p>\n<p>b</p>", "<p>a</p><p>B</p>", "<p>A</p>\n<p>b</p>", "<p>A</p>\n<p>B</p>"
    ),
    // Bold across lines is changed as a whole
    (
      "<p><b>a<br>b</b></p><p>c</p>", "<p>a<br>b</p><p>c</p>", "<p><b>a<br>b</b></p><p>C</p>",
      "<p>a<br>b</p><p>C</p>"
    ),
    // A list becomes numbered, and one of its items is changed
    (
      "<ul><li>a</li><li>b</li></ul>", "<ol><li>a</li><li>b</li></ol>",
      "<ul><li>a</li><li>B</li></ul>", "<ol><li>a</li><li>B</li></ol>"
    ),
    ("plain<br>text", "Plain<br>text", "plain<br>Text", "Plain<br>Text"),
  ]) func `changes of different lines are joined`(
    base: String, mine: String, theirs: String, joined: String
  ) {
    #expect(BodyMerge.mergedHTML(base: base, mine: mine, theirs: theirs) == joined)
    #expect(BodyLines.isSound(joined))
  }

  @Test(arguments: [
    ("<p>a</p>", "<p>b</p>", "<p>c</p>"),
    // One splits the list that the other one makes numbered
    (
      "<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li></ul><p>x</p><ul><li>b</li></ul>",
      "<ol><li>a</li><li>b</li></ol>"
    ),
    // Bold is taken away and given elsewhere in the same line
    ("<p><b>a</b> b</p>", "<p>a b</p>", "<p>a <b>b</b></p>"),
    // Not closed
    ("<p>a<p>b", "<p>A<p>b", "<p>a<p>B"),
  ]) func `what would tear elements apart is not joined`(
    base: String, mine: String, theirs: String
  ) {
    let merge = BodyMerge(base: base, mine: mine, theirs: theirs, isHTML: true)
    #expect(merge.merged == nil)
    guard [base, mine, theirs].allSatisfy(BodyLines.isSound) else { return }
    for choose in [\LineMerge.Clash.mine, \.theirs, \.base] {
      #expect(BodyLines.isSound(merge.text { $1[keyPath: choose] }))
    }
    #expect(BodyLines.isSound(merge.text { $1.mine + $1.theirs }))
  }
}
