// Elects one of several vittys on a workspace: who holds the lock sweeps and sends. The system
// frees the lock when its holder ends, however it ends.

import Foundation
import Synchronization

/// A lock on a file in the workspace's folder.
final class WorkspaceLock: Sendable {
  private let path: String
  private let descriptor = Mutex<Int32?>(nil)

  /// The lock of a folder that exists; not held yet.
  init(folder: String) { path = folder + "/lock" }

  deinit { release() }

  /// Whether this process has the lock.
  var isHeld: Bool { descriptor.withLock { $0 != nil } }

  /// Takes the lock if nobody else has it; never waits. Answers whether it is held now.
  func acquire() -> Bool {
    descriptor.withLock { held in
      if held != nil { return true }
      // Closed on exec: a child, such as an editor, must not keep the lock alive.
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { return false }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        return false
      }
      held = file
      return true
    }
  }

  /// Lets another process take the lock.
  func release() {
    descriptor.withLock { held in
      if let file = held { close(file) }
      held = nil
    }
  }
}
