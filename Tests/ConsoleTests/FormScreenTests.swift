// Forms as they look on a small and on a wide terminal: untouched, changed, wrong, refused, with
// what lies over them, and what becomes of them.

import Terminal
import Testing
import VitallyDemo

@Suite struct FormScreenTests {
  @Test(arguments: ScreenTests.sizes) func `the form of each resource`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    for (name, key) in [("account", "a"), ("task", "t"), ("note", "n"), ("user", "u")] {
      try await fixture.press("g", key, "e")
      try fixture.check("form-edit-\(name)")
      try await fixture.press("Esc", "g", "a", "a", key)
      try fixture.check("form-new-\(name)")
      try await fixture.press("Esc")
    }
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `what was changed, what is wrong, and what will be sent`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("g", "t", "e")
    try await fixture.type(" again")
    try await fixture.press("Tab", "C-u")
    try await fixture.type("2026-05-32")
    try await fixture.press("Tab")
    try fixture.check("form-error")
    try await fixture.press("Up", "Up", "C-u", "C-s")
    try fixture.check("form-save-with-errors")
    try await fixture.press("C-r", "Down", "C-u")
    try await fixture.type("next fri")
    try await fixture.press("Tab")
    try fixture.check("form-mended")
    try await fixture.press("C-x")
    try fixture.check("form-throw-away")
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `traits are rows of key, kind and value`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("e", "Tab", "Tab")
    try await fixture.press("C-u")
    try await fixture.type("enterprise")
    try await fixture.press("S-Tab", "Enter")
    try fixture.check("form-trait-kinds")
    try await fixture.type("remove")
    try await fixture.press("Enter")
    for _ in 1...8 { try await fixture.press("PageDown") }
    try await fixture.press("S-Tab")
    try await fixture.type("seats")
    try await fixture.press("Tab")
    try await fixture.type("number")
    try await fixture.press("Enter", "Tab")
    try await fixture.type("1,204")
    try fixture.check("form-traits")
    try await fixture.press("C-s")
    try fixture.check("form-trait-removal")
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `pickers and the calendar`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("g", "t", "e", "Tab", "C-t")
    try fixture.check("form-calendar")
    try await fixture.press("Esc", "Tab", "Enter")
    try fixture.check("form-look-up")
    try await fixture.type("ro")
    try fixture.check("form-look-up-typed")
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `a long text`(width: Int, height: Int) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("a", "n")
    try await fixture.type("Budget")
    for _ in 1...5 { try await fixture.press("Down") }
    fixture.device.send([
      .paste(
        (1...30).map { "Line \($0) of what was said about the budget of the next year, in full." }
          .joined(separator: "\n"))
    ])
    fixture.wait()
    try await fixture.press("Up", "Up")
    try fixture.check("form-long-text")
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `a refused save comes back with the server's words`(
    width: Int, height: Int
  ) async throws {
    // Given a server that refuses
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    fixture.server.set(.fail(.objectForm, matching: "PUT /resources/accounts"))

    // When an account is saved
    try await fixture.press("e")
    try await fixture.type(" Ltd")
    try await fixture.press("C-s")

    // Then the form is there, and so is the change in the outbox
    try fixture.check("form-refused")
    try await fixture.press("Esc", "g", "l")
    try fixture.check("outbox-refused")
    try await fixture.press("Enter")
    try fixture.check("outbox-request")
    try await fixture.press("Esc", "Esc", "g", "d")
    try fixture.check("drafts")
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `the same field, changed by two`(
    width: Int, height: Int
  ) async throws {
    // Given a form in which a name was changed
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("e")
    try await fixture.type(" Ltd")

    // When somebody else changes the name before it is saved
    try fixture.renameFirstAccount(to: "Renamed meanwhile")
    try await fixture.press("C-s")

    // Then the user chooses
    try fixture.check("conflict-said")
    try await fixture.press("g", "l", "c")
    try fixture.check("conflict")
    try await fixture.press("l", "Enter")
    try fixture.check("conflict-settled")
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `one field, and one field down the list`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("m")
    try fixture.check("field-picker")
    try await fixture.press("Enter")
    try await fixture.type("New name")
    try fixture.check("field-box")
    try await fixture.press("Enter", "M", "Enter")
    try await fixture.type("First")
    try await fixture.press("Enter")
    try await fixture.type("Second")
    try fixture.check("column-box")
    await fixture.stop()
  }

  @Test(arguments: ScreenTests.sizes) func `help inside of a form`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("e", "F1")
    try fixture.check("form-help")
    await fixture.stop()
  }
}
