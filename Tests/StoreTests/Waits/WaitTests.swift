// What the user has put aside: out of lists on this computer, until a day or until it has changed.

import Foundation
import GRDB
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
      try test.workspace.wait([WaitChange(ref, day(test))]) == [WaitChange(ref, nil)])

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
    _ = try test.workspace.wait([WaitChange(ref, Wait(changedAfter: changed))])
    #expect(try listed(test) == ["Task 2"])

    // When the user changes it, which the server answers with a newer record
    await test.server.hold()
    let change = try test.workspace.submit(.updating(record, [("name", "Mine")]))
    try await test.server.isHolding(1)
    await test.server.change(
      .task, "task-1", ["updatedAt": .string(changed.adding(seconds: 60).iso)])
    await test.server.release()
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
    // And that is said, once
    await test.workspace.idle()
    test.workspace.waits?.look()
    #expect(test.log.notices == ["Back since it has changed: Theirs"])
  }

  @Test func `several wait until they change, each as it is known`() async throws {
    // Given two tasks, and one that the server does not have
    let test = try await opened()
    let made = Ref.made(.task, "11111111-0000-4000-8000-000000000001")
    let refs = [ref, .server(.task, "task-2"), made]
    let before = try test.workspace.wait(refs.map { WaitChange($0, .untilChange) })
    #expect(before == refs.dropLast().map { WaitChange($0, nil) })
    #expect(try listed(test).isEmpty)
    // When both are changed by somebody else
    for (ref, id) in zip(refs, ["task-1", "task-2"]) {
      let changed = try #require(try test.row(ref)?.record.updatedAt)
      await test.server.change(
        .task, id, ["updatedAt": .string(changed.adding(seconds: 86_400).iso)])
    }
    test.workspace.refresh(ListKey(.task))
    await test.workspace.idle()
    await test.workspace.idle()
    // Then they are back, and that is said once
    test.workspace.waits?.look()
    #expect(try listed(test).count == 2)
    #expect(test.log.notices == ["Back since they have changed: 2 tasks"])
  }

  @Test func `a day that begins while the machine sleeps is noticed soon`() async throws {
    // Given a clock that goes on while long timers stand still
    let test = try await opened()
    let clock = test.clock
    let (ends, ended) = AsyncStream.makeStream(of: Void.self)
    let keeper = WaitKeeper(
      try #require(test.workspace.waits).table, cache: test.workspace.store.cache,
      timing: StoreClock(
        now: { clock.now },
        sleep: { seconds in
          guard seconds <= 60 else { return try await Task.sleep(for: .seconds(3600)) }
          clock.advance(86_400)
        }),
      emit: { if case .notice = $0 { ended.finish() } })
    // When a task is put aside for two days
    _ = try keeper.set([WaitChange(ref, Wait(until: clock.now.adding(seconds: 2 * 86_400)))])
    for await _ in ends {}
    // Then it is back without any other reason to look
    #expect(try listed(test) == ["Task 1", "Task 2"])
    keeper.stop()
  }

  @Test func `it waits after a restart, and when the cache was lost`() async throws {
    // Given a task that waits
    let test = try await opened()
    _ = try test.workspace.wait([WaitChange(ref, day(test))])
    await test.workspace.stop()

    // When the cache is lost
    try FileManager.default.removeItem(atPath: test.folder.path + "/cache.db")
    let next = try TestWorkspace(like: test)
    next.workspace.show(.task)
    await next.workspace.idle()

    // Then it is still out of the way
    #expect(try listed(next) == ["Task 2"])

    // And brought back at once
    #expect(try next.workspace.wait([WaitChange(ref, nil)]).map(\.wait) != [nil])
    #expect(try listed(next) == ["Task 1", "Task 2"])
  }

  @Test func `what is done while it waits is done, not waiting`() async throws {
    let test = try await opened()
    _ = try test.workspace.wait([WaitChange(ref, day(test))])
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

  // MARK: Many

  private func day(_ test: TestWorkspace, _ days: Double = 1) -> Wait {
    Wait(until: test.clock.now.adding(seconds: days * 86_400))
  }

  @Test func `many records are put aside at once: one event, and all of them or none`()
    async throws
  {
    let test = try await opened()
    let local = try #require(test.workspace.editor?.table.local)
    let refs = (1...2).map { Ref.server(.task, "task-\($0)") }
    let waits = refs.map { WaitChange($0, day(test)) }

    // When one of them can't be kept, then none is
    let refused =
      "CREATE TRIGGER no BEFORE INSERT ON wait WHEN NEW.ref LIKE '%task-2' BEGIN "
      + "SELECT RAISE(ABORT, 'no'); END"
    try local.write { try $0.execute(sql: refused) }
    #expect(throws: StoreError.self) { try test.workspace.wait(waits) }
    #expect(try listed(test) == ["Task 1", "Task 2"])
    #expect(try WaitTable(local: local).all().isEmpty)

    // Nor when the cache can't show it
    try local.write { try $0.execute(sql: "DROP TRIGGER no") }
    let unshown = refused.replacingOccurrences(of: "ON wait ", with: "ON waiting ")
    try test.workspace.store.cache.write { try $0.execute(sql: unshown) }
    #expect(throws: StoreError.self) { try test.workspace.wait(waits) }
    #expect(try WaitTable(local: local).all().isEmpty)
    try test.workspace.store.cache.write { try $0.execute(sql: "DROP TRIGGER no") }

    // When nothing is in the way, then all of it is one event
    test.log.forget()
    #expect(try test.workspace.wait(waits) == refs.map { WaitChange($0, nil) })
    #expect(try listed(test).isEmpty)
    #expect(test.log.all == [.changed([.task])])
  }

  // MARK: New records

  @Test func `a new task comes back by the name that it had when it was put aside`() async throws {
    // Given a new task that is put aside before the server has it
    let test = try await opened()
    let made = Ref.made(.task, "11111111-0000-4000-8000-000000000001")
    await test.server.hold()
    _ = try test.workspace.submit(
      NewChange(.create, made, fields: ["name": "New", "accountId": "account-1"]))
    try await test.server.isHolding(1)
    _ = try test.workspace.wait([WaitChange(made, day(test))])
    await test.server.release()
    await test.workspace.idle()
    #expect(try listed(test) == ["Task 1", "Task 2"])

    // When that is taken back
    let before = try test.workspace.wait([WaitChange(made, nil)])

    // Then it is there
    #expect(before.map(\.wait) == [day(test)])
    #expect(try listed(test).count == 3)
  }

  // MARK: Two at once

  @Test func `a look does not undo what is decided meanwhile`() async throws {
    let test = try await opened()
    let keeper = try #require(test.workspace.waits)
    let looks = Task.detached { for _ in 0..<150 { keeper.look() } }
    var wrong = 0
    for number in 1...100 {
      _ = try test.workspace.wait([WaitChange(ref, day(test, Double(number)))])
      if try listed(test) != ["Task 2"] { wrong += 1 }
      _ = try test.workspace.wait([WaitChange(ref, nil)])
      if try listed(test) != ["Task 1", "Task 2"] { wrong += 1 }
      await Task.yield()
    }
    await looks.value
    #expect(wrong == 0)
  }

  // MARK: What is over

  @Test func `a task that is done is not said to be back, and does not wait when it is reopened`()
    async throws
  {
    // Given a task that is done while it waits
    let test = try await opened()
    _ = try test.workspace.wait([WaitChange(ref, day(test))])
    let record = try #require(try test.row(ref)?.record)
    let done = try test.workspace.submit(
      .updating(record, [("completedAt", .string(test.clock.now.iso))]))
    await test.workspace.idle()
    #expect(test.state(done) == .answered)

    // Then nothing says that it is put aside
    let detail = try test.workspace.store.recordDetail(ref, now: test.clock.now)
    #expect(detail.wait == nil)

    // And once it is open again, it is there
    _ = try test.workspace.undo([done.id])
    await test.workspace.idle()
    #expect(try listed(test) == ["Task 1", "Task 2"])
  }

  @Test func `a task that is done is not put aside with the others`() async throws {
    // Given a task that is done, and is marked together with one that is not
    let test = try await opened()
    let record = try #require(try test.row(ref)?.record)
    let done = try test.workspace.submit(
      .updating(record, [("completedAt", .string(test.clock.now.iso))]))
    await test.workspace.idle()
    let refs = (1...2).map { Ref.server(.task, "task-\($0)") }
    let before = try test.workspace.wait(refs.map { WaitChange($0, day(test)) })
    #expect(before.map(\.ref) == [refs[1]])
    // When it is open again, then it is there
    _ = try test.workspace.undo([done.id])
    await test.workspace.idle()
    #expect(try listed(test) == ["Task 1"])
  }

  @Test func `what can't be written is said once, not again and again`() async throws {
    // Given a wait that is over, and a file that can't take that
    let test = try await opened()
    _ = try test.workspace.wait([WaitChange(ref, day(test))])
    try test.workspace.editor?.table.local.write { try $0.execute(sql: "DROP TABLE wait") }
    test.clock.advance(86_400)
    test.log.forget()
    // When vitty looks
    test.workspace.waits?.look()
    for _ in 0..<100 { await Task.yield() }
    await test.workspace.idle()
    // Then it says so, and looks no sooner than it does anyway
    #expect(test.log.notices.count == 1)
  }

  @Test func `only what comes back is said to be back`() async throws {
    // Given tasks that wait, of which one is done and one is archived by somebody else
    let test = try await opened()
    await test.server.put(.task, [task(3)])
    test.workspace.refresh(ListKey(.task))
    await test.workspace.idle()
    let refs = (1...3).map { Ref.server(.task, "task-\($0)") }
    _ = try test.workspace.wait(refs.map { WaitChange($0, day(test)) })
    let later = { (fields: JSONObject) -> JSONObject in
      var fields = fields
      fields["updatedAt"] = .string(test.clock.now.iso)
      return fields
    }
    await test.server.change(
      .task, "task-1", later(["completedAt": .string(test.clock.now.iso)]))
    await test.server.change(
      .task, "task-2", later(["archivedAt": .string(test.clock.now.iso)]))
    for ref in refs { test.workspace.open(ref, force: true) }
    await test.workspace.idle()
    test.log.forget()

    // When their day has come
    test.clock.advance(86_400)
    test.workspace.waits?.look()
    #expect(test.log.notices == ["Back from waiting: Task 3"])
    #expect(try listed(test) == ["Task 3"])
  }

  @Test func `nothing is left of the wait of a task that is deleted`() async throws {
    let test = try TestWorkspace(pageSize: 10, allowsDeletion: true)
    await test.server.put(.task, [task(1), task(2)])
    test.workspace.show(.task)
    await test.workspace.idle()
    _ = try test.workspace.wait([WaitChange(ref, day(test))])
    let record = try #require(try test.row(ref)?.record)
    _ = try test.workspace.submit(.removing(record, by: .destroy))
    await test.workspace.idle()
    test.clock.advance(86_400)
    test.log.forget()
    test.workspace.waits?.look()
    #expect(test.log.notices.isEmpty)
    let local = try #require(test.workspace.editor?.table.local)
    #expect(try WaitTable(local: local).all().isEmpty)
    #expect(try test.workspace.store.cache.read { try Cache.waits($0) }.isEmpty)
  }

  // MARK: Until it changes

  @Test func `what somebody else has changed before one's own change is news`() async throws {
    // Given a task that waits until it changes
    let test = try await opened()
    let record = try #require(try test.row(ref)?.record)
    let changed = try #require(record.updatedAt)
    _ = try test.workspace.wait([WaitChange(ref, Wait(changedAfter: changed))])

    // When somebody changes another field, and then the user changes it
    await test.server.change(
      .task, "task-1",
      ["dueDate": "2026-12-24", "updatedAt": .string(changed.adding(seconds: 60).iso)])
    let change = try test.workspace.submit(.updating(record, [("name", "Mine")]))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)

    // Then it is back, and stays
    #expect(try listed(test) == ["Mine", "Task 2"])
    test.workspace.waits?.look()
    #expect(try listed(test) == ["Mine", "Task 2"])
    #expect(test.log.notices.filter { $0.hasPrefix("Back") } == ["Back since it has changed: Mine"])
    #expect(try test.workspace.wait([WaitChange(ref, nil)]) == [WaitChange(ref, nil)])
  }
}
