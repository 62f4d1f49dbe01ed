// A clock that stands still until a test moves it, and that tells when somebody waits on it.

import Synchronization
import VitallyAPI

final class ManualTime: Sendable {
  private struct Sleeper {
    var number: Int
    var due: Duration
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = Duration.zero
    var numbered = 0
    var begun = 0
    var sleepers: [Sleeper] = []
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  /// The clock to inject; no jitter.
  var timing: Timing {
    Timing(
      now: { self.state.withLock { $0.now } },
      sleep: { try await self.sleep($0) },
      jitter: { 1 })
  }

  /// Moves the clock on and wakes who is due.
  func advance(by span: Duration) {
    let due = state.withLock { state in
      state.now += span
      let now = state.now
      defer { state.sleepers.removeAll { $0.due <= now } }
      return state.sleepers.filter { $0.due <= now }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Moves the clock on in small steps until something has happened.
  func run(until isReached: () -> Bool) async {
    while !isReached() {
      advance(by: .milliseconds(5))
      await Task.yield()
    }
  }

  /// Returns when so many waits have begun since the start.
  func waitsBegun(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isReached = state.withLock { state in
        if state.begun < count { state.watchers.append((count, continuation)) }
        return state.begun >= count
      }
      if isReached { continuation.resume() }
    }
  }

  private func sleep(_ span: Duration) async throws {
    let number = state.withLock { state in
      state.numbered += 1
      return state.numbered
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        let watchers = state.withLock { state in
          state.sleepers.append(
            Sleeper(number: number, due: state.now + span, continuation: continuation))
          state.begun += 1
          let begun = state.begun
          defer { state.watchers.removeAll { $0.count <= begun } }
          return state.watchers.filter { $0.count <= begun }
        }
        for watcher in watchers { watcher.continuation.resume() }
        if Task.isCancelled { wake(number) }
      }
    } onCancel: {
      wake(number)
    }
  }

  private func wake(_ number: Int) {
    let sleeper = state.withLock { state in
      let index = state.sleepers.firstIndex { $0.number == number }
      return index.map { state.sleepers.remove(at: $0) }
    }
    sleeper?.continuation.resume(throwing: CancellationError())
  }
}
