// Takes what the user does with changes: each is on the disk before the call returns, and shown.

import VitallyModel

/// Where changes are handed in, taken back and looked at. Safe to use from any thread.
struct OutboxEditor: Sendable {
  /// How long an answered change is listed as sent, in seconds.
  private static let recent: Double = 86_400

  /// The changes on disk.
  let table: OutboxTable
  /// How answers get into the cache.
  let recorder: AnswerRecorder
  /// The sender.
  let outbox: Outbox
  /// Follows what another process sends.
  let watch: QueuedWatch
  /// Unfinished forms on disk.
  let drafts: DraftTable
  /// Where the user has been.
  let places: PlaceTable
  private let timing: StoreClock

  /// A desk before an outbox that sends nothing yet.
  init(_ recorder: AnswerRecorder, timing: StoreClock, work: Activity) {
    table = recorder.table
    self.recorder = recorder
    drafts = DraftTable(local: table.local)
    places = PlaceTable(local: table.local)
    self.timing = timing
    outbox = Outbox(recorder, timing: timing, work: work)
    watch = QueuedWatch(table, emit: recorder.emit)
  }

  /// Takes a change. What it replaces is gone by the same write.
  func submit(_ new: NewChange, named madeID: String?) throws(StoreError) -> Change {
    let change = try table.insert(new, named: madeID, at: timing.now())
    if let id = new.replaces, let replaced = try? table.change(id), replaced.state == .dropped {
      show(replaced)
    }
    show(change)
    return change
  }

  /// Throws a change away, with what can't be without it.
  func drop(_ id: ChangeID) throws(StoreError) {
    for change in try table.drop(id) { show(change) }
  }

  /// Puts a change in line again, as it is.
  func retry(_ id: ChangeID) throws(StoreError) -> Change {
    let change = try table.retry(id)
    show(change)
    return change
  }

  /// What waits, what needs attention, and what was sent in the last day, oldest first.
  func changes() throws(StoreError) -> [Change] { try table.all(answeredSince: yesterday) }

  /// What was sent last of each of these changes.
  func requests() throws(StoreError) -> [ChangeID: JSONObject] {
    try table.requests(answeredSince: yesterday)
  }

  private var yesterday: Moment { timing.now().adding(seconds: -Self.recent) }

  /// The change is safe on the disk by now: if it can't be shown, that is said, and no more.
  private func show(_ change: Change) {
    do throws(StoreError) {
      try recorder.overlay.lay(change.ref)
    } catch {
      recorder.emit(.notice(Notice(.warning, error.sentence)))
    }
    recorder.emit(.changed([change.ref.resource]))
    recorder.emit(.change(change))
  }
}
