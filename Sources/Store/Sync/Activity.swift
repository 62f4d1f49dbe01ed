// Running tasks as a group that can be awaited or cancelled. A task counts as soon as `run` is
// called, so that waiting right afterwards doesn't miss it.

import Synchronization

/// A group of running tasks. Safe to use from any thread.
final class Activity: Sendable {
  private struct State {
    var tasks: [Int: Task<Void, Never>] = [:]
    var running: Set<Int> = []
    var last = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Starts a detached task, which is not cancelled with its caller.
  @discardableResult
  func run(
    priority: TaskPriority? = nil, _ work: @escaping @Sendable () async -> Void
  ) -> Task<Void, Never> {
    let number = state.withLock { state in
      state.last += 1
      state.running.insert(state.last)
      return state.last
    }
    let task = Task.detached(priority: priority) {
      await work()
      self.end(number)
    }
    state.withLock { state in
      if state.running.contains(number) { state.tasks[number] = task }
    }
    return task
  }

  /// Waits until no task is running.
  func idle() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if !state.running.isEmpty { state.waiting.append(continuation) }
        return state.running.isEmpty
      }
      if isIdle { continuation.resume() }
    }
  }

  /// Cancels all tasks.
  func cancel() {
    let tasks = state.withLock { Array($0.tasks.values) }
    for task in tasks { task.cancel() }
  }

  /// How many tasks were started so far.
  var started: Int { state.withLock { $0.last } }

  /// Whether no task is running.
  var isIdle: Bool { state.withLock { $0.running.isEmpty } }

  private func end(_ number: Int) {
    let waiting = state.withLock { state in
      state.running.remove(number)
      state.tasks[number] = nil
      guard state.running.isEmpty else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
