// How a workspace shares its files with other vitty processes, and what it does when it takes them
// over: of several processes one sweeps and sends.

import Synchronization
import VitallyModel

extension Workspace {
  /// Called at intervals: refreshes what has become old and sends what other processes have queued.
  func tick() {
    tryToLead()
    reads.run { [sync] in await sync.tick() }
    if lock.isHeld { keepHistorySmall() }
    writes.run { [waits] in waits?.look() }
    lookAtQueue()
  }

  /// Takes the lock if it is free. Cheap enough for every action of the user.
  func tryToLead() {
    guard lock.acquire() else { return }
    lead()
    textKeeper.begin()
    connect()
  }

  /// Moves old values to the file of the history, and thins it: in small steps, so that nothing
  /// waits for them.
  func keepHistorySmall() {
    let table = HistoryTable(file: history)
    let former = editor.map { FormerHistory(local: $0.table.local, history: table) }
    let recovery = recovery.withLock { $0 }
    reads.run(priority: .background) { [weak self, timing] in
      await recovery?.value
      await former?.local.checkEnded()
      while self?.goesOn({ () throws(StoreError) in try former?.moveSome() == true }) == true {
        await Task.yield()
      }
      self?.report { () throws(StoreError) in try former?.local.shrink() }
      while self?.goesOn({ table.thin(at: timing.now()) }) == true { await Task.yield() }
      await table.file.checkEnded()
    }
  }

  /// Makes this process the one that sweeps and sends, after finishing what an earlier one has
  /// left.
  func lead() {
    guard let editor else { return }
    bell.listen { [weak self] in self?.lookAtQueue(isRung: true) }
    let task = writes.run { [weak self] in
      await editor.table.local.checked()
      await editor.watch.end()
      self?.report { () throws(StoreError) in try editor.recorder.recover() }
      // What the one before has done last it may not have told.
      self?.report { () throws(StoreError) in try self?.others?.look() }
    }
    recovery.withLock { $0 = task }
    writes.run { [weak self, timing] in
      await task.value
      while self?.goesOn({ () throws(StoreError) in
        try editor.table.forgetOld(at: timing.now())
      }) == true {
        await Task.yield()
      }
    }
  }

  /// Takes one step of work in the background, which tells whether there is more. Returns whether
  /// to take the next one.
  private func goesOn(_ step: () throws(StoreError) -> Bool) -> Bool {
    guard !Task.isCancelled else { return false }
    var hasMore = false
    report { () throws(StoreError) in hasMore = try step() }
    return hasMore
  }

  /// Reports a failure, unless it is the damage of the file, which has been told.
  func report(_ work: () throws(StoreError) -> Void) {
    do {
      try work()
    } catch {
      guard editor?.table.local.damage == nil else { return }
      emit(.notice(Notice(.failure, error.sentence)))
    }
  }

  /// Checks files that were not closed, unless another process uses them, and says what is damaged.
  func watchFiles() {
    let local = editor?.table.local
    local?.onDamage { [weak self] error in
      guard let self else { return }
      emit(.notice(Notice(.failure, error.sentence)))
      writes.run { [editor] in await editor?.outbox.stop() }
    }
    if lock.isHeld {
      local?.beginCheck()
      store.cache.beginCheck { [emit] in emit(.notice(Notice(.failure, $0.sentence))) }
      reads.run { [cache = store.cache] in
        await local?.checkEnded()
        await cache.checkEnded()
      }
    } else {
      local?.leaveCheck()
      store.cache.leaveCheck()
      history.leaveCheck()
    }
  }

  /// Connects the sync, and the outbox if this process holds the lock.
  func connect() {
    guard let source = connection.source else { return }
    connection.setSweeps(lock.isHeld && options.sweepsBehind)
    reads.run { [sync] in await sync.start() }
    if lock.isHeld, !options.isReadOnly, let editor, editor.table.local.damage == nil {
      let fetchAll: @Sendable (Resource) async -> Void = { [weak sync] in
        await sync?.fetchAll($0)
      }
      let mayDestroy = options.allowsDeletion
      let recovery = recovery.withLock { $0 }
      writes.run {
        await recovery?.value
        await editor.outbox.start(source, mayDestroy: mayDestroy, fetchAll: fetchAll)
      }
    }
  }

  /// Sends what is queued, or checks what has become of it. A user has asked for it if another
  /// process has rung.
  func lookAtQueue(isRung: Bool = false) {
    guard let editor else { return }
    let isLeading = lock.isHeld
    // The other process has written into the cache too.
    textKeeper.wake()
    writes.run {
      guard isLeading else { return await editor.watch.look() }
      await editor.outbox.look()
      if isRung { await editor.outbox.sendSoon() }
    }
  }

  /// Another process has done something with changes: the screen of this one learns of it.
  func hearNews() {
    guard let editor, let others else { return }
    textKeeper.wake()
    writes.run { [weak self] in
      await editor.watch.look()
      self?.report { () throws(StoreError) in try others.look() }
      self?.succeedLater()
    }
  }

  /// While something is to be sent, looks every two seconds whether the process that sends has gone:
  /// one that was killed can't say so.
  func succeedLater() {
    guard mayHaveToSucceed else { return }
    succession.withLock { task in
      guard task == nil else { return }
      task = Task.detached { [weak self, timing] in
        while self?.mayHaveToSucceed == true, (try? await timing.sleep(QueuedWatch.pause)) != nil {
          self?.tryToLead()
          self?.report { () throws(StoreError) in try self?.others?.look() }
        }
        self?.succession.withLock { $0 = nil }
      }
    }
  }

  private var mayHaveToSucceed: Bool {
    !options.isReadOnly && !lock.isHeld && others?.areToBeSent == true
  }

  /// Sends changes, or signals the process that does.
  func send(_ changes: [Change]) {
    guard let editor else { return }
    tryToLead()
    if lock.isHeld {
      let isHeld = changes.allSatisfy { $0.isHeld(at: timing.now()) }
      writes.run { isHeld ? await editor.outbox.pump() : await editor.outbox.sendSoon() }
    } else {
      bell.ring()
      writes.run { [weak self] in
        if await editor.watch.follow(changes) { self?.watchQueue(editor) }
      }
    }
  }

  /// Checks every two seconds while something is queued.
  private func watchQueue(_ editor: OutboxEditor) {
    Task.detached { [weak self, timing] in
      while await !editor.watch.isEmpty, (try? await timing.sleep(QueuedWatch.pause)) != nil {
        self?.tryToLead()
        await editor.watch.look()
      }
    }
  }
}
