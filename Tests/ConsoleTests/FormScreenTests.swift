// Forms in the whole program: where they stand, what lies over them, and what becomes of what is
// saved. What a single form looks like is held by the tests of pages.

import Terminal
import Testing
import VitallyDemo

@Suite struct FormScreenTests {
  @Test(arguments: ScreenTests.sizes) func `a form stands where the detail was`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("e")
    try fixture.check("form")
    await fixture.stop()
  }

  @Test func `each resource that has a form opens it`() async throws {
    let fixture = try ProgramFixture(accounts: 3)
    await fixture.start()
    for (name, key) in [("account", "a"), ("task", "t"), ("note", "n"), ("user", "u")] {
      try await fixture.press("g", key, "e")
      #expect(fixture.screen.contains(" Edit \(name): "))
      try await fixture.press("Esc", "g", "a", "a", key)
      #expect(fixture.screen.contains(" New \(name)"))
      try await fixture.press("Esc")
    }
    await fixture.stop()
  }

  @Test func `a form asks before it throws away, and its keys are in its help`() async throws {
    let fixture = try ProgramFixture(accounts: 3)
    await fixture.start()
    try await fixture.press("g", "t", "e", "F1")
    #expect(fixture.screen.contains("Checks every field, then saves."))
    try await fixture.press("Esc", "End")
    try await fixture.type(" again")
    try await fixture.press("C-x")
    #expect(fixture.screen.contains("Throw away what you typed?"))
    try await fixture.press("y")
    #expect(fixture.screen.contains("Thrown away."))
    await fixture.stop()
  }

  @Test func `pickers and the calendar lie over a form`() async throws {
    let fixture = try ProgramFixture(accounts: 3)
    await fixture.start()
    try await fixture.press("g", "t", "e", "Tab", "C-t")
    #expect(fixture.screen.contains("Mo Tu We Th Fr Sa Su"))
    try await fixture.press("Esc", "Tab", "Enter")
    try await fixture.type("rob")
    #expect(fixture.screen.contains("> Robin Ashgrove  demo@vitty.example"))
    await fixture.stop()
  }

  @Test func `a refused save comes back with the server's words`() async throws {
    // Given a server that refuses
    let fixture = try ProgramFixture(width: 120, height: 40)
    await fixture.start()
    fixture.server.set(.fail(.objectForm, matching: "PUT /resources/accounts"))

    // When an account is saved
    try await fixture.press("e", "End")
    try await fixture.type(" Ltd")
    try await fixture.press("C-s")

    // Then the form is there, and so is the change in the outbox, and no draft
    try fixture.check("form-refused")
    try await fixture.press("Esc", "g", "l")
    try fixture.check("outbox")
    try await fixture.press("Enter")
    #expect(fixture.screen.contains("Name: must be string"))
    try await fixture.press("Esc", "Esc", "g", "d")
    #expect(fixture.screen.contains("No drafts."))
    await fixture.stop()
  }

  @Test func `the same field, changed by two`() async throws {
    // Given a form in which a name was changed
    let fixture = try ProgramFixture(width: 120, height: 40)
    await fixture.start()
    try await fixture.press("e", "End")
    try await fixture.type(" Ltd")

    // When somebody else changes the name before it is saved
    try fixture.renameFirstAccount(to: "Renamed meanwhile")
    try await fixture.press("C-s")

    // Then the user chooses
    #expect(fixture.screen.contains("Not saved: Somebody else has changed Name"))
    try await fixture.press("g", "l", "c")
    try fixture.check("conflict")
    try await fixture.press("l", "Enter")
    #expect(fixture.screen.contains("Kept their value: Renamed meanwhile."))
    #expect(fixture.screen.contains("TAKEN BACK TODAY  1"))
    await fixture.stop()
  }

  @Test func `one field, and one field down the list`() async throws {
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("m")
    #expect(fixture.screen.contains("Set which field?"))
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
}
