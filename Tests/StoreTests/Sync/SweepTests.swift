import GRDB
import Testing
import VitallyModel

@testable import Store

@Suite struct SweepTests {
  @Test func `a page is stored in pieces, so that the user's changes come in between`() async throws
  {
    // Given a page of which the last piece can't be stored at first
    let test = try TestWorkspace(sweepsBehind: true, pageSize: 100, starts: false)
    await test.server.put(.account, (1...45).map { account($0) })
    let cache = test.workspace.store.cache
    try cache.write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER full BEFORE INSERT ON record WHEN NEW.server_id = 'account-1'
          BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
          """)
    }
    test.workspace.start(source: test.server)
    test.workspace.show(.account)
    await test.workspace.idle()
    // Then what came before is there, and the list is not said to be complete
    #expect(try test.titles(.account).count == 40)
    #expect(try test.status(.account).completedAt == nil)
    #expect(try cache.walks(ListKey(.account)).isEmpty)
    #expect(try cache.versions()[.account] ?? 0 >= 2)

    // When the page is requested again, then it is told of once, with all that it brings
    try cache.write { try $0.execute(sql: "DROP TRIGGER full") }
    test.log.forget()
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.titles(.account).count == 45)
    #expect(try test.status(.account).completedAt != nil)
  }

  @Test func `a resource is first shown from one page of what changed last`() async throws {
    // Given five accounts, pages of two, and nothing that is swept behind
    let test = try TestWorkspace(sweepsBehind: false, starts: false)
    await test.server.put(.account, (1...5).map { account($0) })
    // When the list is shown
    test.workspace.start(source: test.server)
    test.workspace.show(.account)
    await test.workspace.idle()
    // Then one page came, at once
    let calls = await test.server.calls.filter { $0.hasPrefix("page account ") }
    #expect(calls == ["page account updatedAt 0 user status=activeOrChurned"])
    #expect(try test.status(.account).completedAt == nil)
  }

  @Test func `a resource is swept to its end behind`() async throws {
    // Given five accounts and pages of two
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...5).map { account($0) })
    // When the list is shown
    test.workspace.start(source: test.server)
    test.workspace.show(.account)
    await test.workspace.idle()
    // Then all are here, the last of them by the time of making
    #expect(try test.titles(.account) == (1...5).reversed().map { "Account \($0)" })
    let calls = await test.server.calls.filter { $0.hasPrefix("page account ") }
    #expect(calls.contains("page account createdAt 4 background status=activeOrChurned"))
    let status = try test.status(.account)
    #expect(status.completedAt == TestClock.start)
    #expect(!status.isRunning)
    #expect(status.count == 5)
  }

  @Test func `all that has a place on screen is swept to its end, each in its turn`() async throws {
    // Given a server without records
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    // When all is swept
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    // Then the lists were asked for in the order that the schemas say
    let pages = await test.server.calls.filter { $0.hasPrefix("page ") }
    var asked: [Resource] = []
    for page in pages {
      let resource = try #require(Resource(rawValue: String(page.split(separator: " ")[1])))
      if asked.last != resource { asked.append(resource) }
    }
    #expect(asked == Resource.swept)
    for resource in Resource.browsable {
      #expect(try test.status(resource).completedAt != nil, "\(resource)")
    }
  }

  @Test func `archived tasks are swept as well`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.task, [task(1), task(2, ["archivedAt": "2026-01-01T00:00:00.000Z"])])
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    #expect(try test.titles(.task) == ["Task 2", "Task 1"])
  }

  @Test func `a sweep goes on after a restart where it has stopped`() async throws {
    // Given a sweep of which the second page fails
    let first = try TestWorkspace(sweepsBehind: true, starts: false)
    await first.server.put(.account, (1...6).map { account($0) })
    let cache = first.workspace.store.cache
    let walk = Cache.Walk(ListKey(.account), sweep: 1, cursor: "2", count: 2)
    let page = Page(records: [5, 6].compactMap { Record(.account, body: account($0)) }, next: "2")
    _ = try cache.absorb(page, from: ListQuery(.account), sweep: 1, walk: walk)
    await first.workspace.stop()
    // When the files are opened again
    let second = try TestWorkspace(like: first, sweepsBehind: true)
    await second.workspace.idle()
    // Then the first page is not asked for again, and nothing is missing or taken for gone
    let calls = await second.server.calls.filter { $0.hasPrefix("page account createdAt") }
    #expect(calls.map { $0.split(separator: " ")[3] } == ["2", "4"])
    #expect(try second.titles(.account).count == 6)
  }

  @Test func `where a server has forgotten a cursor, the walk begins anew`() async throws {
    // Given a walk with a cursor that the server does not take
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...3).map { account($0) })
    let walk = Cache.Walk(ListKey(.account), sweep: 1, cursor: "2", count: 0)
    _ = try test.workspace.store.cache.absorb(
      Page(records: []), from: ListQuery(.account), sweep: 1, walk: walk)
    await test.server.fail(
      .page, .account, with: VitallyError(.refused, status: 400, sentence: "Bad cursor."))
    // When it goes on
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    #expect(try test.titles(.account).count == 3)
    #expect(try test.status(.account).completedAt != nil)
  }

  @Test func `a list that the server can't give does not hold up the others`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, [account(1)])
    await test.server.fail(.page, .account, with: .broken)
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    #expect(try test.status(.account).failure == "Vitally answers 500.")
    #expect(try test.status(.task).completedAt != nil)
    // And it is tried again at the next tick
    test.workspace.tick()
    await test.workspace.idle()
    #expect(try test.status(.account).completedAt != nil)
    #expect(try test.status(.account).failure == nil)
  }

  @Test func `without a network one request is enough to know`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, [account(1)])
    await test.server.fail(.page, with: .offline)
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    #expect(await test.server.calls.count == 1)
    // When the user looks at something and the network is back
    test.workspace.show(.account)
    await test.workspace.idle()
    #expect(try test.status(.account).completedAt != nil)
    #expect(try test.status(.user).completedAt != nil)
  }

  @Test func `what was deleted on the server goes with the next full sweep`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...3).map { account($0) })
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    // When a record is deleted, and a day goes by
    await test.server.delete(.account, "account-2")
    test.clock.advance(90_000)
    test.workspace.tick()
    await test.workspace.idle()
    #expect(try test.titles(.account) == ["Account 3", "Account 1"])
  }

  @Test func `a newly shown resource overtakes`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.project, [body("project", 1, ["name": "Roll-out"])])
    // Given that all of them wait for their sweep
    test.workspace.pauseSync(true)
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    // When one is shown
    test.workspace.show(.project)
    await test.workspace.idle()
    test.workspace.pauseSync(false)
    await test.workspace.idle()
    let pages = await test.server.calls.filter { $0.hasPrefix("page ") && $0.contains("createdAt") }
    let project = try #require(pages.firstIndex { $0.hasPrefix("page project ") })
    let users = try #require(pages.firstIndex { $0.hasPrefix("page user ") })
    #expect(project < users)
  }

  @Test func `the fields of custom objects are fetched object by object`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.customObject, [body("object", 1, ["label": "Feature requests"])])
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    let calls = await test.server.calls.filter { $0.contains("customObjectId=object-1") }
    #expect(calls == ["page customField 0 background customObjectId=object-1 model=customObjects"])
  }

  @Test func `a sweep is told at most every quarter of a second`() async throws {
    // Given a clock that stands still
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...20).map { account($0) })
    // When ten pages come in
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    // Then there is one event at once and one for all the rest
    #expect(test.log.count(of: .account) == 2)
  }

  @Test func `without sweeps behind only what is looked at is fetched`() async throws {
    let test = try TestWorkspace()
    await test.server.put(.account, (1...5).map { account($0) })
    test.workspace.show(.account)
    await test.workspace.idle()
    #expect(await test.server.calls.count == 1)
    #expect(try test.titles(.account).count == 2)
    #expect(try !test.status(.account).isRunning)
  }
}
