// How a workspace is left: what is held back is sent now if the server answers, and at the next start
// if it does not; then everything is closed.

import Synchronization
import VitallyModel

extension Workspace {
  /// The longest time for sending what was held back.
  private static let patience = Duration.milliseconds(1500)
  /// How long the server may be silent meanwhile.
  private static let silence = Duration.milliseconds(300)
  /// The time between two looks.
  private static let pause = Duration.milliseconds(10)

  /// Lets go of what is held back, and gives the outbox a moment to send it, if the server has been
  /// answering. Returns as soon as nothing is left to wait for.
  public func part() async {
    endHolds()
    guard lock.isHeld else { return bell.ring() }
    guard let editor, pulse.isAnswering else { return }
    writes.run { await editor.outbox.sendSoon() }
    // Over a slow line, silence is longer.
    let silence = max(Self.silence, pulse.delay * 2)
    let start = ContinuousClock.now
    var (heard, answers) = (start, pulse.answers)
    while !writes.isIdle {
      let now = ContinuousClock.now
      if pulse.answers != answers { (heard, answers) = (now, pulse.answers) }
      guard now - start < Self.patience, now - heard < silence else { return }
      try? await Task.sleep(for: Self.pause)
    }
  }

  // MARK: Closing

  /// How long writes in flight may still be answered at the end, in seconds. Unanswered ones are on
  /// disk as sent, and are looked for at the next start.
  private static let farewell = 0.15

  /// Closes the workspace: writes in flight get a moment to be answered, reads are cancelled. What the
  /// server does not have then is noted.
  public func stop() async {
    ticker.withLock { $0?.cancel() }
    succession.withLock { $0?.cancel() }
    store.cache.stopCheck()
    editor?.table.local.stopCheck()
    history.stopCheck()
    textKeeper.stop()
    waits?.stop()
    bell.stop()
    news.stop()
    connection.close()
    endSearch()
    reads.cancel()
    await editor?.outbox.stop()
    let patience = Task { [timing, writes] in
      if (try? await timing.sleep(Self.farewell)) != nil { writes.cancel() }
    }
    await writes.idle()
    patience.cancel()
    await reads.idle()
    // What was answered meanwhile is told as well.
    news.stop()
    succession.withLock { $0?.cancel() }
    endSearch()
    let unsent = await unsentNow()
    left.withLock { $0 = unsent }
    store.cache.close()
    editor?.table.local.close()
    history.close()
    texts.close()
    lock.giveUp()
  }

  /// What the server did not have when this was closed; nil before that, and if it can't be read.
  public var unsent: Unsent? { left.withLock { $0 } }

  /// What the server does not have, and why.
  private func unsentNow() async -> Unsent? {
    guard let editor else { return nil }
    let reason: Unsent.Reason
    if !lock.isHeld {
      reason = .otherProcess
    } else if options.isReadOnly {
      reason = .readOnly
    } else if let sentence = await editor.outbox.obstacle {
      reason = .key(sentence)
    } else {
      reason = pulse.isReached ? .notYet : .unreached
    }
    return try? editor.table.unsent(because: reason)
  }
}
