// Elects one of several vitty processes on a workspace: the one that holds the lock sweeps and
// sends. The system frees the lock however its holder ends.

import Foundation
import Synchronization

/// A lock on a file in the workspace's folder. Safe to use from any thread.
final class WorkspaceLock: Sendable {
  private enum State {
    case free
    case held(Int32)
    case given
  }

  private let path: String
  private let state = Mutex(State.free)

  /// The lock of an existing folder; not held yet.
  init(folder: String) { path = folder + "/lock" }

  deinit { giveUp() }

  /// Whether this process has the lock.
  var isHeld: Bool {
    state.withLock { if case .held = $0 { true } else { false } }
  }

  /// Takes the lock if nobody has it; never waits. Returns whether this call has taken it.
  func acquire() -> Bool {
    state.withLock { state in
      guard case .free = state else { return false }
      // Close-on-exec: a child process, such as an editor, must not keep the lock.
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { return false }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        return false
      }
      state = .held(file)
      return true
    }
  }

  /// Lets another process take the lock. This process, which is about to end, can't take it again.
  func giveUp() {
    state.withLock { state in
      if case .held(let file) = state { close(file) }
      state = .given
    }
  }
}
