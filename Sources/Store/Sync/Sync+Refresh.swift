// Refreshes a cached list: by `updatedAt` from the newest record, until a page brings nothing new
// and is older than the last sweep or refresh. A page may be known although changes before it are
// not: a sweep has met the records on it after they had changed, and others before.

import VitallyModel

extension Sync {
  /// Call when the user looks at the list of a resource.
  func show(_ resource: Resource) async {
    let key = ListKey(resource)
    guard source != nil, resource.schema.sweep != nil else { return }
    let status = (try? cache.status(key)) ?? SyncStatus()
    if status.refreshedAt == nil {
      await showFirstPage(key)
    } else if !isFresh(status.refreshedAt) {
      await refreshNewest(key, .user)
    }
    if needsSweep(key) { enqueue(key, first: true) }
    startWorking()
  }

  /// Call when the user refreshes a list. This also retries what was stopped because of the key.
  func refresh(_ key: ListKey) async {
    guard source != nil else { return }
    isShut = false
    circles[key] = nil
    if needsSweep(key) {
      asked.insert(key)
      await showFirstPage(key)
      enqueue(key, first: true)
    } else {
      await refreshNewest(key, .user)
    }
    startWorking()
  }

  /// Call when the server answers again: fetches the lists that could not be fetched meanwhile.
  func reachedAgain() async {
    while source != nil, !isShut, !progress.isPaused, let key = unreached.popFirst() {
      if needsSweep(key) {
        enqueue(key, first: false)
      } else if let error = await refreshNewest(key, .background), error.stopsAll {
        break
      }
    }
    startWorking()
  }

  /// Walks a list from its newest change down to what is known, and fetches what earlier refreshes
  /// have missed because of a failure. Returns the error, if any.
  @discardableResult
  func refreshNewest(_ key: ListKey, _ urgency: Urgency) async -> (any Error)? {
    setStatus(key) { $0.isRunning = true }
    do {
      var round = Round(left: try variants(of: key).map { query(key, $0, .updatedAt) })
      round.left += interrupted.removeValue(forKey: key) ?? []
      while let query = round.left.first {
        if let next = try await refreshPage(key, query, urgency, &round) {
          round.left[0] = next
        } else {
          round.left.removeFirst()
          round.trail = Trail()
        }
      }
      if let newest = round.newest { try cache.setHorizon(key, newest) }
      let now = timing.now()
      let isQueued = queue.contains(key) && mayFetch(key)
      let isInCircles = circles[key] != nil
      setStatus(key) {
        $0.isRunning = isQueued
        $0.refreshedAt = now
        if !isInCircles { $0.failure = nil }
      }
      return nil
    } catch {
      fail(key, error)
      return error
    }
  }

  /// Whether something was fetched a moment ago.
  func isFresh(_ moment: Moment?) -> Bool {
    moment.map { timing.now().seconds(since: $0) < Self.freshness } ?? false
  }

  /// Whether a complete list is due for a background refresh. Lists without pages are small and
  /// rarely change: their daily sweep is enough.
  func isOld(_ resource: Resource) -> Bool {
    guard isComplete(resource), let at = try? cache.status(ListKey(resource)).refreshedAt
    else { return false }
    return timing.now().seconds(since: at) >= settings.refreshEvery / 2
  }

  /// Whether a list has been walked to its end and has pages that can be refreshed.
  func isComplete(_ resource: Resource) -> Bool {
    resource.schema.sweep?.isPaged == true && !needsSweep(ListKey(resource))
  }

  /// Fetches one page, so that there is something to see; the sweep brings the rest.
  private func showFirstPage(_ key: ListKey) async {
    setStatus(key) { $0.isRunning = true }
    do {
      let query = query(key, try variants(of: key)[0], .updatedAt)
      let page = try await ask(query, .user)
      _ = try await take(page, from: query, .user, sweep: nested(key), walk: nil)
      let now = timing.now()
      // A background walk may have reached the end meanwhile.
      let goesOn =
        needsSweep(key) && (connection.sweeps || key.parent != nil) && mayFetch(key)
      setStatus(key) {
        $0.isRunning = goesOn
        $0.refreshedAt = now
        $0.failure = nil
      }
    } catch {
      fail(key, error)
    }
  }

  /// Fetches one page of a refresh. Returns the query for the next page, nil when the rest is known
  /// or the list ends. After a failure the rest is remembered.
  private func refreshPage(
    _ key: ListKey, _ query: ListQuery, _ urgency: Urgency, _ round: inout Round
  ) async throws -> ListQuery? {
    do {
      if urgency == .background, progress.isPaused { throw CancellationError() }
      let page = try await ask(query, urgency)
      let absorbed = try await take(page, from: query, urgency, sweep: nested(key), walk: nil)
      let leadsOn = round.trail.leadsOn(page, after: query.cursor)
      if !round.hasBegun { round.newest = page.newestChange }
      round.hasBegun = true
      guard let next = page.next else { return nil }
      if absorbed.allKnown, try isBehind(page, cache.horizon(key)) { return nil }
      guard leadsOn else {
        leaveCircle(key, isEmpty: false)
        return nil
      }
      var query = query
      query.cursor = next
      return query
    } catch {
      interrupted[key] = round.left.filter { $0.cursor != nil }
      throw error
    }
  }

  /// Whether a page goes back to a moment before which no change is missing.
  private func isBehind(_ page: Page, _ horizon: Moment?) -> Bool {
    guard let horizon, let oldest = page.records.compactMap(\.updatedAt).min() else { return true }
    return oldest <= horizon
  }

  /// The sweep that a refresh of a parent's list counts towards, so that its records don't seem
  /// deleted. For a resource's own list the cache finds it itself.
  private func nested(_ key: ListKey) -> Int? {
    guard key.parent != nil else { return nil }
    return try? cache.walks(key).map(\.sweep).max()
  }
}

/// The state of a refresh.
private struct Round {
  /// The queries that are left, the current one first.
  var left: [ListQuery]
  /// Where the current one has been.
  var trail = Trail()
  /// Whether a page has come.
  var hasBegun = false
  /// The newest change on the first page. What changes later may be missing from it.
  var newest: Moment?
}

extension Page {
  /// When the record of the page changed that has changed last.
  var newestChange: Moment? { records.compactMap(\.updatedAt).max() }
}
