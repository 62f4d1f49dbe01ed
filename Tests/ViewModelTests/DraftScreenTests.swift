// The screen of unfinished forms, and the line about them on a record.

import Markup
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct DraftScreenTests {
  static let account = Ref.server(.account, "a1")

  static func draft(_ ref: Ref, parent: Ref? = nil, texts: JSONObject) -> Draft {
    let time = Given.now.moment.adding(seconds: -200)
    return Draft(
      "form of \(ref)", ref: ref, parent: parent, texts: texts, createdAt: time, updatedAt: time)
  }

  /// A program with an edit and a new note, both unfinished.
  func program() -> Answering {
    var program = Answering(Given.app(), Given.accounts(2))
    program.drafts = [
      Self.draft(Self.account, texts: ["name": "Contoso"]),
      Self.draft(
        .made(.note, "n1"), parent: Self.account,
        texts: ["accountId": ["a1"], "note": "Called\nDana"]),
    ]
    program.start()
    program.run(.app(.show(.drafts)))
    program.effects = []
    return program
  }

  func drafts(_ program: Answering) throws -> DraftsViewModel {
    guard case .drafts(let drafts)? = program.app.cover else { throw Missing() }
    return drafts
  }

  struct Missing: Error {}

  @Test func `drafts say what they are, how old, and their first words`() throws {
    let entries = try drafts(program()).entries
    #expect(entries.map(\.what).last == "new note for Account 1")
    #expect(
      DraftEntry(entries[0].draft, title: "Account 1").what == "edit of account Account 1")
    #expect(entries[0].age(now: Given.now) == "3 min ago")
    #expect(entries.map(\.firstWords) == ["Contoso", "Called Dana"])
  }

  @Test func `a new record that was refused is not called an edit`() {
    let draft = Self.draft(.made(.account, "u1"), texts: ["name": "Contoso"])
    #expect(DraftEntry(draft, title: "Contoso").what == "new account Contoso")
  }

  @Test func `the words of a trait count where nothing else was typed`() {
    let known = Self.draft(Self.account, texts: ["traits.tier": ["kind": "text", "value": "gold"]])
    #expect(DraftEntry(known).firstWords == "gold")
    let new = Self.draft(
      Self.account, texts: ["+traits": [["key": "seats", "kind": "number", "value": "12"]]])
    #expect(DraftEntry(new).firstWords == "12")
  }

  @Test func `going on opens the form as it was left`() throws {
    var program = program()
    program.run(.move(.down))
    program.run(.drafts(.open))
    let form = try #require(program.app.form)
    #expect(program.app.overlay == nil)
    #expect(form.ref == .made(.note, "n1") && form.isNew && form.parent == Self.account)
    #expect(form.rows.first { $0.field.path == "note" }?.value.typed == "Called\nDana")
  }

  @Test func `throwing away asks first and leaves the others`() throws {
    var program = program()
    program.run(.drafts(.discard))
    program.run(.dialog(.no))
    #expect(try drafts(program).entries.count == 2)

    program.run(.drafts(.discard))
    program.run(.dialog(.yes))
    #expect(program.effects == [.forget(Draft.End("form of account/a1"), saying: "Thrown away.")])
    #expect(try drafts(program).entries.map(\.draft.ref) == [.made(.note, "n1")])
  }

  @Test func `a form that was opened from the drafts goes back to them`() throws {
    // Given the form of one of two drafts
    var program = program()
    program.run(.drafts(.open))
    #expect(program.app.form != nil)

    // When it is left
    program.run(.form(.leave))

    // Then the drafts are there as they are now, and closing them leads to the list
    #expect(try drafts(program).entries.count == 2)
    program.run(.screen(.close))
    #expect(program.app.contexts.first == .list && program.app.cover == nil)
  }

  @Test func `without drafts keys do nothing and closing leaves`() {
    var program = Answering(Given.app(), Given.accounts(1))
    program.start()
    program.run(.app(.show(.drafts)))
    program.run(.drafts(.open))
    program.run(.app(.show(.drafts)))
    program.run(.drafts(.discard))
    #expect(program.effects.allSatisfy { if case .forget = $0 { false } else { true } })
    program.run(.app(.show(.drafts)))
    program.run(.screen(.stepBack))
    #expect(program.app.overlay == nil)
  }

  @Test func `a record says that there are unfinished forms`() {
    let row = ListingRow(Given.record(.account, "a1", ["name": "Northwind"]))
    let content = DetailContent.of(
      row, RecordDetail(row: row, drafts: program().drafts), now: Given.now, width: 80,
      measure: TextMeasure { $0.count }, keys: Given.keys)
    let lines = content.lines.map(\.line.text)
    #expect(lines.contains("~ Unfinished edit, typed 3 min ago: e continues it."))
    #expect(lines.contains("~ Unfinished new note, typed 3 min ago: gd shows it."))
  }

  @Test func `a record leads to the one that has its external ID`() throws {
    let rival = Ref.server(.account, "a2")
    let change = Change(
      id: 1, new: NewChange(.create, Self.account, fields: ["externalId": "x"]), state: .refused,
      createdAt: Given.now.moment, sentence: "There is one.", rival: rival)
    let row = ListingRow(Given.record(.account, "a1"))
    let content = DetailContent.of(
      row, RecordDetail(row: row, names: [rival: "Fabrikam"], changes: [change]), now: Given.now,
      width: 80, measure: TextMeasure { $0.count }, keys: Given.keys)
    let line = try #require(content.lines.first { $0.target == .record(rival) })
    #expect(line.line.text.contains("Enter opens Fabrikam, which has this external ID."))
  }

  @Test func `the list comes in also while help lies over it`() throws {
    // Given drafts that are still being read
    var program = Answering(Given.app(), Given.accounts(2))
    program.drafts = [Self.draft(Self.account, texts: ["name": "Contoso"])]
    program.start()
    program.holdsBack = true
    program.run(.app(.show(.drafts)))

    // When help is opened before they are there
    program.run(.app(.help))
    program.answerAll()
    program.run(.dialog(.cancel))

    // Then they are on screen
    #expect(try drafts(program).entries.count == 1)
  }

  @Test func `a draft of a record that was made meanwhile is an edit of it`() throws {
    // Given a new note that waits for the network, and what was typed in it since
    let made = Ref.made(.note, "n1")
    var program = Answering(Given.app(), Given.accounts(1))
    program.records.append(Record(ref: made, body: ["note": "<p>Called</p>"]))
    program.drafts = [Self.draft(made, parent: Self.account, texts: ["subject": "Call"])]
    program.start()

    // When it is gone on with
    program.run(.app(.show(.drafts)))
    program.run(.drafts(.open))

    // Then no second note is made
    #expect(program.app.form?.isNew == false)
    #expect(try program.shown("subject") == "Call")
  }
}
