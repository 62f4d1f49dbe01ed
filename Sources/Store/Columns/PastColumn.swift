// What a field of many records was at some time, by the keys of the records: rows come and go.

import GRDB
import VitallyModel

/// The values of a field in the past, of those records of which they are known.
struct PastColumn: Sendable {
  /// The keys of the records, in order.
  private(set) var keys: [UInt32] = []
  /// Their values then.
  private(set) var values: FieldColumn
  /// Records with a past that were not in the cache.
  private var missing: [Ref] = []

  /// More missing records than this are not looked for one by one.
  private static let fewRecords = 500

  /// The values that were, found in the cache by the ids of their records.
  init(_ former: [HistoryTable.Former], of field: Field, _ resource: Resource, _ db: Database)
    throws
  {
    values = FieldColumn(field)
    var places: [String: Int64] = [:]
    places.reserveCapacity(former.count)
    let rows = try Row.fetchCursor(
      db, sql: "SELECT server_id, key FROM record WHERE resource = ? AND server_id IS NOT NULL",
      arguments: [resource.rawValue])
    while let row = try rows.next() {
      let (id, key): (String, Int64) = (row[0], row[1])
      places[id] = key
    }
    var found: [(key: UInt32, value: String)] = []
    found.reserveCapacity(former.count)
    for former in former {
      if let key = places[former.id] {
        found.append((try RowKey.packed(key), former.value))
      } else {
        missing.append(.server(resource, former.id))
      }
    }
    found.sort { $0.key < $1.key }
    keys = found.map(\.key)
    var known: [String: UInt32] = [:]
    for (_, value) in found { values.append(try ColumnValue(field, past: value), &known) }
  }

  /// Whether no record has come into the cache meanwhile of which it has no value.
  func isComplete(_ db: Database) throws -> Bool {
    guard missing.count <= Self.fewRecords else { return false }
    return try missing.allSatisfy { try RecordRow.find("key", of: $0, in: db) as Int64? == nil }
  }
}

extension FieldColumn {
  /// The rows of a table whose values have changed since the past.
  func rows(
    _ movement: Condition.Movement, since past: PastColumn, keys: [UInt32]
  ) -> RowSet {
    var rows = RowSet(count: keys.count)
    let places = Dictionary(
      (0..<texts.count).map { (texts[$0], UInt32($0 + 1)) }, uniquingKeysWith: { $1 })
    // Where each text of the past stands here: nowhere if no row has it any more.
    let moved = (0..<past.values.texts.count).map { places[past.values.texts[$0]] ?? .max }
    var row = 0
    for (index, key) in past.keys.enumerated() {
      while row < keys.count, keys[row] < key { row += 1 }
      guard row < keys.count else { break }
      guard keys[row] == key else { continue }
      let (now, then) = (number(row), past.values.number(index))
      let isMoved =
        switch movement {
        case .down: now < then
        case .up: now > then
        case .changed:
          (now != then && !(now.isNaN && then.isNaN))
            || place(row) != past.values.place(index).map { moved[Int($0) - 1] }
        }
      if isMoved { rows.insert(row) }
    }
    return rows
  }

  private func number(_ row: Int) -> Double { numbers.isEmpty ? .nan : numbers[row] }

  private func place(_ row: Int) -> UInt32? {
    places.isEmpty || places[row] == 0 ? nil : places[row]
  }
}

extension ColumnValue {
  /// A value as the history has it: in JSON, and the id alone of a record that is named.
  fileprivate init(_ field: Field, past text: String) throws {
    if case .number = field.kind, let number = Double(text) {
      self.init(number: number)
      return
    }
    let value = try JSONReader.read(text)
    if let resource = field.lookedUp {
      self.init(text: value.text.map { Ref.server(resource, $0).description })
    } else {
      self.init(plain: value, field.kind)
    }
  }
}
