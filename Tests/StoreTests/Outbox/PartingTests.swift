// What is held back when the user leaves.

import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct PartingTests {
  private let ref = Ref.server(.task, "task-1")
  private let rename = NewChange(
    .update, .server(.task, "task-1"), fields: ["name": "One"], base: ["name": "Task 1"])

  private func opened(starts: Bool = true) async throws -> TestWorkspace {
    let test = try TestWorkspace(holdSeconds: 600, starts: false)
    await test.server.put(.task, [task(1)])
    if starts { test.workspace.start(source: test.server) }
    test.workspace.show(.task)
    await test.workspace.idle()
    return test
  }

  @Test func `what is held is sent when the user leaves`() async throws {
    let test = try await opened()
    let change = try test.workspace.submit(rename, held: true)
    await test.workspace.part()
    // On a machine that stands still for a while, it is not waited for.
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `a server that has not answered is not waited for`() async throws {
    // Given a server that fails all that is asked
    let test = try await opened()
    await test.server.fail(.page, .task, with: .offline)
    test.workspace.refresh(ListKey(.task))
    await test.workspace.idle()
    let change = try test.workspace.submit(rename, held: true)
    await test.workspace.idle()
    // When the user leaves, then nothing is asked of it
    await test.server.forgetCalls()
    await test.workspace.part()
    #expect(await test.server.calls.isEmpty)
    #expect(test.state(change) == .waiting)
    // And the next start sends it at once
    await test.workspace.stop()
    let next = try TestWorkspace(like: test, holdSeconds: 600)
    await next.workspace.idle()
    #expect(next.state(change) == .answered)
  }

  @Test func `a server that falls silent is waited for no longer than a moment`() async throws {
    // Given a server that takes a change and does not answer
    let test = try await opened()
    await test.server.hold()
    let change = try test.workspace.submit(rename, held: true)
    // When the user leaves, then that takes no longer. A slow machine may try it again.
    var times: [Duration] = []
    repeat {
      times.append(await ContinuousClock().measure { await test.workspace.part() })
    } while times.count < 3 && times.last.map { $0 >= .seconds(1.4) } == true
    #expect(times.last.map { $0 < .seconds(1.4) } == true, "\(times)")
    try await test.server.isHolding(1)
    #expect(test.state(change) == .sending)
    await test.server.release()
    await test.workspace.idle()
  }

  @Test func `without a server there is nothing to wait for`() async throws {
    let test = try await opened(starts: false)
    let change = try test.workspace.submit(rename, held: true)
    await test.workspace.part()
    #expect(test.workspace.change(change.id)?.heldUntil == nil)
  }

  @Test func `the vitty that does not send lets the other one do it`() async throws {
    let first = try await opened()
    let second = try TestWorkspace(like: first, holdSeconds: 600)
    await second.workspace.idle()
    let change = try second.workspace.submit(rename, held: true)
    await second.workspace.part()
    first.workspace.lookAtQueue()
    await first.workspace.idle()
    #expect(first.state(change) == .answered)
  }
}
