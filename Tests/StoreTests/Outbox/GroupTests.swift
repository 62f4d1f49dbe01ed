// Changes that were made together: all of them are saved or none, they go out in their order, and
// one that is refused stops no other.

import GRDB
import Synchronization
import Testing
import VitallyModel

@testable import Store

@Suite struct GroupTests {
  private static func create(_ resource: Resource, _ id: String, _ name: String) -> NewChange {
    let title: FieldPath = resource == .note ? "subject" : "name"
    return .creating(
      .made(resource, id),
      [(title, .string(name)), ("accountId", "account-1"), ("externalId", .string(id))])
  }

  /// A call with a note and some tasks.
  private static func call(tasks: Int = 3, id: String = "g1") -> [NewChange] {
    .call(
      note: create(.note, "n-\(id)", "Check-in with Acme"),
      tasks: (0..<tasks).map { create(.task, "t\($0 + 1)-\(id)", "Task \($0 + 1)") }, id: id)
  }

  private static func submit(_ group: [NewChange], to test: TestWorkspace) throws -> [Change] {
    try test.workspace.submit(group, named: group.map { "\($0.ref)" })
  }

  private static let refusal = VitallyError(
    .refused, status: 400, sentence: "Vitally does not accept this.", delivery: .answered)

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace()
    await test.server.put(.account, [account(1), account(2)])
    test.workspace.show(.account)
    await test.workspace.idle()
    await test.server.forgetCalls()
    return test
  }

  @Test func `a note goes out before its tasks, and a refused task stops no other`() async throws {
    // Given a server that refuses the second task
    let test = try await opened()
    await test.server.fail(.send, .task, with: Self.refusal, after: 1)

    // When a call is saved
    let changes = try Self.submit(Self.call(), to: test)
    await test.workspace.idle()

    // Then all were sent, each after the one before
    let sent = await test.server.writes.map { ($0.body["subject"] ?? $0.body["name"])?.text }
    #expect(sent == ["Check-in with Acme", "Task 1", "Task 2", "Task 3"])
    #expect(changes.map(test.state) == [.answered, .answered, .refused, .answered])
    // And the end is told once, of all together
    #expect(test.log.ends.map { $0.map(\.state) } == [[.answered, .answered, .refused, .answered]])
    #expect(test.log.ends.first?.first?.group?.name == "Check-in with Acme")
  }

  @Test
  func `a refused note does not stop its tasks, and what has to be tried again holds up none`()
    async throws
  {
    let test = try await opened()
    await test.server.fail(.send, .note, with: Self.refusal)
    await test.server.fail(.send, .task, with: .broken)
    let changes = try Self.submit(Self.call(), to: test)
    await test.workspace.idle()
    #expect(changes.map(test.state) == [.refused, .waiting, .answered, .answered])
    // Nothing is told while one waits
    #expect(test.log.ends.isEmpty)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(changes.map(test.state) == [.refused, .answered, .answered, .answered])
    #expect(test.log.ends.count == 1)
  }

  @Test func `the end is told too when the last ones are thrown away`() async throws {
    // Given a call of which one task is refused and another has to be tried again
    let test = try await opened()
    await test.server.fail(.send, .task, with: Self.refusal)
    await test.server.fail(.send, .task, with: .broken)
    let changes = try Self.submit(Self.call(), to: test)
    await test.workspace.idle()
    #expect(changes.map(test.state) == [.answered, .refused, .waiting, .answered])
    #expect(test.log.ends.isEmpty)
    // When the one that waits is thrown away, then the refused one is told
    _ = try test.workspace.drop([changes[2].id])
    #expect(test.log.ends.map { $0.map(\.state) } == [[.answered, .refused, .answered]])
  }

  @Test func `a task of a note that is not there yet waits for it`() async throws {
    // Given a task for an account that is being created, and a note
    let test = try await opened()
    await test.server.fail(.send, .account, with: .broken)
    _ = try test.workspace.submit(
      .creating(.made(.account, "new"), [("name", "New"), ("externalId", "new")]))
    await test.workspace.idle()
    var group = Self.call(tasks: 2)
    group[1] = NewChange(
      .create, group[1].ref,
      fields: ["name": "Task 1", "accountId": .string(Ref.made(.account, "new").description)],
      group: group[1].group)

    // When they are saved, then it stops neither the note nor the other task
    let changes = try Self.submit(group, to: test)
    await test.workspace.idle()
    #expect(changes.map(test.state) == [.answered, .waiting, .answered])

    // And it goes out once the account is there
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(changes.map(test.state) == [.answered, .answered, .answered])
    #expect(await test.server.writes.last?.body["accountId"] == "new-3")
  }

  @Test func `a mended member stays in its group, which ends once more`() async throws {
    // Given a call of which a task was refused
    let test = try await opened()
    await test.server.fail(.send, .task, with: Self.refusal)
    let changes = try Self.submit(Self.call(tasks: 2), to: test)
    await test.workspace.idle()
    #expect(test.state(changes[1]) == .refused)

    // When it is mended in a form, which knows of no group
    let mended = NewChange.creating(
      changes[1].ref, [("name", "Task 1, again"), ("accountId", "account-1")],
      replaces: changes[1].id)
    let change = try test.workspace.submit(mended)
    await test.workspace.idle()

    // Then all of the group is saved, and what was replaced is no part of it
    #expect(test.workspace.change(change.id)?.group == changes[1].group)
    #expect(test.log.ends.last?.map(\.state) == [.answered, .answered, .answered])
    #expect(test.log.ends.count == 2)
  }

  @Test func `all members are saved or none`() async throws {
    // Given a record that was created already
    let test = try await opened()
    _ = try test.workspace.submit(Self.create(.task, "t2-g1", "There"))
    await test.workspace.idle()
    await test.server.forgetCalls()
    let before = test.workspace.changes().count

    // When a call would create it again, then nothing of it is saved, shown or sent
    #expect(throws: StoreError.self) { try Self.submit(Self.call(), to: test) }
    await test.workspace.idle()
    #expect(test.workspace.changes().count == before)
    #expect(await test.server.writes.isEmpty)
    #expect(try test.row(.made(.note, "n-g1")) == nil)
  }

  @Test func `after a crash between two members the rest goes out, and nothing twice`() async throws
  {
    // Given a call whose note the server has, though the program died before it heard so
    let first = try await opened()
    let table = try #require(first.workspace.editor?.table)
    let group = Self.call(tasks: 2)
    let changes = try table.insert(group, named: ["1", "2", "3"], at: first.clock.now)
    _ = try table.markSending(changes[0].id, request: group[0].fields, at: first.clock.now)
    await first.server.put(
      .note, [body("note", 1, group[0].fields, ["createdAt": .string(TestClock.start.iso)])])
    await first.workspace.stop()

    // When it starts again
    let second = try TestWorkspace(like: first, starts: false)
    await second.workspace.settle()
    #expect(changes.map(second.state) == [.unknown, .waiting, .waiting])
    #expect(
      try second.workspace.outbox().entries.map(\.change.group).allSatisfy { $0 == group[0].group })
    second.workspace.start(source: second.server)
    await second.workspace.idle()

    // Then the note is found, and the tasks are sent
    #expect(await second.server.writes.map(\.resource) == [.task, .task])
    #expect(changes.map(second.state) == [.answered, .answered, .answered])
    #expect(second.log.ends.count == 1)
  }

  @Test func `what of a group is saved is listed as long as the rest is not`() async throws {
    // Given a call of which a task was refused days ago
    let test = try await opened()
    await test.server.fail(.send, .task, with: Self.refusal)
    let changes = try Self.submit(Self.call(tasks: 2), to: test)
    await test.workspace.idle()
    test.clock.advance(3 * 86_400)
    #expect(try test.workspace.outbox().entries.count == 3)

    // When the rest is thrown away
    #expect(try test.workspace.drop(changes.map(\.id)).map(\.id) == [changes[1].id])

    // Then only that is left to be listed, as thrown away, and it is not shown
    #expect(try test.workspace.outbox().entries.allSatisfy { $0.change.state == .dropped })
    #expect(try test.row(changes[1].ref) == nil)
    #expect(try test.workspace.drop(changes.map(\.id)).isEmpty)
  }

  @Test func `all of a group is tried again at once`() async throws {
    let test = try await opened()
    await test.server.fail(.send, .note, with: Self.refusal)
    await test.server.fail(.send, .task, with: Self.refusal)
    let changes = try Self.submit(Self.call(tasks: 2), to: test)
    await test.workspace.idle()
    #expect(changes.map(test.state) == [.refused, .refused, .answered])
    try test.workspace.retry(changes.map(\.id))
    await test.workspace.idle()
    #expect(changes.map(test.state) == [.answered, .answered, .answered])
  }

  @Test func `the records of one edit do not wait for each other`() async throws {
    // Given an edit of two accounts, of which the first is held up
    let test = try await opened()
    let edits = (1...2).map { number in
      NewChange(
        .update, .server(.account, "account-\(number)"), fields: ["name": "Both"],
        base: ["name": .string("Account \(number)")])
    }
    await test.server.hold()
    _ = try Self.submit(.bulk(edits, named: "Name of 2 accounts", id: "b"), to: test)

    // Then both are on their way
    try await test.server.isHolding(2)
    await test.server.release()
    await test.workspace.idle()
    #expect(test.log.ends.count == 1)
  }

  private static func renamed(_ count: Int) -> [NewChange] {
    .bulk(
      (1...count).map { number in
        NewChange(
          .update, .server(.account, "account-\(number)"),
          fields: ["name": .string("Name \(number)"), "traits": ["tier": "gold"]],
          base: ["name": .string("Account \(number)")])
      }, named: "Name of many accounts", id: "b")
  }

  @Test func `an edit of many records is shown on all of them before it is sent`() async throws {
    // Given more accounts than are shown at once
    let test = try TestWorkspace(sweepsBehind: true, pageSize: 100, starts: false)
    await test.server.put(.account, (1...130).map { account($0) })
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    await test.server.fail(.record, with: .offline)
    await test.server.hold()

    // When all are changed together
    let changes = try Self.submit(Self.renamed(130), to: test)

    // Then the first are shown at once, and all a moment later
    #expect(try test.row(changes[0].ref)?.record.title == "Name 1")
    await test.server.release()
    await test.workspace.idle()
    let titles = try test.workspace.store.window(ListingQuery(.account), rows: 0..<130).rows
      .map(\.record.title)
    #expect(titles.count == 130 && titles.allSatisfy { $0.hasPrefix("Name ") })
  }

  @Test func `after a restart it is known how many there are of a group, and which are to come`()
    async throws
  {
    // Given an edit of four accounts, of which two are to be tried again and one of these was dropped
    let test = try await opened()
    await test.server.put(.account, [account(3), account(4)])
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    for _ in 1...2 { await test.server.fail(.send, .account, with: .broken) }
    let changes = try Self.submit(Self.renamed(4), to: test)
    await test.workspace.idle()
    let waiting = changes.filter { test.state($0) == .waiting }
    #expect(waiting.count == 2)
    _ = try test.workspace.drop([try #require(waiting.first).id])
    await test.workspace.stop()

    // When the program starts again, then what was taken back counts no more
    let again = try TestWorkspace(like: test, starts: false)
    await again.workspace.settle()
    #expect(again.workspace.unfinishedGroups() == [try #require(changes[0].group): 3])
    #expect(again.workspace.unfinishedChanges().map(\.id) == [waiting[1].id])
    await again.workspace.stop()
  }

  @Test
  func `a server that goes away in the middle of many changes and comes back makes each once`()
    async throws
  {
    // Given twelve changes, of which four are on their way
    let test = try TestWorkspace(sweepsBehind: true, pageSize: 100, starts: false)
    await test.server.put(.account, (1...12).map { account($0) })
    test.workspace.start(source: test.server)
    await test.workspace.idle()
    await test.server.hold()
    let changes = try Self.submit(Self.renamed(12), to: test)
    try await test.server.isHolding(4)

    // When the server goes away: it has made two of them, of two it has heard nothing
    for happens in [true, true, false, false] {
      await test.server.fail(.send, .account, with: .lost, happens: happens)
    }
    await test.server.goAway(true)
    await test.server.release()
    await test.workspace.idle()

    // Then nobody knows of four, and the others wait
    #expect(changes.count { test.state($0) == .unknown } == 4)
    #expect(changes.count { test.state($0) == .waiting } == 8)
    #expect(await test.server.happened.count == 2)
    #expect(test.log.ends.isEmpty)
    test.workspace.sendNow()
    await test.workspace.idle()
    #expect(changes.allSatisfy { test.state($0)?.isPending == true })

    // When it is back, then each is made once, and the end is told once
    await test.server.goAway(false)
    test.workspace.refresh(ListKey(.account))
    await test.workspace.idle()
    #expect(changes.allSatisfy { test.state($0) == .answered })
    #expect(await test.server.happened.sorted() == (1...12).map { "account-\($0)" }.sorted())
    for number in 1...12 {
      let name = await test.server.body(.account, "account-\(number)")?["name"]
      #expect(name == .string("Name \(number)"))
    }
    #expect(test.log.ends.map(\.count) == [12])
  }

  @Test func `five thousand changes are saved in one transaction`() async throws {
    let test = try TestWorkspace(starts: false)
    let table = try #require(test.workspace.editor?.table)
    let group = Self.renamed(5_000)
    let commits = Commits()
    try table.local.write { $0.add(transactionObserver: commits, extent: .databaseLifetime) }
    let before = commits.count

    // When they are saved
    let changes = try table.insert(
      group, named: group.map { "\($0.ref)" }, at: test.clock.now)

    // Then all of them are, or none, and the next to be sent are found without reading all
    #expect(commits.count == before + 1)
    let due = try table.due(at: test.clock.now, limit: 4)
    #expect(changes.count == 5_000 && due.map(\.id) == changes.prefix(4).map(\.id))
  }
}

/// Counts transactions.
private final class Commits: TransactionObserver, Sendable {
  private let number = Mutex(0)

  var count: Int { number.withLock { $0 } }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) { number.withLock { $0 += 1 } }
  func databaseDidRollback(_ db: Database) {}
}

extension EventLog {
  /// The groups that have ended, with their members at that time.
  fileprivate var ends: [[Change]] {
    all.compactMap { if case .groupEnded(let members) = $0 { members } else { nil } }
  }
}
