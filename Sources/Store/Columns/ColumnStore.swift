// Keeps the tables of the resources that are searched, and brings them up to date when they are
// asked for. What has not been searched lately is dropped.

import GRDB
import Synchronization
import VitallyModel

/// The tables in memory. Safe to use from any thread; who asks while a table is read waits for it.
final class ColumnStore: Sendable {
  /// How many resources have a table at a time.
  private static let tableLimit = 3
  /// How many orders a table has at a time.
  private static let orderLimit = 2

  /// The rows of a table in an order.
  private struct Order {
    var number: Int64
    var isDescending: Bool
    var version: Int
    var rows: [UInt32]
  }

  private struct Entry {
    var table: ColumnTable
    /// The last used one last.
    var orders: [Order] = []
  }

  /// The last used one last.
  private let entries = Mutex<[Entry]>([])

  /// Whether a resource has a table, of whatever version.
  func holds(_ resource: Resource) -> Bool {
    entries.withLock { entries in entries.contains { $0.table.resource == resource } }
  }

  /// The table of a resource, as the database has it.
  func table(_ resource: Resource, _ db: Database) throws -> ColumnTable {
    let version = try Cache.version(resource, db)
    return try entries.withLock { entries in
      try Self.use(resource, version, &entries, db)
      return entries[entries.count - 1].table
    }
  }

  /// The table of a resource, with its rows in an order that has been built.
  func table(
    _ resource: Resource, by order: Int64, descending: Bool, _ db: Database
  ) throws -> (table: ColumnTable, rows: [UInt32]) {
    let version = try Cache.version(resource, db)
    return try entries.withLock { entries in
      try Self.use(resource, version, &entries, db)
      let last = entries.count - 1
      let table = entries[last].table
      let known = entries[last].orders.firstIndex {
        $0.number == order && $0.isDescending == descending
      }
      if let known, entries[last].orders[known].version == version {
        return (table, entries[last].orders[known].rows)
      }
      if let known { entries[last].orders.remove(at: known) }
      let keys = try ColumnReader(resource, db).keys(by: order, descending: descending)
      let rows = keys.compactMap { table.row(of: $0).map(UInt32.init) }
      if entries[last].orders.count == Self.orderLimit { entries[last].orders.removeFirst() }
      entries[last].orders.append(
        Order(number: order, isDescending: descending, version: version, rows: rows))
      return (table, rows)
    }
  }

  /// Makes the entry of a resource the last one, with the table of a version.
  private static func use(
    _ resource: Resource, _ version: Int, _ entries: inout [Entry], _ db: Database
  ) throws {
    let reader = ColumnReader(resource, db)
    guard let index = entries.firstIndex(where: { $0.table.resource == resource }) else {
      let table = try reader.table(version: version)
      if entries.count == tableLimit { entries.removeFirst() }
      return entries.append(Entry(table: table))
    }
    if entries[index].table.version != version {
      entries[index].table = try reader.table(entries[index].table, version: version)
    }
    entries.append(entries.remove(at: index))
  }
}
