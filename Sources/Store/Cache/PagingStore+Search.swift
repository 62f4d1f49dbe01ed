// Finds records by what identifies them, or by words of their names.

import GRDB
public import VitallyModel

extension PagingStore {
  /// The records with exactly this id, external id or mail address; full ones first.
  public func find(_ text: String) throws(StoreError) -> [Ref] {
    // One look into each index for each resource, for that is how they begin.
    let all = Resource.allCases.map(\.rawValue)
    return try cache.read { db in
      let rows = try SQLRequest<RecordRow>(
        literal: """
          SELECT * FROM record WHERE key IN (
            SELECT key FROM record WHERE server_id = \(text)
            UNION SELECT key FROM record
              WHERE resource IN \(all) AND external_id = \(text) COLLATE NOCASE
                AND external_id = \(text)
            UNION SELECT key FROM record WHERE resource IN \(all) AND email = \(text.folded))
          ORDER BY is_full DESC, server_id IS NOT \(text), key
          """
      ).fetchAll(db)
      return rows.map(\.ref)
    }
  }

  /// Records whose title holds all words: full ones first, then those that are not hidden, then
  /// those that begin with the words.
  public func names(
    _ words: String, resources: [Resource], limit: Int
  ) throws(StoreError) -> [(Ref, title: String)] {
    try cache.read { db in
      var conditions: [SQL] = ["resource IN \(resources.map(\.rawValue))"]
      for word in words.searchWords {
        conditions.append("name_folded LIKE \(word.likePattern) ESCAPE '\\'")
      }
      let start = words.searchWords.joined(separator: " ").likeEscaped + "%"
      let keys = try SQLRequest<Int64>(
        literal: """
          SELECT key FROM record WHERE \(conditions.joined(separator: " AND "))
          ORDER BY is_full DESC, hidden, name_folded LIKE \(start) ESCAPE '\\' DESC, name_folded, key
          LIMIT \(limit)
          """
      ).fetchAll(db)
      return try keys.compactMap { try RecordRow.fetchOne(db, key: $0) }
        .map { ($0.ref, title: $0.title) }
    }
  }

  /// The traits that records of a resource have, with their labels.
  public func traitFields(_ resource: Resource) throws(StoreError) -> [Field] {
    try cache.read { try FieldRegistry.fields(resource, $0) }
  }
}
