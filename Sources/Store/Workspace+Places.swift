// What is still there of a place that was noted in an earlier session.

import GRDB
public import VitallyModel

extension Workspace {
  /// Whether this is the first of the programs that have the workspace open.
  public var isFirst: Bool { lock.isHeld }

  /// Which of these records are gone, and which of them have another ref by now. Those that the server
  /// has are looked for in one query, however many they are.
  public func losses(
    among refs: Set<Ref>
  ) throws(StoreError) -> (gone: Set<Ref>, renamed: [Ref: Ref]) {
    try store.cache.read { db in
      var gone: Set<Ref> = []
      var renamed: [Ref: Ref] = [:]
      for case .made(let resource, let id) in refs {
        let ref = Ref.made(resource, id)
        let now = try RecordRow.find("coalesce(server_id, '')", of: ref, in: db) as String?
        guard let now else {
          gone.insert(ref)
          continue
        }
        if !now.isEmpty { renamed[ref] = .server(resource, now) }
      }
      let known = refs.filter { $0.serverID != nil }
      for (resource, refs) in Dictionary(grouping: known, by: \.resource) {
        let ids = JSONValue.array(refs.compactMap { $0.serverID.map(JSONValue.string) })
        let missing = try String.fetchAll(
          db,
          sql: """
            SELECT value FROM json_each(?1) WHERE NOT EXISTS (
              SELECT 1 FROM record WHERE server_id = value AND resource = ?2)
            """, arguments: [ids.jsonText, resource.rawValue])
        for id in missing { gone.insert(.server(resource, id)) }
      }
      return (gone, renamed)
    }
  }

  /// The drafts with these ids that are there.
  public func drafts(named ids: [String]) throws(StoreError) -> [Draft] {
    guard !ids.isEmpty else { return [] }
    return try editor?.drafts.drafts(named: ids) ?? []
  }
}
