// Brings records in: what is on screen first, all the rest behind. It holds the order of the
// work; how far each list has come is in the cache, so that a restart goes on from there.

import Logging
import VitallyModel

import struct VitallyModel.Record

/// The one that asks the server for lists and records.
actor Sync {
  /// How old a complete sweep may be before deletions are looked for again, in seconds.
  static let sweepAge: Double = 86_400
  /// How long an opened record or list counts as fresh, in seconds.
  static let freshness: Double = 30

  /// What a sync works with.
  struct Settings: Sendable {
    /// Records a page, 1 to 100.
    var pageSize: Int
    /// How old a list may be before it is refreshed behind, in seconds.
    var refreshEvery: Double
    /// What is done when the server has answered.
    var onSuccess: @Sendable () async -> Void
    /// What is done when all records of a resource are here.
    var onComplete: @Sendable (Resource) async -> Void
  }

  let connection: Connection
  let cache: Cache
  let store: PagingStore
  let incoming: IncomingRecords
  let announcer: Announcer
  let timing: StoreClock
  let work: Activity
  let settings: Settings
  let logger: Logger
  let emit: @Sendable (StoreEvent) -> Void

  /// The lists that are walked behind, the most wanted one first.
  var queue: [ListKey] = []
  /// Whether the server has refused the key, so that it is left alone.
  var isShut = false
  /// Where refreshes have stopped by a failure: below are records that are not known.
  var interrupted: [ListKey: [ListQuery]] = [:]
  /// The lists of which a page is being asked for.
  var stepping: Set<ListKey> = []
  /// Where each walk has been since this process goes it.
  var trails: [ListKey: Trail] = [:]
  /// The lists that went round in circles, and when that was found.
  var circles: [ListKey: Moment] = [:]
  /// What the server has answered since the key is in use, and which lists it keeps from the key.
  private var permissions = Permissions()
  /// When records were last opened.
  var opened: [Ref: Moment] = [:]
  private var isWorking = false

  /// A sync that asks nobody yet.
  init(
    connection: Connection, incoming: IncomingRecords, store: PagingStore, timing: StoreClock,
    work: Activity,
    settings: Settings,
    logger: Logger, emit: @escaping @Sendable (StoreEvent) -> Void
  ) {
    self.connection = connection
    cache = incoming.cache
    self.store = store
    self.incoming = incoming
    self.timing = timing
    self.work = work
    self.settings = settings
    self.logger = logger
    self.emit = emit
    announcer = Announcer(timing: timing, emit: emit)
  }

  // MARK: The work behind

  /// The server, while there is a line to it.
  var source: (any RecordSource)? { connection.source }

  /// Begins to work, after the line was opened or has changed.
  func start() async {
    isShut = false
    permissions = Permissions()
    await bringUp { self.isComplete($0) }
  }

  /// Refreshes what is complete and has become old, and sweeps what is not complete.
  func tick() async { await bringUp { self.isOld($0) } }

  private func bringUp(_ isWanted: (Resource) -> Bool) async {
    guard source != nil, connection.sweeps, !isShut else { return }
    for resource in Resource.swept {
      let key = ListKey(resource)
      if needsSweep(key) { enqueue(key, first: false) }
    }
    for resource in Resource.swept where isWanted(resource) {
      if let error = await refreshNewest(ListKey(resource), .background), error.stopsAll { break }
    }
    startWorking()
  }

  /// Adds a list to what is walked behind, or moves it to the front.
  func enqueue(_ key: ListKey, first: Bool) {
    guard connection.sweeps || key.parent != nil else { return }
    if first {
      queue.removeAll { $0 == key }
      queue.insert(key, at: 0)
    } else if !queue.contains(key) {
      queue.append(key)
    }
  }

  /// Has all records of a resource fetched, for something can't be sent before: also where nothing
  /// else is swept behind.
  func fetchAll(_ resource: Resource) async {
    let key = ListKey(resource)
    guard (try? cache.status(key).completedAt) == nil else {
      return await settings.onComplete(resource)
    }
    guard circles[key] == nil else { return }
    queue.removeAll { $0 == key }
    queue.insert(key, at: 0)
    startWorking()
  }

  /// Walks the lists of the queue unless that is being done.
  func startWorking() {
    guard source != nil, !isWorking, !isShut, !queue.isEmpty else { return }
    isWorking = true
    work.run { await self.walkBehind() }
  }

  /// Page after page, each time of the list that is wanted most. A list that the server can't
  /// give is left out until the next tick; one of which the user is being given a page waits.
  private func walkBehind() async {
    defer { isWorking = false }
    while let key = queue.first(where: { !stepping.contains($0) }), !isShut, !Task.isCancelled {
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
  }

  // MARK: What all requests have in common

  /// One list call.
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

  /// Takes in a page, and tells who listens.
  func take(
    _ page: Page, from query: ListQuery, _ urgency: Urgency, sweep: Int?, walk: Cache.Walk?
  ) async throws -> Cache.Absorbed {
    try Task.checkCancellation()
    let absorbed = try incoming.take(page, from: query, sweep: sweep, walk: walk)
    await announcer.announce(absorbed.changed, atOnce: urgency == .user)
    await succeeded()
    return absorbed
  }

  /// The server has answered: what was stopped goes on.
  func succeeded() async {
    isShut = false
    startWorking()
    await settings.onSuccess()
  }

  /// Keeps and tells how far a list has come.
  func setStatus(_ key: ListKey, _ change: (inout SyncStatus) -> Void) {
    let former = (try? cache.status(key)) ?? SyncStatus()
    var status = former
    change(&status)
    guard status != former else { return }
    try? cache.setStatus(key, status)
    emit(.status(key, status))
  }

  /// Keeps and tells why a list could not be fetched. Nothing that is cached gets lost.
  func fail(_ key: ListKey, _ error: any Error) {
    guard let sentence = note(error) else { return setStatus(key) { $0.isRunning = false } }
    setStatus(key) {
      $0.isRunning = false
      $0.failure = sentence
    }
  }

  /// Notes a failure of any request. Answers its sentence; nil when nobody wants the answer.
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
