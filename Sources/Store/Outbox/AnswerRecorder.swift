// Records that the server has a change: first in the outbox, then in the cache. If a crash comes
// between the two, the next start catches up.

import VitallyModel

import struct VitallyModel.Record

/// Passes answers from the outbox to the cache.
struct AnswerRecorder: Sendable {
  /// The changes on disk.
  let table: OutboxTable
  /// The way into the cache.
  let incoming: IncomingRecords
  /// What the user sees.
  let overlay: ChangeOverlay
  /// What the user has put aside.
  let waits: WaitKeeper
  /// Where events go.
  let emit: @Sendable (StoreEvent) -> Void

  /// Saves that the server has a change, and the record as it is now. Returns whether that matters:
  /// the user may have thrown the change away meanwhile.
  func answer(
    _ change: Change, by record: Record, at moment: Moment
  ) throws(StoreError) -> Bool {
    guard let answered = try table.markAnswered(change, by: record, at: moment)
    else { return false }
    try settle(answered, sentAs: change.ref, record, wasSent: change.sentAt != nil)
    try noteEnd(of: answered)
    return true
  }

  /// Call when a change was answered or needs attention: announces the end of its group, if it was
  /// the last member that was pending.
  func noteEnd(of change: Change) throws(StoreError) {
    guard let group = change.group, !change.isPending,
      let members = try table.members(ofEnded: group)
    else { return }
    emit(.groupEnded(members))
  }

  /// Call after a start, before anything is sent: finishes what an earlier run has left, and
  /// rebuilds what the user sees where it is not up to date.
  func recover() throws(StoreError) {
    for answer in try table.unsettled() {
      try settle(answer.change, sentAs: answer.sentAs, answer.record, wasSent: true)
    }
    try table.recover()
    let changed = try overlay.rebuild()
    if !changed.isEmpty { emit(.changed(changed)) }
  }

  /// `wasSent` says whether it was sent before, without a certain answer.
  private func settle(
    _ change: Change, sentAs: Ref, _ record: Record, wasSent: Bool
  ) throws(StoreError) {
    var changed: Set<Resource> = [record.resource]
    let isWaiting = try waits.isWaiting(record.ref)
    if isWaiting { try waits.keepWaiting(record, wasSent: wasSent) }
    if change.new.action == .destroy {
      try table.local.forget(record.ref)
      changed.formUnion(try incoming.forget(record.ref))
    } else if sentAs == record.ref {
      changed.formUnion(try incoming.take(record).changed)
      try overlay.lay(record.ref)
    } else {
      try incoming.adopt(sentAs, as: record)
      changed.formUnion(try overlay.layAll())
      emit(.merged(from: sentAs, to: record.ref))
    }
    if isWaiting { try waits.endIfOver(record.ref) }
    try table.settle(change.id)
    emit(.changed(changed))
    emit(.change(change))
  }
}
