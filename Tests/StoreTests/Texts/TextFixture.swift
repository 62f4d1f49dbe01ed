// A cache with its text search, and the work behind it.

import Foundation
import Synchronization
import Testing
import VitallyModel

@testable import Store

/// A cache whose texts are read when a test says so. In place of HTML, | ends a line.
final class TextFixture {
  let file: TextFile
  private let records: CacheFixture
  private let store: PagingStore
  private let work = Activity()
  private let keeper: TextKeeper
  private let told: Told

  /// A search in a new folder, or in that of another one.
  convenience init() throws { self.init(try CacheFixture()) }

  convenience init(in other: TextFixture) { self.init(other.records) }

  private init(_ records: CacheFixture) {
    self.records = records
    file = TextFile(folder: records.folder)
    let texts = RecordTexts { $0.split(separator: "|").map(String.init) }
    store = PagingStore(cache: records.cache, texts: TextSearch(file: file, texts: texts)) { _ in []
    }
    let told = Told()
    keeper = TextKeeper(
      cache: records.cache, file: file, texts: texts, work: work,
      announce: { told.add($0) }, tell: { Issue.record("\($0)") })
    self.told = told
  }

  var cache: Cache { records.cache }

  /// What was announced.
  var announced: Set<Resource> { told.all }

  /// Stores records without reading their texts.
  func absorb(_ resource: Resource, _ bodies: [JSONObject]) throws {
    try records.absorb(resource, bodies)
  }

  /// Stores records and reads their texts.
  func take(_ resource: Resource, _ bodies: [JSONObject]) async throws {
    try absorb(resource, bodies)
    await catchUp()
  }

  /// Reads the texts of all that has changed.
  func catchUp() async {
    keeper.begin()
    await work.idle()
    keeper.stop()
  }

  func search(_ typed: String, limit: Int = 50) throws -> TextHits {
    try store.texts(matching: typed, limit: limit)
  }

  func titles(_ typed: String) throws -> [String] { try search(typed).hits.map(\.title.text) }

  /// The notes that meet a condition, newest first.
  func list(_ condition: Condition) throws -> [String] {
    let query = ListingQuery(.note, condition: condition)
    return try store.window(query, rows: 0..<100).rows.map(\.record.title)
  }

  func overwrite(_ name: String, with text: String) throws {
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: records.folder + "/" + name + suffix)
    }
    try text.write(toFile: records.folder + "/" + name, atomically: false, encoding: .utf8)
  }
}

/// Collects what is announced.
private final class Told: Sendable {
  private let resources = Mutex<Set<Resource>>([])
  var all: Set<Resource> { resources.withLock { $0 } }
  func add(_ more: Set<Resource>) { resources.withLock { $0.formUnion(more) } }
}
