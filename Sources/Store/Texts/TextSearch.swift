// Searches the texts of all records. The index says which records have the words; what is shown of
// them is found in their texts as they are now, so that a hit never shows what is no longer there.

import GRDB
import VitallyModel

import struct VitallyModel.Record

/// The text search of a workspace. Safe to use from any thread.
struct TextSearch: Sendable {
  let file: TextFile
  let texts: RecordTexts

  /// The newest records with what was typed, and how much could be searched.
  func hits(_ typed: String, limit: Int, in cache: Cache) throws(StoreError) -> TextHits {
    let progress = try file.read { try $0.progress }
    return try cache.read { db in
      var found = TextHits(words: typed)
      let query = TextQuery(typed)
      if !query.isEmpty {
        found.hits = try newest(query, limit: limit + 1, db)
        found.hasMore = found.hits.count > limit
        found.hits = Array(found.hits.prefix(limit))
      }
      found.readSoFar = try readSoFar(progress, db)
      found.unfetched = try cache.unfetched(db)
      return found
    }
  }

  /// The keys of all records with what is looked for, in any order.
  func keys(_ query: TextQuery) throws(StoreError) -> [Int64] {
    var keys: [Int64] = []
    guard !query.isEmpty else { return keys }
    try file.read { index in
      try index.eachRecord(with: query.terms) { key in
        if keys.count % 4096 == 0 { try Task.checkCancellation() }
        keys.append(key)
        return true
      }
    }
    return keys
  }

  // MARK: Finding

  /// How many texts are looked through for each hit that is wanted before an unfinished short word is
  /// looked up.
  private static let looksPerHit = 3

  /// To collect all words that begin with a letter or two takes long, but such words are in most
  /// texts: so the newest ones are looked through first. Where that does not do, the words are few.
  private func newest(
    _ query: TextQuery, limit: Int, _ db: Database
  ) throws -> [TextHit] {
    if let known = query.termsBeforeShortEnd {
      let hits = try hits(query, among: known, limit: limit, looks: limit * Self.looksPerHit, db)
      if hits.count == limit { return hits }
    }
    return try hits(query, among: query.terms, limit: limit, looks: .max, db)
  }

  private func hits(
    _ query: TextQuery, among terms: [TextQuery.Term], limit: Int, looks: Int, _ db: Database
  ) throws -> [TextHit] {
    var hits: [TextHit] = []
    var left = looks
    try file.read { index in
      try index.eachRecord(with: terms) { key in
        try Task.checkCancellation()
        left -= 1
        if let row = try RecordRow.full(key, db), let hit = try hit(row, query, db) {
          hits.append(hit)
        }
        return hits.count < limit && left > 0
      }
    }
    return hits
  }

  private func hit(_ row: RecordRow, _ query: TextQuery, _ db: Database) throws -> TextHit? {
    let record = Record(ref: row.ref, body: try row.shownBody())
    let title = record.name ?? ""
    guard let lines = HitLines(query, [title] + texts.lines(of: record)) else { return nil }
    return TextHit(
      row.ref, title: lines.title, line: lines.best, date: record.searchDate,
      customer: try customer(of: record, row, db), isHidden: row.isHidden)
  }

  /// The name of the customer: the first that the record names, or below which it was listed.
  private func customer(of record: Record, _ row: RecordRow, _ db: Database) throws -> String {
    if record.resource.isCustomer { return "" }
    for field in record.schema.fields where field.lookedUp?.isCustomer == true {
      guard let named = field.references(in: record.body).first else { continue }
      let embedded = named.embedded.flatMap { Record(ref: named.ref, body: $0).name }
      if let name = try embedded ?? RecordRow.find("title", of: named.ref, in: db) { return name }
    }
    let parents = try String.fetchAll(
      db.cachedStatement(sql: "SELECT parent FROM link WHERE child = ?"), arguments: [row.key])
    for parent in parents.compactMap({ Ref($0) }) where parent.resource.isCustomer {
      if let name: String = try RecordRow.find("title", of: parent, in: db) { return name }
    }
    return ""
  }

  // MARK: Completeness

  /// So many changed records are read within a moment.
  private static let fewUnread = 100

  private func readSoFar(_ progress: TextIndex.Progress, _ db: Database) throws -> Double? {
    let (unread, lastKey) = try Cache.unreadCount(db)
    let all = Double(max(1, lastKey))
    let isBehind = unread > Self.fewUnread
    if progress.isFull && !isBehind { return nil }
    let filled = progress.isFull ? 1 : min(1, Double(progress.filled) / all)
    return max(0, filled - (isBehind ? Double(unread) / all : 0))
  }
}

extension Resource {
  fileprivate var isCustomer: Bool { self == .account || self == .organization }
}
