// Keys that are pressed before the layer is there that they are meant for: the loop holds them.

import Terminal
import Testing
import VitallyDemo
import VitallyModel

@testable import Console
@testable import ViewModels

@Suite struct HeldKeysTests {
  /// A program with a few accounts on screen.
  func program() async throws -> ProgramFixture {
    let fixture = try ProgramFixture(accounts: 4, users: 3)
    await fixture.start()
    return fixture
  }

  /// A program with the accounts on screen, and a disk that answers nothing from now on.
  func slowProgram() async throws -> ProgramFixture {
    let fixture = try await program()
    fixture.holdReads()
    return fixture
  }

  /// The form on screen, nil for none.
  func shownForm(_ fixture: ProgramFixture) -> FormViewModel? {
    if case .form(let form)? = fixture.program.app.top { form } else { nil }
  }

  @Test func `keys and pastes reach the form in their order, however long it takes`() async throws {
    // Given a form that is asked for
    let fixture = try await slowProgram()
    try await fixture.press("e")

    // When one types, pastes and goes to another field before it is there
    try await fixture.press("Backspace", "!")
    await fixture.paste("pasted")
    try await fixture.press("Down")
    #expect(shownForm(fixture) == nil)
    await fixture.releaseReads()

    // Then all of it stands where it was meant
    let form = try #require(shownForm(fixture))
    #expect(form.rows.first { $0.path == "name" }?.value.typed.text?.hasSuffix("!pasted") == true)
    #expect(form.focusedRow?.path != "name")
    await fixture.stop()
  }

  @Test func `a decision behind a key that marks is about what that marks`() async throws {
    // Given a list of tasks, and a disk that is slower than the keys
    let fixture = try await program()
    try await fixture.press("g", "t")
    let count = try #require(fixture.program.app.screen?.list?.window.total)
    fixture.holdReads()
    try await fixture.pressAtOnce("*", "@")
    #expect(!fixture.screen.contains("of \(count) tasks"))
    await fixture.releaseReads()
    // Then it asks about all of them, not about the row under the cursor
    #expect(fixture.screen.contains("of \(count) tasks"), "\(fixture.screen)")
    await fixture.stop()
  }

  @Test func `keys are looked up where they arrive: in the picker, then in the box`() async throws {
    let fixture = try await slowProgram()
    try await fixture.pressAtOnce("m", "n", "a", "m", "e", "Enter", "N", "e", "w", "Enter")
    await fixture.releaseReads()
    #expect(fixture.program.app.contexts.first == .list)
    #expect(fixture.screen.contains("New "))
    await fixture.stop()
  }

  @Test func `down a column each row takes what was typed for it`() async throws {
    // Given the first box of a run
    let fixture = try await program()
    try await fixture.press("M", "Enter")

    // When three names are typed faster than the disk reads
    fixture.holdReads()
    for name in ["One", "Two", "Three"] {
      try await fixture.type(name)
      try await fixture.press("Enter")
    }
    await fixture.releaseReads()

    // Then each stands in its row
    for name in ["One", "Two", "Three"] { #expect(fixture.screen.contains(name)) }
    await fixture.stop()
  }

  @Test func `Esc alone calls it off, and so does a second one behind what was typed`() async throws
  {
    for keys in [["Esc"], ["x", "Esc", "Esc"]] {
      let fixture = try await slowProgram()
      try await fixture.press("e")
      for key in keys { try await fixture.press(key) }
      #expect(fixture.program.app.contexts.first == .list)
      await fixture.releaseReads()
      #expect(shownForm(fixture) == nil && fixture.program.app.contexts.first == .list)
      #expect(try fixture.drafts().isEmpty)
      await fixture.stop()
    }
  }

  @Test func `Esc behind what was typed waits with it, so that it is kept`() async throws {
    let fixture = try await slowProgram()
    try await fixture.press("e", "!", "Esc")
    await fixture.releaseReads()
    #expect(shownForm(fixture) == nil)
    #expect(try fixture.drafts().first?.draft.texts["name"]?.text?.hasSuffix("!") == true)
    await fixture.stop()
  }

  @Test func `keys about a record wait for its rows, however long the disk takes`() async throws {
    // Given a list of which no row has been read yet
    let fixture = try await slowProgram()
    try await fixture.press("g", "u")

    // When one goes on as if it were there
    try await fixture.press("g", "g", "j", "e")
    try await fixture.type("!")

    // Then it is said that they wait
    #expect(fixture.screen.contains("Your keys wait"))

    // And once the rows are there, they do what they were meant for
    await fixture.releaseReads()
    let screen = fixture.screen
    #expect(screen.contains("Edit user") && screen.contains("!__"))
    #expect(!screen.contains("Your keys wait"))
    await fixture.stop()
  }

  @Test func `a sequence of keys waits as a whole`() async throws {
    // Given the second key of a sequence about rows that are not there yet
    let fixture = try await slowProgram()
    try await fixture.press("g", "u", "a", "n")

    // Then the sequence is not shown as if it went on, and an Esc behind it waits
    #expect(!fixture.screen.contains("Esc cancels"))
    #expect(fixture.screen.contains("Your keys wait"))
    try await fixture.press("Esc")
    await fixture.releaseReads()
    #expect(fixture.program.app.screen?.list?.query.resource == .user)
    #expect(fixture.program.app.contexts.first == .list)

    // And drawing anew waits for nothing
    fixture.holdReads()
    try await fixture.press("g", "n", "a", "t")
    let redraws = fixture.device.redrawCount
    try await fixture.press("C-l")
    #expect(fixture.device.redrawCount == redraws + 1)
    await fixture.releaseReads()
    #expect(fixture.screen.contains("New task"))
    await fixture.stop()
  }

  @Test func `a question that comes up is not answered by a key that waits for rows`() async throws
  {
    let fixture = try await slowProgram()
    try await fixture.press("g", "u", "j", "y", "y")
    await fixture.send(.store(.keyInDoubt("The key is another one.")))
    await fixture.releaseReads()
    #expect(fixture.screen.contains("Use this key anyway?"))
    await fixture.stop()
  }

  @Test func `going elsewhere waits for no rows`() async throws {
    let fixture = try await slowProgram()
    try await fixture.press("g", "u", "g", "n")
    #expect(fixture.screen.contains("Notes"))
    await fixture.releaseReads()
    #expect(fixture.program.app.screen?.list?.query.resource == .note)
    await fixture.stop()
  }

  @Test func `Esc twice drops the keys that wait for rows`() async throws {
    let fixture = try await slowProgram()
    try await fixture.press("g", "t", "d", "Esc", "Esc")
    #expect(fixture.screen.contains("The keys that waited were dropped."))
    await fixture.releaseReads()
    #expect(fixture.server.hitCount(of: "PUT") == 0)
    #expect(fixture.program.app.screen?.list?.query.resource == .task)
    await fixture.stop()
  }

  @Test func `rows that can't be read hold no keys`() async throws {
    let fixture = try await slowProgram()
    try await fixture.press("g", "u", "e")
    await fixture.failReads("The cache is damaged.")
    #expect(!fixture.screen.contains("Your keys wait"))
    try await fixture.press("g", "n")
    #expect(fixture.program.app.screen?.list?.query.resource == .note)
    await fixture.stop()
  }

  @Test func `drawing anew and another size are never held`() async throws {
    let fixture = try await slowProgram()
    try await fixture.press("e", "x")
    let redraws = fixture.device.redrawCount
    try await fixture.press("C-l")
    #expect(fixture.device.redrawCount == redraws + 1)
    await fixture.resize(width: 100, height: 30)
    #expect(fixture.program.app.shared.width == 100)
    await fixture.releaseReads()
    #expect(shownForm(fixture)?.rows.first?.value.typed.text?.hasSuffix("x") == true)
    await fixture.stop()
  }

  @Test func `where nothing opens, what was typed for it goes nowhere until Esc`() async throws {
    // Given keys that would do a lot in a list of tasks
    let fixture = try await program()
    try await fixture.press("g", "t")
    fixture.holdReads()
    try await fixture.press("e", "d", "Q", "d")

    // When the form can't be read
    await fixture.failReads("The cache is damaged.")

    // Then neither they nor those after them do anything, until Esc
    try await fixture.press("d", "Q")
    #expect(fixture.program.ending == nil && fixture.server.hitCount(of: "PUT") == 0)
    #expect(fixture.screen.contains("The cache is damaged. Esc ends."))
    try await fixture.press("Esc")
    #expect(fixture.program.app.contexts.first == .tasks)
    await fixture.stop()
  }

  @Test func `a list is never reached by keys that a layer above does not know`() async throws {
    // Given each layer that can lie over a list of tasks
    for opening in [
      ["e"], ["m"], ["m", "Enter"], ["s"], ["/"], [":"], ["?"], ["M", "Enter"],
      ["e", "Tab", "C-t"], ["q", "q"],
    ] {
      let fixture = try await program()
      try await fixture.press("g", "t")
      for key in opening { try await fixture.press(key) }

      // When keys are pressed that tick off, add and quit in a list
      try await fixture.press("d", "Q", "a")

      // Then nothing was done to the task below
      #expect(fixture.program.ending == nil, "\(opening)")
      #expect(fixture.server.hitCount(of: "PUT") == 0, "\(opening)")
      await fixture.stop()
    }
  }
}
