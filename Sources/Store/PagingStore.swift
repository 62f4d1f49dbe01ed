// The paging data store: synchronous reads of cached lists, details, names and material for forms.
// It never asks the server and never writes what the user has made.

import GRDB
import Synchronization
public import VitallyModel

public import struct VitallyModel.Record

/// Lists, details and names, read from the cache. Safe to use from any thread.
public final class PagingStore: Sendable {
  let cache: Cache
  let listings = ListingKeys()
  let points = KnownPoints()
  let columns: ColumnStore
  private let texts: TextSearch?
  let history: HistoryTable?
  private let knownTraits = KnownTraits()
  /// The number of the last window.
  private let lastWindow = Atomic(0)
  let changes: @Sendable (Ref?) -> [Change]
  let drafts: @Sendable (Ref) -> [Draft]
  let places: @Sendable (Resource?) -> [Ref]

  /// A store over a cache. `draftRefs` returns the records with unfinished forms, `changes` the
  /// unfinished changes of a record, or of all (nil), `drafts` the drafts about a record, and `places`
  /// the recently visited records of a resource, or of all (nil).
  init(
    cache: Cache, texts: TextSearch? = nil, history: HistoryTable? = nil,
    draftRefs: @escaping @Sendable () throws -> [Ref] = { [] },
    drafts: @escaping @Sendable (Ref) -> [Draft] = { _ in [] },
    places: @escaping @Sendable (Resource?) -> [Ref] = { _ in [] },
    changes: @escaping @Sendable (Ref?) -> [Change]
  ) {
    self.cache = cache
    self.texts = texts
    self.history = history
    columns = ColumnStore(texts: texts, history: history, draftRefs: draftRefs)
    self.changes = changes
    self.drafts = drafts
    self.places = places
  }

  /// How much of a list has been fetched.
  public func status(_ key: ListKey) throws(StoreError) -> SyncStatus { try cache.status(key) }

  // MARK: Rows of a listing

  /// Rows up to this one are read directly; for later ones the whole listing is sorted.
  private static let topRows = 500

  /// Some rows of a listing. If `anchor` is in the listing, the range is moved to include it; a
  /// range beyond the end is moved to the end.
  public func window(
    _ query: ListingQuery, rows: Range<Int>, anchor: Ref? = nil
  ) throws(StoreError) -> ListingWindow {
    if query.grouping != nil { return try groupedWindow(query, lines: rows, anchor: anchor) }
    for order in [query.order] + query.thenBy {
      try cache.prepareOrder(query.resource, order.path)
    }
    return try search { db in
      guard let listing = try Listing(query, db) else { return ListingWindow(query: query) }
      let slice = try slice(of: listing, rows: rows, anchor: anchor, db)
      var shown = try RowReader(db).rows(slice.keys)
      let reasons = try listing.reasons(of: slice.keys, from: columns, db)
      if reasons.count == shown.count {
        for index in shown.indices { shown[index].reasons = reasons[index] }
      }
      if query.condition?.isAboutWaits == true {
        let now = cache.now()
        for index in shown.indices {
          let record = shown[index].record
          shown[index].wait = try Cache.wait(
            of: record.ref, at: now, changed: record.updatedAt, db)
        }
      }
      let key = ListKey(query.resource, parent: query.parent)
      return ListingWindow(
        query: query, first: slice.first, rows: shown, total: slice.total,
        names: try RowReader(db).names(in: shown.map(\.record)),
        traits: try knownTraits.fields(of: key, db), status: try cache.status(key, db),
        anchor: slice.anchor, number: windowNumber())
    }
  }

  /// The number of a new window.
  func windowNumber() -> Int { lastWindow.add(1, ordering: .relaxed).newValue }

  /// The traits that records of these kinds can have, and those of the records that they name: what
  /// a filter may speak of.
  public func traits(for resources: [Resource]) throws(StoreError) -> [Resource: [Field]] {
    let named = resources.flatMap { $0.schema.fields.flatMap(\.kind.resources) }
    return try cache.read { db in
      let traits = try Set(named + resources).map { resource in
        (resource, try knownTraits.fields(of: ListKey(resource), db))
      }
      return Dictionary(traits, uniquingKeysWith: { $1 })
    }
  }

  /// Gets the search ready for the records of a resource, unless it is: the first letter of a search
  /// is then answered as fast as the others.
  public func prepareSearch(_ query: ListingQuery) throws(StoreError) {
    guard query.parent == nil, !columns.isReady(for: query.resource) else { return }
    try search { db in
      guard let listing = try Listing(query, db) else { return }
      let (table, _) = try columns.table(
        query.resource, by: listing.order, descending: query.order.isDescending, db)
      var search = ColumnSearch(columns, db, table)
      for resource in query.resources { try search.prepareWords(resource) }
    }
  }

  private struct Slice {
    var first: Int
    var keys: [Int64]
    var total: Int
    var anchor: Int?
  }

  private func slice(
    of listing: Listing, rows: Range<Int>, anchor: Ref?, _ db: Database
  ) throws -> Slice {
    let anchorKey = try anchor.flatMap { try RecordRow.find("key", of: $0, in: db) as Int64? }
    let target = try anchorKey.map(RowKey.packed)
    if let keys = try knownKeys(of: listing, db) {
      return Self.slice(of: keys, rows: rows, target: target)
    }
    if !listing.isFromMemory, let slice = try top(of: listing, rows: rows, target: target, db) {
      return slice
    }
    return Self.slice(of: try readKeys(of: listing, db), rows: rows, target: target)
  }

  /// The keys of all rows of a listing, in its order; of groups, those that are folded too.
  func keys(of query: ListingQuery, _ db: Database) throws -> [UInt32] {
    if query.grouping != nil { return try listed(query, db).keys }
    guard let listing = try Listing(query, db) else { return [] }
    return try knownKeys(of: listing, db) ?? readKeys(of: listing, db)
  }

  /// The kept keys of a listing; nil if there are none for this version of the cache.
  private func knownKeys(of listing: Listing, _ db: Database) throws -> [UInt32]? {
    guard listing.query.condition?.isAboutDrafts != true else { return nil }
    return listings.keys(of: listing.query, version: try version(of: listing, db))?.keys
  }

  private func readKeys(of listing: Listing, _ db: Database) throws -> [UInt32] {
    let keys =
      try listing.isFromMemory
      ? listing.keys(db, from: columns) : listing.keys(db).map(RowKey.packed)
    if listing.query.condition?.isAboutDrafts != true {
      listings.set(
        ListedKeys(keys: keys), of: listing.query, version: try version(of: listing, db))
    }
    return keys
  }

  /// What is known of the past can change after the records have.
  private func version(of listing: Listing, _ db: Database) throws -> Int {
    try listing.version(db) + columns.pastVersion
  }

  /// The slice, if it lies within the rows that are read directly; nil otherwise.
  private func top(
    of listing: Listing, rows: Range<Int>, target: UInt32?, _ db: Database
  ) throws -> Slice? {
    guard rows.upperBound <= Self.topRows else { return nil }
    let top = try listing.keys(db, limit: Self.topRows).map(RowKey.packed)
    let isAll = top.count < Self.topRows
    let total = isAll ? top.count : try listing.count(db)
    let slice = Self.slice(of: top, total: total, rows: rows, target: target)
    if isAll || total == top.count { return slice }
    // An anchor further down moves the range there, one near the end of these rows beyond them.
    if slice.anchor != nil { return slice.first + rows.count <= top.count ? slice : nil }
    return try target.map { try !listing.contains(Int64($0), db) } ?? true ? slice : nil
  }

  private static func slice(
    of keys: [UInt32], total: Int? = nil, rows: Range<Int>, target: UInt32?
  ) -> Slice {
    let total = total ?? keys.count
    let anchor = target.flatMap { keys.firstIndex(of: $0) }
    var first = rows.lowerBound
    if let anchor, !rows.contains(anchor) { first = anchor - rows.count / 2 }
    first = max(0, min(first, total - rows.count))
    let shown = keys[min(first, keys.count)..<min(first + rows.count, keys.count)]
    return Slice(first: first, keys: shown.map(Int64.init), total: total, anchor: anchor)
  }

  // MARK: Names and ids

  /// The records with exactly this id, external id or email address; full ones first.
  public func find(_ text: String) throws(StoreError) -> [Ref] {
    // Naming all resources lets SQLite use the indexes, which begin with the resource.
    let all = Resource.allCases.map(\.rawValue)
    return try cache.read { db in
      let rows = try SQLRequest<RecordRow>(
        literal: """
          SELECT * FROM record WHERE key IN (
            SELECT key FROM record WHERE server_id = \(text)
            UNION SELECT key FROM record
              WHERE resource IN \(all) AND external_id = \(text) COLLATE NOCASE
                AND external_id = \(text)
            UNION SELECT key FROM record WHERE resource IN \(all) AND email = \(text.folded))
          ORDER BY is_full DESC, server_id IS NOT \(text), key
          """
      ).fetchAll(db)
      return rows.map(\.ref)
    }
  }

  /// Records whose title contains all words: full ones first, then visible ones, then those that
  /// begin with the words.
  public func names(
    _ words: String, resources: [Resource], limit: Int
  ) throws(StoreError) -> [(Ref, title: String)] {
    try cache.read { db in
      var conditions: [SQL] = ["resource IN \(resources.map(\.rawValue))"]
      for word in words.searchWords {
        conditions.append("name_folded LIKE \(word.likePattern) ESCAPE '\\'")
      }
      let start = words.searchWords.joined(separator: " ").likeEscaped + "%"
      let keys = try SQLRequest<Int64>(
        literal: """
          SELECT key FROM record WHERE \(conditions.joined(separator: " AND "))
          ORDER BY is_full DESC, hidden, name_folded LIKE \(start) ESCAPE '\\' DESC, name_folded, key
          LIMIT \(limit)
          """
      ).fetchAll(db)
      return try keys.compactMap { try RecordRow.fetchOne(db, key: $0) }
        .map { ($0.ref, title: $0.title) }
    }
  }

  /// The traits of a resource's records, with their labels.
  public func traitFields(_ resource: Resource) throws(StoreError) -> [Field] {
    try cache.read { try FieldRegistry.fields(resource, $0) }
  }

  /// The records that match a query, best guesses first: records near the one that the form is
  /// about and recently visited ones, then those that begin with the words, then by name. Hidden
  /// records come last.
  public func matches(_ query: MatchQuery) throws(StoreError) -> [Match] {
    let recent = query.resources.flatMap { places($0) }
    return try cache.read { try MatchSearch.run(query, recent: recent, in: $0) }
  }

  /// How given records are told apart, in their order.
  public func matches(of refs: [Ref]) throws(StoreError) -> [Match] {
    try cache.read { try MatchSearch.telling(apart: refs, in: $0) }
  }

  /// The newest records whose names and long texts contain what was typed.
  public func texts(matching typed: String, limit: Int) throws(StoreError) -> TextHits {
    guard let texts else { throw StoreError("There is no text search here.") }
    return try texts.hits(typed, limit: limit, in: cache)
  }

  // MARK: Forms

  /// Adds what the cache knows to material that already has the changes and the draft: the record,
  /// the one that the form was opened from, traits, and names, the user's own among them.
  /// `chosen` is the holder that the user has chosen for a new record.
  func complete(
    _ material: inout FormMaterial, parent: Ref?, holder chosen: Ref? = nil, me: Ref?
  ) throws(StoreError) {
    let (ref, changes, draft) = (material.ref, material.changes, material.draft)
    try cache.read { db in
      let reader = RowReader(db)
      let row = try RecordRow.find(ref, in: db)
      material.row = try row.map(reader.row)
      material.body = try row?.body.map { try JSONObject(stored: $0) }
      material.fetchedAt = row?.fetchedAt
      material.parent = try parent.flatMap(reader.row(of:))
      material.completed = try draft?.completes.flatMap(reader.row(of:))?.record
      let holder = try chosen ?? holder(of: material, db)
      material.holder = try holder.flatMap { try Cache.shown($0, db) }
      material.traits = try KnownTraits.fields(of: ref.resource, heldBy: holder, db)

      let bodies = [material.row?.record.body, material.body, draft?.base].compactMap(\.self)
      let changed = changes.flatMap { [$0.new.fields, $0.new.base] }
      let versions = (bodies + changed).map { Record(ref: ref, body: $0) }
      material.names = try reader.names(
        in: versions + [material.parent?.record].compactMap(\.self))
      for named in (draft?.named ?? []) + [me].compactMap(\.self) where material.names[named] == nil
      {
        material.names[named] = try RecordRow.find("title", of: named, in: db)
      }
    }
  }

  /// The record that holds the one of a form, or will hold it: as the draft has it, as an unsent
  /// change has it, or that of the record from which a new one is started.
  private func holder(of material: FormMaterial, _ db: Database) throws -> Ref? {
    let schema = material.ref.resource.schema
    guard let path = schema.holderPath, let resource = schema.holderResource else { return nil }
    let drafted = material.draft?.texts[path.text].map { $0.array ?? [$0] }?.first?.text
    if let ref = drafted.flatMap(Ref.init) { return ref }
    for change in material.changes.reversed() {
      if let ref = schema.holder(in: change.new.fields) { return ref }
    }
    if let ref = try Cache.holder(of: material.ref, db) { return ref }
    guard let parent = material.parent?.record else { return nil }
    return parent.resource == resource ? parent.ref : parent.schema.holder(in: parent.body)
  }

  /// The server's ref of a locally created record; the same ref while there is none.
  func currentName(of ref: Ref) throws(StoreError) -> Ref {
    try cache.read { try RecordRow.find(ref, in: $0)?.ref ?? ref }
  }
}

extension Draft {
  /// The records named by its lookups, whose values are refs as text.
  fileprivate var named: [Ref] {
    texts.members.flatMap { $0.value.array ?? [$0.value] }.compactMap { value in
      guard case .string(let text) = value else { return nil }
      return Ref(text)
    }
  }
}
