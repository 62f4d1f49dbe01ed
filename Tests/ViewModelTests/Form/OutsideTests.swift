// Texts of the user's own editor that come when nobody waits for them: late, or at the next start.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct OutsideTests {
  private static let note = LongTextFieldTests.note("<p>One</p>")

  /// A form whose note is with the editor, which has returned.
  private func lend() throws -> (Answering, OutsideEdit) {
    var program = Answering.editing(Self.note)
    try program.go(to: "note")
    program.run(.form(.editOutside))
    guard case .editText(let edit)? = program.effects.last else {
      Issue.record("no editor was called")
      throw CancellationError()
    }
    program.answerForm(.edited(.returned("It goes on.")))
    #expect(program.app.notice == Notice(.warning, "It goes on."))
    return (program, edit)
  }

  @Test func `the file is called like the record, and tells Markdown from other texts`() throws {
    let (_, edit) = try lend()
    #expect(edit.name == "Call")
    #expect(edit.isMarkdown)
    let account = Given.record(.account, "a1", ["name": "Northwind"])
    var program = Answering.creating(.note, from: account)
    try program.go(to: "subject")
    program.run(.form(.editOutside))
    guard case .editText(let edit)? = program.effects.last else { return }
    #expect(edit.name == "Northwind - New note")
    #expect(!edit.isMarkdown)
  }

  @Test func `what comes late goes into its field, wherever the cursor is, and is kept`() throws {
    // Given a user who types elsewhere
    var (program, edit) = try lend()
    try program.enter("Visit", in: "subject")
    let place = program.app.form?.focus
    // When the editor saves
    program.send(.editorSaved(edit, "Two", after: nil))
    // Then the text is in the note and in the draft, and typing goes on
    #expect(try program.shown("note") == "Two")
    #expect(program.app.form?.focus == place)
    #expect(program.said == "What your editor has saved is in the form.")
    #expect(program.drafts.last?.texts == ["subject": "Visit", "note": ["markdown": "Two"]])
    // When something is typed there, and the editor saves again, then that can be undone
    try program.go(to: "note")
    program.append("!")
    program.send(.editorSaved(edit, "Three", after: "Two"))
    #expect(try program.shown("note") == "Three")
    let key = program.app.shared.keys[.editor(.undo)]
    #expect(program.said.hasSuffix("\(key) there brings back what was there before."))
    program.run(.editor(.undo))
    #expect(try program.shown("note") == "Two!")
  }

  @Test func `without its form, what comes late is kept in a draft, and that is said`() throws {
    var (program, edit) = try lend()
    program.run(.form(.discard))
    #expect(program.app.form == nil)
    program.send(.editorSaved(edit, "Two", after: "One"))
    let key = program.app.shared.keys[.app(.show(.drafts))]
    #expect(
      program.effects.last
        == .keepSaved(
          edit, "Two", after: "One",
          saying: "What your editor has saved of “Call” is in a draft. \(key) opens it."))
  }

  @Test func `a form that is being saved is left alone`() throws {
    var (program, edit) = try lend()
    try program.enter("Visit", in: "subject")
    _ = try program.save()
    program.send(.editorSaved(edit, "Two", after: nil))
    guard case .keepSaved? = program.effects.last else {
      Issue.record("it was not kept")
      return
    }
  }

  @Test func `a late text takes its place in the draft as it is by then`() throws {
    let (_, edit) = try lend()
    var current = edit.draft(with: "One")
    current.texts["subject"] = "Visit"
    // Where nobody has typed since, or only what came from the editor
    for typed: JSONValue? in ["One", "Two", "Three", nil] {
      current.texts["note"] = typed.map { ["markdown": $0] }
      let draft = edit.draft(with: "Three", after: "Two", in: current)
      #expect(draft.id == edit.form.id)
      #expect(draft.texts["note"] == ["markdown": "Three"] && draft.texts["subject"] == "Visit")
    }
    // Otherwise it has a draft of its own, as without one
    current.texts["note"] = ["markdown": "Mine"]
    for current in [current, nil] {
      let draft = edit.draft(with: "Three", after: "Two", in: current)
      #expect(draft.id != edit.form.id)
      #expect(draft.texts["note"] == ["markdown": "Three"] && draft.texts["subject"] == nil)
    }
  }

  @Test func `a text that was put back is no change, and leaves no draft behind`() throws {
    // Given an editor that had saved something, of which a draft was kept, and then took it back
    var (program, edit) = try lend()
    program.drafts = [edit.draft(with: "Two")]
    program.answerForm(.edited(.changed("One")))
    #expect(program.said == "The editor changed nothing.")
    #expect(program.drafts.isEmpty)
  }

  @Test func `the next start tells of texts from an editor before anything else`() throws {
    var program = Answering(Given.app(), [Self.note])
    program.start()
    let (_, edit) = try lend()
    let entry = DraftEntry(edit.draft(with: "Two"), title: "Call")
    let key = program.app.shared.keys[.app(.show(.drafts))]
    program.send(.drafts([entry], rescued: [entry.draft.id]))
    #expect(
      program.said
        == "What your editor has saved is in a draft (edit of note Call). \(key) opens it.")
    var other = entry
    other.draft.id = "other"
    program.send(.drafts([entry, other], rescued: [entry.draft.id, "other"]))
    #expect(program.said == "What your editor has saved is in 2 drafts. \(key) lists them.")
    program.send(.drafts([entry, other], rescued: ["gone"]))
    #expect(program.said.hasPrefix("You have 2 unfinished forms"))
  }
}
