// Saves the user's actions on changes: each is on disk and visible before the call returns.

import VitallyModel

/// Adds, drops, retries and lists changes. Safe to use from any thread.
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
  /// Recently visited records.
  let places: PlaceTable
  /// Who the user is.
  let identity: IdentityTable
  let timing: StoreClock
  private let work: Activity

  /// Creates an editor whose outbox isn't sending yet.
  init(
    _ recorder: AnswerRecorder, timing: StoreClock, work: Activity,
    mergeHTML: @escaping HTMLMerging
  ) {
    table = recorder.table
    self.recorder = recorder
    drafts = DraftTable(local: table.local)
    places = PlaceTable(local: table.local)
    identity = IdentityTable(local: table.local)
    self.timing = timing
    self.work = work
    outbox = Outbox(recorder, timing: timing, work: work, mergeHTML: mergeHTML)
    watch = QueuedWatch(table, emit: recorder.emit)
  }

  /// Adds a change and drops the one that it replaces, in one transaction.
  func submit(
    _ new: NewChange, named madeID: String?, hold: Double
  ) throws(StoreError) -> Change {
    let now = timing.now()
    let change = try table.insert(new, named: madeID, at: now, heldUntil: now.held(for: hold))
    if let id = new.replaces, let replaced = try? table.change(id), replaced.state == .dropped {
      show(replaced)
    }
    show(change)
    tellReleased(by: [change])
    return change
  }

  /// Adds a change and those that follow it, all or none of them, in one transaction.
  func submit(
    _ new: NewChange, named madeID: String?, hold: Double,
    followedBy followers: [(new: NewChange, madeID: String, hold: Double)]
  ) throws(StoreError) -> [Change] {
    let now = timing.now()
    let changes = try table.insert(
      new, named: madeID, heldUntil: now.held(for: hold),
      followedBy: followers.map {
        OutboxTable.Follower(new: $0.new, madeID: $0.madeID, heldUntil: now.held(for: $0.hold))
      }, at: now)
    let replaced = changes.compactMap(\.new.replaces).compactMap { try? table.change($0) }
    show(replaced.filter { $0.state == .dropped } + changes)
    tellReleased(by: changes)
    return changes
  }

  /// Adds changes in their order, all or none of them, in one transaction.
  func submit(
    _ all: [NewChange], named madeIDs: [String], hold: Double
  ) throws(StoreError) -> [Change] {
    let now = timing.now()
    let changes = try table.insert(
      all, named: madeIDs, at: now, heldUntil: now.held(for: hold))
    let replaced = all.compactMap(\.replaces).compactMap { try? table.change($0) }
    show(replaced.filter { $0.state == .dropped } + changes)
    tellReleased(by: changes)
    return changes
  }

  /// Throws away those of these changes that are not sent or being sent. Returns them.
  func drop(_ ids: [ChangeID]) throws(StoreError) -> [Change] {
    let (dropped, others) = try table.drop(ids, at: timing.now())
    show(dropped + others)
    return dropped
  }

  /// Tells of what was paused and goes on because these changes would have to wait for it.
  func tellReleased(by changes: [Change]) { announce((try? table.released(by: changes)) ?? []) }

  /// Holds those of these changes back that wait, and that are being sent if that fails; or lets
  /// them go. Returns them.
  func pause(_ ids: [ChangeID], _ isPaused: Bool) throws(StoreError) -> [Change] {
    let changes = try table.pause(ids, isPaused)
    // What is being sent may have been answered by now, which is told already.
    announce(changes.filter { $0.state == .waiting || $0.state == .unknown })
    return changes
  }

  /// Queues those of these changes again that can be, as they are.
  func retry(_ ids: [ChangeID]) throws(StoreError) -> [Change] {
    let changes = try table.retry(ids)
    show(changes)
    return changes
  }

  /// Throws a change away together with those that depend on it.
  func drop(_ id: ChangeID) throws(StoreError) {
    for change in try table.drop(id, at: timing.now()) { show(change) }
  }

  /// Queues a change again, as it is.
  func retry(_ id: ChangeID) throws(StoreError) -> Change {
    let change = try table.retry(id)
    show(change)
    return change
  }

  /// The changes that wait or need attention, and those sent in the last day, oldest first.
  func changes() throws(StoreError) -> [Change] { try table.all(answeredSince: yesterday) }

  var yesterday: Moment { timing.now().adding(seconds: -Self.recent) }

  /// Shows many changes. What does not fit into a moment follows in the background.
  func show(_ changes: [Change]) {
    let refs = changes.map(\.ref)
    lay(refs.prefix(Self.shownAtOnce))
    let rest = refs.dropFirst(Self.shownAtOnce)
    recorder.emit(.changed(Set(changes.map(\.ref.resource))))
    announce(changes)
    guard !rest.isEmpty else { return }
    work.run { [self] in
      lay(rest)
      recorder.emit(.changed(Set(rest.map(\.resource))))
    }
  }

  /// Tells of changes: of many at once, since each event goes through all layers.
  private func announce(_ changes: [Change]) {
    if !changes.isEmpty { recorder.emit(.changes(changes)) }
    noteEnds(byDropping: changes.filter { $0.state == .dropped })
  }

  /// Announces the end of groups whose last members that waited were thrown away, if others of them
  /// need the user.
  private func noteEnds(byDropping dropped: [Change]) {
    for group in Set(dropped.compactMap(\.group)) {
      guard let members = try? table.members(ofEnded: group),
        members.contains(where: \.needsAttention)
      else { continue }
      recorder.emit(.groupEnded(members))
    }
  }

  /// How many records show their changes before the call returns.
  private static let shownAtOnce = 100

  private func lay(_ refs: ArraySlice<Ref>) {
    do throws(StoreError) {
      try recorder.overlay.lay(Array(refs))
    } catch {
      recorder.emit(.notice(Notice(.warning, error.sentence)))
    }
  }

  /// The change is already safe on disk: failing to show it is only worth a warning.
  private func show(_ change: Change) {
    do throws(StoreError) {
      try recorder.overlay.lay(change.ref)
    } catch {
      recorder.emit(.notice(Notice(.warning, error.sentence)))
    }
    recorder.emit(.changed([change.ref.resource]))
    recorder.emit(.change(change))
    if change.state == .dropped { noteEnds(byDropping: [change]) }
  }
}

extension Moment {
  /// The end of a hold that begins now; nil for none.
  func held(for seconds: Double) -> Moment? {
    seconds > 0 ? adding(seconds: seconds) : nil
  }
}
