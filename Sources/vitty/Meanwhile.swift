// Work that another thread does while this one goes on.

import Dispatch
import Synchronization

/// A value that is worked out on another thread, from now on.
final class Meanwhile<Value: Sendable>: Sendable {
  private let found = Mutex<Value?>(nil)
  private let work = DispatchGroup()

  /// Begins the work.
  init(_ find: @escaping @Sendable () -> Value) {
    DispatchQueue.global(qos: .userInitiated).async(group: work) { [self] in
      let value = find()
      found.withLock { $0 = value }
    }
  }

  /// The value. Waits until it is there.
  var value: Value {
    while true {
      work.wait()
      if let value = found.withLock({ $0 }) { return value }
    }
  }
}
