// The timeline of a customer: what there is of it in the cache, each with its date. Only dates are
// read, and of few records: those that belong to one customer, or to the accounts of an organization.

import GRDB
import VitallyModel

struct TimelineReader {
  private let query: ListingQuery
  private let db: Database

  init(_ query: ListingQuery, _ db: Database) {
    self.query = query
    self.db = db
  }

  /// A record and its date.
  struct Dated {
    let key: UInt32
    let moment: Moment
  }

  /// The records with their dates, newest first.
  struct Timeline {
    /// Those that have no date yet: they were made here.
    var undated: [UInt32] = []
    var dated: [Dated] = []
  }

  /// All records of the timeline that are to be listed.
  func dated(_ columns: ColumnStore) throws -> Timeline {
    guard case .months(let kinds, let zone)? = query.grouping?.kind, let parent = query.parent
    else { return Timeline() }
    let parents = try customers(under: parent)
    var timeline = Timeline()
    for kind in kinds where query.grouping?.only ?? kind == kind {
      try read(kind, of: parents, zone, columns, into: &timeline)
    }
    timeline.dated.sort { ($1.moment, $1.key) < ($0.moment, $0.key) }
    return timeline
  }

  /// A customer, and those that belong to it, such as the accounts of an organization.
  private func customers(under parent: Ref) throws -> [String] {
    let kinds = parent.resource.schema.links.map(\.child).filter(\.schema.hasTimeline)
    let below = try kinds.flatMap { kind in
      try SQLRequest<String>(
        literal: """
          SELECT CASE WHEN server_id IS NULL THEN 'made:' || record.resource || '/' || made_id
            ELSE record.resource || '/' || server_id END
          FROM link CROSS JOIN record ON record.key = link.child
          WHERE link.parent = \(parent.description) AND link.resource = \(kind.rawValue)
          """
      ).fetchAll(db)
    }
    return [parent.description] + below
  }

  private func read(
    _ kind: Resource, of parents: [String], _ zone: Zone, _ columns: ColumnStore,
    into timeline: inout Timeline
  ) throws {
    let schema = kind.schema
    let dates = (schema.event?.dates ?? []).compactMap { schema.field($0) }
    guard let order = try SortOrders.number(kind, schema.order.path, db) else { return }
    let condition = query.condition(on: kind)
    let table = try condition.map { _ in try columns.table(kind, db) }
    let found = try condition.flatMap { condition in
      try table.map { table in
        var search = ColumnSearch(columns, db, table, of: query.parent)
        return try search.rows(kind, condition)
      }
    }
    let values = dates.map { source(of: $0, in: schema) }
    let names = "[\(parents.map { JSONValue.string($0).jsonText }.joined(separator: ","))]"
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT DISTINCT link.child, \(values.joined(separator: ", "))
        FROM json_each(?) AS parent
        CROSS JOIN link ON link.parent = parent.value AND link.resource = ?
        CROSS JOIN record ON record.key = link.child
        LEFT JOIN value ON value.field = ? AND value.record = link.child
        WHERE record.is_full\(query.showsHidden ? "" : " AND NOT record.hidden")
        """, arguments: [names, kind.rawValue, order])
    while let row = try rows.next() {
      let key = try RowKey.packed(row[0])
      if let table, let found {
        guard let place = table.row(of: key), found[place] else { continue }
      }
      let moments = dates.enumerated().lazy.compactMap { index, field in
        moment(row[index + 1] as DatabaseValue, field, zone)
      }
      if let moment = moments.first {
        timeline.dated.append(Dated(key: key, moment: moment))
      } else {
        timeline.undated.append(key)
      }
    }
  }

  /// Where a date stands: in a column of the record or in an index, which are quicker to read than
  /// its body.
  private func source(of field: Field, in schema: Schema) -> String {
    switch field.path {
    case schema.completion?.at: "record.done_at"
    case "createdAt": "record.created_at"
    case "updatedAt": "record.updated_at"
    case schema.order.path: "value.number"
    default: "coalesce(record.shown, record.body) ->> '$.\"\(field.path.text)\"'"
    }
  }

  /// A date as a moment; a day as its beginning here.
  private func moment(_ value: DatabaseValue, _ field: Field, _ zone: Zone) -> Moment? {
    if let text = String.fromDatabaseValue(value), Double(text) == nil {
      if field.kind == .day { return Day(text).map { zone.moment(of: $0) } }
      return Moment(json: .string(text))
    }
    guard let number = Double.fromDatabaseValue(value), number.magnitude < 1e16 else { return nil }
    let moment = Moment(milliseconds: Int64(number))
    return field.kind == .day ? zone.moment(of: Zone.utc.local(moment).day) : moment
  }

  // MARK: Status

  /// How much of one of the lists has been fetched. That of an organization has what belongs to its
  /// accounts, so it is only whole once theirs are.
  func status(of key: ListKey, in cache: Cache) throws -> SyncStatus {
    var status = try cache.status(key, db)
    guard case .months? = query.grouping?.kind, let parent = key.parent,
      status.completedAt != nil
    else { return status }
    let others = try customers(under: parent).dropFirst()
    // Whether all are complete is not looked up one by one where there are very many.
    let looked = others.prefix(Self.mostLooked).compactMap(Ref.init)
    for other in looked where status.completedAt != nil {
      let part = try cache.status(ListKey(key.resource, parent: other), db)
      status.completedAt = part.completedAt.map { min($0, status.completedAt ?? $0) }
    }
    if others.count > Self.mostLooked,
      try cache.status(ListKey(key.resource), db).completedAt == nil
    {
      status.completedAt = nil
    }
    return status
  }

  private static let mostLooked = 50
}

extension TimelineReader.Timeline {
  /// Adds the records to a listing, under a heading for each month.
  func addMonths(to listed: inout ListedKeys, _ zone: Zone) throws {
    listed.add(undated, under: "none", "No date")
    var place = 0
    while place < dated.count {
      try Task.checkCancellation()
      let start = zone.local(dated[place].moment).day.startOfMonth
      let begin = zone.moment(of: start)
      // One at least, whatever a zone makes of the first minutes of a month.
      let end = max(place + 1, dated.partitioningIndex(from: place) { $0.moment < begin })
      listed.add(dated[place..<end].map(\.key), under: start.iso, start.monthTitle)
      place = end
    }
  }
}
