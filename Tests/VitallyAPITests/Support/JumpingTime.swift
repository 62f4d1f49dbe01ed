// A clock that jumps: whoever waits is at once at the end of the wait, and what was waited for is
// kept. Nothing in a test takes real time.

import Synchronization
import VitallyAPI

final class JumpingTime: Sendable {
  private struct State {
    var now = Duration.zero
    var waits: [Duration] = []
  }

  private let state = Mutex(State())

  var now: Duration { state.withLock { $0.now } }

  /// The waits so far, in order.
  var waits: [Duration] { state.withLock { $0.waits } }

  /// The clock to inject; no jitter.
  var timing: Timing {
    Timing(
      now: { self.now },
      sleep: { span in
        try Task.checkCancellation()
        self.state.withLock {
          $0.now += span
          $0.waits.append(span)
        }
      },
      jitter: { 1 })
  }
}
