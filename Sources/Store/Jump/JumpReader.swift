// Reads what is shown of the records that were found.

import GRDB
import VitallyModel

struct JumpReader {
  private let db: Database
  private let match: NameMatch
  private let openSince: Int64
  private let visited: Set<UInt32>
  private let identified: [UInt32: IdentifiedJumps.Hit]

  init(
    _ db: Database, _ query: JumpQuery, visits: Set<UInt32>,
    _ identified: [UInt32: IdentifiedJumps.Hit]
  ) {
    self.db = db
    match = NameMatch(query.words)
    openSince = (query.openSince ?? .distantFuture).milliseconds
    visited = visits
    self.identified = identified
  }

  /// The records with these keys, in their order.
  func hits(_ found: some Collection<(UInt32, NameRank)>) throws -> [JumpHit] {
    // One statement for any number of keys, so that it is prepared only once.
    let keys = "[\(found.map { String($0.0) }.joined(separator: ","))]"
    let statement = try db.cachedStatement(
      sql: """
        SELECT record.key, record.resource, server_id, made_id, title, external_id, open_until,
          iif(email IS NULL, NULL, coalesce(shown, body) ->> '$.email') AS mail
        FROM json_each(?) AS wanted
        CROSS JOIN record ON record.key = wanted.value ORDER BY wanted.key
        """)
    let ranks = Dictionary(found.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    return try Row.fetchAll(statement, arguments: [keys]).compactMap { row in
      guard let resource = Resource(rawValue: row["resource"]) else { return nil }
      let key = try RowKey.packed(row["key"])
      let serverID: String? = row["server_id"]
      let openUntil: Int64 = row["open_until"]
      return JumpHit(
        serverID.map { .server(resource, $0) } ?? .made(resource, row["made_id"] ?? ""),
        title: row["title"], detail: try detail(of: row, key, resource),
        rank: ranks[key] ?? .letters, isVisited: visited.contains(key),
        isHidden: openUntil < openSince)
    }
  }

  /// The mail address or id by which it was found, the customer, and the mail address.
  private func detail(of row: Row, _ key: UInt32, _ resource: Resource) throws -> String {
    let mail: String? = row["mail"]
    let title: String = row["title"]
    let id = match.rank(of: title.folded) == nil ? identified[key]?.text : nil
    let found = id.map { [$0 == mail?.folded ? mail ?? $0 : $0] } ?? []
    let others = [try RowReader(db).customer(of: Int64(key), resource), mail].compactMap(\.self)
    return (found + others.filter { !found.contains($0) })
      .filter { !$0.isEmpty && $0 != title }.joined(separator: " · ")
  }
}
