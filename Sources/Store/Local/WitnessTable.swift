// The fingerprint of a workspace: some records that were seen in it. If none of them is found, the
// API key belongs to another workspace. It lives in `local.db`, next to the changes that it guards,
// and holds only ids.

import GRDB
import VitallyModel

/// The table `witness` of `local.db`.
struct WitnessTable: Sendable {
  /// How many are requested before a key counts as another workspace's.
  private static let limit = 6

  /// The file that holds the table.
  let local: LocalDatabase

  /// Records of the workspace, customers first: they are rarely deleted.
  func all() throws(StoreError) -> [Ref] {
    let refs = try local.read { db in
      try String.fetchAll(db, sql: "SELECT ref FROM witness ORDER BY seen_at DESC, rowid")
    }.compactMap(Ref.init)
    let customers = refs.filter { !$0.resource.schema.links.isEmpty }
    let others = refs.filter { $0.resource.schema.links.isEmpty }
    return Array((customers + others).prefix(Self.limit))
  }

  /// Saves records that were seen, in place of earlier ones of the same resource.
  func keep(_ refs: [Ref], of resource: Resource, at moment: Moment) throws(StoreError) {
    try local.write { db in
      try db.execute(
        sql: "DELETE FROM witness WHERE resource = ?", arguments: [resource.rawValue])
      for ref in refs {
        try db.execute(
          sql: "INSERT OR REPLACE INTO witness (ref, resource, seen_at) VALUES (?, ?, ?)",
          arguments: [ref.description, resource.rawValue, moment.milliseconds])
      }
    }
  }

  /// Deletes all: the user says that another key belongs here.
  func forgetAll() throws(StoreError) {
    try local.write { try $0.execute(sql: "DELETE FROM witness") }
  }
}
