// Which rows of another table the texts of a column stand for, where these are refs.

import GRDB
import VitallyModel

/// The linked rows of each text of a column. A record that is not cached has none.
struct LinkedRows: Sendable {
  /// Where the rows of each text end.
  private var ends: [UInt32] = []
  private var rows: [UInt32] = []

  /// Finds the records that the texts of a column name.
  init(_ column: FieldColumn, in target: ColumnTable, _ db: Database) throws {
    for place in 0..<column.texts.count {
      if place % 4096 == 0 { try Task.checkCancellation() }
      for text in column.texts[place].split(separator: FieldColumn.separator) {
        guard let ref = Ref(String(text)),
          let key = try RecordRow.find("key", of: ref, in: db) as Int64?,
          let row = target.row(of: try RowKey.packed(key))
        else { continue }
        rows.append(UInt32(row))
      }
      ends.append(UInt32(rows.count))
    }
  }

  /// The texts of which one of the rows is in a set.
  func texts(naming named: RowSet) -> RowSet {
    RowSet(count: ends.count) { place in
      let start = place == 0 ? 0 : Int(ends[place - 1])
      return (start..<Int(ends[place])).contains { named[Int(rows[$0])] }
    }
  }
}
