// When the user has looked at records. What has moved since is compared with the look before today,
// so that a look leaves the list of today as it is.

import GRDB
import VitallyModel

extension HistoryTable {
  /// Notes that the user has looked at a record; `today` is the start of the day for them. Only
  /// records with watched values are noted.
  func look(at record: Ref, _ moment: Moment, today: Moment) {
    guard !record.resource.schema.watchedPaths.isEmpty else { return }
    file.write { db -> Void in
      try db.run(
        """
        INSERT INTO look VALUES (?1, ?2, NULL) ON CONFLICT (ref) DO UPDATE SET
          earlier = CASE WHEN last < ?3 THEN last ELSE earlier END, last = max(last, ?2)
        """, [record.description, moment.milliseconds, today.milliseconds])
    }
  }

  /// Gives a record its new ref.
  func rename(_ old: Ref, to ref: Ref) {
    guard !ref.resource.schema.watchedPaths.isEmpty else { return }
    file.write { db -> Void in
      try db.run(
        "UPDATE OR REPLACE look SET ref = ? WHERE ref = ?", [ref.description, old.description])
    }
  }

  /// Forgets looks that are older than any value.
  static func forgetLooks(before moment: Moment, _ db: Database) throws {
    try db.run("DELETE FROM look WHERE last < ?", [moment.milliseconds])
  }
}
