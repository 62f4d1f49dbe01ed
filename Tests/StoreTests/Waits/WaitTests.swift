// What the user has put aside: out of lists on this computer, until a day or until it has changed.

import Foundation
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct WaitTests {
  private let ref = Ref.server(.task, "task-1")

  /// A workspace with two open tasks.
  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace(pageSize: 10)
    await test.server.put(.task, [task(1), task(2)])
    test.workspace.show(.task)
    await test.workspace.idle()
    return test
  }

  private func listed(_ test: TestWorkspace, _ condition: Condition? = nil) throws -> [String] {
    var query = ListingQuery(.task, condition: condition)
    query.showsHidden = condition != nil
    return try test.workspace.store.window(query, rows: 0..<9).rows.map(\.record.title)
  }

  @Test func `a task that waits is out of the list until its day, and then said to be back`()
    async throws
  {
    // Given a task that is put aside for a day
    let test = try await opened()
    #expect(
      try test.workspace.wait(ref, Wait(until: test.clock.now.adding(seconds: 86_400))) == nil)

    // Then it is left out and counted out, but can be listed, and its detail says so
    #expect(try listed(test) == ["Task 2"])
    #expect(try test.workspace.store.window(ListingQuery(.task), rows: 0..<9).total == 1)
    #expect(try listed(test, .isWaiting) == ["Task 1"])
    let detail = try test.workspace.store.recordDetail(ref, now: test.clock.now)
    #expect(detail.wait == Wait(until: test.clock.now.adding(seconds: 86_400)))
    var waiting = ListingQuery(.task, condition: .isWaiting)
    waiting.showsHidden = true
    let rows = try test.workspace.store.window(waiting, rows: 0..<9).rows
    #expect(rows.map(\.wait) == [detail.wait])

    // And nothing of that is the server's business
    #expect(await test.server.writes.isEmpty)

    // When the day has come
    test.clock.advance(86_400)
    test.workspace.waits?.look()

    // Then it is back
    #expect(try listed(test) == ["Task 1", "Task 2"])
    #expect(try listed(test, .isWaiting).isEmpty)
    #expect(test.log.notices == ["Back from waiting: Task 1"])
  }

  @Test func `one that waits for a change comes back with it, but not with one's own`()
    async throws
  {
    // Given a task that waits until it changes
    let test = try await opened()
    let record = try #require(try test.row(ref)?.record)
    let changed = try #require(record.updatedAt)
    _ = try test.workspace.wait(ref, Wait(changedAfter: changed))
    #expect(try listed(test) == ["Task 2"])

    // When the user changes it, which the server answers with a newer record
    await test.server.change(
      .task, "task-1", ["updatedAt": .string(changed.adding(seconds: 60).iso)])
    let change = try test.workspace.submit(.updating(record, [("name", "Mine")]))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    let kept = try #require(try test.row(ref)?.record.updatedAt)
    #expect(kept > changed)

    // Then it still waits
    #expect(try listed(test) == ["Task 2"])

    // But it is back once somebody else changes it
    await test.server.change(
      .task, "task-1",
      ["name": "Theirs", "updatedAt": .string(changed.adding(seconds: 120).iso)])
    test.workspace.open(ref, force: true)
    await test.workspace.idle()
    #expect(try listed(test).contains("Theirs"))
  }

  @Test func `it waits after a restart, and when the cache was lost`() async throws {
    // Given a task that waits
    let test = try await opened()
    _ = try test.workspace.wait(ref, Wait(until: test.clock.now.adding(seconds: 86_400)))
    await test.workspace.stop()

    // When the cache is lost
    try FileManager.default.removeItem(atPath: test.folder.path + "/cache.db")
    let next = try TestWorkspace(like: test)
    next.workspace.show(.task)
    await next.workspace.idle()

    // Then it is still out of the way
    #expect(try listed(next) == ["Task 2"])

    // And brought back at once
    #expect(try next.workspace.wait(ref, nil) != nil)
    #expect(try listed(next) == ["Task 1", "Task 2"])
  }

  @Test func `what is done while it waits is done, not waiting`() async throws {
    let test = try await opened()
    _ = try test.workspace.wait(ref, Wait(until: test.clock.now.adding(seconds: 86_400)))
    let record = try #require(try test.row(ref)?.record)
    let now = test.clock.now.iso
    _ = try test.workspace.submit(.updating(record, [("completedAt", .string(now))]))

    // It stays among what was done today
    var query = ListingQuery(.task, openSince: test.clock.now.adding(seconds: -3_600))
    query.openSince = test.clock.now.adding(seconds: -3_600)
    let rows = try test.workspace.store.window(query, rows: 0..<9).rows
    #expect(rows.map(\.record.title).contains("Task 1"))
    await test.workspace.idle()
  }
}
