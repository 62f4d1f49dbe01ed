// Taking back what the user has decided, and doing it again.

import Foundation
public import VitallyModel

extension Workspace {
  /// Takes changes back that were made together: what the server does not have is thrown away, and
  /// what it has is undone by the opposite change, which finds out whether somebody else has changed
  /// the same fields since. New records are archived only if the user has agreed.
  public func undo(_ ids: [ChangeID], mayArchive: Bool = false) throws(StoreError) -> Undone {
    let desk = try writableDesk
    let undoing = try desk.table.undo(request(ids, mayArchive: mayArchive, desk))
    desk.show(undoing.dropped + undoing.others + undoing.inverses)
    desk.tellReleased(by: undoing.inverses)
    send(undoing.inverses)
    var undone = Undone(asked: ids)
    undone.dropped = done(undoing.dropped)
    undone.reversed = done(undoing.reversed)
    undone.inverses = undoing.inverses
    undone.kept = kept(undoing)
    undone.toArchive = done(undoing.toArchive)
    return undone
  }

  /// Makes changes again that were taken back: those that were thrown away, and those that these
  /// others undo.
  public func redo(
    dropped ids: [ChangeID], undoneBy inverses: [ChangeID] = []
  ) throws(StoreError) -> Redone {
    let desk = try writableDesk
    var request = try request(inverses, mayArchive: false, desk)
    for change in try desk.table.changes(ids) {
      request.records[change.ref] = try shownRecord(change.ref)
    }
    let (made, originals, undoing) = try desk.table.redo(dropped: ids, request)
    desk.show(made + undoing.dropped + undoing.others + undoing.inverses)
    desk.tellReleased(by: made + undoing.inverses)
    send(made + undoing.inverses)
    var redone = Redone()
    redone.again = done(made + originals)
    redone.changes =
      made + undoing.inverses
      + originals.filter { original in
        undoing.dropped.contains { $0.new.undoes == original.id }
      }
    redone.kept = kept(undoing)
    return redone
  }

  private func request(
    _ ids: [ChangeID], mayArchive: Bool, _ desk: OutboxEditor
  ) throws(StoreError) -> OutboxTable.UndoRequest {
    var records: [Ref: Record] = [:]
    for change in try desk.table.changes(ids) where records[change.ref] == nil {
      records[change.ref] = try store.cache.body(change.ref).map {
        Record(ref: change.ref, body: $0)
      }
    }
    let now = timing.now()
    return OutboxTable.UndoRequest(
      ids: ids, mayArchive: mayArchive, records: records, now: now,
      heldUntil: now.held(for: hold(true)), groupID: UUID().uuidString.lowercased())
  }

  /// A record with the changes that it has.
  private func shownRecord(_ ref: Ref) throws(StoreError) -> Record? {
    guard let body = try store.cache.body(ref) else { return nil }
    let changes = try editor?.table.unfinished(ref).filter(\.isPending) ?? []
    return Record(ref: ref, body: changes.reduce(body) { $1.apply(to: $0) })
  }

  private func kept(_ undoing: OutboxTable.Undoing) -> [KeptChange] {
    zip(done(undoing.kept.map(\.change)), undoing.kept).map { KeptChange($0, $1.sentence) }
  }

  /// Changes with the titles of their records. What is done on disk is never told as failed because a
  /// name can't be read: then a record is called as its change has it.
  private func done(_ changes: [Change]) -> [OutboxEntry] {
    (try? entries(changes))
      ?? changes.map { OutboxEntry($0, title: OutboxEntry.ownTitle(of: $0)) }
  }
}

extension OutboxEntry {
  /// What a record is called by the fields of its change.
  static func ownTitle(of change: Change) -> String {
    Record(ref: change.ref, body: change.apply(to: change.new.base)).title
  }
}
