// A workspace in a folder of its own, with a clock that stands still unless a test moves it.

import Synchronization
import TestSupport
import VitallyModel

@testable import Store

/// A clock that a test moves.
final class TestClock: Sendable {
  static let start = Moment(milliseconds: 1_790_000_000_000)
  private let moment = Mutex(start)

  var now: Moment { moment.withLock { $0 } }

  func advance(_ seconds: Double) { moment.withLock { $0 = $0.adding(seconds: seconds) } }

  /// Waits only end by being cancelled: no test depends on how fast the machine is.
  var timing: StoreClock {
    StoreClock(now: { self.now }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) })
  }
}

/// What a workspace has told.
final class EventLog: Sendable {
  private let events = Mutex<[StoreEvent]>([])

  var all: [StoreEvent] { events.withLock { $0 } }
  var notices: [String] {
    all.compactMap { if case .notice(let notice) = $0 { notice.sentence } else { nil } }
  }
  var changes: [Change] {
    all.flatMap(\.changes)
  }
  var merges: [Ref] {
    all.compactMap { if case .merged(_, let ref) = $0 { ref } else { nil } }
  }
  func count(of resource: Resource) -> Int {
    all.count {
      if case .changed(let resources) = $0 { resources.contains(resource) } else { false }
    }
  }
  func forget() { events.withLock { $0 = [] } }
  func add(_ event: StoreEvent) { events.withLock { $0.append(event) } }
}

/// A workspace with its server, its clock and its events.
struct TestWorkspace {
  let folder: TestFolder
  let server: ScriptedServer
  let clock: TestClock
  let log = EventLog()
  let workspace: Workspace

  /// Opens a workspace: in a new folder with a new server, or in those of another one.
  init(
    like other: TestWorkspace? = nil, sweepsBehind: Bool = false, pageSize: Int = 2,
    isReadOnly: Bool = false, allowsDeletion: Bool = false, me: String? = nil,
    holdSeconds: Double = 0,
    starts: Bool = true, timing: StoreClock? = nil
  ) throws {
    folder = try other?.folder ?? TestFolder()
    server = other?.server ?? ScriptedServer()
    clock = other?.clock ?? TestClock()
    let options = Workspace.Options(
      folder: folder.path, pageSize: pageSize, isReadOnly: isReadOnly,
      allowsDeletion: allowsDeletion, me: me, holdSeconds: holdSeconds,
      sweepsBehind: sweepsBehind, mergeHTML: Self.merged)
    workspace = try Workspace.open(
      options, source: starts ? server : nil, timing: timing ?? clock.timing, logger: .silent,
      onEvent: { [log] in log.add($0) })
  }

  /// Joins bodies of nothing but paragraphs.
  private static func merged(base: String, mine: String, theirs: String) -> String? {
    let lines = [base, mine, theirs].map { $0.split(separator: "</p>").map { "\($0)</p>" } }
    return LineMerge(base: lines[0], mine: lines[1], theirs: lines[2]).lines?.joined()
  }

  /// What a list shows, hidden records included.
  func titles(_ resource: Resource, parent: Ref? = nil) throws -> [String] {
    let query = ListingQuery(
      resource, parent: parent, order: ListOrder("createdAt", descending: true), showsHidden: true)
    return try workspace.store.window(query, rows: 0..<100).rows.map(\.record.title)
  }

  /// The row of a record.
  func row(_ ref: Ref) throws -> ListingRow? {
    try workspace.store.recordDetail(ref, now: clock.now).row
  }

  func status(_ resource: Resource, parent: Ref? = nil) throws -> SyncStatus {
    try workspace.store.status(ListKey(resource, parent: parent))
  }

  /// The state of a change by now.
  func state(_ change: Change) -> Change.State? { workspace.change(change.id)?.state }
}

/// Bodies of records, numbered in the order of making.
func account(_ number: Int, _ more: JSONObject = [:]) -> JSONObject {
  body("account", number, ["name": .string("Account \(number)")], more)
}

func task(_ number: Int, _ more: JSONObject = [:]) -> JSONObject {
  body(
    "task", number,
    ["name": .string("Task \(number)"), "accountId": "account-1", "tags": ["a"], "dueDate": .null],
    more)
}

func body(
  _ kind: String, _ number: Int, _ fields: JSONObject, _ more: JSONObject = [:]
) -> JSONObject {
  let moment = Moment(milliseconds: 1_780_000_000_000).adding(seconds: Double(number) * 3600)
  var body: JSONObject = [
    "id": .string("\(kind)-\(number)"), "createdAt": .string(moment.iso),
    "updatedAt": .string(moment.iso),
  ]
  for member in fields.members + more.members { body[member.key] = member.value }
  return body
}
