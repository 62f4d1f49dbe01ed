// One workspace: its files, what comes in and what goes out. This is all that the program talks
// to; it knows no screen and no URL. Of several vittys on a workspace one sweeps and sends. The
// others queue what their users change and ring; when the first one ends, another takes its place.

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
  let timing: StoreClock
  let emit: @Sendable (StoreEvent) -> Void
  let sync: Sync
  let editor: OutboxEditor?
  let lock: WorkspaceLock
  let bell: OutboxSignal
  let reads = Activity()
  let writes = Activity()
  let connection = Connection()
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  /// Opens the files of a workspace, and talks to the server at once if there is a source.
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
    if workspace.lock.acquire() { workspace.lead() }
    if let source { workspace.start(source: source) }
    return workspace
  }

  private init(
    _ options: Options, cache: Cache, notice: Notice?, timing: StoreClock, logger: Logger,
    onEvent: @escaping @Sendable (StoreEvent) -> Void
  ) {
    let local = Result { () throws(StoreError) in try LocalDatabase.open(in: options.folder) }
    let file = try? local.get()
    let table = file.map(OutboxTable.init)
    let overlay = table.map { ChangeOverlay($0, over: cache) }
    let incoming = IncomingRecords(
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
    bell = OutboxSignal(folder: options.folder)

    if let table, let overlay {
      let recorder = AnswerRecorder(
        table: table, incoming: incoming, overlay: overlay, emit: onEvent)
      editor = OutboxEditor(recorder, timing: timing, work: writes)
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
      settings: settings, logger: logger, emit: onEvent)
  }
}

extension Workspace {
  /// Begins to talk to the server; nothing does before. With a second source the line is
  /// another one from then on: the key has changed.
  public func start(source: any RecordSource) {
    connection.open(proven(source))
    connect()
    ticker.withLock { ticker in
      ticker?.cancel()
      ticker = Task.detached { [weak self, timing, options] in
        while (try? await timing.sleep(options.refreshEvery)) != nil { self?.tick() }
      }
    }
    if let me = options.me { reads.run { [sync] in await sync.findMe(me) } }
  }

  /// The server, which has to know what was seen here before. An earlier program has not kept that:
  /// what it has fetched stands in for it.
  private func proven(_ source: any RecordSource) -> ProvenSource {
    let witnesses = (editor?.table.local).map(WitnessTable.init)
    var known = (try? witnesses?.all()) ?? []
    if known.isEmpty { known = [try? store.cache.knownRecord()].compactMap(\.self) }
    return ProvenSource(
      source, known: known, hasChanges: (try? editor?.table.refs())?.isEmpty == false,
      witnesses: witnesses, now: timing.now)
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

  /// How long writes that are on their way may still be answered at the end, in seconds. What is
  /// not answered is on the disk as sent, and is looked for at the next start.
  private static let farewell = 0.15

  /// Ends: writes that are on their way get a moment to be answered, reads are given up.
  public func stop() async {
    ticker.withLock { $0?.cancel() }
    bell.stop()
    connection.close()
    reads.cancel()
    await editor?.outbox.stop()
    let patience = Task { [timing, writes] in
      if (try? await timing.sleep(Self.farewell)) != nil { writes.cancel() }
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

// MARK: - Changes

extension Workspace {
  /// Takes a change. It is safe on the disk when this returns, and goes out behind. It takes the
  /// place of one that was refused or is in conflict, if it changes all fields of that anew.
  /// Its news carry the name that it is given here.
  public func submit(
    _ new: NewChange, named madeID: String? = nil
  ) throws(StoreError) -> Change {
    var new = new
    new.replaces = new.replaces ?? stuck(within: new)
    let change = try writableDesk.submit(new, named: madeID)
    send(change)
    return change
  }

  /// The last change that needs attention and of which a new one leaves nothing.
  private func stuck(within new: NewChange) -> ChangeID? {
    guard new.action == .update else { return nil }
    return changes().last {
      $0.needsAttention && $0.ref == new.ref && $0.new.action == .update
        && $0.new.paths.isSubset(of: new.paths)
    }?.id
  }

  /// The changes that wait or need attention, and what was sent in the last day, oldest first.
  public func changes() -> [Change] { (try? editor?.changes()) ?? [] }

  /// One change, nil when there is none by this number any more.
  public func change(_ id: ChangeID) -> Change? { try? editor?.table.change(id) }

  /// Throws a change away that is not on its way. What can't be without it goes as well.
  public func drop(_ id: ChangeID) throws(StoreError) {
    try writableDesk.drop(id)
  }

  /// Tries a change again at once, as it is: what somebody else has changed stays a conflict until
  /// another change replaces this one.
  public func retry(_ id: ChangeID) throws(StoreError) {
    send(try writableDesk.retry(id))
  }

  /// Sends everything that waits now, also what was stopped because of the key. Where only the user
  /// can say whether the key belongs to this workspace, that is asked by an event instead, unless
  /// `trustsKey` says so.
  public func sendNow(trustsKey: Bool = false) {
    tryToLead()
    guard lock.isHeld, let editor else { return bell.ring() }
    writes.run { [connection, sync, reads, emit] in
      if let source = connection.source, let doubt = await source.doubt {
        guard trustsKey else { return emit(.keyInDoubt(doubt.sentence)) }
        await source.trust()
        reads.run { await sync.start() }
      }
      await editor.outbox.sendNow()
    }
  }

  /// The outbox, or why nothing can be changed.
  private var writableDesk: OutboxEditor {
    get throws(StoreError) {
      guard !options.isReadOnly else {
        throw StoreError("This workspace is read-only.")
      }
      guard let editor else {
        throw StoreError(
          "The file local.db can't be used: nothing can be changed until it is repaired or "
            + "moved away.")
      }
      return editor
    }
  }
}

// MARK: - Forms

extension Workspace {
  /// What is known of a record for a form about it, from the files alone. `parent` is the record
  /// from which a new one is begun; without it the one that the draft names. The draft is the one
  /// with a name, or the last one; that of a new
  /// record that the server has by now is one of an edit: its base is the record.
  public func material(
    _ ref: Ref, parent: Ref?, draft id: String? = nil
  ) throws(StoreError) -> FormMaterial {
    let name = try store.currentName(of: ref)
    let changes = try editor?.table.unfinished(name) ?? []
    let draft = try editor?.drafts.draft(of: name, named: id)
    var material = FormMaterial(ref, changes: changes, draft: draft)
    try store.complete(&material, parent: parent ?? draft?.parent)
    if name.serverID != nil, draft?.base.isEmpty == true {
      material.draft?.base = material.row?.record.body ?? [:]
    }
    return material
  }

  /// Keeps what stands in an unfinished form in place of what the same form has kept before. It is
  /// safe on the disk when this returns.
  public func keep(_ draft: Draft) throws(StoreError) {
    try writableDesk.drafts.keep(draft)
  }

  /// Forgets what an unfinished form has kept.
  public func forgetDraft(_ end: Draft.End) throws(StoreError) {
    try writableDesk.drafts.forget(end)
  }

  /// All unfinished forms, the one that was typed in last first.
  public func drafts() throws(StoreError) -> [DraftEntry] {
    var entries: [DraftEntry] = []
    for draft in try editor?.drafts.all() ?? [] {
      entries.append(
        DraftEntry(
          draft, title: try store.cache.title(draft.ref),
          parentTitle: try draft.parent.flatMap { ref throws(StoreError) in
            try store.cache.title(ref)
          }))
    }
    return entries
  }

  /// The changes that need attention, then those that wait, then what was sent in the last day;
  /// the oldest first in each.
  public func outbox() throws(StoreError) -> [OutboxEntry] {
    guard let editor else { return [] }
    let changes = try editor.changes()
    let requests = try editor.requests()
    var entries: [OutboxEntry] = []
    for change in changes.filter(\.needsAttention) + changes.filter(\.isPending)
      + changes.filter({ $0.state == .answered })
    {
      entries.append(
        OutboxEntry(change, title: try title(of: change), request: requests[change.id]))
    }
    return entries
  }

  /// The user has been at a record: it is among the first that are offered where one is looked
  /// up. Returns at once.
  public func visited(_ ref: Ref) {
    guard let places = editor?.places else { return }
    let now = timing.now()
    writes.run { try? places.note(ref, at: now) }
  }

  /// Asks the server for the record of a resource with exactly this id, external id or mail
  /// address. It is in the cache afterwards.
  public func lookFor(_ text: String, _ resource: Resource) async -> Result<Ref, StoreError> {
    await sync.find(text, in: resource)
  }

  /// The title as it is shown; that of the change's own fields for a record that is not here.
  private func title(of change: Change) throws(StoreError) -> String {
    try store.cache.title(change.ref)
      ?? Record(ref: change.ref, body: change.apply(to: change.new.base)).title
  }
}

// MARK: - Who sweeps and sends

extension Workspace {
  /// At regular times: what has become old is refreshed, and what others have queued is sent.
  func tick() {
    tryToLead()
    reads.run { [sync] in await sync.tick() }
    lookAtQueue()
  }

  /// Takes the place of the one who sweeps and sends, if that has become free. Cheap enough for
  /// every action of the user.
  private func tryToLead() {
    guard !lock.isHeld, lock.acquire() else { return }
    lead()
    connect()
  }

  /// This process sweeps and sends from now on: first what an earlier one has left is put right.
  private func lead() {
    guard let editor else { return }
    do {
      try editor.recorder.recover(at: timing.now())
    } catch {
      emit(.notice(Notice(.failure, error.sentence)))
    }
    bell.listen { [weak self] in self?.lookAtQueue() }
    writes.run { await editor.watch.end() }
  }

  /// Connects whoever talks to the server with it, as far as it is this process's turn.
  private func connect() {
    guard let source = connection.source else { return }
    connection.setSweeps(lock.isHeld && options.sweepsBehind)
    reads.run { [sync] in await sync.start() }
    if lock.isHeld, !options.isReadOnly, let editor {
      let fetchAll: @Sendable (Resource) async -> Void = { [weak sync] in
        await sync?.fetchAll($0)
      }
      writes.run { await editor.outbox.start(source, fetchAll: fetchAll) }
    }
  }

  /// Sends what is queued, or looks what has become of it.
  func lookAtQueue() {
    guard let editor else { return }
    let isLeading = lock.isHeld
    writes.run {
      if isLeading { await editor.outbox.look() } else { await editor.watch.look() }
    }
  }

  /// After the user has changed something: it goes out, or the one who sends is told.
  private func send(_ change: Change) {
    guard let editor else { return }
    tryToLead()
    if lock.isHeld {
      writes.run { await editor.outbox.pump() }
    } else {
      bell.ring()
      writes.run { [weak self] in
        if await editor.watch.follow(change) { self?.watchQueue(editor) }
      }
    }
  }

  /// Looks every two seconds while something is queued, and not otherwise.
  private func watchQueue(_ editor: OutboxEditor) {
    Task.detached { [weak self, timing] in
      while await !editor.watch.isEmpty, (try? await timing.sleep(QueuedWatch.pause)) != nil {
        self?.tryToLead()
        await editor.watch.look()
      }
    }
  }
}
