// Brings a list that is here already up to date: by `updatedAt` from the newest, until a page
// brings nothing new.

import VitallyModel

extension Sync {
  /// The user looks at the list of a resource.
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

  /// The user wants a list anew. Also what was stopped, because the server did not accept the
  /// key, is tried again.
  func refresh(_ key: ListKey) async {
    guard source != nil else { return }
    isShut = false
    circles[key] = nil
    if needsSweep(key) {
      await showFirstPage(key)
      enqueue(key, first: true)
    } else {
      await refreshNewest(key, .user)
    }
    startWorking()
  }

  /// Walks a list from its newest change down to what is known. What an earlier refresh has left
  /// out because of a failure is fetched as well. Answers what went wrong.
  @discardableResult
  func refreshNewest(_ key: ListKey, _ urgency: Urgency) async -> (any Error)? {
    setStatus(key) { $0.isRunning = true }
    do {
      var left = try variants(of: key).map { query(key, $0, .updatedAt) }
      left += interrupted.removeValue(forKey: key) ?? []
      var trail = Trail()
      while let query = left.first {
        if let next = try await refreshPage(key, query, urgency, &left, &trail) {
          left[0] = next
        } else {
          left.removeFirst()
          trail = Trail()
        }
      }
      let now = timing.now()
      let isQueued = queue.contains(key)
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

  /// Whether something of a resource came in a moment ago.
  func isFresh(_ moment: Moment?) -> Bool {
    moment.map { timing.now().seconds(since: $0) < Self.freshness } ?? false
  }

  /// Whether a complete list has not been refreshed for so long that it is done behind. Lists
  /// without pages are small and rarely change: their daily sweep is enough.
  func isOld(_ resource: Resource) -> Bool {
    guard isComplete(resource), let at = try? cache.status(ListKey(resource)).refreshedAt
    else { return false }
    return timing.now().seconds(since: at) >= settings.refreshEvery / 2
  }

  /// Whether a list has been walked to its end and has pages that can be refreshed.
  func isComplete(_ resource: Resource) -> Bool {
    resource.schema.sweep?.isPaged == true && !needsSweep(ListKey(resource))
  }

  /// One page, so that there is something to see; the sweep brings the rest.
  private func showFirstPage(_ key: ListKey) async {
    setStatus(key) { $0.isRunning = true }
    do {
      let query = query(key, try variants(of: key)[0], .updatedAt)
      let page = try await ask(query, .user)
      _ = try await take(page, from: query, .user, sweep: nested(key), walk: nil)
      let now = timing.now()
      // A walk behind may have come to the end meanwhile.
      let goesOn = needsSweep(key) && (connection.sweeps || key.parent != nil)
      setStatus(key) {
        $0.isRunning = goesOn
        $0.refreshedAt = now
        $0.failure = nil
      }
    } catch {
      fail(key, error)
    }
  }

  /// Fetches one page of a refresh. Answers the query for the next page, nil when what follows
  /// is known or when there is nothing. After a failure the rest is remembered.
  private func refreshPage(
    _ key: ListKey, _ query: ListQuery, _ urgency: Urgency, _ left: inout [ListQuery],
    _ trail: inout Trail
  ) async throws -> ListQuery? {
    do {
      let page = try await ask(query, urgency)
      let absorbed = try await take(page, from: query, urgency, sweep: nested(key), walk: nil)
      let leadsOn = trail.leadsOn(page, after: query.cursor)
      guard !absorbed.allKnown, let next = page.next else { return nil }
      guard leadsOn else {
        leaveCircle(key, isEmpty: false)
        return nil
      }
      var query = query
      query.cursor = next
      return query
    } catch {
      interrupted[key] = left.filter { $0.cursor != nil }
      throw error
    }
  }

  /// The sweep as whose part a refresh of a record's list counts, so that its records are not
  /// taken for gone. For a resource's own list the cache knows that itself.
  private func nested(_ key: ListKey) -> Int? {
    guard key.parent != nil else { return nil }
    return try? cache.walks(key).map(\.sweep).max()
  }
}
