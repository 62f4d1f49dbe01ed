// What forms need: their material, and the disk for what is unfinished.

public import VitallyModel

extension Workspace {
  /// What is known of a record for a form about it, from the files alone. `parent` is the record
  /// from which a new one is begun; without it the one that the draft names. The draft of a new
  /// record that the server has by now is one of an edit: its base is the record.
  public func material(_ ref: Ref, parent: Ref?) throws(StoreError) -> FormMaterial {
    let name = try store.currentName(of: ref)
    let changes = try desk?.table.unfinished(name) ?? []
    let draft = try desk?.drafts.draft(of: name)
    var material = FormMaterial(ref, changes: changes, draft: draft)
    try store.complete(&material, parent: parent ?? draft?.parent)
    if name.serverID != nil, draft?.base.isEmpty == true {
      material.draft?.base = material.row?.record.body ?? [:]
    }
    return material
  }

  /// Keeps an unfinished form in place of an earlier one of the same record. It is safe on the
  /// disk when this returns.
  public func keep(_ draft: Draft) throws(StoreError) {
    try writableDesk.drafts.keep(draft)
  }

  /// Forgets the unfinished form of a record, if there is one.
  public func forgetDraft(of ref: Ref) throws(StoreError) {
    try writableDesk.drafts.forget(ref)
  }

  /// All unfinished forms, the one that was typed in last first.
  public func drafts() throws(StoreError) -> [DraftEntry] {
    var entries: [DraftEntry] = []
    for draft in try desk?.drafts.all() ?? [] {
      entries.append(
        DraftEntry(
          draft, title: try store.cache.title(draft.ref),
          parentTitle: try draft.parent.flatMap { ref throws(StoreError) in
            try store.cache.title(ref)
          }))
    }
    return entries
  }

  /// The changes that need attention, then those that wait, then what was sent in the last day;
  /// the oldest first in each.
  public func outbox() throws(StoreError) -> [OutboxEntry] {
    guard let desk else { return [] }
    let changes = try desk.changes()
    let requests = try desk.requests()
    var entries: [OutboxEntry] = []
    for change in changes.filter(\.needsAttention) + changes.filter(\.isPending)
      + changes.filter({ $0.state == .answered })
    {
      entries.append(
        OutboxEntry(change, title: try title(of: change), request: requests[change.id]))
    }
    return entries
  }

  /// The user has been at a record: it is among the first that are offered where one is looked
  /// up. Returns at once.
  public func visited(_ ref: Ref) {
    guard let places = desk?.places else { return }
    let now = timing.now()
    writes.run { try? places.note(ref, at: now) }
  }

  /// Asks the server for the record of a resource with exactly this id, external id or mail
  /// address. It is in the cache afterwards.
  public func lookFor(_ text: String, _ resource: Resource) async -> Result<Ref, StoreError> {
    await sync.find(text, in: resource)
  }

  /// The title as it is shown; that of the change's own fields for a record that is not here.
  private func title(of change: Change) throws(StoreError) -> String {
    try store.cache.title(change.ref)
      ?? Record(ref: change.ref, body: change.apply(to: change.new.base)).title
  }
}
