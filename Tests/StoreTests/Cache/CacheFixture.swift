// A cache of its own for each test, and short words for what comes from the server.

import TestSupport
import VitallyModel

@testable import Store

/// A cache in a folder that goes away with it, and a clock that stands still.
final class CacheFixture {
  static let noon = Moment(milliseconds: 1_767_268_800_000)

  let cache: Cache
  let store: PagingStore
  let history: HistoryTable
  private let place: TestFolder

  var folder: String { place.path }

  init() throws {
    place = try TestFolder(exists: false)
    cache = try Self.open(place.path)
    history = HistoryTable(file: HistoryFile(folder: place.path) { _ in })
    store = PagingStore(cache: cache, history: history) { _ in [] }
  }

  /// Another view of the same files, as another process or the next start has it.
  func reopened() throws -> Cache { try Self.open(folder) }

  private static func open(_ folder: String) throws -> Cache {
    try Cache.open(at: folder) { noon }.cache
  }

  /// Takes a page in. A body without an id is given one by its place.
  @discardableResult
  func absorb(
    _ resource: Resource, _ bodies: [JSONObject], under parent: Ref? = nil, sweep: Int? = nil,
    walk: Cache.Walk? = nil
  ) throws -> Cache.Absorbed {
    let records = bodies.compactMap { Record(resource, body: $0) }
    return try cache.absorb(
      Page(records: records), from: ListQuery(resource, parent: parent), sweep: sweep, walk: walk)
  }

  /// The titles of a listing from the top.
  func titles(_ query: ListingQuery) throws -> [String] {
    try store.window(query, rows: 0..<100).rows.map(\.record.title)
  }
}

extension JSONObject {
  /// This body with more members.
  func with(_ members: JSONObject) -> JSONObject {
    var body = self
    for member in members.members { body[member.key] = member.value }
    return body
  }

  /// A body with an id and a name.
  static func named(_ id: String, _ name: String, _ members: JSONObject = [:]) -> JSONObject {
    JSONObject([("id", .string(id)), ("name", .string(name))]).with(members)
  }
}
