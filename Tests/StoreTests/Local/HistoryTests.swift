// The past values of accounts: what is kept of them, for how long, and where.

import Foundation
import GRDB
import TestSupport
import Testing
import VitallyModel

@testable import Store

@Suite struct HistoryTests {
  private let ref = Ref.server(.account, "account-1")
  private let clock = TestClock()

  private func open(
    _ folder: TestFolder, onEvent: @escaping @Sendable (StoreEvent) -> Void = { _ in }
  ) throws -> Workspace {
    try Workspace.open(
      Workspace.Options(folder: folder.path, sweepsBehind: false), source: nil,
      timing: clock.timing, logger: .silent, onEvent: onEvent)
  }

  private func table(_ folder: TestFolder) -> HistoryTable {
    HistoryTable(file: HistoryFile(folder: folder.path) { Issue.record("\($0)") })
  }

  private func move(_ value: Int, _ account: String = "account-1") -> [Cache.Move] {
    [
      Cache.Move(
        record: .server(.account, account), path: "healthScore", value: .number("\(value)"))
    ]
  }

  private func values(_ table: HistoryTable) -> [Int] {
    table.values(of: ref, "healthScore").compactMap { $0.value.double.map { Int($0) } }
  }

  /// Adds a value each day, the number of the day.
  private func fill(_ table: HistoryTable, days: Int) {
    for day in 0..<days {
      table.add(move(day), at: clock.now)
      clock.advance(86_400)
    }
  }

  private func thin(_ table: HistoryTable, _ retention: Retention = Retention()) {
    while table.thin(at: clock.now, keeping: retention) {}
  }

  /// Rows as an earlier vitty has left them in `local.db`: two a day for some days.
  private func leaveFormer(in folder: TestFolder, days: Int) throws {
    let local = try LocalDatabase.open(in: folder.path)
    try local.write { db in
      for day in 0..<days {
        for hour in [8, 20] {
          let midnight = Moment(milliseconds: (clock.now.day - Int64(days - day)) * 86_400_000)
          let moment = midnight.adding(seconds: Double(hour * 3_600))
          try db.execute(
            sql: "INSERT INTO history VALUES (?, 'healthScore', ?, ?)",
            arguments: [ref.description, moment.milliseconds, "\(day * 100 + hour)"])
        }
      }
    }
    local.close()
  }

  private func formerCount(_ local: LocalDatabase) throws -> Int? {
    try local.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM history") }
  }

  @Test func `a day keeps its last value, and a value that stays the same adds nothing`() throws {
    let folder = try TestFolder()
    let table = table(folder)
    for value in [3, 5] { table.add(move(value), at: clock.now) }
    clock.advance(86_400)
    table.add(move(5), at: clock.now)
    clock.advance(86_400)
    table.add(move(7), at: clock.now)

    #expect(values(table) == [5, 7])
    let last = table.values(of: ref, "healthScore").last
    #expect(last?.at == clock.now)
  }

  @Test func `after 90 days a week keeps its last value, and after two years nothing is kept`()
    throws
  {
    // Given a value that has changed every day for 100 days
    let folder = try TestFolder()
    let table = table(folder)
    fill(table, days: 100)
    // When the history is thinned, then only whole weeks beyond 90 days are
    thin(table)
    let kept = values(table)
    #expect(Array(kept.suffix(90)) == Array(10..<100))
    #expect((91..<100).contains(kept.count))
    // And it has been done for this week
    #expect(!table.thin(at: clock.now))

    // When nothing changes for two years, then each week has one value
    clock.advance(600 * 86_400)
    thin(table)
    let weekly = values(table)
    #expect((15...16).contains(weekly.count))
    #expect(zip(weekly, weekly.dropFirst()).dropLast().allSatisfy { $1 - $0 == 7 || $0 < 7 })
    #expect(weekly.last == 99)

    // And later only the last: it is what the value has been since
    clock.advance(400 * 86_400)
    thin(table)
    #expect(values(table) == [99])
  }

  @Test func `a history that is too large keeps less of the past`() throws {
    let folder = try TestFolder()
    let table = table(folder)
    fill(table, days: 80)
    thin(table)
    #expect(values(table).count == 80)
    // When it may not be as large as it is
    clock.advance(7 * 86_400)
    thin(table, Retention(limit: 1))
    // Then most days are gone, but not the last
    #expect(values(table).count < 20)
    #expect(values(table).last == 79)
  }

  @Test func `what an earlier vitty has kept moves to the new file, and its space is given back`()
    async throws
  {
    // Given many rows in the file of changes
    let folder = try TestFolder()
    try leaveFormer(in: folder, days: 2_000)
    // When a vitty opens it
    let workspace = try open(folder)
    await workspace.settle()
    await workspace.idle()
    // Then the file of changes has none any more
    let local = try #require(workspace.editor?.table.local)
    #expect(try formerCount(local) == 0)
    // And the new file has the last value of each recent day, and is private
    let values = HistoryTable(file: workspace.history).values(of: ref, "healthScore")
    #expect(values.suffix(80).map(\.value) == (1_920..<2_000).map { .number("\($0 * 100 + 20)") })
    for name in ["history.db", "history.db-wal"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    await workspace.stop()
  }

  @Test func `a move that was cut short loses nothing`() throws {
    // Given rows of which some are in both files, as a crash between the two leaves them
    let folder = try TestFolder()
    try leaveFormer(in: folder, days: 600)
    let local = try LocalDatabase.open(in: folder.path)
    let table = table(folder)
    try local.write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER kept BEFORE DELETE ON history
          BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
          """)
    }
    let former = FormerHistory(local: local, history: table)
    #expect(throws: StoreError.self) { try former.moveSome() }
    #expect(try formerCount(local) == 1_200)
    #expect(values(table).count == 500)
    // When the move goes on
    try local.write { try $0.execute(sql: "DROP TRIGGER kept") }
    while try former.moveSome() {}
    // Then all is there, once
    #expect(values(table) == (0..<600).map { $0 * 100 + 20 })
    #expect(try formerCount(local) == 0)
  }

  @Test func `a damaged history is said once and left alone, and nothing else stops`() async throws
  {
    // Given a file that is no database
    let test = try TestWorkspace(starts: false)
    let path = test.folder.path + "/history.db"
    let junk = Data(repeating: 0x41, count: 8_192)
    try junk.write(to: URL(fileURLWithPath: path))
    // When accounts arrive and change
    await test.server.put(.account, [account(1, ["healthScore": 7])])
    test.workspace.start(source: test.server)
    for _ in 0..<2 {
      test.workspace.open(ref, force: true)
      await test.workspace.idle()
    }
    // Then they are shown and can be changed
    #expect(try test.row(ref)?.record.title == "Account 1")
    let change = try test.workspace.submit(
      NewChange(.update, ref, fields: ["name": "New"], base: ["name": "Account 1"]))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    // And the damage is said once, and the file is as it was
    #expect(test.log.notices.count == 1)
    #expect(test.log.notices.first?.hasPrefix("The file \(path) can't be used (") == true)
    await test.workspace.stop()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == junk)
  }

  @Test func `an account that is deleted for ever leaves no history`() async throws {
    // Given an account with values in both files, and another one
    let test = try TestWorkspace(allowsDeletion: true)
    await test.server.put(
      .account, [account(1, ["healthScore": 7]), account(2, ["healthScore": 8])])
    test.workspace.show(.account)
    await test.workspace.idle()
    let table = HistoryTable(file: test.workspace.history)
    #expect(values(table) == [7])
    table.look(at: ref, test.clock.now, today: test.clock.now)
    // When it is deleted
    let record = try #require(try test.row(ref)?.record)
    _ = try test.workspace.submit(.removing(record, by: .destroy))
    await test.workspace.idle()
    // Then only the other one has a history
    #expect(values(table).isEmpty)
    #expect(!table.values(of: .server(.account, "account-2"), "healthScore").isEmpty)
    #expect(table.file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM look") } == 0)
  }
}
