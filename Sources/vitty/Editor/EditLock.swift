// Locks a file for as long as it is in use; a child that inherits it goes on holding it.

import Glibc
import Synchronization

/// A lock on a file. The system frees it however its holders end. Thread-safe.
final class EditLock: Sendable {
  private let path: String
  private let held = Mutex<Int32>(-1)

  /// Takes the lock of a file, if nobody has it.
  init(_ path: String) {
    self.path = path
    take()
  }

  deinit { release() }

  /// Whether this program holds it.
  var isHeld: Bool { descriptor >= 0 }

  /// The descriptor for a child to inherit; negative if it is not held.
  var descriptor: Int32 { held.withLock(\.self) }

  /// Takes the lock anew; false if somebody else has it, such as a child of a child.
  @discardableResult
  func take() -> Bool {
    held.withLock { held in
      if held >= 0 { close(held) }
      held = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard held >= 0, flock(held, LOCK_EX | LOCK_NB) != 0 else { return held >= 0 }
      close(held)
      held = -1
      return false
    }
  }

  /// Gives the lock up.
  func release() {
    held.withLock { held in
      if held >= 0 { close(held) }
      held = -1
    }
  }
}
