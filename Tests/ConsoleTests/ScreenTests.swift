// Every list and every detail as it looks on a small and on a wide terminal.

import Testing

@Suite struct ScreenTests {
  static let sizes = [(80, 24), (120, 40)]

  @Test(arguments: sizes) func `each list and the detail of its first record`(
    width: Int, height: Int
  ) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    let places = [
      ("accounts", "a"), ("tasks", "t"), ("notes", "n"), ("users", "u"), ("organizations", "o"),
      ("conversations", "c"), ("projects", "p"), ("nps", "s"), ("custom-objects", "x"),
    ]
    for (name, key) in places {
      try await fixture.press("g", key)
      try fixture.check("list-\(name)")
      try await fixture.press("Enter")
      try fixture.check("detail-\(name)")
      try await fixture.press("q")
    }
    await fixture.stop()
  }

  @Test(arguments: sizes) func `the tabs of an account`(width: Int, height: Int) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("/")
    try await fixture.type("grand meridian")
    try await fixture.press("Enter", "Enter")
    let tabs = ["brief", "users", "notes", "tasks", "conversations", "projects", "nps"]
    for (index, name) in tabs.enumerated() {
      try await fixture.press("\(index + 1)")
      try fixture.check("tab-\(name)")
    }
    await fixture.stop()
  }

  @Test(arguments: sizes) func `what lies over a screen`(width: Int, height: Int) async throws {
    let fixture = try ProgramFixture(width: width, height: height)
    await fixture.start()
    try await fixture.press("?")
    try fixture.check("help")
    try await fixture.press("Esc", "s")
    try fixture.check("picker")
    try await fixture.press("Esc", ":")
    try await fixture.type("conv")
    try await fixture.press("Tab")
    try fixture.check("prompt")
    try await fixture.press("Esc", "q")
    try fixture.check("question")
    try await fixture.press("n", "y", "l", "g", "m")
    try fixture.check("messages")
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
