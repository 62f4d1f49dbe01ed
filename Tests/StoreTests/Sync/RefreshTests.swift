import Testing
import VitallyModel

@testable import Store

@Suite struct RefreshTests {
  /// A workspace in which ten accounts are known.
  private func swept() async throws -> TestWorkspace {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, (1...10).map { account($0) })
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    await test.server.forgetCalls()
    test.clock.advance(60)
    return test
  }

  @Test func `a refresh stops at the first page that is known`() async throws {
    // Given ten known accounts of which one has changed
    let test = try await swept()
    await test.server.change(
      .account, "account-3", ["name": "Renamed", "updatedAt": "2026-09-20T00:00:00.000Z"])
    // When the list is refreshed
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    // Then the page with the change and one known page were asked for
    #expect(
      await test.server.calls == [
        "page account updatedAt 0 user status=activeOrChurned",
        "page account updatedAt 2 user status=activeOrChurned",
      ])
    #expect(try test.row(.server(.account, "account-3"))?.record.title == "Renamed")
  }

  @Test func `what a broken refresh has left out is fetched by the next one`() async throws {
    // Given six changed accounts, and a refresh that breaks after the first page
    let test = try await swept()
    for number in 1...6 {
      await test.server.change(
        .account, "account-\(number)",
        ["name": "Renamed", "updatedAt": .string("2026-10-0\(number)T00:00:00.000Z")])
    }
    await test.server.fail(.page, .account, with: .offline, after: 1)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.titles(.account).count { $0 == "Renamed" } == 2)
    // When it is refreshed again, though the first page is known by now
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.titles(.account).count { $0 == "Renamed" } == 6)
  }

  @Test func `a list that could not be fetched is, once the server answers again`() async throws {
    // Given a refresh while the server can't be reached
    let test = try await swept()
    await test.server.change(
      .account, "account-3", ["name": "Renamed", "updatedAt": "2026-09-20T00:00:00.000Z"])
    await test.server.fail(.page, .account, with: .offline)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.status(.account).failure != nil)
    // When anything else is answered
    test.workspace.refresh(ListKey(.task))
    await test.workspace.idle()
    // Then the list is as it would have been
    #expect(try test.status(.account).failure == nil)
    #expect(try test.row(.server(.account, "account-3"))?.record.title == "Renamed")
  }

  @Test func `complete lists are refreshed behind at regular times`() async throws {
    let test = try await swept()
    test.clock.advance(300)
    test.workspace.tick()
    await test.workspace.idle()
    let calls = await test.server.calls
    #expect(calls.contains("page account updatedAt 0 background status=activeOrChurned"))
    #expect(calls.allSatisfy { !$0.contains("createdAt") })
  }

  @Test func `a failure is told, and nothing that is cached gets lost`() async throws {
    let test = try await swept()
    await test.server.fail(.page, .account, with: .broken)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.status(.account).failure == "Vitally answers 500.")
    #expect(try test.titles(.account).count == 10)
    // And the next success takes it back
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.status(.account).failure == nil)
  }

  @Test func `a rejected key stops the work behind until the user tries again`() async throws {
    let test = try TestWorkspace(sweepsBehind: true, starts: false)
    await test.server.put(.account, [account(1)])
    await test.server.rejectKey(true)
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    test.workspace.tick()
    await test.workspace.idle()
    #expect(await test.server.calls.count == 1)
    #expect(test.log.notices == ["The key is wrong."])
    // When the user refreshes with a key that works
    await test.server.rejectKey(false)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(try test.status(.account).completedAt != nil)
    #expect(try test.status(.task).completedAt != nil)
  }

  @Test func `values that move are kept in the history`() async throws {
    let test = try await swept()
    for score in [7, 7, 4] {
      await test.server.change(.account, "account-1", ["healthScore": .number("\(score)")])
      test.clock.advance(86_400)
      test.workspace.open(.server(.account, "account-1"), force: true)
      await test.workspace.idle()
    }
    let history = try #require(test.workspace.editor?.recorder.incoming.history)
    let values = history.values(of: .server(.account, "account-1"), "healthScore")
    #expect(values.map(\.value).suffix(2) == [.number("7"), .number("4")])
  }
}
