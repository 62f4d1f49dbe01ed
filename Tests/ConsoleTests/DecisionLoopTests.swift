// Decisions in the whole program: what is counted, and what goes out when, however fast the keys come.

import Terminal
import Testing
import VitallyDemo
import VitallyModel

@testable import Console
@testable import ViewModels

@Suite struct DecisionLoopTests {
  @Test func `what is done again counts, and what is sent at once goes along with the key before`()
    async throws
  {
    // Given three tasks that are done, of which the last is taken back and done again at once
    let fixture = try ProgramFixture(accounts: 6, users: 3, holdSeconds: 5)
    await fixture.start()
    try await fixture.press("g", "t", "d", "d", "d")
    try await fixture.pressAtOnce("u", "C-r")
    #expect(fixture.program.app.screen?.tally.words == "3 done")
    fixture.server.resetHits()

    // When a fourth is done, and all is to be sent before that is on disk
    try await fixture.pressAtOnce("d", "$")

    // Then all four are sent, and leaving says so
    #expect(fixture.server.hitCount(of: "PUT /resources/tasks/") == 4)
    #expect(fixture.program.app.shared.waitingCount == 0)
    try await fixture.press("u")
    #expect(fixture.program.app.screen?.tally.words == "3 done")
    try await fixture.press("<")
    #expect(fixture.screen.contains("Decided: 3 done."))
    await fixture.stop()
  }
}
