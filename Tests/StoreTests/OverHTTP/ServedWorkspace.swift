// A workspace that asks a real server over HTTP, with a clock that stands still for the store, and
// waits of the client that take no time.

import Foundation
import Synchronization
import TestSupport
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

@testable import Store

struct ServedWorkspace {
  let server: DemoServer
  let workspace: Workspace
  let clock: TestClock
  let log: EventLog
  private let client: VitallyClient

  /// Runs a test with a server and a workspace of its own, of which everything is swept. Lists have
  /// many pages, unless the test is about single records.
  static func run(
    accounts: Int = 12, pageSize: Int = 5, _ test: (ServedWorkspace) async throws -> Void
  ) async throws {
    var sample = DemoOptions(accounts: accounts, largeAccountUsers: 40)
    sample.limitPerMinute = 1_000_000
    let server = try DemoServer.start(sample)
    let client = VitallyClient(
      address: try ServerAddress(subdomain: nil, region: .us, baseURL: server.baseURL),
      credentials: try Credentials(pasted: sample.apiKey), options: ClientOptions(share: 1),
      timing: jumping(), logger: .silent)
    let folder = try TestFolder()
    let (clock, log) = (TestClock(), EventLog())
    let workspace = try Workspace.open(
      Workspace.Options(folder: folder.path, pageSize: pageSize), source: nil, timing: clock.timing,
      logger: .silent, onEvent: { log.add($0) })
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(
        try await test(
          ServedWorkspace(
            server: server, workspace: workspace, clock: clock, log: log, client: client)))
    } catch {
      outcome = .failure(error)
    }
    await workspace.stop()
    await client.shutdown()
    server.stop()
    try outcome.get()
  }

  /// Connects with the server and fetches all there is.
  func sweep() async {
    workspace.start(source: client)
    await workspace.idle()
  }

  /// Lets time pass, and does what is due then.
  func tick(after seconds: Double) async {
    clock.advance(seconds)
    workspace.tick()
    await workspace.idle()
  }

  func refresh(_ resource: Resource) async {
    workspace.refresh(ListKey(resource))
    await workspace.idle()
  }

  /// How far a list has come in.
  func status(_ resource: Resource) -> SyncStatus {
    (try? workspace.store.status(ListKey(resource))) ?? SyncStatus()
  }

  /// How many records of a resource are here, hidden ones too; -1 where they can't be read.
  func count(_ resource: Resource) -> Int {
    let query = ListingQuery(resource, showsHidden: true)
    return (try? workspace.store.window(query, rows: 0..<1).total) ?? -1
  }

  /// A clock whose waits are over at once.
  private static func jumping() -> Timing {
    let now = Jumping()
    return Timing(
      now: { now.value.withLock { $0 } },
      sleep: { span in
        try Task.checkCancellation()
        now.value.withLock { $0 += span }
      },
      jitter: { 1 })
  }
}

private final class Jumping: Sendable {
  let value = Mutex(Duration.zero)
}
