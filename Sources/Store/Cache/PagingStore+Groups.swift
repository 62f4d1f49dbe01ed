// Listings that are divided into groups: the keys of all rows are put in order once and kept; for a
// window, headings are counted in, and only the rows in it are read.

import GRDB
import VitallyModel

import struct VitallyModel.Record

extension PagingStore {
  /// Some lines of a grouped listing. If `anchor` is in the listing, the range is moved to include
  /// it, or the heading under which it is folded away.
  func groupedWindow(
    _ query: ListingQuery, lines: Range<Int>, anchor: Ref?
  ) throws(StoreError) -> ListingWindow {
    for order in query.neededOrders { try cache.prepareOrder(order.resource, order.path) }
    var window = try search { db in
      let listed = try self.listed(query, db)
      let target = try anchor.flatMap { try RecordRow.find("key", of: $0, in: db) as Int64? }
      let folded = query.grouping?.folded ?? []
      let slice = listed.slice(lines, folded: folded, target: try target.map(RowKey.packed))
      var rows = try RowReader(db).rows(slice.places.map { Int64(listed.keys[$0]) })
      try addReasons(to: &rows, at: slice.places, of: query, listed, db)
      try addCustomers(to: &rows, of: query, db)
      var window = ListingWindow(
        query: query, first: slice.first, rows: rows, total: slice.total,
        names: try RowReader(db).names(in: rows.map(\.record)), anchor: slice.anchor,
        number: windowNumber())
      window.groups = slice.groups
      window.headings = slice.headings
      let reader = TimelineReader(query, db)
      for key in query.keys { window.parts[key] = try reader.status(of: key, in: cache) }
      window.status = SyncStatus(of: query.keys.compactMap { window.parts[$0] })
      return window
    }
    addPast(to: &window.rows, of: query)
    return window
  }

  /// The keys of all rows, kept for a version of the cache. What is folded makes no difference.
  func listed(_ query: ListingQuery, _ db: Database) throws -> ListedKeys {
    var whole = query
    whole.grouping?.folded = []
    // Conditions may lead to records of other resources.
    let version = try Int.fetchOne(db, sql: "SELECT sum(number) FROM version") ?? 0
    let known = version + columns.pastVersion
    let isKept = query.neededConditions.allSatisfy { !$0.isAboutDrafts }
    if isKept, let keys = listings.keys(of: whole, version: known) { return keys }
    var listed = ListedKeys(keys: [])
    switch query.grouping?.kind {
    case .sections(let sections)?:
      for section in sections {
        var keys = try keys(ofSection: query.query(of: section), db)
        if let ranking = section.ranking {
          var ranked = RankedRows(db)
          keys = try ranked.ordered(keys, by: ranking, knowing: points)
        }
        listed.add(
          keys, under: section.id, section.title, done: try done(among: keys, of: section, db))
      }
    case .months(_, let zone)?:
      try TimelineReader(query, db).dated(columns).addMonths(to: &listed, zone)
    case nil: break
    }
    if isKept { listings.set(listed, of: whole, version: known) }
    return listed
  }

  /// How many of some records are done; nil where none can be.
  private func done(
    among keys: [UInt32], of section: ListSection, _ db: Database
  ) throws -> Int? {
    guard section.resource.schema.completion != nil else { return nil }
    let table = try columns.table(section.resource, db)
    return try keys.count { key in
      guard let row = table.row(of: key) else { return false }
      switch table.openUntil[row] {
      case Moment.distantFuture.milliseconds: return false
      // It is hidden, which says nothing of whether it is done.
      case Moment.distantPast.milliseconds: return try RecordRow.isDone(Int64(key), db)
      default: return true
      }
    }
  }

  private func keys(ofSection section: ListingQuery, _ db: Database) throws -> [UInt32] {
    guard let listing = try Listing(section, db) else { return [] }
    return listing.isFromMemory
      ? try listing.keys(db, from: columns) : try listing.keys(db).map(RowKey.packed)
  }

  /// Says which reasons of their section rows meet.
  private func addReasons(
    to rows: inout [ListingRow], at places: [Int], of query: ListingQuery,
    _ listed: ListedKeys, _ db: Database
  ) throws {
    guard case .sections(let sections)? = query.grouping?.kind, rows.count == places.count
    else { return }
    for section in sections where !section.reasons.isEmpty {
      guard let group = listed.groups.first(where: { $0.id == section.id }) else { continue }
      let shown = places.indices.filter { group.places.contains(places[$0]) }
      guard let listing = try Listing(query.query(of: section), db), !shown.isEmpty else {
        continue
      }
      let keys = shown.map { Int64(listed.keys[places[$0]]) }
      let paths = Dictionary(
        section.reasons.map { ($0.words, $0.path) }, uniquingKeysWith: { first, _ in first })
      let reasons = try listing.reasons(of: keys, from: columns, db)
      for (index, words) in zip(shown, reasons) {
        let sorted = rows[index].record.sorted(
          words.map { ($0, paths[$0] ?? nil) }, by: section.ranking)
        rows[index].reasons = sorted.map(\.words)
        rows[index].reasonPaths = sorted.map(\.path)
      }
    }
  }
}

extension PagingStore {
  /// Adds the customer of each row that is ranked.
  private func addCustomers(
    to rows: inout [ListingRow], of query: ListingQuery, _ db: Database
  ) throws {
    let ranked = query.rankings.keys
    guard !ranked.isEmpty else { return }
    var customers = RankedRows(db)
    for index in rows.indices where ranked.contains(rows[index].record.resource) {
      rows[index].customer = try customers.customer(of: rows[index].record)
    }
  }

  /// Adds how the health of each customer that is ranked has been. The history has a file of its own,
  /// for which no snapshot of the cache is kept waiting.
  private func addPast(to rows: inout [ListingRow], of query: ListingQuery) {
    guard let history else { return }
    for index in rows.indices {
      let record = rows[index].record
      guard let ranking = query.rankings[record.resource], record.schema.hasTimeline,
        let health = record.schema.watchedHealth
      else { continue }
      let start = ranking.zone.moment(of: ranking.today.adding(days: -Self.shownFall))
      rows[index].past = history.numbers(of: record.ref, health.path, since: start)
    }
  }

  /// For how many days a fall of health is told.
  private static let shownFall = 8
}

extension Record {
  /// Reasons for attention, those that bring the most points first.
  fileprivate func sorted(
    _ reasons: [(words: String, path: FieldPath?)], by ranking: Ranking?
  ) -> [(words: String, path: FieldPath?)] {
    guard let attention = ranking?.attention(to: self, customer: nil) else { return reasons }
    let points = reasons.map { reason in
      attention.points(for: reason.path.flatMap { schema.field($0) }?.sense)
    }
    return reasons.indices.sorted { (-points[$0], $0) < (-points[$1], $1) }.map { reasons[$0] }
  }
}

extension ListingQuery {
  /// The query of one section, with what the whole list is filtered by.
  fileprivate func query(of section: ListSection) -> ListingQuery {
    let conditions = [section.condition, condition(on: section.resource)].compactMap(\.self)
    var query = ListingQuery(
      section.resource, parent: parent, words: words,
      condition: .all(of: conditions), order: section.order, showsHidden: showsHidden,
      openSince: openSince)
    query.reasons = section.reasons
    return query
  }

  /// What the sections of each kind of record are ordered by, where that is a ranking.
  fileprivate var rankings: [Resource: Ranking] {
    guard case .sections(let sections)? = grouping?.kind else { return [:] }
    let ranked = sections.compactMap { section in section.ranking.map { (section.resource, $0) } }
    return Dictionary(ranked, uniquingKeysWith: { first, _ in first })
  }

  /// The sort orders that have to be built for it.
  var neededOrders: [(resource: Resource, path: FieldPath)] {
    if grouping == nil { return ([order] + thenBy).map { (resource, $0.path) } }
    guard case .sections(let sections)? = grouping?.kind else {
      return resources.map { ($0, $0.schema.order.path) }
    }
    return sections.map { ($0.resource, $0.order.path) }
  }

  /// All conditions in it.
  fileprivate var neededConditions: [Condition] {
    let own = [condition].compactMap(\.self) + (grouping?.conditions ?? [:]).values
    guard case .sections(let sections)? = grouping?.kind else { return own }
    return sections.compactMap(\.condition) + own
  }
}

extension ListedKeys {
  /// Adds keys under a heading, if there are any.
  mutating func add(_ keys: [UInt32], under id: String, _ title: String, done: Int? = nil) {
    guard !keys.isEmpty else { return }
    let start = self.keys.count
    self.keys += keys
    groups.append(Group(id: id, title: title, places: start..<start + keys.count, done: done))
  }

  /// Some lines of the listing.
  struct Slice {
    /// All groups.
    var groups: [ListGroup]
    /// How many lines there are.
    var total: Int
    /// The first of the lines.
    var first: Int
    /// The places of the rows on them among all keys, without those that are folded away.
    var places: [Int]
    /// How many headings stand on them.
    var headings: Int
    /// The line of the target.
    var anchor: Int?
  }

  /// Some lines where these groups are folded.
  func slice(_ lines: Range<Int>, folded: Set<String>, target: UInt32?) -> Slice {
    var slice = Slice(groups: [], total: 0, first: 0, places: [], headings: 0, anchor: nil)
    for group in groups {
      let shown = ListGroup(
        group.id, group.title, line: slice.total, count: group.places.count,
        done: group.done, isFolded: folded.contains(group.id))
      slice.groups.append(shown)
      slice.total = shown.lines.upperBound
    }
    if let target, let place = keys.firstIndex(of: target),
      let index = groups.firstIndex(where: { $0.places.contains(place) })
    {
      let group = slice.groups[index]
      slice.anchor =
        group.line + (group.isFolded ? 0 : 1 + place - groups[index].places.lowerBound)
    }
    var first = lines.lowerBound
    if let anchor = slice.anchor, !lines.contains(anchor) { first = anchor - lines.count / 2 }
    slice.first = max(0, min(first, slice.total - lines.count))
    let wanted = slice.first..<min(slice.first + lines.count, slice.total)
    for (shown, group) in zip(slice.groups, groups) {
      if wanted.contains(shown.line) { slice.headings += 1 }
      let rows = (shown.line + 1..<shown.lines.upperBound).clamped(to: wanted)
      slice.places += rows.map { group.places.lowerBound + $0 - shown.line - 1 }
    }
    return slice
  }
}
