import Foundation
import GRDB
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct RestartTests {
  private let ref = Ref.server(.account, "account-1")
  private let rename = NewChange(
    .update, .server(.account, "account-1"), fields: ["name": "New"], base: ["name": "Account 1"])

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    test.workspace.open(ref)
    await test.workspace.idle()
    return test
  }

  @Test func `changes survive a restart and are shown before anything is sent`() async throws {
    let first = try await opened()
    await first.server.fail(.record, .account, with: .offline)
    let change = try first.workspace.submit(rename)
    await first.workspace.idle()
    await first.workspace.stop()
    // When the files are opened without a server
    let second = try TestWorkspace(like: first, starts: false)
    #expect(try second.row(ref)?.record.title == "New")
    await second.workspace.settle()
    #expect(try second.row(ref)?.pending == .waiting)
    // Then it goes out as soon as there is one
    second.workspace.start(source: second.server)
    second.workspace.sendNow()
    await second.workspace.idle()
    #expect(second.state(change) == .answered)
  }

  @Test func `what was on its way at a crash is looked up, not sent again`() async throws {
    // Given a change that was marked as on its way, and has happened
    let first = try await opened()
    let table = try #require(first.workspace.editor?.table)
    let change = try table.insert(rename, at: first.clock.now)
    _ = try table.markSending(change.id, request: rename.fields, at: first.clock.now)
    await first.server.change(.account, "account-1", ["name": "New"])
    await first.workspace.stop()
    // When the program starts again
    let second = try TestWorkspace(like: first, starts: false)
    await second.workspace.settle()
    #expect(second.state(change) == .unknown)
    second.workspace.start(source: second.server)
    await second.workspace.idle()
    #expect(second.state(change) == .answered)
    #expect(await second.server.writes.isEmpty)
  }

  @Test func `an answer that the cache has missed is brought to it`() async throws {
    // Given a create that was answered, and a crash before the cache had it
    let first = try await opened()
    let editor = try #require(first.workspace.editor)
    let made = Ref.made(.account, "11111111-0000-4000-8000-000000000001")
    let change = try editor.table.insert(
      NewChange(.create, made, fields: ["name": "A", "externalId": "e"]), at: first.clock.now)
    try editor.recorder.overlay.lay(made)
    let record = try #require(Record(.account, body: account(9, ["name": "A"])))
    _ = try editor.table.markAnswered(change, by: record, at: first.clock.now)
    #expect(try first.row(made) != nil)
    await first.workspace.stop()
    // When the program starts again
    let second = try TestWorkspace(like: first, starts: false)
    await second.workspace.settle()
    // Then the record has its id, and nothing is left to bring
    #expect(try second.row(record.ref)?.record.title == "A")
    #expect(try second.row(record.ref)?.pending == nil)
    #expect(try second.workspace.editor?.table.unsettled().isEmpty == true)
    #expect(second.log.merges == [record.ref])
  }

  @Test func `changes that a full disk has left on their way are looked up`() async throws {
    let test = try await opened()
    let table = try #require(test.workspace.editor?.table)
    let change = try table.insert(rename, at: test.clock.now)
    _ = try table.markSending(change.id, request: rename.fields, at: test.clock.now)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
  }

  @Test func `answered changes are kept for 30 days`() async throws {
    let first = try await opened()
    let change = try first.workspace.submit(rename)
    await first.workspace.idle()
    await first.workspace.stop()
    first.clock.advance(29 * 86_400)
    let second = try TestWorkspace(like: first, starts: false)
    await second.workspace.settle()
    await second.workspace.idle()
    #expect(second.state(change) == .answered)
    await second.workspace.stop()
    first.clock.advance(2 * 86_400)
    let third = try TestWorkspace(like: first, starts: false)
    await third.workspace.settle()
    await third.workspace.idle()
    #expect(third.workspace.change(change.id) == nil)
  }

  @Test func `a damaged file of changes is left alone and nothing is written`() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/local.db"
    let junk = Data(repeating: 0x41, count: 8192)
    try junk.write(to: URL(fileURLWithPath: path))
    let options = Workspace.Options(folder: folder.path)
    let workspace = try Workspace.open(
      options, source: nil, timing: TestClock().timing, logger: .silent, onEvent: { _ in })
    #expect(workspace.notices.count == 1)
    #expect(workspace.notices.first?.sentence.contains("nothing can be changed") == true)
    #expect(throws: StoreError.self) { try workspace.submit(rename) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == junk)
  }

  @Test func `the file of changes is private and outlives a power cut`() async throws {
    let test = try await opened()
    let path = test.folder.path + "/local.db"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let local = try #require(test.workspace.editor?.table.local)
    // 2 is FULL: SQLite waits for the disk at each commit
    #expect(try local.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
  }
}
