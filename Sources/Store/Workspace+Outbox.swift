// The list of the outbox, read with the names that tell its records and values.

public import VitallyModel

extension Workspace {
  /// The changes that need attention, then those that wait, then those sent in the last day, then
  /// those taken back in it; each of these oldest first.
  public func outbox() throws(StoreError) -> OutboxList {
    guard let editor else { return OutboxList() }
    let changes = try editor.changes()
    let sorted =
      changes.filter(\.needsAttention) + changes.filter(\.isPending)
      + changes.filter { $0.state == .answered }
      + (try editor.table.dropped(since: editor.yesterday))
    let undone = try editor.table.undone(among: changes.map(\.id))
    var list = OutboxList(try entries(sorted))
    for index in list.entries.indices {
      list.entries[index].undoing = undone[list.entries[index].id]
    }
    try store.cache.read { db in try OutboxNames(db).complete(&list) }
    return list
  }

  /// Changes with the titles of their records, in the same order.
  func entries(_ changes: [Change]) throws(StoreError) -> [OutboxEntry] {
    let titles = try store.cache.titles(of: Set(changes.map(\.ref)))
    let removals = Dictionary(
      changes.filter(\.new.action.removes).map { ($0.ref, $0) }, uniquingKeysWith: { $1 })
    return changes.map { change in
      // A record that is not cached is called by the change's own fields, or by those of the removal
      // that has taken it away.
      let known = removals[change.ref] ?? change
      let title = titles[change.ref] ?? OutboxEntry.ownTitle(of: known)
      return OutboxEntry(change, title: title)
    }
  }
}
