// Walks a whole list by `createdAt`, an order in which no record is missed, and saves after each
// page where to resume.

import VitallyModel

extension Sync {
  /// Fetches the next page of a list. Returns whether the list is complete now.
  func step(_ key: ListKey, _ urgency: Urgency) async throws -> Bool {
    guard stepping.insert(key).inserted else { return false }
    defer { stepping.remove(key) }
    let variants = try variants(of: key)
    let walk = try nextWalk(key, variants.count)
    setStatus(key) { $0.isRunning = true }

    var query = query(key, variants[min(walk.variant, variants.count - 1)], .createdAt)
    query.cursor = walk.cursor
    let page = try await ask(resuming: &query, urgency)
    progress.add(page.records.count, of: key, at: timing.now())
    if walk.isFirst, let newest = page.newestChange { try cache.setHorizon(key, newest) }
    let leadsOn = follow(key, page, after: query.cursor)
    let next = walk.advanced(by: page, leadsOn: leadsOn)
    try await keep(page, from: query, urgency, next)

    let hasEnded = next.isDone && walk.variant >= variants.count - 1
    let walks = try cache.walks(key).filter { $0.sweep == walk.sweep }
    let isCut = walks.contains(where: \.isCut)
    if hasEnded, !isCut { try await finish(key, walk.sweep) }
    let isFirst = walk.variant == 0 && query.cursor == nil
    let count = walks.reduce(0) { $0 + $1.count }
    let now = timing.now()
    setStatus(key) {
      $0.isRunning = !hasEnded
      $0.count = count
      $0.refreshedAt = now
      $0.failure = nil
      $0.unreadable = page.unreadable + (isFirst ? 0 : $0.unreadable)
    }
    if hasEnded, isCut { leaveCircle(key, isEmpty: count == 0) }
    return hasEnded
  }

  /// Notes the progress of a walk. Returns whether it makes any.
  private func follow(_ key: ListKey, _ page: Page, after cursor: String?) -> Bool {
    var trail = cursor == nil ? Trail() : trails[key] ?? Trail()
    let leadsOn = trail.leadsOn(page, after: cursor)
    trails[key] = page.next != nil && leadsOn ? trail : nil
    return leadsOn
  }

  /// Gives up on a list whose pages repeat, for a day or until the user refreshes it. What was
  /// fetched is shown, and nothing is considered deleted.
  func leaveCircle(_ key: ListKey, isEmpty: Bool) {
    let isNew = circles.updateValue(timing.now(), forKey: key) == nil
    let sentence =
      "“\(key.resource.schema.plural)” is partial: Vitally repeats the same pages, "
      + "so vitty has stopped."
    if isEmpty { setStatus(key) { $0.failure = sentence } }
    if isNew { emit(.notice(Notice(.warning, sentence))) }
  }

  /// Stores a page together with the state of its walk.
  private func keep(
    _ page: Page, from query: ListQuery, _ urgency: Urgency, _ walk: Cache.Walk
  ) async throws {
    _ = try await take(page, from: query, urgency, sweep: walk.sweep, walk: walk)
  }

  /// The next page of a walk. If the server rejects the cursor of an earlier run, the walk starts
  /// over.
  private func ask(resuming query: inout ListQuery, _ urgency: Urgency) async throws -> Page {
    do {
      return try await ask(query, urgency)
    } catch let error as VitallyError where error.kind == .refused && query.cursor != nil {
      query.cursor = nil
      return try await ask(query, urgency)
    }
  }

  /// The sets of filters by which a list is walked. The fields of custom objects are listed per
  /// object.
  func variants(of key: ListKey) throws -> [[String: String]] {
    let fixed = key.resource.schema.variants
    guard key == ListKey(.customField) else { return fixed }
    return fixed + (try customObjects).map { ["model": "customObjects", "customObjectId": $0] }
  }

  /// A query for the first page of a list.
  func query(_ key: ListKey, _ filters: [String: String], _ sort: ListQuery.Sort) -> ListQuery {
    let isPaged = key.resource.schema.sweep?.isPaged ?? true
    return ListQuery(
      key.resource, parent: key.parent, filters: filters, sort: isPaged ? sort : nil,
      limit: settings.pageSize)
  }

  /// Whether a list has never been walked to its end, or too long ago to know about deletions.
  func needsSweep(_ key: ListKey) -> Bool {
    if let foundAt = circles[key], timing.now().seconds(since: foundAt) < Self.sweepAge {
      return false
    }
    guard let completedAt = try? cache.status(key).completedAt else { return true }
    return timing.now().seconds(since: completedAt) > Self.sweepAge
  }

  /// The next step of the current sweep, or the start of a new one.
  private func nextWalk(_ key: ListKey, _ variants: Int) throws -> Cache.Walk {
    let walks = try cache.walks(key)
    let sweep = walks.map(\.sweep).max() ?? 0
    let current = walks.filter { $0.sweep == sweep }
    if let open = current.first(where: { !$0.isDone }) { return open }
    let next = (current.map(\.variant).max() ?? -1) + 1
    if current.isEmpty || next >= variants { return Cache.Walk(key, sweep: sweep + 1) }
    return Cache.Walk(key, variant: next, sweep: sweep)
  }

  /// The ids of the custom objects in the cache.
  private var customObjects: [String] {
    get throws {
      let all = ListingQuery(.customObject, order: ListOrder("createdAt"), showsHidden: true)
      return try store.window(all, rows: 0..<1000).rows.compactMap(\.record.ref.serverID)
    }
  }

  private func finish(_ key: ListKey, _ sweep: Int) async throws {
    needed.remove(key)
    let removed = try cache.finishSweep(key, sweep: sweep, at: timing.now())
    await announcer.announce(removed, atOnce: false)
    if key == ListKey(.customObject), try !customObjects.isEmpty {
      enqueue(ListKey(.customField), first: false)
    }
    if key.parent == nil { await settings.onComplete(key.resource) }
  }
}

extension Cache.Walk {
  /// Whether the next page is the first of a sweep.
  fileprivate var isFirst: Bool { variant == 0 && cursor == nil && !isDone }

  /// The walk after a page. It ends at the last page, or when it makes no more progress.
  fileprivate func advanced(by page: Page, leadsOn: Bool) -> Cache.Walk {
    var walk = self
    walk.cursor = page.next
    walk.count += page.records.count
    walk.isDone = page.next == nil || !leadsOn
    return walk
  }
}
