// One workspace: its files, what comes in and what goes out. This is all that the program talks
// to; it knows no screen and no URL.

public import Logging
import Synchronization
public import VitallyModel

/// The records of one customer's Vitally, here and on the way. Safe to use from any thread.
public final class Workspace: Sendable {
  /// How a workspace is opened.
  public struct Options: Sendable {
    /// The folder of its files; made when it is missing.
    public var folder: String
    /// Records a page, 1 to 100.
    public var pageSize: Int
    /// Whether every write is refused.
    public var isReadOnly: Bool
    /// The mail address of the team member at the keyboard.
    public var me: String?
    /// How often complete lists are refreshed behind, in seconds.
    public var refreshEvery: Double
    /// Whether whole resources are fetched behind, and not only what is looked at.
    public var sweepsBehind: Bool

    /// Options; all but the folder have a default.
    public init(
      folder: String, pageSize: Int = 100, isReadOnly: Bool = false, me: String? = nil,
      refreshEvery: Double = 300, sweepsBehind: Bool = true
    ) {
      self.folder = folder
      self.pageSize = pageSize
      self.isReadOnly = isReadOnly
      self.me = me
      self.refreshEvery = refreshEvery
      self.sweepsBehind = sweepsBehind
    }
  }

  /// What is cached: lists, details, names.
  public let store: PagingStore
  /// What the user has to be told about the opening.
  public let notices: [Notice]

  let options: Options
  let timing: Timing
  let emit: @Sendable (StoreEvent) -> Void
  let sync: Sync
  let desk: ChangeDesk?
  let lock: WorkspaceLock
  let bell: Doorbell
  let reads = Activity()
  let writes = Activity()
  let line = Line()
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  /// Opens the files of a workspace, and talks to the server at once if there is a source.
  /// Events come from any thread.
  public static func open(
    _ options: Options, source: (any RecordSource)?, now: @escaping @Sendable () -> Moment,
    logger: Logger, onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) throws(StoreError) -> Workspace {
    try open(
      options, source: source, timing: Timing(now: now), logger: logger, onEvent: onEvent)
  }

  static func open(
    _ options: Options, source: (any RecordSource)?, timing: Timing, logger: Logger,
    onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) throws(StoreError) -> Workspace {
    let (cache, notice) = try Cache.open(at: options.folder, now: timing.now)
    let workspace = Workspace(
      options, cache: cache, notice: notice, timing: timing, logger: logger, onEvent: onEvent)
    if workspace.lock.acquire() { workspace.lead() }
    if let source { workspace.start(source: source) }
    return workspace
  }

  private init(
    _ options: Options, cache: Cache, notice: Notice?, timing: Timing, logger: Logger,
    onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) {
    let local = Result { () throws(StoreError) in try LocalDatabase.open(in: options.folder) }
    let file = try? local.get()
    let table = file.map(OutboxTable.init)
    let overlay = table.map { Overlay($0, over: cache) }
    let intake = Intake(
      cache: cache, overlay: overlay, history: file.map(HistoryTable.init), now: timing.now)
    self.options = options
    self.timing = timing
    emit = onEvent
    store = PagingStore(
      cache: cache,
      drafts: { ref in (try? file.map(DraftTable.init)?.drafts(about: ref)) ?? [] },
      places: { resource in (try? file.map(PlaceTable.init)?.recent(resource)) ?? [] },
      changes: { ref in (try? table?.unfinished(ref)) ?? [] })
    lock = WorkspaceLock(folder: options.folder)
    bell = Doorbell(folder: options.folder)

    if let table, let overlay {
      let settlement = Settlement(
        table: table, intake: intake, overlay: overlay, emit: onEvent)
      desk = ChangeDesk(settlement, timing: timing, work: writes)
      notices = [notice].compactMap(\.self)
    } else {
      desk = nil
      notices = [notice, local.failure.map { Notice(.failure, $0.sentence) }].compactMap(\.self)
    }
    let outbox = desk?.outbox
    let settings = Sync.Settings(
      pageSize: options.pageSize, refreshEvery: options.refreshEvery,
      onSuccess: { await outbox?.networkWorks() },
      onComplete: { await outbox?.hasAll($0) })
    sync = Sync(
      line: line, intake: intake, store: store, timing: timing, work: reads,
      settings: settings, logger: logger, emit: onEvent)
  }
}

extension Workspace {
  /// Begins to talk to the server; nothing does before. With a second source the line is
  /// another one from then on: the key has changed.
  public func start(source: any RecordSource) {
    line.open(source, known: line.known ?? (try? store.cache.knownRecord()))
    connect()
    ticker.withLock { ticker in
      ticker?.cancel()
      ticker = Task.detached { [weak self, timing, options] in
        while (try? await timing.sleep(options.refreshEvery)) != nil { self?.tick() }
      }
    }
    if let me = options.me { reads.run { [sync] in await sync.findMe(me) } }
  }

  /// The user looks at the list of a resource. Returns at once, as all of these.
  public func show(_ resource: Resource) {
    tryToLead()
    reads.run { [sync] in await sync.show(resource) }
  }

  /// The user opens a record: it and what hangs on it is fetched, the list of `tab` first.
  /// What was opened a moment ago is left alone unless forced.
  public func open(_ ref: Ref, tab: Resource? = nil, force: Bool = false) {
    tryToLead()
    reads.run { [sync] in await sync.open(ref, tab: tab, force: force) }
  }

  /// The user wants a list anew.
  public func refresh(_ key: ListKey) {
    tryToLead()
    reads.run { [sync] in await sync.refresh(key) }
  }

  /// Finds a record by its id, external id or mail address, on the server if it is not here.
  public func find(_ text: String) async -> Result<Ref, StoreError> {
    if let ref = try? store.find(text).first { return .success(ref) }
    return await sync.find(text)
  }

  /// The team member at the keyboard; nil while the cache does not know one with the address.
  public func me() -> Ref? {
    guard let me = options.me else { return nil }
    return (try? store.find(me))?.first { $0.resource == .admin }
  }

  /// Waits until nothing is under way.
  public func idle() async {
    repeat {
      await reads.idle()
      await writes.idle()
    } while !reads.isIdle || !writes.isIdle
    await sync.announcer.flush()
  }

  /// Ends: writes that are on their way get a moment to be answered, reads are given up.
  public func stop() async {
    ticker.withLock { $0?.cancel() }
    bell.stop()
    line.close()
    reads.cancel()
    await desk?.outbox.stop()
    let patience = Task { [timing, writes] in
      if (try? await timing.sleep(0.8)) != nil { writes.cancel() }
    }
    await writes.idle()
    patience.cancel()
    await reads.idle()
    store.cache.close()
    lock.giveUp()
  }
}

extension Result {
  /// The error, nil for a success.
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
