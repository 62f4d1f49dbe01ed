// What the loop does for forms: it lends the terminal to the user's editor, and what was typed gets
// to the disk whichever way the program ends.

import Terminal
import Testing
import ViewModels
import VitallyModel

@Suite struct FormLoopTests {
  @Test func `the terminal is lent to the editor, and its text stands in the form`() async throws {
    // Given a new note
    let fixture = try ProgramFixture()
    await fixture.start()
    fixture.edits { .changed($0 + "Written elsewhere") }
    try await fixture.press("a", "n")

    // When its body is edited outside
    try await fixture.press("C-o")

    // Then the terminal was lent once, and the text is there
    #expect(fixture.device.handOverCount == 1)
    #expect(fixture.screen.contains("Written elsewhere"))
    await fixture.stop()
  }

  @Test func `an editor that fails changes nothing and says so`() async throws {
    let fixture = try ProgramFixture()
    await fixture.start()
    fixture.edits { _ in .failed("The editor ended with status 1.") }
    try await fixture.press("g", "t", "e")
    let before = fixture.screen.split(separator: "\n").prefix(20)
    try await fixture.press("C-o")
    #expect(fixture.screen.split(separator: "\n").prefix(20) == before)
    #expect(fixture.screen.contains("The editor ended with status 1."))
    await fixture.stop()
  }

  @Test func `what was typed a moment before the end is on the disk`() async throws {
    // Given a form in which something was just typed
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("e", "End")
    try await fixture.type(" Ltd")

    // When the process is asked to end
    await fixture.terminate()

    // Then it is in the draft
    let draft = try #require(try fixture.drafts().first?.draft)
    #expect(draft.texts["name"]?.text?.hasSuffix(" Ltd") == true)
    await fixture.stop()
  }

  @Test func `what is typed gets to the disk without any further key`() async throws {
    // Given a form in which something was typed
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("e", "End")
    try await fixture.type("!")
    #expect(try fixture.drafts().isEmpty)

    // When the reminder comes
    await fixture.remindToKeep()

    // Then it is in the draft
    #expect(try fixture.drafts().first?.draft.texts["name"]?.text?.hasSuffix("!") == true)
    await fixture.stop()
  }

  @Test func `a record is looked up and taken by keys that come all at once`() async throws {
    // Given the assignee of a task
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("g", "t", "e", "Tab", "Tab")

    // When a name is typed and taken before any search can have been answered
    try await fixture.pressAtOnce("D", "a", "n", "a", "Enter", "Tab")

    // Then it stands in the form, and the cursor is in the next field
    #expect(fixture.screen.contains("Assignee           Dana Levi"))
    #expect(fixture.screen.contains(">  Done"))
    await fixture.stop()
  }

  @Test func `the header counts unfinished forms until they are saved or thrown away`() async throws
  {
    // Given a form that was left, and another one
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("e", "End")
    try await fixture.type("!")
    try await fixture.press("Esc", "j", "e", "End")
    try await fixture.type("?")
    #expect(fixture.screen.contains(" 1 draft "))
    try await fixture.press("Esc")
    #expect(fixture.screen.contains(" 2 drafts "))

    // When one is saved and the other one thrown away
    try await fixture.press("e", "C-s")
    #expect(fixture.screen.contains(" 1 draft "))
    try await fixture.press("g", "d", "x", "y", "q")

    // Then there is none
    #expect(!fixture.screen.contains("draft"), "\(fixture.screen)")
    await fixture.stop()
  }
}
