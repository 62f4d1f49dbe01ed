// A sync that the user has paused: nothing is fetched in the background, but all that the user does
// goes on.

import Testing
import VitallyModel

@testable import Store

@Suite struct PausedSyncTests {
  /// A workspace with five accounts and a task that is paused before anything was fetched.
  private func paused() async throws -> TestWorkspace {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...5).map { account($0) })
    await test.server.put(.task, [task(1)])
    test.workspace.pauseSync(true)
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    return test
  }

  @Test func `a pause is told once, and nothing is fetched`() async throws {
    let test = try await paused()
    test.workspace.pauseSync(true)
    await test.workspace.idle()
    #expect(test.log.all.filter { $0 == .syncPaused(true) }.count == 1)
    #expect(await test.server.calls == [])
    // And each list waits
    let report = try test.workspace.syncReport()
    #expect(report.isPaused)
    #expect(report.rows.allSatisfy { $0.standing == .waiting && !$0.status.isRunning })
  }

  @Test func `a walk stops after the page in flight and goes on where it was`() async throws {
    // Given a server that is reached, and a pause that begins while the first page is in flight
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...5).map { account($0) })
    await test.server.holdPages()
    test.workspace.start(source: test.server)
    await test.server.pageIsHeld()
    test.workspace.pauseSync(true)
    await test.server.release()
    await test.workspace.idle()
    // Then that page has come in, and no other
    #expect(try test.titles(.account).count == 2)
    #expect(try !test.status(.account).isRunning)
    #expect(try test.workspace.syncReport().rows[0].fetched == 2)

    // When the sync goes on, then it begins with the second page
    await test.server.forgetCalls()
    test.workspace.pauseSync(false)
    await test.workspace.idle()
    let calls = await test.server.calls.filter { $0.hasPrefix("page account createdAt") }
    #expect(calls.first?.hasPrefix("page account createdAt 2") == true)
    #expect(try test.titles(.account).count == 5)
    for resource in Resource.swept {
      #expect(try test.status(resource).completedAt != nil, "\(resource)")
    }
  }

  @Test func `a tick refreshes nothing during a pause, and makes up for it after`() async throws {
    // Given a complete cache, and a pause
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...5).map { account($0) })
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    test.workspace.pauseSync(true)
    await test.workspace.idle()
    await test.server.forgetCalls()
    // When a day goes by
    test.clock.advance(90_000)
    test.workspace.tick()
    await test.workspace.idle()
    #expect(await test.server.calls == [])
    // Then everything is swept once it goes on
    test.workspace.pauseSync(false)
    await test.workspace.idle()
    #expect(try test.status(.account).completedAt == test.clock.now)
  }

  @Test func `changes, and the lists that they wait for, go out during a pause`() async throws {
    let test = try await paused()
    _ = try test.workspace.submit(
      NewChange(
        .update, .server(.task, "task-1"), fields: ["name": "Call"], base: ["name": "Task 1"]))
    await test.workspace.idle()
    #expect(await test.server.writes.map { $0.body["name"] } == ["Call"])
    #expect(await test.server.calls.filter { $0.hasPrefix("page ") } == [])
    // When a change needs all records of a resource
    await test.workspace.sync.fetchAll(.account)
    await test.workspace.idle()
    #expect(try test.status(.account).completedAt != nil)
    #expect(try test.status(.user).completedAt == nil)
  }

  @Test func `what the user opens or refreshes is fetched during a pause`() async throws {
    let test = try await paused()
    // When an account is opened, then its tasks come too
    test.workspace.open(.server(.account, "account-1"), tab: .task)
    await test.workspace.idle()
    #expect(try test.titles(.task, parent: .server(.account, "account-1")) == ["Task 1"])
    // When a list is refreshed, then all of it comes, and nothing else
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.status(.account).completedAt != nil)
    #expect(try test.status(.user).completedAt == nil)
    // When the list is shown that was not refreshed, then one page of it comes
    test.workspace.show(.task)
    await test.workspace.idle()
    #expect(try test.titles(.task) == ["Task 1"])
    #expect(try !test.status(.task).isRunning)
  }
}
