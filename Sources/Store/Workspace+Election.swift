// Of several vittys on a workspace one sweeps and sends. The others queue what their users change
// and ring; when the first one ends, another takes its place.

import VitallyModel

extension Workspace {
  /// At regular times: what has become old is refreshed, and what others have queued is sent.
  func tick() {
    tryToLead()
    reads.run { [sync] in await sync.tick() }
    lookAtQueue()
  }

  /// Takes the place of the one who sweeps and sends, if that has become free. Cheap enough for
  /// every action of the user.
  func tryToLead() {
    guard !lock.isHeld, lock.acquire() else { return }
    lead()
    connect()
  }

  /// This process sweeps and sends from now on: first what an earlier one has left is put right.
  func lead() {
    guard let desk else { return }
    do {
      try desk.settlement.recover(at: timing.now())
    } catch {
      emit(.notice(Notice(.failure, error.sentence)))
    }
    bell.listen { [weak self] in self?.lookAtQueue() }
    writes.run { await desk.watch.end() }
  }

  /// Connects whoever talks to the server with it, as far as it is this process's turn.
  func connect() {
    guard let source = line.source else { return }
    let known = line.known
    line.setSweeps(lock.isHeld && options.sweepsBehind)
    reads.run { [sync] in await sync.start() }
    if lock.isHeld, !options.isReadOnly, let desk {
      let fetchAll: @Sendable (Resource) async -> Void = { [weak sync] in
        await sync?.fetchAll($0)
      }
      writes.run { await desk.outbox.start(source, known: known, fetchAll: fetchAll) }
    }
  }

  /// Sends what is queued, or looks what has become of it.
  func lookAtQueue() {
    guard let desk else { return }
    let isLeading = lock.isHeld
    writes.run {
      if isLeading { await desk.outbox.look() } else { await desk.watch.look() }
    }
  }

  /// After the user has changed something: it goes out, or the one who sends is told.
  func send(_ change: Change) {
    guard let desk else { return }
    tryToLead()
    if lock.isHeld {
      writes.run { await desk.outbox.pump() }
    } else {
      bell.ring()
      writes.run { [weak self] in
        if await desk.watch.follow(change) { self?.watchQueue(desk) }
      }
    }
  }

  /// Looks every two seconds while something is queued, and not otherwise.
  private func watchQueue(_ desk: ChangeDesk) {
    Task.detached { [weak self, timing] in
      while await !desk.watch.isEmpty, (try? await timing.sleep(QueuedWatch.pause)) != nil {
        self?.tryToLead()
        await desk.watch.look()
      }
    }
  }
}
