// Forgets a record that was destroyed: nothing is to be compared with it or offered any more.

import GRDB
import VitallyModel

extension LocalDatabase {
  /// Deletes what is kept about a record besides drafts and changes, which the user made. The API
  /// key must not be checked against a record that is gone.
  func forget(_ ref: Ref) throws(StoreError) {
    try write { db in
      for table in ["witness", "place", "wait"] {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE ref = ?", arguments: [ref.description])
      }
      try db.execute(sql: "DELETE FROM history WHERE account = ?", arguments: [ref.description])
    }
  }
}
