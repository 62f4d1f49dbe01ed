// The sync as the user sees it: how it stands, and its pause.

public import VitallyModel

extension Workspace {
  /// Pauses the background sync, or lets it go on; an event confirms it. Pages in flight are
  /// finished. Returns immediately.
  public func pauseSync(_ isPaused: Bool) {
    guard progress.setPaused(isPaused) else { return }
    emit(.syncPaused(isPaused))
    reads.run { [sync] in await sync.followPause() }
  }

  /// How the sync stands. It changes with each event about the status of a list, and with time.
  public func syncReport() throws(StoreError) -> SyncReport {
    let progress = progress.snapshot
    let (source, now) = (connection.source, timing.now())
    let budget = source?.budget
    let keys = listed(progress.queue)
    let standings = try store.cache.standings(keys)
    var rows: [SyncReport.Row] = []
    for key in keys {
      guard let standing = standings[key] else { continue }
      var row = SyncReport.Row(key, status: standing.status, cached: standing.cached)
      if let parent = key.parent {
        row.parentTitle = try store.cache.title(parent) ?? parent.resource.schema.singular
      }
      row.show(standing, progress, pause: budget?.pause ?? 0, at: now)
      rows.append(row)
    }
    return SyncReport(
      at: now, rows: rows, isPaused: progress.isPaused, isConnected: source != nil,
      sweepsHere: connection.sweeps, budget: budget)
  }

  /// All lists that are swept, and those of records that are being fetched or are about to be.
  private func listed(_ queue: [ListKey]) -> [ListKey] {
    let running = store.cache.running.all.sorted { "\($0)" < "\($1)" }
    let ofRecords = (queue + running).filter { $0.parent != nil }
    return (Resource.swept.map { ListKey($0) } + ofRecords).reduce(into: []) { keys, key in
      if !keys.contains(key) { keys.append(key) }
    }
  }
}

extension SyncReport.Row {
  /// Shows what is being done, how fast, and how long it will take. A list that is not paged, or is
  /// only brought up to date, has no sweep.
  fileprivate mutating func show(
    _ list: Cache.Standing, _ progress: SyncProgress.Snapshot, pause: Double, at now: Moment
  ) {
    let pace = progress.paces[key]
    let isQueued = progress.queue.contains(key)
    standing = pace != nil || (status.isRunning && !isQueued) ? .fetching : .idle
    if isQueued, standing == .idle { standing = .waiting }
    if isQueued || pace != nil {
      fetched = list.fetched ?? (pace == nil ? nil : 0)
      expected = key.parent == nil && status.completedAt != nil ? cached : nil
    }
    rate = pace?.rate(at: now)
    // Where more has come than was expected, nobody knows how much is left.
    if let rate, let fetched, let expected, expected > fetched, rate > 0 {
      secondsLeft = Double(expected - fetched) / rate + pause
    }
  }
}
