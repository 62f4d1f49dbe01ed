// What the store says of the sync: counts, rates and times left, by the clock of the test.

import Testing
import VitallyModel

@testable import Store

@Suite struct SyncReportTests {
  private func row(_ resource: Resource, _ test: TestWorkspace) throws -> SyncReport.Row {
    let rows = try test.workspace.syncReport().rows
    return try #require(rows.first { $0.key == ListKey(resource) })
  }

  /// A sweep of six accounts, two a page, of which some pages come in, ten seconds each; the next
  /// one is in flight.
  private func sweep(_ test: TestWorkspace, pages: Int) async {
    await test.server.holdPages()
    test.workspace.start(source: test.server)
    for _ in 0..<pages { await passPage(test) }
  }

  private func passPage(_ test: TestWorkspace, after seconds: Double = 10) async {
    await test.server.pageIsHeld()
    test.clock.advance(seconds)
    await test.server.releasePage()
    await test.server.pageIsHeld()
  }

  @Test func `before a connection all lists are there, without figures`() throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    let report = try test.workspace.syncReport()
    #expect(!report.isConnected)
    #expect(report.rows.map(\.key) == Resource.swept.map { ListKey($0) })
    #expect(report.rows.allSatisfy { $0.standing == .idle && $0.fetched == nil && $0.rate == nil })
  }

  @Test func `the first sweep has a rate, but nobody knows how long it takes`() async throws {
    // Given two pages that took ten seconds each
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...6).map { account($0) })
    await sweep(test, pages: 2)
    // Then the accounts are being fetched, and the others wait
    let accounts = try row(.account, test)
    #expect(accounts.standing == .fetching)
    #expect(accounts.cached == 4)
    #expect(accounts.fetched == 4)
    #expect(accounts.rate == 0.2)
    #expect(accounts.secondsLeft == nil)
    #expect(try row(.task, test).standing == .waiting)

    // When all has come in, then nothing has a rate
    await test.server.release()
    await test.workspace.idle()
    let report = try test.workspace.syncReport()
    #expect(report.rows.allSatisfy { $0.standing == .idle && $0.rate == nil && $0.fetched == nil })
    #expect(try row(.account, test).cached == 6)
  }

  @Test func `a later sweep tells how long it takes, and tells more when it is slowed down`()
    async throws
  {
    // Given a complete cache, and a sweep a day later
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...6).map { account($0) })
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    test.clock.advance(90_000)
    await test.server.holdPages()
    test.workspace.tick()
    await test.server.pageIsHeld()
    // Then nothing of it is there yet, and nothing is said about the time
    #expect(try row(.account, test).fetched == 0)
    #expect(try row(.account, test).secondsLeft == nil)
    // When a page has come in after ten seconds, then the others take twenty
    await passPage(test)
    #expect(try row(.account, test).fetched == 2)
    #expect(try row(.account, test).secondsLeft == 20)
    // When the next one does not come for a while, then they take longer
    test.clock.advance(40)
    #expect(try row(.account, test).secondsLeft == 80)
    await test.server.release()
    await test.workspace.idle()
  }

  @Test func `a pause that the server wants is part of the time left`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...6).map { account($0) })
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    test.clock.advance(90_000)
    await test.server.holdPages()
    test.workspace.tick()
    await passPage(test)
    test.server.state(Budget(limit: 1000, share: 600, pause: 30))
    #expect(try row(.account, test).secondsLeft == 50)
    #expect(try test.workspace.syncReport().budget?.pause == 30)
    await test.server.release()
    await test.workspace.idle()
  }

  @Test func `lists of records are there as long as they are being fetched`() async throws {
    // Given an account whose tasks are being fetched
    let test = try TestWorkspace(sweepsBehind: false, starts: false)
    await test.server.put(.account, [account(1)])
    await test.server.put(.task, [task(1)])
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    await test.server.holdPages()
    let ref = Ref.server(.account, "account-1")
    test.workspace.open(ref, tab: .task)
    await test.server.pageIsHeld()
    // Then they are named after it
    let row = try #require(
      try test.workspace.syncReport().rows.first { $0.key == ListKey(.task, parent: ref) })
    #expect(row.parentTitle == "Account 1")
    #expect(row.standing == .fetching)
    // And they go once they are here
    await test.server.release()
    await test.workspace.idle()
    #expect(try test.workspace.syncReport().rows.allSatisfy { $0.key.parent == nil })
  }

  @Test func `a list that failed says why`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.fail(.page, .account, with: .broken)
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    let accounts = try row(.account, test)
    #expect(accounts.standing == .idle)
    #expect(accounts.status.failure == "Vitally answers 500.")
  }
}
