// Waits for children that run on, so that nothing is left of them when they end.

import Dispatch

enum ChildReaper {
  /// Waits for a child on a thread of its own.
  static func take(_ child: ChildProcess) {
    DispatchQueue.global(qos: .background).async { _ = child.wait() }
  }
}
