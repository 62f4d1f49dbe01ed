// A listing query as SQL. All of it is answered by one index of the table `value`; the bodies of
// records are read only for the rows that are shown.

import GRDB
import VitallyModel

struct Listing {
  let query: ListingQuery
  /// The number of the order, from `SortOrders`.
  let order: Int64

  /// A listing in an order that is in use; nil for any other.
  init?(_ query: ListingQuery, _ db: Database) throws {
    guard let order = try SortOrders.number(query.resource, query.order.path, db)
    else { return nil }
    self.query = query
    self.order = order
  }

  /// The row keys of the whole listing in order, or of so many rows at its top.
  func keys(_ db: Database, limit: Int = -1) throws -> [Int64] {
    try SQLRequest<Int64>(
      literal: """
        SELECT value.record FROM \(source) WHERE \(condition) ORDER BY \(ordering) LIMIT \(limit)
        """
    ).fetchAll(db)
  }

  /// How many rows the listing has.
  func count(_ db: Database) throws -> Int {
    let isWhole = query.parent == nil && query.words.searchWords.isEmpty
    return try SQLRequest<Int>(
      literal: isWhole
        ? "SELECT sum(number) FROM tally WHERE \(wholeCondition)"
        : "SELECT count(*) FROM \(source) WHERE \(condition)"
    ).fetchOne(db) ?? 0
  }

  /// Whether a record is in the listing.
  func contains(_ key: Int64, _ db: Database) throws -> Bool {
    try SQLRequest<Int>(
      literal: "SELECT 1 FROM \(source) WHERE \(condition) AND value.record = \(key)"
    ).fetchOne(db) != nil
  }

  private var source: SQL {
    query.parent == nil ? "value" : "link CROSS JOIN value ON value.record = link.child"
  }

  private var condition: SQL {
    var conditions: [SQL] = ["value.field = \(order)"]
    if let parent = query.parent {
      conditions.append(
        "link.parent = \(parent.description) AND link.resource = \(query.resource.rawValue)")
    }
    if let openFrom { conditions.append("value.open_until >= \(openFrom)") }
    for word in query.words.searchWords {
      conditions.append("value.name LIKE \(word.likePattern) ESCAPE '\\'")
    }
    return conditions.joined(separator: " AND ")
  }

  /// The condition on the tally, when nothing is searched for.
  private var wholeCondition: SQL {
    let all: SQL = "resource = \(query.resource.rawValue)"
    return openFrom.map { "\(all) AND open_until >= \($0)" } ?? all
  }

  /// Until when a record must have been open, nil when that does not matter.
  private var openFrom: Int64? {
    query.showsHidden ? nil : (query.openSince ?? .distantFuture).milliseconds
  }

  private var ordering: SQL {
    query.order.isDescending
      ? "value.rank, value.number DESC, value.text DESC, value.name, value.record"
      : "value.rank, value.number, value.text, value.name, value.record"
  }
}
