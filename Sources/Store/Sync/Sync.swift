// Fetches records: what is on screen first, the rest in the background. It holds the order of the
// work; the progress of each list is in the cache, so that it resumes after a restart.

import Logging
import VitallyModel

import struct VitallyModel.Record

/// Requests lists and records from the server.
actor Sync {
  /// How old a complete sweep may be before a new one looks for deletions, in seconds.
  static let sweepAge: Double = 86_400
  /// How long an opened record or list counts as fresh, in seconds.
  static let freshness: Double = 30

  /// The settings of a sync.
  struct Settings: Sendable {
    /// Records per page, 1 to 100.
    var pageSize: Int
    /// The interval of background refreshes, in seconds.
    var refreshEvery: Double
    /// Called when the server has answered.
    var onSuccess: @Sendable () async -> Void
    /// Called when all records of a resource are cached.
    var onComplete: @Sendable (Resource) async -> Void
  }

  let connection: Connection
  let cache: Cache
  let store: PagingStore
  let incoming: IncomingRecords
  let announcer: Announcer
  let timing: StoreClock
  let work: Activity
  let progress: SyncProgress
  let settings: Settings
  let logger: Logger
  let emit: @Sendable (StoreEvent) -> Void

  /// The lists to walk in the background, the most urgent first.
  var queue: [ListKey] = [] {
    didSet { progress.setQueue(queue) }
  }
  /// The lists that a change waits for: no pause holds them back.
  var needed: Set<ListKey> = []
  /// The lists that the user has asked for during a pause.
  var asked: Set<ListKey> = []
  /// Whether the server has rejected the key, so that nothing more is requested.
  var isShut = false
  /// The queries at which refreshes have failed: the records after them are not known.
  var interrupted: [ListKey: [ListQuery]] = [:]
  /// The lists that could not be fetched since the server did not answer.
  var unreached: Set<ListKey> = []
  /// The lists with a page request in flight.
  var stepping: Set<ListKey> = []
  /// Where each walk has been, since this process runs it.
  var trails: [ListKey: Trail] = [:]
  /// The lists whose pages repeat, and when that was found.
  var circles: [ListKey: Moment] = [:]
  /// What the current key was allowed to read, and which lists it was refused.
  private var permissions = Permissions()
  /// When records were last opened.
  var opened: [Ref: Moment] = [:]
  private var isWorking = false

  /// Creates a sync that isn't running yet.
  init(
    connection: Connection, incoming: IncomingRecords, store: PagingStore, timing: StoreClock,
    work: Activity, progress: SyncProgress, settings: Settings,
    logger: Logger, emit: @escaping @Sendable (StoreEvent) -> Void
  ) {
    self.connection = connection
    cache = incoming.cache
    self.store = store
    self.incoming = incoming
    self.timing = timing
    self.work = work
    self.progress = progress
    self.settings = settings
    self.logger = logger
    self.emit = emit
    announcer = Announcer(timing: timing, emit: emit)
  }

  // MARK: Background work

  /// The server, while there is a connection.
  var source: (any RecordSource)? { connection.source }

  /// Starts working, after the connection was opened or replaced.
  func start() async {
    isShut = false
    permissions = Permissions()
    await bringUp { self.isComplete($0) }
  }

  /// Refreshes complete lists that are old, and sweeps incomplete ones.
  func tick() async { await bringUp { self.isOld($0) } }

  private func bringUp(_ isWanted: (Resource) -> Bool) async {
    guard source != nil, connection.sweeps, !isShut else { return }
    for resource in Resource.swept {
      let key = ListKey(resource)
      if needsSweep(key) { enqueue(key, first: false) }
    }
    for resource in Resource.swept where !progress.isPaused && isWanted(resource) {
      if let error = await refreshNewest(ListKey(resource), .background), error.stopsAll { break }
    }
    startWorking()
  }

  /// Adds a list to the background queue, or moves it to the front.
  func enqueue(_ key: ListKey, first: Bool) {
    guard connection.sweeps || key.parent != nil else { return }
    if first {
      queue.removeAll { $0 == key }
      queue.insert(key, at: 0)
    } else if !queue.contains(key) {
      queue.append(key)
    }
  }

  /// Fetches all records of a resource because a change waits for them, even where background
  /// sweeps are off.
  func fetchAll(_ resource: Resource) async {
    let key = ListKey(resource)
    guard (try? cache.status(key).completedAt) == nil else {
      return await settings.onComplete(resource)
    }
    guard circles[key] == nil else { return }
    needed.insert(key)
    queue.removeAll { $0 == key }
    queue.insert(key, at: 0)
    startWorking()
  }

  /// Walks the queued lists, unless that is already running.
  func startWorking() {
    guard source != nil, !isWorking, !isShut, queue.contains(where: mayFetch) else { return }
    isWorking = true
    work.run { await self.walkBehind() }
  }

  /// Fetches page after page, each time of the most urgent list. A list that fails is left out
  /// until the next tick; a list with a page request in flight is skipped.
  private func walkBehind() async {
    var former: ListKey?
    defer {
      isWorking = false
      if let former { progress.end(former) }
      noteHeld()
    }
    while let key = queue.first(where: { !stepping.contains($0) && mayFetch($0) }), !isShut,
      !Task.isCancelled
    {
      if let former, former != key { progress.end(former) }
      former = key
      progress.begin(key, at: timing.now())
      do {
        if try await step(key, .background) { leave(key) }
      } catch {
        fail(key, error)
        leave(key)
        if error.stopsAll {
          queue.append(key)
          return
        }
      }
    }
  }

  private func leave(_ key: ListKey) {
    queue.removeAll { $0 == key }
    asked.remove(key)
  }

  // MARK: Shared by all requests

  /// Requests one page of a list.
  func ask(_ query: ListQuery, _ urgency: Urgency) async throws -> Page {
    guard let source else { throw CancellationError() }
    do throws(VitallyError) {
      let page = try await source.page(query, urgency: urgency)
      permissions.allowed(query)
      return page
    } catch {
      guard error.kind == .forbidden else { throw error }
      let isComplete = (try? cache.hasCompleted(ListKey(query))) == true
      let refusal = permissions.refuse(query, error, wasAllowed: isComplete)
      if let notice = refusal.notice { emit(.notice(notice)) }
      throw refusal.error
    }
  }

  /// Stores a page and reports what has changed.
  func take(
    _ page: Page, from query: ListQuery, _ urgency: Urgency, sweep: Int?, walk: Cache.Walk?
  ) async throws -> Cache.Absorbed {
    try Task.checkCancellation()
    let absorbed = try await incoming.take(page, from: query, sweep: sweep, walk: walk)
    await announcer.announce(absorbed.changed, atOnce: urgency == .user)
    await succeeded()
    return absorbed
  }

  /// Call when the server has answered: resumes what was stopped.
  func succeeded() async {
    isShut = false
    startWorking()
    await settings.onSuccess()
  }

  /// Saves and reports the status of a list.
  func setStatus(_ key: ListKey, _ change: (inout SyncStatus) -> Void) {
    let former = (try? cache.status(key)) ?? SyncStatus()
    var status = former
    change(&status)
    guard status != former else { return }
    try? cache.setStatus(key, status)
    emit(.status(key, status))
  }

  /// Saves and reports why a list could not be fetched. Nothing that is cached is lost.
  func fail(_ key: ListKey, _ error: any Error) {
    guard let sentence = note(error) else { return setStatus(key) { $0.isRunning = false } }
    if let error = error as? VitallyError, error.delivery != .answered { unreached.insert(key) }
    setStatus(key) {
      $0.isRunning = false
      $0.failure = sentence
    }
  }

  /// Handles a failure of any request. Returns its sentence; nil when the request was cancelled.
  func note(_ error: any Error) -> String? {
    logger.info("request failed: \(error)")
    switch error {
    case let error as VitallyError:
      if error.kind == .cancelled { return nil }
      if error.isAboutTheKey, !isShut {
        isShut = true
        emit(.notice(Notice(.failure, error.sentence)))
      }
      return error.sentence
    case let error as StoreError: return error.sentence
    default: return nil
    }
  }
}
