// What lists hold, and what a decision about marked records would change, from real tables.

import Testing
import VitallyModel

@testable import Store

@Suite struct MarkedRecordsTests {
  private let now = Now(moment: TestClock.start)

  private func opened() async throws -> TestWorkspace {
    let test = try TestWorkspace(pageSize: 10)
    await test.server.put(
      .task,
      [
        task(1, ["dueDate": "2026-12-01"]), task(2, ["dueDate": "2026-12-02"]),
        task(3, ["dueDate": "2026-12-03", "name": "Other"]),
        task(4, ["archivedAt": "2026-01-01T00:00:00.000Z"]),
      ])
    test.workspace.show(.task)
    test.workspace.open(ref(4))
    await test.workspace.idle()
    return test
  }

  private func ref(_ number: Int) -> Ref { .server(.task, "task-\(number)") }

  @Test func `a list says what it holds, in its order, with its filter`() async throws {
    let store = try await opened().workspace.store
    let query = ListingQuery(.task, order: ListOrder("dueDate", descending: true))
    #expect(try store.refs(of: query) == [ref(3), ref(2), ref(1)])
    var filtered = query
    filtered.condition = .mentions("task")
    #expect(try store.refs(of: filtered) == [ref(2), ref(1)])
  }

  @Test func `a range is what stands from one record to another, both ways`() async throws {
    let store = try await opened().workspace.store
    let query = ListingQuery(.task, order: ListOrder("dueDate", descending: true))
    #expect(try store.refs(of: query, from: ref(3), to: ref(2)) == [ref(3), ref(2)])
    #expect(try store.refs(of: query, from: ref(1), to: ref(3)) == [ref(3), ref(2), ref(1)])
    #expect(try store.refs(of: query, from: ref(2), to: ref(2)) == [ref(2)])
    #expect(try store.refs(of: query, from: ref(2), to: .server(.task, "gone")).isEmpty)
  }

  @Test func `a preview is in the order of the list, then what that does not show`() async throws {
    // Given marks on what the list shows and on what it does not
    let store = try await opened().workspace.store
    var query = ListingQuery(.task, order: ListOrder("dueDate", descending: true))
    query.condition = .mentions("task")
    let gone = Ref.server(.task, "gone")

    // When it is asked what a decision would change
    let preview = try store.preview(
      of: BulkQuery(
        .due("2026-12-02"), about: [ref(1), ref(2), ref(3), ref(4), gone], in: query, at: now))

    // Then it says so of each
    #expect(preview.items.map(\.title) == ["Task 1", "Other"])
    #expect(preview.items.map(\.isOutside) == [false, true])
    #expect(preview.items.map { $0.change.base["dueDate"] } == ["2026-12-01", "2026-12-03"])
    #expect(preview.alreadyCount == 1 && preview.missingCount == 1)
    #expect(preview.obstacles == [.init(title: "Task 4", reason: .isArchived)])
  }

  @Test func `the changes of a preview are sent as one group, each once`() async throws {
    let test = try await opened()
    let preview = try test.workspace.preview(
      of: BulkQuery(
        .tag(adding: ["risk"], removing: ["a"]), about: [ref(1), ref(2)],
        in: ListingQuery(.task), at: now))
    let changes = [NewChange].bulk(preview.items.map(\.change), named: "Tags", id: "g1")
    _ = try test.workspace.submit(changes, named: ["m1", "m2"])
    await test.workspace.idle()
    #expect(await test.server.writes.count == 2)
    let tags = try [1, 2].map { try test.row(ref($0))?.record.body["tags"] }
    #expect(tags == [["risk"], ["risk"]])
  }
}
