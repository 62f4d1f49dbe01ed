// Which lists are being fetched by this process right now. It is never written to a file: after
// a crash nothing runs.

import Foundation
import VitallyModel

final class RunningLists: @unchecked Sendable {
  private let lock = NSLock()
  private var keys: Set<ListKey> = []

  func contains(_ key: ListKey) -> Bool { lock.withLock { keys.contains(key) } }

  func set(_ key: ListKey, _ isRunning: Bool) {
    lock.withLock {
      if isRunning { keys.insert(key) } else { keys.remove(key) }
    }
  }
}
