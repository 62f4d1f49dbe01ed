// Searches that begin with different states of the cache, and what a search need not read again.

import Foundation
import Testing
import VitallyModel

import struct VitallyModel.Record

@testable import Store

struct SearchStateTests {
  let fixture: CacheFixture
  var store: PagingStore { fixture.store }

  init() throws {
    fixture = try CacheFixture()
    try fixture.absorb(.account, [.named("1", "One", ["mrr": 1]), .named("2", "Two", ["mrr": 2])])
  }

  @Test func `A search that another one has overtaken begins again with the newer state`() throws {
    // Given a search that has begun
    let (store, cache) = (store, fixture.cache)
    var attempts = 0
    let mrr = try #require(Resource.account.schema.field("mrr"))
    let values = try store.search { db in
      attempts += 1
      let table = try store.columns.table(.account, db)
      // When a record changes, and another search sees that first
      if attempts == 1 {
        try elsewhere {
          try Self.put(.named("2", "Two", ["mrr": 20]), in: cache)
          _ = try store.window(Self.above(1), rows: 0..<10)
        }
      }
      return Array(try store.columns.column(mrr, of: table, db).rows(.more, 10))
    }
    // Then the first one answers with the newer state as well
    #expect(values == [1])
    #expect(attempts == 2)
  }

  @Test func `A search with an older state leaves the tables as they are`() throws {
    let (store, cache) = (store, fixture.cache)
    var attempts = 0
    let names = try store.search { db in
      attempts += 1
      // Given the state of the cache as it is
      _ = try Cache.version(.account, db)
      // When another search has a newer one before this one uses a table
      if attempts == 1 {
        try elsewhere {
          try Self.put(.named("3", "Three", ["mrr": 3]), in: cache)
          _ = try store.window(Self.above(0), rows: 0..<10)
        }
      }
      return try store.columns.table(.account, db).count
    }
    #expect(names == 3)
    #expect(attempts == 2)
  }

  @Test func `A search that is given up leaves the tables as they are`() async throws {
    _ = try store.window(Self.above(0), rows: 0..<10)
    let store = store
    try fixture.absorb(.account, [.named("3", "Three", ["mrr": 3])])
    let search = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try store.window(Self.above(1), rows: 0..<10)
    }
    await #expect(throws: (any Error).self) { try await search.value }
    #expect(store.columns.isReady(for: .account))
  }

  @Test func `What a condition does not look at leaves its rows as they are`() throws {
    try fixture.absorb(.task, [.named("t", "Call", ["dueDate": "2026-01-05"])])
    let query = ListingQuery(.task, condition: .isSet("dueDate"))
    _ = try store.window(query, rows: 0..<10)
    let version = try version(query)

    try fixture.absorb(.account, [.named("3", "Three")])
    #expect(try self.version(query) == version)
    try fixture.absorb(.task, [.named("u", "Write", ["dueDate": "2026-01-06"])])
    #expect(try self.version(query) > version)
    #expect(try fixture.titles(query) == ["Call", "Write"])
  }

  @Test func `Records that a condition looks at count, however far away`() throws {
    let ofOrganization = Condition.linked(
      "accountId", .linked("organizationId", .named("harbour")))
    #expect(ofOrganization.reach(from: .task) == [.task, .account, .organization])
    #expect(
      Condition.any([.hasChild(.note), .not(.isNamed("x"))]).reach(from: .account)
        == [.account, .note])
    #expect(Condition.mentions("crane").reach(from: .task)?.isSuperset(of: [.account]) == true)
    #expect(Condition.text("crane").reach(from: .note) == nil)
  }

  private static func above(_ mrr: Double) -> ListingQuery {
    ListingQuery(.account, condition: .compares("mrr", .more, mrr))
  }

  private func version(_ query: ListingQuery) throws -> Int {
    try fixture.cache.read { db in try #require(try Listing(query, db)).version(db) }
  }

  private static func put(_ body: JSONObject, in cache: Cache) throws {
    let records = [Record(.account, body: body)].compactMap(\.self)
    _ = try cache.absorb(
      Page(records: records), from: ListQuery(.account), sweep: nil, walk: nil)
  }

  /// Does something outside of the read that is going on, as another thread does.
  private func elsewhere(_ work: @escaping @Sendable () throws -> Void) throws {
    let result = Outcome()
    let thread = Thread { result.finish { try work() } }
    thread.start()
    try result.wait()
  }
}

/// How the work of a thread has ended.
private final class Outcome: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var error: (any Error)?

  func finish(_ work: () throws -> Void) {
    do { try work() } catch { self.error = error }
    done.signal()
  }

  func wait() throws {
    done.wait()
    if let error { throw error }
  }
}
