// What happens to changes when the disk fails while they are sent, and works again.

import GRDB
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct DiskTests {
  /// Opens a workspace in which waits of less than a minute are over at once.
  private func workspace(
    _ folder: TestFolder, _ server: ScriptedServer,
    onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) throws -> Workspace {
    let timing = StoreClock(
      now: { TestClock.start },
      sleep: { if $0 >= 60 { try await Task.sleep(for: .seconds(3600)) } })
    return try Workspace.open(
      Workspace.Options(folder: folder.path, sweepsBehind: false), source: server,
      timing: timing, logger: .silent, onEvent: onEvent)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [Change.State.sending, .answered])
  func `what a full disk has stopped goes out when there is room`(
    _ state: Change.State
  ) async throws {
    // Given a disk that can't keep that a change has come so far
    let folder = try TestFolder()
    let server = ScriptedServer()
    await server.put(.account, [account(1)])
    let (events, log) = AsyncStream.makeStream(of: StoreEvent.self)
    let workspace = try workspace(folder, server) { log.yield($0) }
    let local = try #require(workspace.editor?.table.local)
    try local.write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER full BEFORE UPDATE ON change WHEN NEW.state = '\(state.rawValue)'
          BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
          """)
    }
    let change = try workspace.submit(
      NewChange(
        .update, .server(.account, "account-1"), fields: ["name": "New"],
        base: ["name": "Account 1"]))
    // When the user has been told and has made room
    for await event in events {
      switch event {
      case .notice: try local.write { try $0.execute(sql: "DROP TRIGGER IF EXISTS full") }
      case .change(let moved) where moved.id == change.id && moved.state == .answered:
        log.finish()
      default: break
      }
    }
    // Then it has gone out, once, without the user doing anything about it
    #expect(workspace.change(change.id)?.state == .answered)
    #expect(await server.writes.count == 1)
    await workspace.stop()
  }
}
