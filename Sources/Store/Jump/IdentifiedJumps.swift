// Finds records by what identifies them: how their mail address, external id or id begins.

import GRDB
import VitallyModel

struct IdentifiedJumps {
  /// A record that was found.
  struct Hit {
    /// Its place in `Resource.reachable`.
    var resource: Int
    /// The mail address, external id or id.
    var text: String
    var rank: NameRank
    /// How much of the text was not typed.
    var excess: Int
    var openUntil: Int64

    func isOpen(since moment: Int64) -> Bool { openUntil >= moment }
  }

  private let db: Database
  private let typed: String
  private let mayBeID: Bool

  /// Few records have a mail address or an id in common with what is typed, unless that is short.
  private static let limit = 100
  private static let resources = Dictionary(
    Resource.reachable.enumerated().map { ($1.rawValue, $0) }, uniquingKeysWith: { $1 })

  /// A search for what was typed, or for the id in a link.
  init(_ words: String, _ db: Database) {
    self.db = db
    let pasted = PastedID(words.trimmed)
    typed = pasted.id
    // Ids are full of short words by chance.
    mayBeID = typed.utf8.count > 3 && typed.contains(where: \.isNumber)
  }

  /// The records by their keys. A single letter identifies nobody.
  func hits() throws -> [UInt32: Hit] {
    var hits: [UInt32: Hit] = [:]
    guard typed.utf8.count > 1, !typed.contains(where: \.isWhitespace) else { return hits }
    let mail = typed.folded
    // The indexes of these two begin with the resource.
    let known: SQL = "resource IN \(Resource.reachable.map(\.rawValue)) AND"
    try add(&hits, "email", "\(known) email >= \(mail) AND email < \(mail + Self.last)")
    try add(
      &hits, "external_id",
      """
      \(known) external_id >= \(typed) COLLATE NOCASE
        AND external_id < \(typed + Self.last) COLLATE NOCASE
      """)
    if mayBeID {
      try add(&hits, "server_id", "server_id >= \(typed) AND server_id < \(typed + Self.last)")
    }
    return hits
  }

  /// Sorts after all letters.
  private static let last = "\u{10FFFF}"

  private func add(
    _ hits: inout [UInt32: Hit], _ column: String, _ condition: SQL
  ) throws {
    let request = SQLRequest<Row>(
      literal: """
        SELECT key, resource, \(sql: column), open_until FROM record
        WHERE \(condition) LIMIT \(Self.limit)
        """, cached: true)
    let rows = try request.fetchCursor(db)
    while let row = try rows.next() {
      guard let resource = Self.resources[row[1]] else { continue }
      let text: String = row[2]
      let excess = text.utf8.count - typed.utf8.count
      let hit = Hit(
        resource: resource, text: text, rank: excess == 0 ? .whole : .beginning, excess: excess,
        openUntil: row[3])
      let key = try RowKey.packed(row[0])
      if let known = hits[key], known.rank <= hit.rank { continue }
      hits[key] = hit
    }
  }
}
