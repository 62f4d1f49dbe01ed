// The whole program on the screen: each list beside its detail, what lies over them, and terminals
// of several sizes. What a single page looks like is held by the tests of pages.

import Console
import Testing
import ViewModels
import VitallyDemo

@Suite struct ScreenTests {
  static let sizes = [(80, 24), (120, 40)]

  @Test func `each list beside the detail of its first record`() async throws {
    let fixture = try ProgramFixture(width: 120, height: 40)
    await fixture.start()
    let places = [
      ("accounts", "a"), ("tasks", "t"), ("notes", "n"), ("users", "u"), ("organizations", "o"),
      ("conversations", "c"), ("projects", "p"), ("nps", "s"), ("custom-objects", "x"),
    ]
    for (name, key) in places {
      try await fixture.press("g", key)
      try fixture.check("list-\(name)")
    }
    await fixture.stop()
  }

  @Test func `where there is no room for both, Enter shows the detail and its tabs`() async throws {
    // Given an account on a small terminal
    let fixture = try ProgramFixture()
    await fixture.start()
    try fixture.check("list-accounts")
    try await fixture.press("/")
    try await fixture.type("grand meridian")

    // When it is opened
    try await fixture.press("Enter", "Enter")
    try fixture.check("detail-accounts")

    // Then each of its tabs has rows
    for tab in 2...7 {
      try await fixture.press("\(tab)")
      #expect(fixture.screen.contains("[\(tab) "))
      #expect(fixture.program.app.screen?.selectedRow != nil, "tab \(tab) is empty")
    }
    await fixture.stop()
  }

  @Test(arguments: sizes) func `a search in the texts of all records, and what it opens`(
    width: Int, height: Int
  ) async throws {
    // Given a search, without accents and with an unfinished word
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("g", "/")
    try await fixture.type("arsskiftet fak")
    try fixture.check("search")

    // When the second hit is opened, it is a record like any other
    try await fixture.press("Down", "Enter")
    try fixture.check("search-opened")

    // And back leads to the same hit
    try await fixture.press("q")
    #expect(fixture.screen.contains("Search  2/"))
    await fixture.stop()
  }

  @Test(arguments: sizes) func `custom objects, their instances, and a new one`(
    width: Int, height: Int
  ) async throws {
    // Given the list of custom objects
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("g", "x", "j")
    try fixture.check("list-objects")

    // When one is opened, its instances are there, with its traits
    try await fixture.press("Enter")
    try fixture.check("list-instances")

    // And they can be sorted by a trait
    try await fixture.press("s")
    try await fixture.type("sever")
    try await fixture.press("Enter")
    #expect(fixture.screen.contains("^Severity"))

    // And one of them is opened
    try await fixture.press("Enter")
    try fixture.check("detail-instance")

    // And a new one is begun
    try await fixture.press("a", "x")
    try fixture.check("form-new-instance")
    try await fixture.press("Esc")

    // And the one of an object that is read-only is not
    // In a single pane the list of the tab is not left on its own.
    if width >= PaneLayout.sideBySide { try await fixture.press("q") }
    try await fixture.press("q", "q", "j", "a", "x")
    #expect(fixture.screen.contains("” is read-only in Vitally"))
    #expect(!fixture.screen.contains("New instance"))
    await fixture.stop()
  }

  @Test func `the list of users has their traits where there is room`() async throws {
    let fixture = try ProgramFixture(width: 120, height: 24)
    await fixture.start()
    try await fixture.press("g", "u", "z", "z")
    try fixture.check("list-users-wide")
    try await fixture.press("s")
    try await fixture.type("joined")
    try await fixture.press("Enter")
    #expect(fixture.screen.contains("vJoined"))
    await fixture.stop()
  }

  @Test(arguments: [(100, 30), (110, 30)])
  func `widths between one pane and two have all that either has`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try fixture.check("list-accounts")
    try await fixture.press("Enter")
    try fixture.check("detail-accounts")
    try await fixture.press("?")
    try fixture.check("help")
    try await fixture.press("Esc", "e")
    try fixture.check("form")
    await fixture.stop()
  }

  @Test func `what lies over a screen`() async throws {
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("?")
    try fixture.check("help")
    try await fixture.press("Esc", "s")
    try fixture.check("picker")
    try await fixture.press("Esc", ":")
    try await fixture.type("org")
    try await fixture.press("Tab")
    try fixture.check("prompt")
    try await fixture.type("x")
    try await fixture.press("C-u", "Tab")
    try fixture.check("commands")
    try await fixture.press("Esc", "Esc", "q")
    try fixture.check("question")
    try await fixture.press("n", "y", "l", "g", "m")
    #expect(fixture.screen.hasPrefix(" Messages"))
    #expect(fixture.screen.contains("This record has no link."))
    await fixture.stop()
  }

  @Test(arguments: sizes) func `what is asked before a record is archived or deleted`(
    width: Int, height: Int
  ) async throws {
    // Given a note with an unfinished form
    let fixture = try ProgramFixture(width: width, height: height, allowsDeletion: true)
    await fixture.start()
    try await fixture.press("g", "n", "e")
    try await fixture.type("x")
    try await fixture.press("Esc")

    // When it is to be archived
    try await fixture.press("D", "a")
    try fixture.check("archive-question")
    try await fixture.press("y")

    // And an account is to be deleted, by a word that is not its name
    try await fixture.press("g", "a", "j", "D", "x")
    try await fixture.type("yes")
    try await fixture.press("Enter")
    try fixture.check("delete-question")
    #expect(fixture.server.hitCount(of: "DELETE") == 1)
    #expect(fixture.server.hitCount(of: "DELETE /resources/accounts") == 0)
    await fixture.stop()
  }

  @Test func `keys that have begun show how they may go on`() async throws {
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("g")
    fixture.wait()
    try fixture.check("pending-keys")
    await fixture.stop()
  }

  @Test func `a long message does not cover the row with the cursor`() async throws {
    // Given a small terminal with the cursor on its last line
    let fixture = try ProgramFixture(width: 40, height: 12)
    await fixture.start()
    try await fixture.press("G")
    let lines = { fixture.screen.split(separator: "\n", omittingEmptySubsequences: false) }
    let row = try #require(lines().first { $0.hasPrefix(">") })
    // When a message needs two lines
    try await fixture.press("D", "a")
    // Then both are to be seen
    #expect(lines().contains(row), "\(fixture.screen)")
    #expect(fixture.screen.contains("Dx"), "\(fixture.screen)")
    await fixture.stop()
  }

  @Test func `a small terminal shows one pane, a tiny one says so`() async throws {
    let fixture = try ProgramFixture(width: 40, height: 12)
    await fixture.start()
    try fixture.check("list-small")
    try await fixture.press("Enter")
    try fixture.check("detail-small")
    await fixture.resize(width: 39, height: 11)
    try fixture.check("too-small")
    await fixture.stop()
  }
}
