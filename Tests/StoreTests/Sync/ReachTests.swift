// Whether the server is reached: what is told of it, and how its return is noticed.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct ReachTests {
  private func told(_ test: TestWorkspace) -> [Bool] {
    test.log.all.compactMap { if case .reached(let isReached) = $0 { isReached } else { nil } }
  }

  private func ask(_ test: TestWorkspace) async {
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
  }

  @Test func `that the server is not reached is told once, and that it answers again`() async throws
  {
    // Given a server that answers
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    await ask(test)
    #expect(told(test).isEmpty)
    // When it goes away, and is asked again and again
    await test.server.goAway(true)
    await ask(test)
    await ask(test)
    #expect(told(test) == [false])
    // And comes back
    await test.server.goAway(false)
    await ask(test)
    #expect(told(test) == [false, true])
  }

  @Test(arguments: [
    VitallyError.missing, .badKey, .broken,
    VitallyError(.rateLimited, status: 429, sentence: "Too many."),
    VitallyError(.unreadable, status: 200, sentence: "That is a log-in page.", delivery: .unknown),
    VitallyError(.cancelled, sentence: "Cancelled.", delivery: .unknown),
  ])
  func `what the server answers, and what is cancelled, is not taken for silence`(
    _ error: VitallyError
  ) async throws {
    let test = try TestWorkspace()
    await test.server.fail(.page, .account, with: error)
    await ask(test)
    #expect(told(test).isEmpty)
  }

  @Test func `a request that is still being tried can tell that the server is not reached`()
    async throws
  {
    let test = try TestWorkspace()
    test.workspace.noteSilence()
    #expect(told(test) == [false])
    await ask(test)
    #expect(told(test) == [false, true])
    await test.workspace.stop()
  }

  @Test func `what is cancelled does not bring a server back`() async throws {
    let test = try TestWorkspace()
    await test.server.goAway(true)
    await ask(test)
    await test.server.fail(
      .page, .account, with: VitallyError(.cancelled, sentence: "Cancelled.", delivery: .unknown))
    await ask(test)
    #expect(told(test) == [false])
  }

  @Test func `a server that is back is noticed though nobody asks, and gets what waits`()
    async throws
  {
    // Given waits of a minute at most that are over at once, and a server that has gone away
    let clock = TestClock()
    let timing = StoreClock(
      now: { clock.now },
      sleep: { try await Task.sleep(for: $0 > 60 ? .seconds(3600) : .milliseconds(1)) })
    let test = try TestWorkspace(timing: timing)
    await test.server.put(.account, [account(1)])
    await ask(test)
    await test.server.goAway(true)
    let change = try test.workspace.submit(
      NewChange(
        .update, .server(.account, "account-1"), fields: ["name": "One"],
        base: ["name": "Account 1"]))
    while told(test).isEmpty { try await Task.sleep(for: .milliseconds(1)) }
    // When it is back, then that is told, and the change is sent
    await test.server.goAway(false)
    while told(test) != [false, true] || test.state(change) != .answered {
      try await Task.sleep(for: .milliseconds(1))
    }
    await test.workspace.stop()
  }
}
