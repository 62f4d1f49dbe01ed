// What the end of the program leaves of the user's file, and what the next start does about it.

import Foundation
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct EndingTests {
  private let ref = Ref.server(.account, "account-1")
  private let rename = NewChange(
    .update, .server(.account, "account-1"), fields: ["name": "New"], base: ["name": "Account 1"])

  /// A workspace that has an account and a change that waits for the network.
  private func changed() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1)])
    test.workspace.open(ref)
    await test.workspace.idle()
    await test.server.fail(.record, .account, with: .offline)
    _ = try test.workspace.submit(rename)
    await test.workspace.idle()
    return test
  }

  /// The folder as a killed program leaves it: with all files as they are now.
  private func killed(_ test: TestWorkspace) throws -> TestFolder {
    let folder = try TestFolder(exists: false)
    try FileManager.default.copyItem(atPath: test.folder.path, toPath: folder.path)
    return folder
  }

  private func open(
    _ folder: TestFolder, onEvent: @escaping @Sendable (StoreEvent) -> Void = { _ in }
  ) throws -> Workspace {
    try Workspace.open(
      Workspace.Options(folder: folder.path, sweepsBehind: false), source: nil,
      timing: TestClock().timing, logger: .silent, onEvent: onEvent)
  }

  private func size(_ file: String, in folder: TestFolder) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path + "/" + file)
    return attributes?[.size] as? Int ?? 0
  }

  private func marks(in folder: TestFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".doubt") || $0.hasSuffix(".damage") }.sorted()
  }

  /// Overwrites the end of a database that was folded in: its pages of data, not its definitions.
  private func damage(_ file: String, in folder: TestFolder) throws {
    let file = try #require(FileHandle(forUpdatingAtPath: folder.path + "/" + file))
    let size = try file.seekToEnd()
    try file.seek(toOffset: size / 2)
    try file.write(contentsOf: Data(repeating: 0xFF, count: Int(size - size / 2)))
    try file.close()
  }

  @Test func `a clean end folds everything into the files, which are not checked then`()
    async throws
  {
    // Given a program with something in its logs
    let test = try await changed()
    #expect(size("local.db-wal", in: test.folder) > 0)

    // When it ends
    await test.workspace.stop()

    // Then the logs are empty
    #expect(size("local.db-wal", in: test.folder) == 0)
    #expect(size("cache.db-wal", in: test.folder) == 0)
    #expect(try marks(in: test.folder).isEmpty)

    // And the next start checks nothing, and has the change
    let second = try TestWorkspace(like: test, starts: false)
    #expect(second.workspace.editor?.table.local.wasInDoubt == false)
    #expect(second.workspace.store.cache.wasInDoubt == false)
    #expect(second.workspace.unfinishedChanges().map(\.new.fields) == [["name": "New"]])
  }

  @Test func `files of a killed program are checked, and then no more`() async throws {
    let folder = try killed(try await changed())

    // When it starts again, then the change is there before anything is checked
    let second = try open(folder)
    #expect(second.editor?.table.local.wasInDoubt == true)
    #expect(second.unfinishedChanges().count == 1)

    // And the check finds nothing
    await second.settle()
    await second.idle()
    #expect(try marks(in: folder).isEmpty)
    #expect(throws: Never.self) { try second.submit(rename) }
    await second.stop()
    #expect(try open(folder).editor?.table.local.wasInDoubt == false)
  }

  @Test func `a check that the end of the program has cut short is made up for`() async throws {
    let folder = try killed(try await changed())
    // When the program ends before it has checked anything
    await (try open(folder)).stop()
    // Then the next start knows
    #expect(try marks(in: folder) == ["cache.db.doubt", "local.db.doubt"])
    let third = try open(folder)
    #expect(third.editor?.table.local.wasInDoubt == true)
    await third.settle()
    await third.idle()
    #expect(try marks(in: folder).isEmpty)
  }

  @Test func `damage that is found behind the first row is told, and nothing is changed any more`()
    async throws
  {
    // Given a damaged file of a program that was killed
    let test = try await changed()
    await test.workspace.stop()
    try damage("local.db", in: test.folder)
    try Data([0]).write(to: URL(fileURLWithPath: test.folder.path + "/local.db-wal"))
    let path = test.folder.path + "/local.db"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))

    // When it starts
    let log = EventLog()
    let second = try open(test.folder) { log.add($0) }
    #expect(second.notices.isEmpty)
    await second.settle()
    await second.idle()

    // Then it says so, once
    let sentence =
      "The file \(path) can't be used (it is damaged): nothing can be changed until it is "
      + "repaired or moved away."
    #expect(log.notices == [sentence])
    // And nothing is written any more, into the file or to the server
    #expect {
      try second.submit(rename)
    } throws: {
      ($0 as? StoreError)?.sentence == sentence
    }
    second.start(source: test.server)
    second.open(ref, force: true)
    await second.idle()
    #expect(await test.server.writes.isEmpty)
    // But records are fetched and shown
    let cached = try second.store.recordDetail(ref, now: TestClock.start).row
    #expect(cached?.record.ref == ref)
    await second.stop()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)

    // And the next start says it before anything else
    let third = try open(test.folder)
    #expect(third.notices.map(\.sentence) == [sentence])
  }

  @Test func `a file that was repaired is used again`() async throws {
    // Given a file in which damage was met
    let test = try await changed()
    await test.workspace.stop()
    FileMarks(path: test.folder.path + "/local.db").markDamage()
    // When it is sound by now
    let second = try TestWorkspace(like: test, starts: false)
    // Then it is used, and not in doubt any more
    #expect(second.workspace.notices.isEmpty)
    #expect(throws: Never.self) { try second.workspace.submit(rename) }
    #expect(try marks(in: test.folder).isEmpty)
  }

  @Test func `another program on the same files leaves the check to the first`() async throws {
    let test = try await changed()
    let second = try open(test.folder)
    await second.settle()
    #expect(throws: Never.self) { try second.submit(rename) }
    #expect(try marks(in: test.folder).isEmpty)
    await second.stop()
  }
}
