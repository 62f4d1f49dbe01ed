// The values that a column has most often: for completing what is typed as a filter.

import GRDB
public import VitallyModel

extension FieldColumn {
  /// How many of some rows have each text; of several in one value each counts.
  fileprivate func counts(among rows: RowSet) -> [String: Int] {
    guard !places.isEmpty else { return [:] }
    var counts = [Int](repeating: 0, count: texts.count)
    for row in rows where places[row] > 0 { counts[Int(places[row]) - 1] += 1 }
    var all: [String: Int] = [:]
    for (place, count) in counts.enumerated() where count > 0 {
      for text in texts[place].split(separator: Self.separator) {
        all[String(text), default: 0] += count
      }
    }
    return all
  }
}

extension PagingStore {
  /// The values of a field that most open records have, the most frequent first. Numbers and days
  /// are too many to choose from: there are none.
  public func values(
    of path: FieldPath, _ resource: Resource, limit: Int
  ) throws(StoreError) -> [KnownValue] {
    try search { db in
      let table = try columns.table(resource, db)
      let field = try SortOrders.field(path, of: resource, db)
      let column = try columns.column(field, of: table, db)
      let open = table.open(from: Moment.distantFuture.milliseconds)
      if field.kind == .yesNo {
        return [("yes", 1.0), ("no", 0.0)].map { text, number in
          var rows = column.rows(.equal, number)
          rows.formIntersection(open)
          return KnownValue(text, rows.size)
        }
      }
      let most = column.counts(among: open)
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
      let values = try most.map { text, count in
        KnownValue(try Self.shown(text, field, db), count)
      }
      return values.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
  }

  /// A text of a column as people know it: the name of a record, the label of a choice.
  private static func shown(_ text: String, _ field: Field, _ db: Database) throws -> String {
    if field.lookedUp != nil, let ref = Ref(text) {
      return try RecordRow.find("title", of: ref, in: db) ?? text
    }
    guard case .choice(let choices) = field.kind else { return text }
    return choices.first { $0.value.folded == text }?.label ?? text
  }
}
