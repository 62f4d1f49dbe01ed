// The file itself: its rights, restarts, damage, and two caches on one folder.

import Foundation
import GRDB
import Synchronization
import Testing
import VitallyModel

@testable import Store

struct CacheFileTests {
  let fixture: CacheFixture

  init() throws { fixture = try CacheFixture() }

  @Test func `Files and folder are private to the user`() throws {
    let files = FileManager.default
    let mode = { (path: String) in
      try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(fixture.folder) == 0o700)
    for name in try files.contentsOfDirectory(atPath: fixture.folder) {
      #expect(try mode(fixture.folder + "/" + name) == 0o600)
    }
  }

  @Test func `What was stored is there after a restart`() throws {
    try fixture.absorb(.account, [.named("1", "Acme")])

    let store = PagingStore(cache: try fixture.reopened()) { _ in [] }

    let window = try store.window(ListingQuery(.account), rows: 0..<10)
    #expect(window.rows.map(\.record.title) == ["Acme"])
  }

  @Test func `Names that an earlier vitty folded are found as they are looked for now`() throws {
    // Given a cache in which names were folded without Scandinavian letters
    try fixture.absorb(
      .account,
      [
        .named("1", "Bjørk", ["csmId": "u1"]), .named("2", " \u{200B}", ["externalId": "nw-1"]),
        .named("3", "Zenith"),
      ])
    try fixture.cache.write { db in
      try db.execute(
        sql: """
          UPDATE record SET name_folded = lower(title), title = body ->> '$.name';
          UPDATE value SET name = 'bjørk', text = 'bjørk' WHERE name = 'bjork';
          DELETE FROM grdb_migrations WHERE identifier = 'names folded as they are looked for';
          """)
    }

    // When this vitty opens it
    let store = PagingStore(cache: try fixture.reopened()) { _ in [] }

    // Then lists, orders and look-ups have the names in their new form
    let found = try store.window(ListingQuery(.account, words: "bjork"), rows: 0..<10)
    #expect(found.rows.map(\.record.title) == ["Bjørk"])
    #expect(try store.matches(MatchQuery(.account, words: "nw")).map(\.title) == ["nw-1"])
    #expect(try store.window(ListingQuery(.account), rows: 0..<10).total == 3)
  }

  @Test func `A file that is no database is set aside and said`() throws {
    let folder = fixture.folder + "/other"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let garbage = Data(repeating: 0x41, count: 10_000)
    try garbage.write(to: URL(fileURLWithPath: folder + "/cache.db"))

    let (cache, notice) = try Cache.open(at: folder) { CacheFixture.noon }

    #expect(notice?.level == .warning)
    #expect(notice?.sentence.contains("cache.db.damaged-") == true)
    #expect(try cache.knownRecord() == nil)
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("cache.db.damaged-") }
    let name = try #require(kept.first)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) == garbage)
  }

  @Test(arguments: [18, 19, 20, 21, 28, 44, 47, 56], [UInt8(0), 3, 199])
  func `A header that is damaged anywhere doesn't keep the program from starting`(
    offset: UInt64, byte: UInt8
  ) throws {
    // Given a cache in whose header one byte is another, such as the one that says who may write
    let folder = fixture.folder + "/other"
    try { _ = try Cache.open(at: folder) { CacheFixture.noon } }()
    let file = try #require(FileHandle(forUpdatingAtPath: folder + "/cache.db"))
    try file.seek(toOffset: offset)
    try file.write(contentsOf: [byte])
    try file.close()

    // When it is opened, then it is, or another one in its place
    let (cache, _) = try Cache.open(at: folder) { CacheFixture.noon }
    #expect(try cache.knownRecord() == nil)
  }

  /// A folder with a cache that has many pages, some of them overwritten.
  private func damagedFolder() throws -> String {
    let folder = fixture.folder + "/other"
    try {
      let (cache, _) = try Cache.open(at: folder) { CacheFixture.noon }
      let records = (0..<500).compactMap {
        Record(.account, body: .named("\($0)", "Account number \($0)"))
      }
      _ = try cache.absorb(Page(records: records), from: ListQuery(.account), sweep: 1, walk: nil)
    }()
    let file = try #require(FileHandle(forUpdatingAtPath: folder + "/cache.db"))
    // Past the definitions of tables, without which nothing can be opened.
    let start: UInt64 = 131_072
    let size = try file.seekToEnd()
    try #require(size > start)
    try file.seek(toOffset: start)
    try file.write(contentsOf: Data(repeating: 0xFF, count: Int(size - start)))
    try file.close()
    return folder
  }

  @Test func `Damage that is met is said, and the next start begins anew`() throws {
    let folder = try damagedFolder()
    try {
      let (cache, _) = try Cache.open(at: folder) { CacheFixture.noon }
      #expect(throws: StoreError.self) { try cache.knownRecord() }
    }()

    let (cache, notice) = try Cache.open(at: folder) { CacheFixture.noon }

    #expect(notice?.sentence.contains("fetched again") == true)
    #expect(try cache.knownRecord() == nil)
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: folder).contains {
        $0.hasSuffix(".doubt") || $0.hasSuffix(".damage")
      })
  }

  @Test func `Damage in a file that was not closed is found behind the first row`() async throws {
    // Given a damaged cache whose program was killed
    let folder = try damagedFolder()
    try Data([0]).write(to: URL(fileURLWithPath: folder + "/cache.db-wal"))

    // When it is opened, then nothing is read to the end yet
    let told = Mutex<[String]>([])
    try await {
      let (cache, notice) = try Cache.open(at: folder) { CacheFixture.noon }
      #expect(notice == nil)
      #expect(cache.wasInDoubt)

      // When it is checked, then the damage is told
      cache.beginCheck { error in told.withLock { $0.append(error.sentence) } }
      await cache.checkEnded()
      cache.close()
    }()
    #expect(told.withLock { $0 } == ["The cache is damaged: restart vitty to fetch it again."])

    // And the next start begins anew
    let (cache, notice) = try Cache.open(at: folder) { CacheFixture.noon }
    #expect(notice?.sentence.contains("fetched again") == true)
    #expect(!cache.wasInDoubt)
  }

  @Test func `A folder that can't be made is an error, and nothing is set aside`() throws {
    let file = fixture.folder + "/cache.db"
    #expect(throws: StoreError.self) {
      try Cache.open(at: file + "/below") { CacheFixture.noon }
    }
    #expect(FileManager.default.fileExists(atPath: file))
  }

  @Test func `Two open caches on one folder see each other's records`() throws {
    let other = try fixture.reopened()
    let store = PagingStore(cache: other) { _ in [] }
    #expect(try store.window(ListingQuery(.account), rows: 0..<10).total == 0)
    let before = try other.versions()

    try fixture.absorb(.account, [.named("1", "Acme")])

    #expect(try store.window(ListingQuery(.account), rows: 0..<10).total == 1)
    #expect(try other.versions() != before)
  }
}
