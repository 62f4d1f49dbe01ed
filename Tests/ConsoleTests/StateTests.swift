// Lists that are loading, failed, partial or empty, and a task that is refused: told apart in
// words.

import Testing
import VitallyDemo

@Suite struct StateTests {
  @Test func `before the server has been asked the list says that nothing is loaded`() async throws
  {
    let fixture = try ProgramFixture()
    fixture.paint()
    await fixture.settle()
    try fixture.check("state-not-synced")
    await fixture.stop()
  }

  @Test func `a wrong key is said with what to check`() async throws {
    let fixture = try ProgramFixture()
    fixture.server.set(.fail(.status(401)))
    await fixture.start()
    try fixture.check("state-failed")
    await fixture.stop()
  }

  @Test func `a filter that finds nothing says so`() async throws {
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("/")
    try await fixture.type("nobody")
    #expect(fixture.screen.contains("No accounts match “nobody”. F shows all."))
    await fixture.stop()
  }

  @Test func `a task is done at once and refused with the server's words`() async throws {
    // Given the tasks
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("g", "t")

    // When one is done and the server refuses it
    fixture.server.set(.fail(.objectForm, matching: "PUT /resources/tasks"))
    try await fixture.press("d")
    try fixture.check("task-refused")
    try await fixture.press("k", "Enter")
    #expect(fixture.screen.contains("Not saved (Done, Done by): Vitally does not accept this"))

    // Then doing it again replaces what was refused
    fixture.server.clearScenarios()
    try await fixture.press("d")
    #expect(!fixture.screen.contains("not saved"))
    #expect(fixture.screen.contains("Done "))
    await fixture.stop()
  }

  @Test func `done twice in one go is done and open again`() async throws {
    // Given the tasks, the first of them open
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("g", "t")

    // When it is ticked off, gone back to and ticked off again before the list has come back
    try await fixture.pressAtOnce("d", "k", "d")

    // Then the second one has reopened it
    #expect(fixture.screen.contains("Reopened: "))
    await fixture.stop()
  }

  @Test func `a read-only workspace changes nothing and says so`() async throws {
    let fixture = try ProgramFixture(isReadOnly: true)
    await fixture.start()
    try await fixture.press("g", "t", "d")
    try fixture.check("read-only")
    #expect(fixture.screen.contains("read-only"))
    #expect(fixture.server.hitCount(of: "PUT") == 0)
    await fixture.stop()
  }

  @Test func `moving asks the server for nothing`() async throws {
    let fixture = try ProgramFixture(width: 120, height: 40, accounts: 60)
    await fixture.start()
    fixture.server.resetHits()
    for _ in 1...50 { try await fixture.press("j") }
    for _ in 1...50 { try await fixture.press("k") }
    #expect(fixture.server.hitCount() == 0)
    await fixture.stop()
  }
}
