// Work that another thread does while this one goes on.

import Dispatch
import Synchronization

/// A value that is worked out on another thread, from now on.
final class Meanwhile<Value: Sendable>: Sendable {
  private let found = Mutex<Value?>(nil)
  private let done = DispatchSemaphore(value: 0)

  /// Begins the work.
  init(_ work: @escaping @Sendable () -> Value) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let value = work()
      found.withLock { $0 = value }
      done.signal()
    }
  }

  /// The value. Waits until it is there.
  var value: Value {
    while true {
      if let value = found.withLock({ $0 }) { return value }
      done.wait()
    }
  }
}
