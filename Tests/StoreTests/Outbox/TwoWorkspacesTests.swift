import Foundation
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct TwoWorkspacesTests {
  private let ref = Ref.server(.account, "account-1")
  private let rename = NewChange(
    .update, .server(.account, "account-1"), fields: ["name": "New"], base: ["name": "Account 1"])

  /// Two workspaces on one folder; the first one leads.
  private func pair() async throws -> (TestWorkspace, TestWorkspace) {
    let first = try TestWorkspace(sweepsBehind: true, starts: false)
    await first.server.put(.account, [account(1)])
    first.workspace.start(source: first.server)
    await first.workspace.idle()
    let second = try TestWorkspace(like: first, sweepsBehind: true)
    await second.workspace.idle()
    return (first, second)
  }

  @Test func `only the first one sweeps, the other fetches what is opened`() async throws {
    let (first, second) = try await pair()
    await first.server.forgetCalls()
    second.workspace.tick()
    await second.workspace.idle()
    #expect(await first.server.calls.isEmpty)
    second.workspace.open(ref, tab: .task)
    await second.workspace.idle()
    #expect(await first.server.calls.first == "record account account-1")
  }

  @Test func `what the second one queues the first one sends, and both screens learn of it`()
    async throws
  {
    let (first, second) = try await pair()
    let change = try second.workspace.submit(rename)
    await second.workspace.idle()
    // When the first one looks
    first.workspace.lookAtQueue()
    await first.workspace.idle()
    #expect(first.state(change) == .answered)
    #expect(await first.server.writes.count == 1)
    // Then the second one tells it at its next look
    second.workspace.lookAtQueue()
    await second.workspace.idle()
    #expect(second.log.changes.last?.state == .answered)
    #expect(try second.row(ref)?.record.title == "New")
    #expect(try second.row(ref)?.pending == nil)
  }

  @Test func `the end of a group that the first one sends is told once by the second one`()
    async throws
  {
    let (first, second) = try await pair()
    await first.server.put(.account, [account(2)])
    let group = [NewChange].bulk(
      (1...2).map { number in
        NewChange(
          .update, .server(.account, "account-\(number)"), fields: ["name": "New"],
          base: ["name": .string("Account \(number)")])
      }, named: "Name of 2 accounts", id: "b")
    let changes = try second.workspace.submit(group, named: ["1", "2"])
    await second.workspace.idle()
    first.workspace.lookAtQueue()
    await first.workspace.idle()
    #expect(changes.map(first.state) == [.answered, .answered])
    for _ in 1...2 {
      second.workspace.lookAtQueue()
      await second.workspace.idle()
    }
    let ends = second.log.all.count { if case .groupEnded = $0 { true } else { false } }
    #expect(ends == 1)
  }

  /// Waits until something is so that the other workspace tells.
  private func wait(until isSo: () throws -> Bool) async throws {
    while try !isSo() { try await Task.sleep(for: .milliseconds(1)) }
  }

  @Test(arguments: [true, false])
  func `what one of them does with changes the other one tells without being asked`(
    _ isLeading: Bool
  ) async throws {
    // Given two workspaces, and no server that takes anything
    let (first, second) = try await pair()
    await first.server.goAway(true)
    let (one, other) = isLeading ? (first, second) : (second, first)

    // When one of them changes something
    let change = try one.workspace.submit(rename)
    // Then the other one tells that it waits, and its rows show it
    try await wait { other.log.changes.last?.id == change.id }
    #expect(other.log.changes.last?.isPending == true)
    #expect(try other.row(ref)?.record.title == "New")

    // When it is paused, then that is told
    _ = try one.workspace.pause([change.id], true)
    try await wait { other.log.changes.last?.isPaused == true }

    // When it is thrown away, then that is told as well, and the rows are as before
    try one.workspace.drop(change.id)
    try await wait { other.log.changes.last?.state == .dropped }
    try await wait { try other.row(ref)?.record.title == "Account 1" }
    await first.workspace.stop()
    await second.workspace.stop()
  }

  @Test func `when the one who sends is killed, the other one goes on with what is left`()
    async throws
  {
    // Given a change that the first one can't send, and a second one that looks in short intervals
    let (first, _) = try await pair()
    await first.server.goAway(true)
    let second = try TestWorkspace(
      like: first,
      timing: StoreClock(now: { [clock = first.clock] in clock.now }) { seconds in
        try await Task.sleep(for: seconds > 2 ? .seconds(3600) : .milliseconds(1))
      })
    let change = try first.workspace.submit(rename)
    try await wait { second.log.changes.last?.id == change.id }
    // When the first one is gone without a word, then the second one sends
    await first.workspace.editor?.outbox.stop()
    await first.server.goAway(false)
    first.clock.advance(120)
    first.workspace.lock.giveUp()
    try await wait { second.state(change) == .answered }
    await first.workspace.stop()
    await second.workspace.stop()
  }

  @Test func `what was made and answered between two looks is told as well`() async throws {
    // Given a second workspace that has looked
    let (first, second) = try await pair()
    second.workspace.hearNews()
    await second.workspace.idle()
    second.workspace.news.stop()
    second.log.forget()
    // When the first one saves something before the second one looks again
    let change = try first.workspace.submit(rename)
    await first.workspace.idle()
    #expect(first.state(change) == .answered)
    second.workspace.hearNews()
    await second.workspace.idle()
    // Then it is told once
    #expect(second.log.changes.map(\.id) == [change.id])
    second.workspace.hearNews()
    await second.workspace.idle()
    #expect(second.log.changes.count == 1)
    await first.workspace.stop()
    await second.workspace.stop()
  }

  @Test func `only one of several calls takes the lock`() throws {
    let folder = try TestFolder()
    let lock = WorkspaceLock(folder: folder.path)
    #expect(lock.acquire())
    #expect(!lock.acquire() && lock.isHeld)
    let other = WorkspaceLock(folder: folder.path)
    #expect(!other.acquire())
    lock.giveUp()
    #expect(other.acquire())
    other.giveUp()
  }

  @Test func `a new record of one of them gets its id in the other one`() async throws {
    let (first, second) = try await pair()
    await first.server.goAway(true)
    let made = Ref.made(.account, "new")
    _ = try first.workspace.submit(
      NewChange(.create, made, fields: ["name": "New", "externalId": "new"]))
    try await wait { second.log.changes.last?.ref == made }
    await first.server.goAway(false)
    first.workspace.sendNow()
    try await wait { second.log.merges == [.server(.account, "new-1")] }
    #expect(second.log.changes.last?.state == .answered)
    await first.workspace.stop()
    await second.workspace.stop()
  }

  @Test func `what a workspace has told itself it does not tell again`() async throws {
    let (first, second) = try await pair()
    _ = try first.workspace.submit(rename)
    await first.workspace.idle()
    let count = first.log.changes.count
    first.workspace.hearNews()
    await first.workspace.idle()
    #expect(first.log.changes.count == count)
    await second.workspace.stop()
  }

  @Test func `a pipe that a killed process has left goes with the next news`() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/news-left"
    mkfifo(path, 0o600)
    let (rings, ringing) = AsyncStream.makeStream(of: Void.self)
    let listener = NewsBell(folder: folder.path)
    listener.listen { ringing.yield() }
    let bell = NewsBell(folder: folder.path)
    bell.ring()
    bell.ring()
    var iterator = rings.makeAsyncIterator()
    #expect(await iterator.next() != nil)
    try await wait { !FileManager.default.fileExists(atPath: path) }
    listener.stop()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [true, false]) func `the bell wakes the one who sends`(
    isRestored: Bool
  ) async throws {
    let folder = try TestFolder()
    // A backup gives back a plain file
    if isRestored { close(creat(folder.path + "/bell", 0o600)) }
    let (rings, ringing) = AsyncStream.makeStream(of: Void.self)
    let listener = OutboxSignal(folder: folder.path)
    listener.listen { ringing.yield() }
    let type = try FileManager.default.attributesOfItem(atPath: folder.path + "/bell")[.type]
    #expect(type as? FileAttributeType != .typeRegular)
    OutboxSignal(folder: folder.path).ring()
    var iterator = rings.makeAsyncIterator()
    #expect(await iterator.next() != nil)
    listener.stop()
  }

  @Test func `when the first one ends the second one takes its place`() async throws {
    let (first, second) = try await pair()
    let change = try second.workspace.submit(rename)
    await second.workspace.idle()
    await first.workspace.stop()
    second.workspace.tick()
    await second.workspace.idle()
    #expect(second.workspace.lock.isHeld)
    #expect(second.state(change) == .answered)
  }

  @Test func `what is changed while the program ends is left to the other one`() async throws {
    let (first, second) = try await pair()
    await first.workspace.stop()
    let change = try first.workspace.submit(rename)
    #expect(!first.workspace.lock.isHeld)
    second.workspace.show(.account)
    await second.workspace.idle()
    #expect(second.state(change) == .answered)
  }
}
