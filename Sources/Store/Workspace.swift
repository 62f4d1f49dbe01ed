// One workspace: its files, what is fetched and what is sent. The rest of the program talks only to
// this; it knows nothing about screens and URLs. Of several vitty processes on a workspace one
// sweeps and sends. The others queue their users' changes and signal it; when it ends, another
// takes over.

public import Logging
import Synchronization
public import VitallyModel

/// Joins two changes of a text in HTML: from before both, the user's, and somebody else's; nil if
/// they clash.
public typealias HTMLMerging =
  @Sendable (_ base: String, _ mine: String, _ theirs: String) -> String?

/// The records of one customer's Vitally, cached and in transit. Safe to use from any thread.
public final class Workspace: Sendable {
  /// How to open a workspace.
  public struct Options: Sendable {
    /// The folder of its files; created when it is missing.
    public var folder: String
    /// Records per page, 1 to 100.
    public var pageSize: Int
    /// Whether every write is refused.
    public var isReadOnly: Bool
    /// Whether records may be deleted for ever.
    public var allowsDeletion: Bool
    /// The email address of the team member at the keyboard.
    public var me: String?
    /// For how long a change that is submitted as held is kept back before it is sent, in seconds; 0
    /// for not at all.
    public var holdSeconds: Double
    /// How often complete lists are refreshed in the background, in seconds.
    public var refreshEvery: Double
    /// Whether whole resources are fetched in the background, not only what the user looks at.
    public var sweepsBehind: Bool
    /// The lines of a text in HTML, for searching.
    public var htmlLines: @Sendable (String) -> [String]
    /// Joins what the user and somebody else have made of one text in HTML.
    public var mergeHTML: HTMLMerging

    /// Creates options; all but the folder have a default.
    public init(
      folder: String, pageSize: Int = 100, isReadOnly: Bool = false,
      allowsDeletion: Bool = false, me: String? = nil,
      holdSeconds: Double = 0, refreshEvery: Double = 300, sweepsBehind: Bool = true,
      htmlLines: @escaping @Sendable (String) -> [String] = { [$0] },
      mergeHTML: @escaping HTMLMerging = { _, _, _ in nil }
    ) {
      self.folder = folder
      self.pageSize = pageSize
      self.isReadOnly = isReadOnly
      self.allowsDeletion = allowsDeletion
      self.me = me
      self.holdSeconds = holdSeconds
      self.refreshEvery = refreshEvery
      self.sweepsBehind = sweepsBehind
      self.htmlLines = htmlLines
      self.mergeHTML = mergeHTML
    }
  }

  /// What is cached: lists, details, names.
  public let store: PagingStore
  /// What the user has to be told about the opening.
  public let notices: [Notice]

  let options: Options
  let timing: StoreClock
  let emit: @Sendable (StoreEvent) -> Void
  let sync: Sync
  let history: HistoryFile
  let texts: TextFile
  let textKeeper: TextKeeper
  let editor: OutboxEditor?
  let waits: WaitKeeper?
  let lock: WorkspaceLock
  let bell: OutboxSignal
  let news: NewsBell
  let others: OthersChanges?
  let reads = Activity()
  let writes = Activity()
  let connection = Connection()
  let pulse = Pulse()
  let progress = SyncProgress()
  /// The work that finishes what an earlier run has left; nil while it has not begun.
  let recovery = Mutex<Task<Void, Never>?>(nil)
  /// Asks now and then for a server that is not reached; nil while it is.
  let search = Mutex<Task<Void, Never>?>(nil)
  /// Waits for the end of the process that sends; nil while there is nothing to send.
  let succession = Mutex<Task<Void, Never>?>(nil)
  /// What the server did not have when this was closed.
  let left = Mutex<Unsent?>(nil)
  private let hasSettled = Mutex(false)
  let ticker = Mutex<Task<Void, Never>?>(nil)

  /// Opens the files of a workspace, and connects to the server at once if there is a source.
  /// Events come from any thread.
  public static func open(
    _ options: Options, source: (any RecordSource)?, now: @escaping @Sendable () -> Moment,
    logger: Logger, onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) throws(StoreError) -> Workspace {
    try open(
      options, source: source, timing: StoreClock(now: now), logger: logger, onEvent: onEvent)
  }

  static func open(
    _ options: Options, source: (any RecordSource)?, timing: StoreClock, logger: Logger,
    onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) throws(StoreError) -> Workspace {
    let (cache, notice) = try Cache.open(at: options.folder, now: timing.now)
    let workspace = Workspace(
      options, cache: cache, notice: notice, timing: timing, logger: logger, onEvent: onEvent)
    _ = workspace.lock.acquire()
    if let source { workspace.start(source: source) }
    return workspace
  }

  private init(
    _ options: Options, cache: Cache, notice: Notice?, timing: StoreClock, logger: Logger,
    onEvent emitHere: @escaping @Sendable (StoreEvent) -> Void
  ) {
    let local = Result { () throws(StoreError) in try LocalDatabase.open(in: options.folder) }
    let file = try? local.get()
    let table = file.map(OutboxTable.init)
    let overlay = table.map { ChangeOverlay($0, over: cache) }
    let news = NewsBell(folder: options.folder)
    let others = table.map { OthersChanges($0, emit: emitHere) }
    self.news = news
    self.others = others
    // What happens to changes is told to the other processes as well.
    let onEvent: @Sendable (StoreEvent) -> Void = { event in
      guard let others, !event.changes.isEmpty else { return emitHere(event) }
      others.tell(own: event)
      news.ring()
    }
    history = HistoryFile(folder: options.folder) { onEvent(.notice(Notice(.warning, $0))) }
    let past = HistoryTable(file: history)
    let incoming = IncomingRecords(
      cache: cache, changes: overlay, history: past, now: timing.now)
    self.options = options
    self.timing = timing
    emit = onEvent
    texts = TextFile(folder: options.folder)
    let recordTexts = RecordTexts(htmlLines: options.htmlLines)
    store = PagingStore(
      cache: cache, texts: TextSearch(file: texts, texts: recordTexts), history: past,
      draftRefs: { try file.map(DraftTable.init)?.all().map(\.ref) ?? [] },
      drafts: { ref in (try? file.map(DraftTable.init)?.drafts(about: ref)) ?? [] },
      places: { resource in
        guard let places = file.map(PlaceTable.init) else { return [] }
        return (try? resource.map(places.recent) ?? places.recent()) ?? []
      },
      changes: { ref in (try? table?.unfinished(ref)) ?? [] })
    lock = WorkspaceLock(folder: options.folder)
    bell = OutboxSignal(folder: options.folder)

    waits = file.map {
      WaitKeeper(WaitTable(local: $0), cache: cache, timing: timing, emit: onEvent)
    }
    if let table, let overlay, let waits {
      let recorder = AnswerRecorder(
        table: table, incoming: incoming, overlay: overlay, waits: waits, emit: onEvent)
      editor = OutboxEditor(
        recorder, timing: timing, work: writes, mergeHTML: options.mergeHTML)
      notices = [notice].compactMap(\.self)
    } else {
      editor = nil
      notices = [notice, local.failure.map { Notice(.failure, $0.sentence) }].compactMap(\.self)
    }
    let outbox = editor?.outbox
    let settings = Sync.Settings(
      pageSize: options.pageSize, refreshEvery: options.refreshEvery,
      onSuccess: { await outbox?.networkWorks() },
      onComplete: { await outbox?.hasAll($0) })
    sync = Sync(
      connection: connection, incoming: incoming, store: store, timing: timing, work: reads,
      progress: progress, settings: settings, logger: logger,
      emit: { [writes, waits] event in
        onEvent(event)
        guard case .changed(let resources) = event,
          resources.contains(where: { $0.schema.completion != nil })
        else { return }
        writes.run { waits?.lookForNews() }
      })
    textKeeper = TextKeeper(
      cache: cache, file: texts, texts: recordTexts, work: reads,
      announce: { [sync] in await sync.announcer.announce($0, atOnce: false) },
      tell: { onEvent(.notice(Notice(.warning, $0))) })
  }
}

extension Workspace {
  /// Does what the first screen need not wait for: checks files that were not closed, and finishes
  /// what an earlier run has left. Returns when the changes can be listed. `start` includes it.
  public func settle() async {
    beginSettling()
    await recovery.withLock { $0 }?.value
  }

  private func beginSettling() {
    let isFirst = hasSettled.withLock { hasSettled in
      defer { hasSettled = true }
      return !hasSettled
    }
    guard isFirst else { return }
    news.listen { [weak self] in self?.hearNews() }
    watchFiles()
    writes.run { [waits] in waits?.look() }
    guard lock.isHeld else { return }
    lead()
    textKeeper.begin()
    keepHistorySmall()
  }

  /// Starts talking to the server; nothing does before. A second call replaces the connection, for
  /// a new key.
  public func start(source: any RecordSource) {
    beginSettling()
    pulse.onReach { [weak self] in self?.follow(isReached: $0) }
    connection.open(proven(PulsedSource(source: source, pulse: pulse)))
    connect()
    ticker.withLock { ticker in
      ticker?.cancel()
      ticker = Task.detached { [weak self, timing, options] in
        while (try? await timing.sleep(options.refreshEvery)) != nil { self?.tick() }
      }
    }
    if let me = options.me { reads.run { [sync] in await sync.findMe(me) } }
  }

  /// The server, to be checked by the witnesses of this workspace. Where an older version has kept
  /// none, any cached record takes their place.
  private func proven(_ source: any RecordSource) -> ProvenSource {
    let witnesses = (editor?.table.local).map(WitnessTable.init)
    var known = (try? witnesses?.all()) ?? []
    if known.isEmpty { known = [try? store.cache.knownRecord()].compactMap(\.self) }
    return ProvenSource(
      source, known: known, hasChanges: (try? editor?.table.refs())?.isEmpty == false,
      witnesses: witnesses, now: timing.now)
  }

  /// Call when the user looks at the list of a resource. Like the methods below, it returns
  /// immediately.
  public func show(_ resource: Resource) {
    tryToLead()
    reads.run { [sync] in await sync.show(resource) }
  }

  /// Call when the user opens a record: fetches it and its child lists, that of `tab` first. A
  /// record opened a moment ago is not fetched again unless `force` is set.
  public func open(_ ref: Ref, tab: Resource? = nil, force: Bool = false) {
    tryToLead()
    reads.run { [sync] in await sync.open(ref, tab: tab, force: force) }
  }

  /// Call when the user refreshes a list.
  public func refresh(_ key: ListKey) {
    tryToLead()
    reads.run { [sync] in await sync.refresh(key) }
  }

  /// Finds a record by its id, external id or email address; on the server if it is not cached.
  public func find(_ text: String) async -> Result<Ref, StoreError> {
    if let ref = try? store.find(text).first { return .success(ref) }
    return await sync.find(text)
  }

  /// The team member at the keyboard: the one with the configured address, or whom the user has
  /// picked; nil if that is not known.
  public func me() -> Ref? {
    let configured = options.me.flatMap { try? store.find($0) }?.first { $0.resource == .admin }
    if let configured { return configured }
    return editor.flatMap { try? $0.identity.me() }
  }

  /// Waits until nothing is running.
  public func idle() async {
    var before: Int
    repeat {
      // Each may start the other: both have ended only if nothing was started meanwhile.
      before = reads.started + writes.started
      await reads.idle()
      await writes.idle()
    } while reads.started + writes.started != before
    await sync.announcer.flush()
  }
}

extension Result {
  /// The error, nil for a success.
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

// MARK: - Forms

extension Workspace {
  /// The material for a form about a record, from the files alone. `parent` is the record from
  /// which a new one is begun; by default the one that the draft names. `id` selects a draft; by
  /// default it is the last one. If a draft was begun for a new record that is on the server by
  /// now, it becomes a draft of an edit, with the record as its base. `holder` is the record that
  /// the user has chosen to hold a new one.
  public func material(
    _ ref: Ref, parent: Ref?, draft id: String? = nil, holder: Ref? = nil
  ) throws(StoreError) -> FormMaterial {
    let name = try store.currentName(of: ref)
    let changes = try editor?.table.unfinished(name) ?? []
    let draft = try editor?.drafts.draft(of: name, named: id)
    var material = FormMaterial(ref, changes: changes, draft: draft)
    try store.complete(
      &material, parent: parent ?? draft?.parent, holder: holder, me: me())
    if name.serverID != nil, draft?.base.isEmpty == true {
      material.draft?.base = material.row?.record.body ?? [:]
    }
    return material
  }

  /// Saves an unfinished form in place of its earlier draft. It is safe on disk when this returns.
  public func keep(_ draft: Draft) throws(StoreError) {
    try writableDesk.drafts.keep(draft)
  }

  /// Deletes the draft of a form.
  public func forgetDraft(_ end: Draft.End) throws(StoreError) {
    try writableDesk.drafts.forget(end)
  }

  /// All unfinished forms, the last edited one first.
  public func drafts() throws(StoreError) -> [DraftEntry] {
    var entries: [DraftEntry] = []
    for draft in try editor?.drafts.all() ?? [] {
      entries.append(
        DraftEntry(
          draft,
          title: try store.cache.title(draft.ref)
            ?? Record(ref: draft.ref, body: draft.base).name,
          parentTitle: try draft.parent.flatMap { ref throws(StoreError) in
            try store.cache.title(ref)
          }))
    }
    return entries
  }

  /// Notes that the user has visited a record: lookups offer it among the first. Returns
  /// immediately.
  public func visited(_ ref: Ref) {
    guard let places = editor?.places else { return }
    let now = timing.now()
    writes.run { try? places.note(ref, at: now) }
  }

  /// Notes that the user has looked at a record: what has moved is told from then on, but not before
  /// the next day, which for the user began today at a moment. Returns immediately.
  public func looked(at ref: Ref, today: Moment) {
    let (history, now) = (HistoryTable(file: history), timing.now())
    writes.run { history.look(at: ref, now, today: today) }
  }

  /// Requests the record of a resource with exactly this id, external id or email address, and
  /// caches it.
  public func lookFor(_ text: String, _ resource: Resource) async -> Result<Ref, StoreError> {
    await sync.find(text, in: resource)
  }
}
