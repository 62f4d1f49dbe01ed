// Which lists this process is fetching right now. Kept in memory only: after a crash nothing is
// running.

import Foundation
import VitallyModel

final class RunningLists: @unchecked Sendable {
  private let lock = NSLock()
  private var keys: Set<ListKey> = []

  /// All of them.
  var all: Set<ListKey> { lock.withLock { keys } }

  func contains(_ key: ListKey) -> Bool { lock.withLock { keys.contains(key) } }

  func set(_ key: ListKey, _ isRunning: Bool) {
    lock.withLock {
      if isRunning { keys.insert(key) } else { keys.remove(key) }
    }
  }
}
