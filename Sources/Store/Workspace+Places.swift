// What is still there of a place that was noted in an earlier session.

public import VitallyModel

extension Workspace {
  /// Whether this is the first of the programs that have the workspace open.
  public var isFirst: Bool { lock.isHeld }

  /// The records among these that are there, with the refs that they have now. Each is one look into
  /// an index.
  public func known(_ refs: Set<Ref>) throws(StoreError) -> [Ref: Ref] {
    try store.cache.read { db in
      var known: [Ref: Ref] = [:]
      for ref in refs {
        let id = try RecordRow.find("coalesce(server_id, '')", of: ref, in: db) as String?
        guard let id else { continue }
        known[ref] = id.isEmpty ? ref : .server(ref.resource, id)
      }
      return known
    }
  }

  /// The drafts with these ids that are there.
  public func drafts(named ids: [String]) throws(StoreError) -> [Draft] {
    guard !ids.isEmpty else { return [] }
    return try editor?.drafts.drafts(named: ids) ?? []
  }
}
