// Who the user is, as they have said.

import GRDB
import VitallyModel

/// The table `me` of `local.db`.
struct IdentityTable: Sendable {
  /// The file that holds the table.
  let local: LocalDatabase

  /// The team member at the keyboard; nil if nobody has said so.
  func me() throws(StoreError) -> Ref? {
    try local.read { try String.fetchOne($0, sql: "SELECT ref FROM me").flatMap(Ref.init) }
  }

  /// Keeps who the user is.
  func set(_ ref: Ref) throws(StoreError) {
    try local.write { db in
      try db.execute(sql: "DELETE FROM me")
      try db.execute(sql: "INSERT INTO me (ref) VALUES (?)", arguments: [ref.description])
    }
  }
}
